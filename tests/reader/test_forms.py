"""Forms of minutes that no file of the house has: each is read as a careful clerk reads it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from raadslag.reader.cut.marks import case_number
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


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Sags-id: EMN-2031-12345", "EMN-2031-12345"), ("Sag nr.: 31/1234", "31/1234"), ("Sagsnr: S2031-12345", "S2031-12345"),
        ("Journalnr.: 054.10-2031/1234", "054.10-2031/1234"), ("00.01.00.P35-7-31", "00.01.00.P35-7-31"), ("ESDH-sag: 31/1234", "31/1234"),
        ("Dok.nr. 12345-31 Sagsnr. 31/554", "31/554"), ("[31/1234]", "31/1234"), ("KLE: 05.01.02-P20-1-31", "05.01.02-P20-1-31"),
        ("Sagsnr. 12: Ny bro", None), ("Sag 11-13 udgår", None), ("Sag nr. 3 - Ny bro", None), ("31.03.2031", None),
    ],
)  # fmt: skip
def test_a_case_number_is_told_by_its_label_or_its_shape(line: str, number: str | None) -> None:
    assert case_number(line) == number
