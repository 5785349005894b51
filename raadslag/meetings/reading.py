"""What a member reads: the agenda as sent, what is new in it, and how long it takes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from json import dumps

from raadslag.meetings.compose import compose
from raadslag.meetings.models import AgendaItem, Attendance, Mark, Meeting
from raadslag.people.models import User
from raadslag.people.rights import Rights, is_secretary_of, sits_in
from raadslag.record import Item, Section, to_data
from raadslag.record import Meeting as Record
from raadslag.render.html import blocks_to_html

WORDS_A_MINUTE = 200
CLOSED_TITLE = "Lukket punkt"


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of a section with its place, so that a note can stand at it."""

    place: str
    html: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A section in pieces."""

    heading: str | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An item as one member reads it. `news` is `unread`, `changed` or `read`."""

    row: AgendaItem
    item: Item
    sections: tuple[ReadSection, ...]
    minutes: int
    news: str
    digest: str


def reads_closed(meeting: Meeting, rights: Rights) -> bool:
    """Members and the secretary read everything; others in the house the open items only."""
    return sits_in(rights, meeting.organization_id) or is_secretary_of(
        rights, meeting.organization_id
    )


def agenda_of(meeting: Meeting, rights: Rights) -> Record:
    """The newest agenda sent; without closed items for those outside.

    One that is still being made has no items for anybody but the secretary.
    """
    newest = meeting.agendas.first()
    record = newest.as_record() if newest else compose(meeting, kind="agenda")
    if newest is None and not is_secretary_of(rights, meeting.organization_id):
        return replace(record, items=())
    if not reads_closed(meeting, rights):
        return open_part(record)
    hidden = recused_items(meeting, rights)
    items = tuple(_shut(i) if i.closed and i.id in hidden else i for i in record.items)
    return replace(record, items=items)


def recused_items(meeting: Meeting, rights: Rights) -> frozenset[str]:
    """Ids of the items that the person is recused for: their closed material is not theirs to read."""
    rows = Attendance.objects.filter(
        meeting=meeting, person_id=rights.person or 0, event="recused", struck_at=None
    )
    return frozenset(str(uid) for uid in rows.values_list("item__uid", flat=True))


def open_part(record: Record) -> Record:
    """The record without anything of its closed items but number and public title."""
    items = tuple(_shut(item) if item.closed else _outside(item) for item in record.items)
    return replace(record, items=items)


def _shut(item: Item) -> Item:
    return Item(
        number=item.number, title=item.public_title or CLOSED_TITLE, closed=True, id=item.id
    )


def _outside(item: Item) -> Item:
    return replace(item, attachments=tuple(f for f in item.attachments if not f.internal))


def read_items(meeting: Meeting, record: Record, user: User) -> list[ReadItem]:
    """The items with a member's own marks and what is new to them."""
    rows = {str(row.uid): row for row in meeting.items.select_related("case")}
    marks: dict[int, list[Mark]] = {}
    for mark in Mark.objects.filter(user=user, item__meeting=meeting).order_by("at"):
        marks.setdefault(mark.item_id, []).append(mark)
    return [
        _read_item(rows[item.id], item, marks.get(rows[item.id].pk, []))
        for item in record.items
        if item.id in rows
    ]


def _read_item(row: AgendaItem, item: Item, marks: list[Mark]) -> ReadItem:
    digest = sha256(dumps(to_data(item), sort_keys=True).encode()).hexdigest()[:16]
    read = next((mark.text for mark in marks if mark.kind == Mark.Kind.READ), None)
    news = "unread" if read is None else "read" if read == digest else "changed"
    words = sum(len(section.text.split()) for section in item.sections)
    return ReadItem(
        row=row,
        item=item,
        sections=tuple(_section(s, n, marks) for n, s in enumerate(item.sections, start=1)),
        minutes=max(1, round(words / WORDS_A_MINUTE)) if words else 0,
        news=news,
        digest=digest,
    )


def _section(section: Section, number: int, marks: list[Mark]) -> ReadSection:
    pieces = []
    for place, block in enumerate(section.blocks, start=1):
        name = f"a{number}-{place}"
        here = tuple(m for m in marks if m.place == name and m.kind != Mark.Kind.READ)
        pieces.append(Piece(name, blocks_to_html([block], top=5), here))
    return ReadSection(section.heading, tuple(pieces))
