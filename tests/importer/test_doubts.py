"""What of a reading a person must look at before it is published, and what is nobody's doubt."""

from __future__ import annotations

from dataclasses import replace

import pytest

from raadslag.importer.doubts import (
    UNSURE_BELOW,
    doubts_of,
    is_sure,
    like_a_body,
    other_municipality,
    whole_numbers,
)
from raadslag.record import Decision, Item

from .builders import item, meeting


def test_minutes_read_well_are_asked_about_by_nobody() -> None:
    assert list(doubts_of(meeting())) == []
    assert is_sure(meeting())


def test_minutes_in_one_piece_are_asked_about() -> None:
    (told,) = doubts_of(meeting(items=(Item(title="Hele teksten"),)))
    assert "skilles ad" in told


def test_low_confidence_is_asked_about() -> None:
    assert list(doubts_of(meeting(confidence=UNSURE_BELOW - 0.01)))
    assert not list(doubts_of(meeting(confidence=UNSURE_BELOW)))


def test_an_open_item_without_decision_between_decided_ones_is_asked_about() -> None:
    hole = item(2, "Stier", decision=Decision())
    (told,) = doubts_of(meeting(items=(item(1, "Havn"), hole, item(3, "Veje"))))
    assert "punkt 2" in told
    shut = replace(hole, closed=True)
    assert not list(doubts_of(meeting(items=(item(1, "Havn"), shut, item(3, "Veje")))))
    last = meeting(items=(item(1, "Havn"), hole))
    assert not list(doubts_of(last))
    agenda = meeting(kind="agenda", items=(item(1, "Havn"), hole, item(3, "Veje")))
    assert not list(doubts_of(agenda))


@pytest.mark.parametrize(
    "name", ["Børne- og Skoleudvalget", "Ældrerådet", "ØU", "Magistraten", "Udvalget for Havne"]
)
def test_a_bodys_name_is_known_by_its_ending(name: str) -> None:
    assert like_a_body(name)


@pytest.mark.parametrize("name", ["Ekstraordinært", "Mødelokale 2", "Referat"])
def test_other_words_are_no_bodys_name(name: str) -> None:
    assert not like_a_body(name)


def test_another_municipality_in_the_head_is_told_though_it_is_unknown() -> None:
    known = meeting(municipality=None, title="Referat, Nordby Kommune")
    assert other_municipality(known, "Engvig Kommune") == "Nordby Kommune"
    assert other_municipality(known, "Nordby Kommune") is None


def test_numbers_of_closed_items_are_read_as_written() -> None:
    assert whole_numbers("4, 5 og 7") == {4, 5, 7}
    assert whole_numbers("ingen") == frozenset()
