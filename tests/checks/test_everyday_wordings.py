"""Figures in everyday wordings, figures told twice, and numbered points."""

from __future__ import annotations

from random import Random

import pytest

from raadslag.bench.checks import GOALS, alarms, phrases
from raadslag.bench.made_prose import case
from raadslag.bench.mined import changed, mined_slips
from raadslag.bench.sketch import sketch_to_meeting
from raadslag.checks import Checker


def rules(text: str, summary: str = "") -> set[str]:
    found = alarms(Checker(), sketch_to_meeting(case(text, summary=summary)))
    return {finding.rule for finding in found.values()}


def test_everyday_sentences_are_silent_when_right_and_found_when_wrong() -> None:
    tally = phrases()
    assert tally.noise == []
    assert sum(tally.found.values()) / sum(tally.tried.values()) >= GOALS["prose"]


def test_two_places_with_names_of_their_own_may_have_figures_a_slip_apart() -> None:
    text = "Driften af plejecentret Birken koster 31.450.000 kr. årligt til personale."
    other = "Driften af plejecentret Elmen koster 31.540.000 kr. årligt til personale."
    assert rules(text, summary=other) == set()
    assert rules(text, summary=other.replace("Elmen", "Birken")) >= {"tal-304"}


def test_two_bodies_meet_on_two_days_and_one_body_on_one() -> None:
    first = "Økonomiudvalget behandler planen på møde den 5. maj 2024."
    second = "Kommunalbestyrelsen behandler planen på møde den 25. maj 2024."
    assert rules(second, summary=first) == set()
    same = second.replace("Kommunalbestyrelsen", "Økonomiudvalget")
    assert rules(same, summary=first) == {"tid-107"}


@pytest.mark.parametrize("numbers", ["1 2 3 8", "5 2 3 4", "1 2 2 4", "1 2 3 1"])
def test_one_odd_answer_in_a_row_is_named(numbers: str) -> None:
    text = "\n".join(f"Ad {n}) Sagen om skole {i} er løst." for i, n in enumerate(numbers.split()))
    assert "form-109" in rules(text)


@pytest.mark.parametrize("numbers", ["1 2 3 4", "1 2 1 2", "3 5 9 12"])
def test_a_row_that_starts_anew_or_is_an_extract_is_left_alone(numbers: str) -> None:
    text = "\n".join(f"{n}) Sagen om skole {i} er løst." for i, n in enumerate(numbers.split()))
    assert rules(text) == set()


def test_a_mined_slip_changes_one_sentence_and_nothing_else() -> None:
    meeting = sketch_to_meeting(
        case(
            "Renoveringen af svømmehallens utætte tagflade omfatter 1.316 kvadratmeter.",
            summary="Den utætte tagflade på svømmehallens renoveringen er 1.316 kvadratmeter.",
        )
    )
    mined = [one for one in mined_slips(meeting, Random(1)) if one.kind == "repeated"]
    assert {one.slip for one in mined} == {"digit", "transposition", "dropped-digit"}
    assert all(one.meeting.items[0].title == meeting.items[0].title for one in mined)
    assert changed(meeting.items[0], "står her ikke", "x") is None
