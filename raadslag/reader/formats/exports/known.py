"""Meetings whose frame the format states: item numbers, titles and flags are taken, never guessed.

The words inside an item are the parser's to read: each item is handed to it with its heading.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from raadslag.reader.fields.attendance import laid_over
from raadslag.reader.lines.line import Line, Source
from raadslag.reader.parse import parse
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
    """The record: the frame from the format, the words from the parser."""
    notes = list(known.notes)
    items = []
    others: list[Attendee] = list(parse(Source(known.reader, text_to_lines(known.told))).attendance)
    above = len(_head_lines(known))
    for item in known.items:
        lines = _item_lines(item)
        meeting = _parsed(known, lines, above)
        above += len(lines)
        others += meeting.attendance
        notes += [note for note in meeting.notes if note.where is not None]
        items.append(_framed(meeting, item))
    decided = any(item.decision.text for item in items)
    head = parse(Source(known.reader, tuple(_numbered(_head_lines(known)))))
    return Meeting(
        reader=known.reader,
        dialect=known.reader,
        confidence=1.0,
        kind=known.kind or ("minutes" if decided else "agenda"),
        municipality=head.municipality,
        organization=known.organization or head.organization,
        date=known.on or head.date,
        start_time=known.start_time or head.start_time,
        end_time=known.end_time or head.end_time,
        location=known.location or head.location,
        title=known.title,
        supplementary=known.supplementary,
        source_id=known.source_id,
        attendance=laid_over(known.attendance or head.attendance, others),
        items=tuple(items),
        notes=tuple(notes),
    )


def text_to_lines(paragraphs: Iterable[str]) -> tuple[Line, ...]:
    """Paragraphs of plain text as lines that are never wrapped into each other."""
    return tuple(
        Line(text=text, number=number, starts_block=True)
        for number, text in enumerate((p for p in paragraphs if p), start=1)
    )


def _head_lines(known: KnownMeeting) -> list[Line]:
    texts = [known.title or ("Dagsorden" if known.kind == "agenda" else "Referat")]
    if known.organization:
        texts.append(f"Udvalg: {known.organization}")
    if known.on:
        texts.append(f"Mødedato: {known.on:%d-%m-%Y}")
    if known.location:
        texts.append(f"Mødested: {known.location}")
    if known.participants:
        texts += ["Mødedeltagere", *known.participants]
    return list(text_to_lines(texts))


def _item_lines(item: KnownItem) -> list[Line]:
    title = f"Punkt {item.number or 1}: {item.title or 'Uden titel'}"
    lines = [Line(text=title, number=0, heading=2, starts_block=True)]
    for section in _unheaded_first(item.sections):
        if section.heading:
            heading = Line(section.heading, 0, heading=3, starts_block=True, heads_section=True)
            lines.append(heading)
        lines += section.lines
    return lines


def _parsed(known: KnownMeeting, lines: Sequence[Line], above: int) -> Meeting:
    """The parser's reading of one item with the meeting's head above it.

    Lines are numbered through the whole export, so that a place means one place.
    """
    head = _numbered(_head_lines(replace(known, participants=())))
    return parse(Source(known.reader, (*head, *_numbered(lines, above + 1))))


def _unheaded_first(sections: Sequence[KnownSection]) -> list[KnownSection]:
    """Text without a heading stands first, where no heading above can claim it."""
    return [s for s in sections if not s.heading] + [s for s in sections if s.heading]


def _numbered(lines: Iterable[Line], first: int = 1) -> Iterable[Line]:
    return (replace(line, number=number) for number, line in enumerate(lines, start=first))


def _framed(meeting: Meeting, known: KnownItem) -> Item:
    """The parser's item in the format's frame. What the format states wins."""
    found = _as_one(meeting.items)
    titles = {attachment.title for attachment in known.attachments}
    extra = tuple(a for a in found.attachments if a.title not in titles) if not titles else ()
    return replace(
        found,
        number=known.number,
        title=known.title,
        closed=known.closed,
        public_title=known.public_title or found.public_title,
        journal_number=known.journal_number or found.journal_number,
        attachments=known.attachments + extra,
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


def _as_one(items: Sequence[Item]) -> Item:
    """One item again, where the parser saw several headings in one item's text."""
    if not items:
        return Item()
    first, rest = items[0], items[1:]
    for other in rest:
        first = replace(
            first,
            sections=first.sections + other.sections,
            tables=first.tables + other.tables,
            recommendations=first.recommendations + other.recommendations,
            decision=first.decision if first.decision.text else other.decision,
            commitments=first.commitments + other.commitments,
            attachments=first.attachments + other.attachments,
            links=tuple(dict.fromkeys(first.links + other.links)),
        )
    return first
