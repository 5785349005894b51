"""What the paper promises against what is there: attachments, numbers, decisions, lists, quorum."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from raadslag.checks.findings import Flaw, Held, Operand, Verdict
from raadslag.checks.registry import rule
from raadslag.checks.view import ItemView, MeetingView
from raadslag.record import Attendee, Item, Where

SIGNING = re.compile(
    r"underskrift|godkendelse af (?:referat|dagsorden|protokol)|protokol\b.*godkend|^eventuelt|meddelelser"
    r"|\beventuelt\b|mødeplan|orientering fra",
    re.IGNORECASE,
)
"""Titles of items that close without a decision of their own."""


@rule("form-103")
def numbering(view: MeetingView) -> Iterator[Verdict]:
    """A number that comes twice or goes backward; a gap is told where nothing is closed.

    In what is written in the house, whose items have names of their own, the body may treat them in another
    order (IM 02.1.3): the numbers stand.
    """
    numbered = [item for item in view.meeting.items if item.number is not None]
    if all(item.id for item in numbered):
        return
    closed = any(item.closed for item in view.meeting.items)
    for before, item in pairwise(numbered):
        first, second = before.number or 0, item.number or 0
        operands = (_number(before), _number(item))
        if second == first + 1:
            yield Held(operands)
        elif second <= first and before.group == item.group:
            yield _numbered(item, operands, f"Efter punkt {first} kommer punkt {second}")
        elif second > first + 1 and not closed and _steady(numbered):
            yield _numbered(item, operands, f"Mellem punkt {first} og {second} mangler et punkt")


def _steady(numbered: Sequence[Item]) -> bool:
    """Whether the numbers run from 1 with one gap at most: open extracts leave several out."""
    numbers = [item.number or 0 for item in numbered]
    gaps = sum(b != a + 1 for a, b in pairwise(numbers))
    return numbers[0] == 1 and gaps == 1 and len(numbers) >= 4


def _number(item: Item) -> Operand:
    place = item.where
    first = Where(place.page, place.line_from, place.line_from) if place else None
    return Operand(f"Punkt {item.number}", str(item.number), first)


def _numbered(item: Item, operands: tuple[Operand, ...], message: str) -> Flaw:
    return Flaw(
        severity="warning",
        message=message + f"; punkt {int(operands[0].value or 0) + 1} passer.",
        operands=operands,
        calculation=" → ".join(operand.value or "" for operand in operands),
        tolerance="0",
        item=item.number,
    )


@rule("form-104")
def missing_decision(view: MeetingView) -> Iterator[Verdict]:
    """A recommendation in minutes that otherwise decide, and nothing was decided on it."""
    items = view.meeting.items
    asked = [item for item in items if item.recommendations and not item.closed]
    decided = sum(bool((item.decision.text or "").strip(" .")) for item in asked)
    if view.meeting.kind != "minutes" or decided < max(2, len(asked) * 0.7):
        return
    for item in items:
        if not item.recommendations or item.closed or SIGNING.search(item.title or ""):
            continue
        operands = (
            Operand(item.recommendations[0], None, item.recommendations_where or item.where),
        )
        if (item.decision.text or "").strip(" ."):
            yield Held(operands)
        elif not any(SIGNING.search(text) or "klikke" in text for text in item.recommendations):
            yield Flaw(
                severity="warning",
                message="Der er en indstilling, men ingen beslutning i referatet.",
                operands=operands,
                calculation="indstilling uden beslutning",
                tolerance="0",
                item=item.number,
            )


@rule("form-105")
def quorum(view: MeetingView) -> Iterator[Verdict]:
    """Members present against half of the members. Printed lists are often wrong: a warning."""
    members = [a for a in view.meeting.attendance if a.is_member]
    present = [a for a in members if a.status == "present"]
    absent = [a for a in members if a.status != "present"]
    if len(members) < 3 or not absent or len(present) * 3 < len(members):
        return  # a list that shows so few was not read whole
    replaced = sum(a.substitute_for is not None for a in present)
    seats = len(members) - min(replaced, len(absent))
    operands = tuple(Operand(a.name, a.status, a.where) for a in members)
    if len(present) * 2 >= seats:
        yield Held(operands)
    else:
        yield Flaw(
            severity="warning",
            message=f"{len(present)} af {seats} medlemmer er trykt som mødt; mindst {(seats + 1) // 2} skal deltage.",
            operands=operands,
            calculation=f"{len(present)} · 2 < {seats}",
            tolerance="0",
        )


@rule("form-107")
def contents(view: MeetingView) -> Iterator[Verdict]:
    """What the reader noted where contents and items disagree, in a form that it knows.

    More items than entries may be an entry that the reader lost, and a short file or many
    missing items an extract: told, but no warning.
    """
    notes = [n for n in view.meeting.notes if n.code in ("item-missing", "item-count-differs")]
    if view.meeting.confidence < 0.6 or not notes:
        return
    listed = re.search(r"har (\d+) punkter", notes[0].text)
    more = listed is not None and int(listed[1]) < len(view.meeting.items)
    short = len(view.meeting.items) < 4
    extract = len(notes) > 1 or short or "lukket" in notes[0].text.lower()
    yield Flaw(
        severity="info" if more or extract else "warning",
        message=notes[0].text,
        operands=tuple(Operand("Indholdsfortegnelse", None, note.where) for note in notes[:1]),
        calculation=f"{len(view.meeting.items)} punkter læst",
        tolerance="0",
    )


@rule("form-108")
def absences(view: MeetingView) -> Iterator[Verdict]:
    """Who is noted absent under an item against the list of the meeting."""
    attendance = view.meeting.attendance
    away = {_name(a.name) for a in attendance if a.status != "present" and a.is_member}
    whole = {_name(a.name) for a in attendance if a.status == "present" and not _partly(a)}
    for item in view.items:
        noted = {_name(name) for name in item.item.absences_noted}
        if not noted or not away:
            continue
        operands = tuple(Operand(name, None, item.item.where) for name in item.item.absences_noted)
        wrong = noted & whole
        if wrong or (away - noted and len(noted) < len(away)):
            who = ", ".join(sorted(wrong or away - noted)).title()
            yield _absence(item, who, operands, present=bool(wrong))
        else:
            yield Held(operands)


def _absence(item: ItemView, who: str, operands: tuple[Operand, ...], *, present: bool) -> Flaw:
    said = "har afbud her, men står som mødt" if present else "har afbud til mødet, men ikke her"
    return Flaw(
        severity="info",
        message=f"{who} {said} på mødets liste.",
        operands=operands,
        calculation=None,
        tolerance=None,
        item=item.item.number,
    )


def _partly(attendee: Attendee) -> bool:
    return attendee.from_item is not None or attendee.to_item is not None


def _name(name: str) -> str:
    return " ".join(re.sub(r"\([^()]{0,80}\)", " ", name).lower().split())
