"""A case is closed for a reason that says what is to be protected; to open it any reason will do."""

from __future__ import annotations

import pytest

from raadslag.cases.closing import why_no_ground, why_not_close_case
from raadslag.cases.grounds import grounds, names_a_ground
from raadslag.meetings.doors import why_not_close_item, why_not_open_item


@pytest.mark.parametrize("reason", ["x", "-", "lukket", "Intern sag.", "skal ikke ud", "Budget 2027", "Nu.", "Det har vi besluttet.", "haste", "Sagen er under behandling", "Ingen begrundelse", "Grundlaget mangler", "Efter budgettet"])  # fmt: skip
def test_a_reason_that_names_no_ground_is_asked_for_one_with_the_usual_ones(reason: str) -> None:
    (no,) = why_not_close_case(may_write=True, reason=reason)
    assert no.code == "no-ground"
    assert "personlige forhold" in no.reason
    assert [one.code for one in why_not_close_item(is_secretary=True, reason=reason)] == [
        "no-ground"
    ]


@pytest.mark.parametrize("ground", grounds(), ids=lambda ground: ground.name)
def test_each_ground_is_named_by_its_examples_and_has_its_law(ground: object) -> None:
    assert [e for e in ground.examples if not names_a_ground(e)] == []  # type: ignore[attr-defined]
    assert "§" in ground.law  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "reason",
    [
        "Af hensyn til køberen", "HENSYNET TIL BØRNENE", "Oplysninger om en navngiven borgers økonomi",
        "Sagen vedrører en verserende voldgift", "Priserne er forretningshemmeligheder", "jf. § 10",
        "Lejeforhandlinger", "Licitation", "Ansættelsesforhold", "tavshedspligt",
    ],
)  # fmt: skip
def test_a_ground_is_known_in_one_s_own_words(reason: str) -> None:
    assert why_no_ground(reason) == []


def test_an_empty_reason_is_told_of_once_and_opening_needs_no_ground() -> None:
    assert [no.code for no in why_not_close_case(may_write=True, reason=" ")] == ["no-reason"]
    said = {"is_secretary": True, "closed": True, "state": "called"}
    assert why_not_open_item(**said, reason="Handlen er slut.") == []  # type: ignore[arg-type]
