"""The top of a meeting file: which body met when, and who was there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import cast

from raadslag.demo.town.roster import roster
from raadslag.record import Attendee, Presence

_HEAD = re.compile(r"^(\w+) (\d{4}-\d\d-\d\d) (\d\d:\d\d)-(\d\d:\d\d)$")


class NotationError(ValueError):
    """The file is not written as it should; the message says where."""


@dataclass(frozen=True, slots=True)
class Head:
    """The top of a file: which body met, when, and `format`, how the town's files print it."""

    key: str
    date: date
    starts: str
    ends: str
    fields: dict[str, str]


def read_head(text: str) -> Head:
    """The head alone."""
    lines = text.split("\n# ", 1)[0].strip().splitlines()
    found = _HEAD.match(lines[0])
    if not found:
        raise NotationError(f"første linje er ikke «udvalg dato tid-tid»: {lines[0]!r}")
    fields = dict(cast(tuple[str, str], tuple(line.split(": ", 1))) for line in lines[1:] if line)
    key, day, starts, ends = found.groups()
    return Head(key, date.fromisoformat(day), starts, ends, fields)


def names(text: str | None) -> list[str]:
    """The names of a comma list."""
    return [name.strip() for name in (text or "").split(",") if name.strip()]


def attendance(head: Head) -> Iterator[Attendee]:
    """Everybody with a seat on the day, then substitutes, then officials."""
    apologies, absent = names(head.fields.get("afbud")), names(head.fields.get("fravær"))
    spans = dict(_span(text) for text in names(head.fields.get("delvis")))
    for seat in roster().members(head.key, head.date):
        status: Presence = "present"
        if seat.person in apologies:
            status = "apologies"
        elif seat.person in absent:
            status = "absent"
        first, last = spans.get(seat.person, (None, None))
        yield Attendee(
            name=seat.person,
            party=roster().person(seat.person).party,
            role=seat.role,
            status=status,
            from_item=first,
            to_item=last,
        )
    for text in names(head.fields.get("stedfortræder")):
        name, missing = text.split(" for ")
        party = roster().person(name).party
        yield Attendee(name=name, party=party, substitute_for=missing)
    for name in names(head.fields.get("embedsmænd")):
        yield Attendee(name=name, role=roster().person(name).title, is_member=False)


def _span(text: str) -> tuple[str, tuple[int | None, int | None]]:
    """`Navn 3-` or `Navn -5`: present from or to an item."""
    name, _, bounds = text.rpartition(" ")
    first, _, last = bounds.partition("-")
    return name, (int(first) if first else None, int(last) if last else None)
