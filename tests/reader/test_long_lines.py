"""A line of a megabyte costs its length, not the square of it, before it is known to be none."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from raadslag.reader.fields.effects import carry_over
from raadslag.reader.lines.normalise import clean
from raadslag.reader.lines.shapes import clean_body
from raadslag.record import Decision, Item

LONG = 30_000


def effects_of(decision: str) -> object:
    return carry_over([Item(1, "Vejbump", decision=Decision(decision))], "")


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (clean, "\tFritid" + " " * LONG + "Kultur"),
        (clean_body, "Fritid" + " " * LONG + "Kultur"),
        (clean_body, "Fritid " + "åbent " * (LONG // 6) + "Kultur"),
        (clean_body, "Fritid" + "." * LONG + "Kultur"),
        (effects_of, "punkt 1, 2 og 3 " * LONG + "udsat"),
    ],
    ids=["blanks and a tab", "blanks", "words of a document's kind", "dots", "items by number"],
)
def test_a_long_run_of_one_kind_is_read_in_a_moment(
    read: Callable[[str], object], text: str
) -> None:
    begun = time.process_time()
    read(text)
    assert time.process_time() - begun < 0.4


def test_what_stands_around_a_body_is_still_taken_off() -> None:
    assert clean_body("Åben dagsorden – Teknisk Udvalg, den ....") == "Teknisk Udvalg"
    assert clean_body("Kulturudvalgets   møde") == "Kulturudvalget"
    assert clean(" Sag \t  12  \t ") == "Sag\t12"
