"""Meetings whose frame the format states: item numbers, titles and flags are taken, never guessed.

The words inside an item are the parser's to read: each item is handed to it as the parts that it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from raadslag.reader.cut.doubts import about_item
from raadslag.reader.cut.page import Known
from raadslag.reader.fields.attendance import joined, laid_over, people_listed, people_told
from raadslag.reader.fields.municipality import municipality_of
from raadslag.reader.fields.presence import with_asides
from raadslag.reader.lines.line import Line
from raadslag.reader.parse import parse_item
from raadslag.reader.words import fold
from raadslag.record import (
    Attachment,
    Attendee,
    ExtraParticipant,
    Item,
    Kind,
    Meeting,
    Note,
    PriorTreatment,
)


@dataclass(frozen=True, slots=True)
class KnownSection:
    """One part of an item as the format states it; `heading` null where it has none."""

    heading: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class KnownItem:
    """One item of an export."""

    number: int | None
    title: str | None
    closed: bool = False
    journal_number: str | None = None
    public_title: str | None = None
    sections: tuple[KnownSection, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    previous_treatment: tuple[PriorTreatment, ...] = ()
    next_bodies: tuple[str, ...] = ()
    not_participating: tuple[str, ...] = ()
    extra_participants: tuple[ExtraParticipant, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownMeeting:
    """One meeting of an export. `participants` is running text, read by the parser.

    `kind` null: minutes where an item has a decision, else an agenda.
    """

    reader: str
    kind: Kind | None
    organization: str | None = None
    on: date | None = None
    start_time: str | None = None
    end_time: str | None = None
    location: str | None = None
    title: str | None = None
    supplementary: bool = False
    source_id: str | None = None
    participants: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    """Sentences of the head in prose ("Bo Lund forlod mødet efter punkt 5.")."""
    attendance: tuple[Attendee, ...] = ()
    items: tuple[KnownItem, ...] = ()
    notes: tuple[Note, ...] = ()


def known_to_meeting(known: KnownMeeting) -> Meeting:
    """The record: the frame from the format, the words of each part from the parser."""
    frame = Known(known.organization, known.on)
    listed = [*known.attendance] or people_listed(text_to_lines(known.participants))
    listed = list(laid_over(listed, people_told(text_to_lines(known.told))))
    away = frozenset(fold(one.name) for one in listed if one.status != "present")
    notes, items, told = list(known.notes), [], []
    below = len(known.participants) + len(known.told)
    for item in known.items:
        lines = list(_numbered(_lines_of(item), below + 1))
        below += len(lines)
        found, presence = parse_item(lines, frame, away, item.number, item.title)
        told.append(presence)
        items.append(_framed(found, item))
        notes += about_item(items[-1])
    decided = any(item.decision.text for item in items)
    people, _ = joined(listed, told)
    told_of = text_to_lines([known.title or "", known.organization or "", known.location or ""])
    return Meeting(
        reader=known.reader,
        dialect=known.reader,
        confidence=1.0,
        kind=known.kind or ("minutes" if decided else "agenda"),
        municipality=municipality_of(told_of, told_of),
        organization=known.organization,
        date=known.on,
        start_time=known.start_time,
        end_time=known.end_time,
        location=known.location,
        title=known.title,
        supplementary=known.supplementary,
        source_id=known.source_id,
        attendance=tuple(people),
        items=tuple(with_asides(items, told)),
        notes=tuple(notes),
    )


def text_to_lines(paragraphs: Iterable[str]) -> tuple[Line, ...]:
    """Paragraphs of plain text as lines that are never wrapped into each other."""
    return tuple(
        Line(text=text, number=number, starts_block=True)
        for number, text in enumerate((p for p in paragraphs if p), start=1)
    )


def _lines_of(item: KnownItem) -> Iterator[Line]:
    """The item's parts with their headings, which the format states to be headings."""
    for section in _unheaded_first(item.sections):
        if section.heading:
            yield Line(section.heading, 0, heading=3, starts_block=True, heads_section=True)
        yield from section.lines


def _unheaded_first(sections: Sequence[KnownSection]) -> list[KnownSection]:
    """Text without a heading stands first, where no heading above can claim it."""
    return [s for s in sections if not s.heading] + [s for s in sections if s.heading]


def _numbered(lines: Iterable[Line], first: int = 1) -> Iterable[Line]:
    return (replace(line, number=number) for number, line in enumerate(lines, start=first))


def _framed(found: Item, known: KnownItem) -> Item:
    """The parser's item in the format's frame. What the format states wins."""
    return replace(
        found,
        closed=known.closed,
        public_title=known.public_title or found.public_title,
        journal_number=known.journal_number or found.journal_number,
        attachments=known.attachments or found.attachments,
        previous_treatment=_union(known.previous_treatment, found.previous_treatment),
        next_bodies=tuple(dict.fromkeys(known.next_bodies + found.next_bodies)),
        not_participating=tuple(dict.fromkeys(found.not_participating + known.not_participating)),
        extra_participants=found.extra_participants or known.extra_participants,
    )


def _union(
    stated: tuple[PriorTreatment, ...], read: tuple[PriorTreatment, ...]
) -> tuple[PriorTreatment, ...]:
    seen = {(prior.organization.lower(), prior.date) for prior in read}
    return read + tuple(p for p in stated if (p.organization.lower(), p.date) not in seen)
