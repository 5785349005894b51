"""What somebody may read of a meeting, in one rule, and how a member reads the agenda.

Every page, file and document about a meeting asks `shut_items` or `read_by`; nothing else decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.urls import reverse

from raadslag.meetings.compose import compose
from raadslag.meetings.doors import with_doors
from raadslag.meetings.marks import digest_of, place_of
from raadslag.meetings.models import (
    AgendaItem,
    Attendance,
    FileMark,
    ItemQuestion,
    Mark,
    Meeting,
    MessageFile,
)
from raadslag.meetings.seats import mayor_of, sat_for, seats_of, sits_at
from raadslag.people.models import User
from raadslag.people.rights import Rights, is_secretary_of, sits_in
from raadslag.record import Attachment, Item, Section
from raadslag.record import Meeting as Record
from raadslag.render.html import blocks_to_html

WORDS_A_MINUTE = 200
CLOSED_TITLE = "Lukket punkt"
RECUSAL = frozenset({Attendance.Event.RECUSED, Attendance.Event.ABLE})


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of a section with its place, so that a note can stand at it."""

    place: str
    html: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """An attachment, where its bytes are and where it is read; null where the house holds it no more."""

    part: Attachment
    address: str | None
    page: str | None = None
    marks: tuple[FileMark, ...] = ()
    """The reader's own."""


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A section in pieces, with the attachments of the notice that it is."""

    heading: str | None
    pieces: tuple[Piece, ...]
    files: tuple[ReadFile, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An item as one member reads it. `news` is `unread`, `changed` or `read`."""

    row: AgendaItem
    item: Item
    sections: tuple[ReadSection, ...]
    files: tuple[ReadFile, ...]
    minutes: int
    news: str
    digest: str
    questions: tuple[ItemQuestion, ...] = ()
    loose_marks: tuple[FileMark, ...] = ()
    """One's own notes in attachments that the item no longer has."""
    shut: bool = False


def reads_closed(meeting: Meeting, rights: Rights) -> bool:
    """Who has a seat and the secretary read everything; others in the house the open items only.

    A seat is today's in the body, or one in this very meeting: a substitute reads before the day and
    approves after it, and nothing of any other meeting. The mayor gets every committee's agendas and
    minutes (KSL § 31 a stk. 1).
    """
    mayor = mayor_of(meeting.organization)
    if mayor is not None and mayor.pk == rights.person:
        return True
    if sits_in(rights, meeting.organization_id):
        return True
    if is_secretary_of(rights, meeting.organization_id):
        return True
    return sits_at(meeting, rights.person)


def shut_items(meeting: Meeting, rights: Rights) -> frozenset[str]:
    """Ids of the items that somebody may not read, by what is closed and noted at this moment.

    The secretary reads everything. A member reads what is closed too, but not where they are recused:
    for the item, or for its case in another body. Others in the house read what is open.
    """
    if is_secretary_of(rights, meeting.organization_id):
        return frozenset()
    if not reads_closed(meeting, rights):
        closed = meeting.items.filter(closed=True).exclude(pk__in=sat_for(meeting, rights.person))
        return frozenset(str(uid) for uid in closed.values_list("uid", flat=True))
    people = recused_people(meeting)
    return frozenset(str(item.uid) for item, out in people.items() if rights.person in out)


def recused_people(meeting: Meeting) -> dict[AgendaItem, frozenset[int]]:
    """The meeting's closed items with the ids of those who are recused, and so do not read them.

    Recusal follows the case, until this meeting's body has found them able (habil).
    """
    items = meeting.items.filter(closed=True).prefetch_related("case__shut_out")
    events = Attendance.objects.filter(meeting=meeting, struck_at=None).order_by("pk")
    said: dict[int, dict[int, bool]] = {}
    for row in events.filter(event__in=RECUSAL):
        out = row.event == Attendance.Event.RECUSED
        said.setdefault(row.item_id or 0, {})[row.person_id] = out
    found = {}
    for item in items:
        before = {person.pk: True for person in item.case.shut_out.all()} if item.case else {}
        now = before | said.get(item.pk, {})
        found[item] = frozenset(person for person, out in now.items() if out)
    return found


def recused_before(item: AgendaItem) -> frozenset[int]:
    """Ids of those who were recused in the item's case elsewhere, and of whom this body has not said."""
    if item.case is None:
        return frozenset()
    here = Attendance.objects.filter(item=item, struck_at=None, event__in=RECUSAL)
    said = here.values_list("person", flat=True)
    return frozenset(item.case.shut_out.exclude(pk__in=said).values_list("pk", flat=True))


def recusals_in(meeting: Meeting) -> dict[int, list[Attendance]]:
    """What is noted of who is recused or found able, by the item's key, in the order it was noted."""
    found: dict[int, list[Attendance]] = {}
    rows = Attendance.objects.filter(meeting=meeting, struck_at=None, event__in=RECUSAL)
    for row in rows.select_related("person").order_by("pk"):
        found.setdefault(row.item_id or 0, []).append(row)
    return found


def unread_by_members(meeting: Meeting) -> dict[int, list[int]]:
    """For each member who is recused, by person's id, the numbers of the items they do not read."""
    found: dict[int, list[int]] = {}
    for item, people in recused_people(meeting).items():
        for person in people:
            found.setdefault(person, []).append(item.number or item.order)
    for person, own in signs_for(meeting).items():
        rows = meeting.items.exclude(number__in=own)
        found[person] = [item.number or item.order for item in rows]
    return found


def signs_for(meeting: Meeting) -> dict[int, list[int]]:
    """Those who sat at single items alone, by person's id, with the numbers of the items they sign for."""
    whole = {seat.person.pk for seat in seats_of(meeting)}
    rows = meeting.substitutes.filter(given_back_at=None, item__isnull=False)
    found: dict[int, list[int]] = {}
    for row in rows.exclude(person__in=whole).select_related("item"):
        if row.item is not None:
            found.setdefault(row.person_id, []).append(row.item.number or row.item.order)
    return found


def read_by(record: Record, meeting: Meeting, rights: Rights) -> Record:
    """The agenda or minutes as one person may read them: what is shut is told by its number alone.

    Closed is what is closed now, whenever the record was frozen.
    """
    outside, shut = not reads_closed(meeting, rights), shut_items(meeting, rights)
    own = meeting.items.filter(pk__in=sat_for(meeting, rights.person) if outside else ())
    mine = frozenset(str(uid) for uid in own.values_list("uid", flat=True))

    def as_read(item: Item) -> Item:
        if item.id in mine and item.id not in shut:
            return item
        if item.id in shut or (outside and item.closed):
            return _shut(item)
        return _outside(item) if outside else item

    record = with_doors(record, meeting)
    return replace(record, items=tuple(map(as_read, record.items)))


def agenda_of(meeting: Meeting, rights: Rights) -> Record:
    """The newest agenda sent, as one may read it.

    One that is still being made has no items for anybody but the secretary.
    """
    newest = meeting.agendas.first()
    record = newest.as_record() if newest else compose(meeting, kind="agenda")
    if newest is None and not is_secretary_of(rights, meeting.organization_id):
        return replace(record, items=())
    return read_by(record, meeting, rights)


def open_part(record: Record) -> Record:
    """What of a read agenda may be handed to anybody in the house: open items without internal files."""
    items = (_shut(item) if item.closed else _outside(item) for item in record.items)
    return replace(record, items=tuple(items))


def _shut(item: Item) -> Item:
    """Built from nothing, so that a field added to the record tomorrow is shut too."""
    title = item.public_title or CLOSED_TITLE
    return Item(number=item.number, title=title, closed=True, id=item.id)


def _outside(item: Item) -> Item:
    return replace(item, attachments=tuple(f for f in item.attachments if not f.internal))


def read_items(meeting: Meeting, record: Record, user: User) -> list[ReadItem]:
    """The items with a member's own marks and what is new to them."""
    rows = {str(row.uid): row for row in meeting.items.select_related("case", "meeting")}
    marks: dict[int, list[Mark]] = {}
    for mark in Mark.objects.filter(user=user, item__meeting=meeting).order_by("at"):
        marks.setdefault(mark.item_id, []).append(mark)
    return [
        _read_item(rows[item.id], item, marks.get(rows[item.id].pk, []))
        for item in record.items
        if item.id in rows
    ]


def _read_item(row: AgendaItem, item: Item, marks: list[Mark]) -> ReadItem:
    digest = digest_of(item)
    read = next((mark.text for mark in marks if mark.kind == Mark.Kind.READ), None)
    news = "unread" if read is None else "read" if read == digest else "changed"
    files = files_of(row, item.attachments)
    words = sum(len(section.text.split()) for section in item.sections)
    return ReadItem(
        row=row,
        item=item,
        sections=tuple(
            _section(
                s,
                n,
                marks,
                [f for f in files if s.message and f.part.message == s.message],
                item_picture(row.meeting, item.id),
            )
            for n, s in enumerate(item.sections, start=1)
        ),
        files=tuple(file for file in files if file.part.message is None),
        minutes=max(1, round(words / WORDS_A_MINUTE)) if words else 0,
        news=news,
        digest=digest,
    )


def item_picture(meeting: Meeting, item: str | None) -> Callable[[str], str | None]:
    """Where a reader of the meeting finds a picture in an item's text; nowhere for an item that isn't ours."""

    def address(sha256: str) -> str | None:
        return reverse("agenda-picture", args=[meeting.uid, item, sha256]) if item else None

    return address


def as_sent(meeting: Meeting, item: AgendaItem, file: tuple[str, str]) -> Attachment | None:
    """The attachment (`sha256`, file name) as the newest agenda that was sent has it.

    What is written since, in a correction that is not sent, is not in it.
    """
    newest = meeting.agendas.first()
    items = newest.as_record().items if newest else ()
    files = [one for part in items if part.id == str(item.uid) for one in part.attachments]
    return next((one for one in files if (one.sha256, one.file_name) == file), None)


def files_of(row: AgendaItem, parts: Iterable[Attachment]) -> list[ReadFile]:
    """The attachments that an item was sent with, each with the address of its bytes and of its page."""
    sent = tuple(parts)
    if not sent:  # an agenda may have hundreds of items without: none of them asks the database
        return []
    found: dict[tuple[str, str], tuple[str, str]] = {}
    meeting = row.meeting.uid
    if row.case is not None:
        for file in sorted(row.case.files.all(), key=lambda one: one.removed_at is None):
            address = reverse("agenda-file", args=[meeting, row.uid, file.uid])
            page = reverse("read-file", args=[meeting, row.uid, file.uid])
            found[file.sha256, file.file_name] = address, page
    else:
        told_files = MessageFile.objects.filter(message__item=row).select_related("message")
        for told in sorted(told_files, key=lambda one: one.removed_at is None):
            address = reverse("message-file", args=[told.message.uid, told.uid])
            page = reverse("read-file", args=[meeting, row.uid, told.uid])
            found[told.sha256, told.file_name] = address, page
    nowhere = (None, None)
    return [ReadFile(p, *found.get((p.sha256 or "", p.file_name or ""), nowhere)) for p in sent]


def _section(
    section: Section,
    number: int,
    marks: list[Mark],
    files: Iterable[ReadFile],
    picture: Callable[[str], str | None],
) -> ReadSection:
    pieces = []
    for place, block in enumerate(section.blocks, start=1):
        name = place_of(number, place)
        here = tuple(m for m in marks if m.place == name and m.kind != Mark.Kind.READ)
        pieces.append(Piece(name, blocks_to_html([block], top=5, figure=picture), here))
    return ReadSection(section.heading, tuple(pieces), tuple(files))
