"""What every format prints of a meeting: the same pieces in the same order, as blocks.

The order and the fixed lines are those of the minutes that Danish case systems print; the words of
the headings are Møllested's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from raadslag.danish.moments import MONTH_NAMES, WEEKDAYS
from raadslag.record import (
    Attachment,
    Attendee,
    Block,
    BulletList,
    Item,
    ListItem,
    Meeting,
    PriorTreatment,
    paragraph,
)

WORDS: dict[str, str] = {"present": "", "apologies": "Afbud", "absent": "Fravær"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A headed run of blocks. `role` tells a format that has a place of its own for it.

    Roles: `prior`, `section`, `count`, `decider`, `recommendation`, `decision`,
    `attachments`, `absence`.
    """

    role: str
    heading: str | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Dress:
    """How another municipality prints the same meeting: its pieces, titles and people in its own way.

    What a reader hangs on shows when the same town is read in another dress
    (`tests/reader/mutations.py`). Null is Møllested's own way.
    """

    pieces: Callable[[list[Piece], Item, Meeting], list[Piece]] | None = None
    title: Callable[[str, Item], str] | None = None
    person: Callable[[str, Attendee], str] | None = None


OWN = Dress()
_worn: ContextVar[Dress] = ContextVar("dress", default=OWN)


@contextmanager
def dressed(dress: Dress) -> Iterator[None]:
    """Everything written inside is printed in this dress, in every format."""
    token = _worn.set(dress)
    try:
        yield
    finally:
        _worn.reset(token)


def day(meeting: Meeting) -> date:
    """The day of the meeting. Raises `ValueError` for a record without one."""
    if meeting.date is None:
        raise ValueError("mødet har ingen dato")
    return meeting.date


def long_date(on: date) -> str:
    """`14. marts 2023`."""
    return f"{on.day}. {MONTH_NAMES[on.month - 1]} {on.year}"


def weekday(on: date) -> str:
    """`tirsdag`."""
    return WEEKDAYS[on.weekday()]


def stable_id(*parts: object) -> str:
    """A GUID that is the same at every run."""
    return str(uuid5(NAMESPACE_URL, "/".join(map(str, parts))))


def stable_number(*parts: object) -> int:
    """A number of seven digits that is the same at every run."""
    return uuid5(NAMESPACE_URL, "/".join(map(str, parts))).int % 9_000_000 + 1_000_000


def person(attendee: Attendee) -> str:
    """`Louise Bøgelund (V) (Afbud)`: party, role, status, in brackets."""
    marks = [attendee.party, attendee.role, WORDS[attendee.status]]
    if attendee.substitute_for:
        marks.append(f"stedfortræder for {attendee.substitute_for}")
    text = " ".join([attendee.name, *(f"({mark})" for mark in marks if mark)])
    change = _worn.get().person
    return change(text, attendee) if change else text


def partial(meeting: Meeting) -> list[str]:
    """A sentence for everybody who came late or left early."""
    found = []
    for attendee in meeting.attendance:
        if attendee.from_item and attendee.from_item > 1:
            found.append(f"{attendee.name} deltog fra punkt {attendee.from_item}.")
        if attendee.to_item:
            found.append(f"{attendee.name} forlod mødet efter punkt {attendee.to_item}.")
    return found


def title(item: Item) -> str:
    """The title as the public sees it."""
    text = f"Lukket: {item.title}" if item.closed else item.title or ""
    change = _worn.get().title
    return change(text, item) if change else text


def attachment(file: Attachment, meeting: Meeting) -> str:
    """The title with the marks that the systems print into it."""
    added = f" (påført {day(meeting):%d.%m.%Y})" if file.added_after else ""
    return f"{'ANBEFALES ' if file.recommended else ''}{file.title}{added}"


def prior(treatment: PriorTreatment) -> str:
    """`Økonomiudvalget den 18. september 2023 Punkt 2`."""
    when = f" den {long_date(treatment.date)}" if treatment.date else ""
    number = f" Punkt {treatment.item}" if treatment.item else ""
    return f"{treatment.organization}{when}{number}"


def absence(item: Item, meeting: Meeting) -> str | None:
    """The line of apologies that ends every item."""
    names = [who for who in meeting.attendance if who.name in item.absences_noted]
    if not names:
        return None
    return "Afbud " + ", ".join(f"{who.name} ({who.party})" for who in names)


def pieces(item: Item, meeting: Meeting) -> list[Piece]:
    """Everything under the title, in the order it is printed. A closed item prints nothing."""
    if item.closed:
        return []
    change, found = _worn.get().pieces, list(_pieces(item, meeting))
    return change(found, item, meeting) if change else found


def _pieces(item: Item, meeting: Meeting) -> Iterator[Piece]:
    if item.previous_treatment:
        lines = tuple(paragraph(prior(one)) for one in item.previous_treatment)
        yield Piece("prior", "Tidligere behandling", lines)
    for section in item.sections:
        if section.level == 1:
            yield Piece("section", section.heading, section.blocks)
    yield from _frame(item)
    yield from _decision(item)
    if item.attachments:
        files = tuple(paragraph(attachment(file, meeting)) for file in item.attachments)
        yield Piece("attachments", "Bilag", files)
    if line := absence(item, meeting):
        yield Piece("absence", None, (paragraph(line),))


def count(item: Item) -> str | None:
    """`2 bilag, heraf 1 anbefales`; null where the item states no count."""
    declared = item.attachments_declared
    if declared is None:
        return None
    heraf = "" if declared.recommended is None else f", heraf {declared.recommended} anbefales"
    return f"{declared.total} bilag{heraf}"


def _frame(item: Item) -> Iterator[Piece]:
    if stated := count(item):
        yield Piece("count", "Bilag", (paragraph(stated),))
    if item.deciding_body:
        yield Piece("decider", "Beslutningen træffes af", (paragraph(item.deciding_body),))
    if item.recommendations:
        yield Piece("recommendation", "Indstilling", recommendation(item))


def recommendation(item: Item) -> tuple[Block, ...]:
    """`X indstiller, at` and the numbered points; without a recommender plain paragraphs."""
    if not item.recommended_by:
        return tuple(map(paragraph, item.recommendations))
    points = tuple(ListItem((paragraph(text),)) for text in item.recommendations)
    lead = paragraph(f"{item.recommended_by} indstiller, at")
    return (lead, BulletList(ordered=True, items=points))


def decision(item: Item) -> list[str]:
    """The paragraphs of the decision alone."""
    return (item.decision.text or "").split("\n\n") if item.decision.text else []


def recusals(item: Item) -> list[str]:
    """A sentence for everybody who took no part in the item."""
    return [
        f"{name} deltog ikke i behandlingen af punktet på grund af inhabilitet."
        for name in item.not_participating
    ]


def _decision(item: Item) -> Iterator[Piece]:
    texts = decision(item) + recusals(item)
    if texts:
        yield Piece("decision", "Beslutning", tuple(map(paragraph, texts)))
