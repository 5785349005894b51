"""One spelling for every way to write a sign, and the way back to what was printed."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raadslag.danish import fold


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("０７０７６１－４２８５", "070761-4285"),
        ("٠٧٠٧٦١-٤٢٨٥", "070761-4285"),
        ("070\u00ad761-42\u200b85", "070761-4285"),
        ("\u202d070761\u202c-\u200e4285", "070761-4285"),
        ("070761\u2003\u00a0 4285", "070761 4285"),
        ("070761 \u00ad \u200b 4285", "070761 4285"),
        ("070761–4285 − x", "070761-4285 - x"),
        ("0̶7̶0̶7̶6̶1̶-4285", "070761-4285"),
        ("070761-4285² og m³", "070761-4285 2 og m 3"),
        ("⁰⁷⁰⁷⁶¹-₄₂₈₅", "070761-4285"),
        ("𝟎𝟕𝟎𝟕𝟔𝟏-4285", "070761-4285"),
        ("a\u030argang ﬁre o\u0308l", "årgang fire öl"),
        ("070761\r\n4285\u2028ny\x0cside", "070761\n4285\nny\nside"),
        ("07\x00\x1b0761", "070761"),
        ("070761\ufffd4285 \uf0b7 punkt", "070761 4285 punkt"),
        ("2½ og ½", "2 1/2 og 1/2"),
        ("æøå ÆØÅ é – ja", "æøå ÆØÅ é - ja"),
    ],
)
def test_every_way_to_write_a_sign_is_read_as_one(printed: str, read: str) -> None:
    assert fold(printed).text == read


def test_what_was_found_is_shown_as_it_was_printed() -> None:
    printed = "Om 070\u00ad761\u2003–  4285² i dag"
    folded = fold(printed)
    start = folded.text.index("070761")
    start, end = folded.printed(start, start + len("070761 - 4285"))
    assert printed[start:end] == "070\u00ad761\u2003–  4285"


@settings(max_examples=300)
@given(st.text())
def test_folding_twice_is_folding_once_and_every_place_is_inside_the_text(text: str) -> None:
    folded = fold(text)
    assert fold(folded.text).text == folded.text
    for at in range(len(folded.text)):
        start, end = folded.printed(at, at + 1)
        assert 0 <= start < end <= len(text)


def test_an_ordinary_text_is_left_as_it_is() -> None:
    text = "Udvalget drøftede »sagen« – og godkendte § 4: 12.345 kr.\n\n1.\tÉt punkt\n"
    folded = fold(text)
    at = folded.text.index("godkendte")
    assert folded.printed(at, at + 9) == (text.index("godkendte"), text.index("godkendte") + 9)


@pytest.mark.parametrize("odd", [" ", "\u0336", "\u00ad", "\u00a0", "²", "½", "\ufffd"])
def test_time_grows_in_step_with_the_text(odd: str) -> None:
    began = time.process_time()
    fold(odd * 400_000)
    fold(("a" + odd) * 200_000)
    assert time.process_time() - began < 3
