"""Next bodies by the clause grammar: made-up routes, and sentences that only name a body."""

from __future__ import annotations

import time
from datetime import date

import pytest

from raadslag.danish.act_scene import Place
from raadslag.danish.ways import ways_in
from tests.danish.way_sentences import ONLY_NAMED, ROUTES

TODAY = date(2031, 3, 4)
HERE = "Teknik- og Miljøudvalget"


@pytest.mark.parametrize(
    ("place", "text", "bodies"),
    [
        ("decision", "Fremsendes til Økonomiudvalget til behandling.", ["Økonomiudvalget"]),
        ("decision", "Sagen sendes tilbage til Kulturudvalget.", ["Kulturudvalget"]),
        ("decision", "Oversendes til Byrådet med anbefaling.", ["Byrådet"]),
        ("decision", "Anbefales over for Økonomiudvalget og Byrådet.", ["Økonomiudvalget", "Byrådet"]),
        ("decision", "(til Økonomiudvalget)", ["Økonomiudvalget"]),
        ("decision", "Indstilles til Kommunalbestyrelsen.", ["Kommunalbestyrelsen"]),
        ("decision", "Ida Holm begærede sagen indbragt for Byrådet.", ["Byrådet"]),
        ("decision", "Udvalget anbefaler Byrådet at godkende planen.", ["Byrådet"]),
        ("decision", "Sagen henvises til Udvalget for Børn og Unge.", ["Udvalget for Børn og Unge"]),
        ("decision", "Sagen sendes tilbage til administrationen.", ["administrationen"]),
        ("decision", "Sagen genoptages efter behandling i Handicaprådet.", ["Handicaprådet"]),
        ("decision", "Sendes til ØU.", ["ØU"]),
        ("recommendation", "Forvaltningen indstiller til Byrådet via Økonomiudvalget, at planen godkendes", ["Økonomiudvalget", "Byrådet"]),
        ("recommendation", "at Byrådet godkender planen", ["Byrådet"]),
        ("recommendation", "Forvaltningen indstiller, at Kulturudvalget indstiller til Byrådet, at prisen hæves", ["Byrådet"]),
        ("process", "Sagen behandles i Økonomiudvalget den 20. maj 2031 og i Byrådet den 28. maj 2031.", ["Økonomiudvalget", "Byrådet"]),
        ("process", "Byrådet den 28. maj 2031", ["Byrådet"]),
        ("case", "Planen forelægges Byrådet i juni 2031.", ["Byrådet"]),
        ("case", "Efter høringen tager Byrådet stilling til planen.", ["Byrådet"]),
        ("case", "Sagen behandles endeligt i Kommunalbestyrelsen.", ["Kommunalbestyrelsen"]),
        ("case", "Økonomiudvalget behandler sagen den 20. maj 2031.", ["Økonomiudvalget"]),
    ],
)  # fmt: skip
def test_a_body_that_gets_the_case_is_next(place: Place, text: str, bodies: list[str]) -> None:
    assert [way.body for way in ways_in(text, place, here=HERE, today=TODAY)] == bodies


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("case", "Byrådet besluttede den 4. maj 2030 at sende planen i høring."),
        ("case", "Planen blev behandlet i Økonomiudvalget i januar."),
        ("case", "Det er Byrådet, der beslutter taksterne."),
        ("case", "Ansøgninger sendes til Kulturudvalget senest den 1. maj."),
        ("case", "Handicaprådet behandler planen for at give et svar."),
        ("case", "Hver ny kommunalbestyrelse skal vedtage en plan."),
        ("case", "Seniorrådets svar forelægges senere."),
        ("case", "Byrådet har ønsket en plan."),
        ("decision", "Teknik- og Miljøudvalget godkendte planen."),
        (
            "decision",
            "Tilbagesendes Planafdelingen med bemærkning, at byrådet har vedtaget planen.",
        ),
        ("process", "14. februar 2031: Økonomiudvalget"),
    ],
)
def test_a_body_that_is_only_named_is_not_next(place: Place, text: str) -> None:
    assert ways_in(text, place, here=HERE, today=TODAY) == []


@pytest.mark.parametrize(("place", "text", "bodies"), ROUTES)
def test_a_route_is_read_in_many_wordings(place: Place, text: str, bodies: list[str]) -> None:
    assert [way.body for way in ways_in(text, place, here=HERE, today=TODAY)] == bodies


@pytest.mark.parametrize(("place", "text"), ONLY_NAMED)
def test_a_body_that_is_named_for_another_reason_is_not_next(place: Place, text: str) -> None:
    assert ways_in(text, place, here=HERE, today=TODAY) == []


def test_bodies_that_get_it_at_the_same_time_are_parallel() -> None:
    text = "Planen sendes til Handicaprådet og Seniorrådet."
    assert {way.kind for way in ways_in(text, "decision")} == {"parallel"}
    listed = "Sagen forelægges til orientering i følgende udvalg:\n\n• Kulturudvalget\n• Børne- og Ungeudvalget"
    assert [(way.body, way.kind) for way in ways_in(listed, "case")] == [
        ("Kulturudvalget", "parallel"),
        ("Børne- og Ungeudvalget", "parallel"),
    ]


def test_looking_for_ways_takes_time_in_step_with_the_length() -> None:
    for part in ("sendes til Byrådet og ", "Børne- og ", "Byrådet, ", "følgende udvalg:\n"):
        began = time.process_time()
        ways_in(part * (60_000 // len(part)), "case")
        assert time.process_time() - began < 3.0, part
