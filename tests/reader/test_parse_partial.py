"""Who came late or left early, as heads and items tell it."""

from __future__ import annotations

import pytest

from raadslag.reader.lines.blocks import join
from raadslag.reader.lines.line import Line, Source
from raadslag.reader.parse import parse
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
    ],
)
def test_sentences_give_the_first_and_the_last_item(
    sentence: str, first: int | None, last: int | None
) -> None:
    people = {one.name: one for one in read_text(f"{HEAD}\n\n{sentence}{ITEMS}").attendance}
    assert (people["Ane Holm"].from_item, people["Ane Holm"].to_item) == (first, last)
    assert list(people) == ["Ane Holm", "Bo Lund", "Karl Ege", "Lis Dam"]


def test_whom_only_a_sentence_names_was_there_too() -> None:
    people = {one.name: one for one in read_text(f"{HEAD}\n\nIda Rask forlod mødet efter punkt 5.{ITEMS}").attendance}  # fmt: skip
    assert (people["Ida Rask"].status, people["Ida Rask"].to_item) == ("present", 5)


def test_a_sentence_in_an_item_counts_too() -> None:
    text = f"{HEAD}{ITEMS}\n\nAne Holm forlod mødet efter punkt 1.\n"
    people = {one.name: one for one in read_text(text).attendance}
    assert people["Ane Holm"].to_item == 1


def test_a_list_of_people_that_ends_its_page_takes_no_running_head_in() -> None:
    texts = [
        (1, "REFERAT Havneudvalget d. 05-03-2024", 300.0),
        (1, "Mødedeltagere Ane Holm (A), Bo Lund (V), Karl Ege (direktør), Lis Dam", 536.0),
        (1, "(A), Per Rask (C), Eva Krog (V), Ida Lind (chef for Havn og Vej), Jo Dal (sekretær)", 495.0),
        (2, "Havneudvalgets-, Fiskeri- og Erhvervsudvalget", 230.0),
        (2, "Punkt 1: Molen", 160.0),
        (2, "Beslutning", 120.0),
        (2, "Godkendt", 100.0),
    ]  # fmt: skip
    lines = tuple(
        Line(text, number, page, left=57.0, right=right)
        for number, (page, text, right) in enumerate(texts, start=1)
    )
    people = parse(Source("pdf", lines)).attendance
    assert people[-1].name == "Jo Dal"
    assert [one.name for one in people][:4] == ["Ane Holm", "Bo Lund", "Karl Ege", "Lis Dam"]


def test_a_stroke_at_a_lines_end_takes_no_blank() -> None:
    assert join("Mer-/", "mindreforbrug (4)") == "Mer-/mindreforbrug (4)"
    assert join("ja /", "nej") == "ja / nej"
