"""Minutes laid out as no sample of ours is: what stands in them is read by what it does, not by its words.

Each layout in `layouts/` is made up, and beside it stands what a careful clerk reads in it.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from raadslag.reader.cut.verb_heads import role_by_verb
from raadslag.reader.door.choose import bytes_to_meetings
from raadslag.reader.door.limits import Limits
from raadslag.record import Item, Meeting

FOLDER = Path(__file__).parent / "layouts"
LAYOUTS = sorted(path.stem for path in FOLDER.glob("*.toml"))


def _read(name: str) -> tuple[Meeting, dict[str, Any]]:
    source = next(path for path in FOLDER.glob(f"{name}.*") if path.suffix != ".toml")
    (meeting,) = bytes_to_meetings(source.read_bytes(), Limits())
    return meeting, tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_head_of_an_unseen_layout_is_read(name: str) -> None:
    meeting, right = _read(name)
    for field in ("municipality", "organization", "date", "start_time", "location"):
        assert getattr(meeting, field) == right.get(field), field
    assert {one.name: one.status for one in meeting.attendance} == right["attendance"]


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_items_of_an_unseen_layout_are_read(name: str) -> None:
    meeting, right = _read(name)
    assert [
        _shown(item, told) for item, told in zip(meeting.items, right["items"], strict=True)
    ] == [_told(told) for told in right["items"]]


def _told(right: dict[str, Any]) -> dict[str, Any]:
    return {"number": None, "recommendations": [], "decision": None, "closed": False} | right


def _shown(item: Item, right: dict[str, Any]) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "number": item.number,
        "title": item.title,
        "closed": item.closed,
        "recommendations": list(item.recommendations),
        "decision": item.decision.text,
    }
    told = {
        "outcome": item.decision.outcome,
        "attachments": [one.title for one in item.attachments],
    }
    return shown | {name: value for name, value in told.items() if name in right}


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Sådan besluttede udvalget", "decision"),
        ("Det blev besluttet:", "decision"),
        ("Teknik- og Miljøudvalget besluttede", "decision"),
        ("VEDTOGES:", "decision"),
        ("Hvad skal rådet tage stilling til?", "recommendation"),
        ("Hvad skal udvalget beslutte?", "recommendation"),
        ("Økonomiudvalget indstiller til byrådet", "recommendation"),
        ("Det indstilles", "recommendation"),
        ("Udvalget besluttede sagen om broen", None),
        ("Godkendt.", None),
        ("Hvem beslutter?", None),
        ("Byrådet beslutter", None),
        ("Besluttet", None),
    ],
)
def test_a_heading_said_with_a_verb_is_told_from_a_sentence(line: str, role: str | None) -> None:
    assert role_by_verb(line) == role
