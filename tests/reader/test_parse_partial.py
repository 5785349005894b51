"""Who came late or left early, as heads and items tell it."""

from __future__ import annotations

import pytest

from tests.reader.parsing import HEAD, read_text

ITEMS = """

Punkt 1: Åen

05.01.02-P20-1-24

Beslutning

Godkendt.
"""


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("Ane Holm deltog fra punkt 3.", 3, None),
        ("Ane Holm forlod mødet efter punkt 5.", None, 5),
        ("Ane Holm forlod mødet kl. 17.54 efter behandlingen af punkt 5.", None, 5),
        ("Ane Holm forlod mødet før punkt 5.", None, 4),
        ("Ane Holm ankom kl. 16.20 under behandlingen af dagsordenspunkt 4.", 4, None),
        ("Ane Holm ankom efter punkt 4.", 5, None),
        ("Ane Holm (A) deltog til og med punkt 6.", None, 6),
        ("Ane Holm deltog i punkt 2-4.", 2, 4),
        ("Ane Holm deltog under behandlingen af punkt 7.", 7, 7),
        ("Ane Holm deltog ikke i punkt 3.", None, None),
        ("Ane Holm erklærede sig inhabil og forlod mødet under punkt 3.", None, None),
        ("Ida Rask forlod mødet efter punkt 5.", None, None),
    ],
)
def test_sentences_give_the_first_and_the_last_item(
    sentence: str, first: int | None, last: int | None
) -> None:
    people = {one.name: one for one in read_text(f"{HEAD}\n\n{sentence}{ITEMS}").attendance}
    assert (people["Ane Holm"].from_item, people["Ane Holm"].to_item) == (first, last)
    assert list(people) == ["Ane Holm", "Bo Lund", "Karl Ege", "Lis Dam"]


def test_a_sentence_in_an_item_counts_too() -> None:
    text = f"{HEAD}{ITEMS}\n\nAne Holm forlod mødet efter punkt 1.\n"
    people = {one.name: one for one in read_text(text).attendance}
    assert people["Ane Holm"].to_item == 1
