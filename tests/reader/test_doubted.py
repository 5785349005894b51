"""A reading looked over as a whole: numbers that its items leap over."""

from __future__ import annotations

import pytest

from raadslag.reader.door.doubted import NOT_WHOLE, doubted
from raadslag.record import Item, Meeting, Note, Where


def meeting(*numbers: int, title: str = "Havnen", notes: tuple[Note, ...] = ()) -> Meeting:
    items = tuple(Item(number=number, title=title) for number in numbers)
    return Meeting(confidence=0.9, items=items, notes=notes)


def test_a_number_that_is_leapt_over_is_said_and_asked_about() -> None:
    found = doubted(meeting(1, 2, 4))
    (note,) = found.notes
    assert (note.code, note.kind) == ("item-gap", "unread")
    assert note.text == "Mellem punkt 2 og 4 mangler punkt 3."
    assert found.confidence == NOT_WHOLE


def test_a_row_that_begins_with_two_misses_its_first() -> None:
    assert [note.text for note in doubted(meeting(2, 3)).notes] == [
        "Punkterne begynder med 2; punkt 1 mangler."
    ]


@pytest.mark.parametrize("numbers", [(1, 2, 3), (41, 42), (2, 1, 5), (1, 1, 3), (3, 4)])
def test_numbers_in_a_row_or_in_no_order_are_nobodys_doubt(numbers: tuple[int, ...]) -> None:
    assert doubted(meeting(*numbers)) == meeting(*numbers)


def test_a_municipality_that_leaves_closed_items_out_is_not_asked_each_time() -> None:
    found = doubted(meeting(1, 3, title="Godkendelse af dagsorden, lukkede punkter"))
    assert [(note.code, note.kind) for note in found.notes] == [("item-gap", None)]
    assert found.confidence == 0.9


def test_the_same_of_many_pages_is_said_once() -> None:
    pages = tuple(
        Note("watermark", f"Side {n} har et vandmærke.", Where(n), "unread") for n in (1, 1, 2, 3)
    )
    assert [note.text for note in doubted(meeting(1, 2, notes=pages)).notes] == [
        "Side 1 (og 2 andre sider) har et vandmærke."
    ]
