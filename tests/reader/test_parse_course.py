"""Where a case goes next: routes in prose, in schedules, by protest; and what is no next step."""

from __future__ import annotations

import pytest

from tests.reader.parsing import one_item

ONWARD = "Beslutning\n\nAnbefales."


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Sagen behandles i Økonomiudvalget og Kommunalbestyrelsen.", ("Økonomiudvalget", "Kommunalbestyrelsen")),
        ("Sagen går videre til Økonomiudvalget og derefter til Byrådet.", ("Økonomiudvalget", "Byrådet")),
        ("Efter udvalget behandles planen i Børne- og Skoleudvalget og i Byrådet.", ("Børne- og Skoleudvalget", "Byrådet")),
        (
            "Kultur-, Fritids- og Idrætsudvalget behandler sagen i samme uge, Økonomiudvalget den 1. april 2024. Byrådet træffer endelig beslutning i april.",
            ("Kultur-, Fritids- og Idrætsudvalget", "Økonomiudvalget", "Byrådet"),
        ),
        ("20. marts 2024: Økonomiudvalget\n\n27. marts 2024: Byrådet", ("Økonomiudvalget", "Byrådet")),
        ("Byrådet den 27. marts 2024", ("Byrådet",)),
    ],
)  # fmt: skip
def test_the_way_on_is_read_from_the_further_course(text: str, bodies: tuple[str, ...]) -> None:
    item = one_item(f"Videre proces\n\n{text}\n\n{ONWARD}")
    assert item.next_bodies == bodies


@pytest.mark.parametrize(
    "text",
    [
        "Økonomiudvalget behandlede sagen i januar og bad om en ny pris.",
        "Sagen blev senest behandlet i Byrådet for et år siden, og den er ikke rejst siden.",
        "Planen sendes i høring hos Ældrerådet og Handicaprådet inden sommeren.",
        "Teknik- og Fritidsudvalget behandler sagen igen til efteråret.",
        "14. februar 2024: Økonomiudvalget",
    ],
)
def test_what_is_past_or_only_heard_is_no_next_step(text: str) -> None:
    item = one_item(f"Videre proces\n\n{text}\n\nBeslutning\n\nGodkendt.")
    assert item.next_bodies == ()


def test_the_body_that_a_member_takes_the_case_to_comes_next() -> None:
    item = one_item(
        "Beslutning\n\nGodkendt.\n\nBo Lund begærede sagen indbragt for Kommunalbestyrelsen, jf. § 23."
    )
    assert item.next_bodies == ("Kommunalbestyrelsen",)
    assert item.decision.stopped_by == "Bo Lund"
    assert item.decision.remarks == ()


def test_a_route_with_dates_has_two_sides() -> None:
    item = one_item(
        """Sagsforløb

Økonomiudvalget den 14. februar 2024 Punkt 3

Byrådet den 27. marts 2024 Punkt 9

Beslutning

Anbefales.
"""
    )
    assert [p.organization for p in item.previous_treatment] == ["Økonomiudvalget"]
    assert item.next_bodies == ("Byrådet",)


def test_a_decision_with_a_date_is_no_earlier_treatment() -> None:
    item = one_item("Beslutning\n\nOversendt til anden behandling den 9. oktober 2024")
    assert item.decision.text == "Oversendt til anden behandling den 9. oktober 2024"
    assert item.decision.outcome == "referred"
    assert item.previous_treatment == ()


def test_running_text_tells_an_earlier_treatment_by_body_day_and_number() -> None:
    item = one_item(
        "Sagsfremstilling\n\nSagen var på i Kulturudvalget den 14. januar 2024, punkt 7, og blev udsat.\n\nTidligere behandling\n\nUdvalget for teknik og miljø den 12-02-2024, pkt. 4.\n\nBeslutning\n\nGodkendt."
    )
    assert {(p.organization, p.item) for p in item.previous_treatment} == {
        ("Kulturudvalget", 7),
        ("Udvalget for teknik og miljø", 4),
    }
