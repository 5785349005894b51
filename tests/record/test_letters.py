"""Characters that no text here may hold are made visible, once, and nothing else is touched."""

from __future__ import annotations

import unicodedata
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from raadslag.record.letters import MOST_MARKS, UNKNOWN, clean, one_line

SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
ANY = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("a\x00b\x1bc", f"a{UNKNOWN}b{UNKNOWN}c"),
        ("\uf0b7 punkt \uf0fc \uf0d8", "• punkt ✓ ➢"),
        ("20\x80 og \x95 \x93ja\x94", "20€ og • “ja”"),
        ("blød\x0blinje\u2028ny", "blød\nlinje\nny"),
        ("A\x1e4", "A\u20114"),
        ("exe.\u202egpj", f"exe.{UNKNOWN}gpj"),
        ("\u2068+45 12\u2069\ufeff", "+45 12"),
        ("\ud83d \ufdd0 \U0001fffe \ue123", f"{UNKNOWN} {UNKNOWN} {UNKNOWN} {UNKNOWN}"),
        ("e" + "\u0301" * 500 + "n", "e" + "\u0301" * MOST_MARKS + UNKNOWN + "n"),
        (f"{SCOTLAND} \U000e0041\U000e0042", f"{SCOTLAND} {UNKNOWN}{UNKNOWN}"),
    ],
)
def test_what_cannot_be_kept_is_shown_as_word_shows_it_or_as_a_mark(pasted: str, kept: str) -> None:
    assert clean(pasted) == kept


def test_ordinary_text_in_any_language_comes_back_as_it_was() -> None:
    text = "Æbler 40 €\n\t😀 👩\u200d👧 தமிழ் 漢字 שָׁלוֹם\u200f Việt ﬁ ½ ☑ — „ja“ a\u00adb"
    assert clean(text) is text


@given(ANY)
@settings(max_examples=300)
def test_clean_text_fits_in_every_store_and_cleaning_twice_is_cleaning_once(text: str) -> None:
    kept = clean(text)
    assert clean(kept) == kept
    assert "\x00" not in kept
    assert kept.encode().decode() == kept
    assert not [one for one in kept if unicodedata.category(one) in {"Co", "Cs"}]
    etree.fromstring(f"<a>{escape(kept)}</a>")
    assert "\n" not in one_line(text)


def test_every_code_point_alone_is_kept_or_marked() -> None:
    for first in range(0, 0x110000, 0x400):
        text = "x".join(map(chr, range(first, first + 0x400)))
        kept = clean(text)
        etree.fromstring(f"<a>{escape(kept)}</a>")
        assert kept.count("x") == text.count("x")
