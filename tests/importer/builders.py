"""Records of an invented municipality, and their files, for the importer's tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from raadslag.record import Attendee, Decision, Item, Meeting, Note, Where, to_json

MUNICIPALITY = "Engvig Kommune"
COMMITTEE = "Erhvervs- og Beskæftigelsesudvalget"
MEMBERS = (
    Attendee("Tove Lindelund", party="A", role="Formand"),
    Attendee("Bjarne Østerskov", party="V"),
    Attendee("Rikke M. Halgaard", party="F", status="apologies"),
)


def item(number: int, title: str, **more: Any) -> Item:
    """One decided item."""
    given = {"decision": Decision(text="Godkendt.", outcome="approved"), **more}
    return Item(number=number, title=title, **given)


def meeting(day: date = date(2019, 3, 5), **more: Any) -> Meeting:
    """Minutes of one meeting with two items and a note."""
    given: dict[str, Any] = {
        "reader": "html",
        "municipality": MUNICIPALITY,
        "organization": COMMITTEE,
        "date": day,
        "start_time": "16:00",
        "location": "Mødelokale 2",
        "attendance": MEMBERS,
        "items": (
            item(1, f"Status på havnens virksomheder {day:%d.%m}"),
            item(2, "Jobmesse for unge", journal_number="15.20.00-A00-4-19"),
        ),
        "notes": (Note("table-cut", "Tabellen fortsætter måske.", Where(1, 12, 14)),),
        **more,
    }
    return Meeting(**given)


def write(folder: Path, name: str, record: Meeting) -> Path:
    """The record as a file of Rådslag's own format."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(to_json(record), "utf-8")
    return path


def series(folder: Path, days: Sequence[date]) -> list[Path]:
    """A file for each day."""
    return [write(folder, f"{day:%Y-%m-%d}.json", meeting(day)) for day in days]


def closed(record: Meeting, number: int) -> Meeting:
    """The same meeting with one item closed."""
    items = tuple(
        replace(one, closed=True) if one.number == number else one for one in record.items
    )
    return replace(record, items=items)
