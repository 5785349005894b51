"""A publication's record and rows, brought together for a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe

from raadslag.people.models import Person
from raadslag.public.addresses import file_address
from raadslag.public.models import Publication, PublishedFile, PublishedItem
from raadslag.record import Attachment, Attendee, Item, Table, Vote, walk_tables
from raadslag.record import Meeting as Record
from raadslag.render.html import sections_to_html, table_to_html


@dataclass(frozen=True, slots=True)
class ShownFile:
    """An attachment in the list; `file` is null where we hold no bytes of it."""

    attachment: Attachment
    file: PublishedFile | None


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One item, ready for the template. `top` is the level of its highest inner heading."""

    row: PublishedItem
    item: Item
    top: int
    text: SafeString
    tables: SafeString
    files: list[ShownFile]
    votes: list[Vote]

    @property
    def missing_names(self) -> int:
        """How many attachments the source counts and does not name."""
        declared = self.item.attachments_declared
        return max(0, declared.total - len(self.files)) if declared else 0


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """An attendee, with the person's page where there is one."""

    attendee: Attendee
    person: Person | None


def item_rows(publication: Publication) -> QuerySet[PublishedItem]:
    """The publication's items with their courses."""
    return publication.items.select_related("course").defer("decision", "text")


def show_items(
    publication: Publication, record: Record, rows: Iterable[PublishedItem], *, top: int
) -> list[ShownItem]:
    """The items of these rows; `rows` may be fewer than the record has."""
    files: dict[int, list[PublishedFile]] = {}
    for file in publication.files.all():
        files.setdefault(file.item_id, []).append(file)
    return [
        show_item(row, record.items[row.position - 1], files.get(row.pk, []), top=top)
        for row in rows
    ]


def show_item(row: PublishedItem, item: Item, files: list[PublishedFile], *, top: int) -> ShownItem:
    """One item with its text as HTML."""
    by_hash = {file.sha256: file for file in files}

    def address(sha256: str) -> str | None:
        file = by_hash.get(sha256)
        return file_address(file) if file else None

    return ShownItem(
        row=row,
        item=item,
        top=top,
        text=_safe(sections_to_html(item.sections, top=top, figure=address)),
        tables=_safe("".join(table_to_html(table) for table in _loose_tables(item))),
        files=[ShownFile(part, _row_of(part, files)) for part in item.attachments],
        votes=[vote for vote in item.decision.votes if _is_cast(vote)],
    )


def _row_of(part: Attachment, files: Iterable[PublishedFile]) -> PublishedFile | None:
    """The attachment's own row: the same bytes may stand twice under different names."""
    same = [file for file in files if part.sha256 and file.sha256 == part.sha256]
    wanted = (part.file_name or part.title)[:255], part.title[:500]
    by_name = {(file.file_name, file.title): file for file in same}
    return by_name.get(wanted) or (same[0] if same else None)


def show_people(publication: Publication, record: Record) -> dict[str, list[ShownPerson]]:
    """Who was there: members present, those who were not, and others, who get no page of their own."""
    members = publication.attendance.filter(person__isnull=False, is_member=True)
    rows = members.select_related("person")
    known = {row.name: row.person for row in rows}
    people = [ShownPerson(who, known.get(who.name)) for who in record.attendance]
    return {
        "present": [p for p in people if p.attendee.is_member and p.attendee.status == "present"],
        "away": [p for p in people if p.attendee.is_member and p.attendee.status != "present"],
        "others": [p for p in people if not p.attendee.is_member],
    }


def neighbours(rows: list[PublishedItem]) -> list[PublishedItem]:
    """A course's items, one a meeting (the minutes before the agenda), in the order of time."""
    best: dict[tuple[int, object], PublishedItem] = {}
    for row in rows:
        key = (row.publication.meeting_id, row.uid)
        if key not in best or row.publication.kind == Publication.Kind.MINUTES:
            best[key] = row
    return sorted(best.values(), key=_when)


def _when(row: PublishedItem) -> tuple[datetime, int]:
    return row.publication.starts_at, row.position


def _is_cast(vote: Vote) -> bool:
    """A ballot with sides, as the source states it; a guess is never shown as cast."""
    return vote.basis != "inferred" and bool(vote.in_favour or vote.against or vote.count)


def _loose_tables(item: Item) -> list[Table]:
    """Tables that stand in no section: some sources give figures without their place in the text."""
    placed = {
        (table.columns, table.rows)
        for section in item.sections
        for table in walk_tables(section.blocks)
    }
    return [table for table in item.tables if (table.columns, table.rows) not in placed]


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308  # raadslag.render escapes every letter
