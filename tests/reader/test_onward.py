"""Bodies a case goes on to, where some of them have had it already."""

from __future__ import annotations

from datetime import date

from raadslag.reader.cut.pieces import Known
from raadslag.reader.fields.onward import Route, next_bodies
from raadslag.record import Section

BEHIND = "Kulturudvalget"


def _next(heading: str, key: str | None) -> list[str]:
    section = Section(
        heading=heading, level=1, key=key, text=f"Bemærkningerne sendes til {BEHIND}."
    )
    known = Known(organization="Børneudvalget", day=date(2031, 3, 4))
    route = Route("Drøftet.", "discussed", None, (), "", (), (section,), (), (BEHIND,))
    return next_bodies(route, known)[0]


def test_a_body_that_has_had_the_case_gets_it_again_where_the_process_says_so() -> None:
    assert _next("Videre proces", "process") == [BEHIND]
    assert _next("Baggrund", "background") == []
