"""Forms of minutes that no file of the house has: each is read as a careful clerk reads it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from raadslag.record import Item, Meeting
from tests.reader.parsing import read_text

FORMS = tomllib.loads((Path(__file__).parent / "forms.toml").read_text("utf-8"))["form"]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["name"])
def test_a_form_is_read_as_a_clerk_reads_it(form: dict[str, Any]) -> None:
    meeting = read_text(form["text"])
    assert {name: _fact(meeting, name) for name in form["facts"]} == form["facts"]
    assert [_item(item) for item in meeting.items] == form["items"]


def _fact(meeting: Meeting, name: str) -> str:
    value = getattr(meeting, name)
    return value.isoformat() if name == "date" and value else str(value or "")


def _item(item: Item) -> list[str]:
    number = "" if item.number is None else str(item.number)
    return [number, item.title or "", item.journal_number or "", item.decision.text or ""]
