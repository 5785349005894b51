"""Forms of minutes that no file of the house has: each is read as a careful clerk reads it."""

from __future__ import annotations

import pytest

from raadslag.record import Meeting
from tests.reader.forms import FORMS, Form
from tests.reader.parsing import read_text


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_form_is_read_as_a_clerk_reads_it(form: Form) -> None:
    meeting = read_text(form.text)
    facts = {name: _fact(meeting, name) for name in form.facts}
    assert facts == form.facts
    assert [_item(item) for item in meeting.items] == list(form.items)


def _fact(meeting: Meeting, name: str) -> object:
    value = getattr(meeting, name)
    return value.isoformat() if name == "date" and value else value


def _item(item: object) -> tuple[object, ...]:
    return (item.number, item.title, item.journal_number, item.decision.text)  # type: ignore[attr-defined]
