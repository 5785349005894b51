"""A redacted record to the rows that list, link and guard it."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import QuerySet

from raadslag.meetings.models import Meeting
from raadslag.people.models import Person, PersonName
from raadslag.public.courses import keys_of, spellings
from raadslag.public.models import (
    CourseKey,
    Publication,
    PublishedAttendance,
    PublishedFile,
    PublishedItem,
)
from raadslag.record import Attachment, Item, block_to_text, blocks_to_text, walk_figures
from raadslag.record import Meeting as Record
from raadslag.render.asked import money_table

DECISION_LETTERS = 600
"""How much of a decision a list may show, in letters."""
SHA256 = re.compile(r"[0-9a-f]{64}")


def write_rows(publication: Publication, record: Record, *, opened: Collection[str]) -> None:
    """Items, files, attendance and course keys of a new publication, in a handful of inserts.

    Only files whose sha256 is in `opened` can be fetched: those that Gennemsyn looked through.
    """
    items = PublishedItem.objects.bulk_create(list(_items(publication, record)))
    files: list[PublishedFile] = []
    keys: list[CourseKey] = []
    names = spellings(publication, record)
    for row, item in zip(items, record.items, strict=True):
        files += (file for file in _files(publication, row, item) if file.sha256 in opened)
        keys += [CourseKey(item=row, key=key) for key in keys_of(publication, names, item)]
    PublishedFile.objects.bulk_create(files)
    CourseKey.objects.bulk_create(keys)
    PublishedAttendance.objects.bulk_create(_attendance(publication, record))


def rows_of(publication: Publication) -> list[Publication | QuerySet[Any]]:
    """The publication and all that `write_rows` made of it, as the journal names them."""
    return [
        publication,
        publication.items.all(),
        publication.files.all(),
        publication.attendance.all(),
    ]


def plain_text(item: Item) -> str:
    """The case as plain text: the recommendation, then the sections with their headings."""
    parts = list(item.recommendations)
    if money := money_table(item.appropriations):
        parts.append(block_to_text(money))
    for section in item.sections:
        parts += [section.heading or "", section.text or blocks_to_text(section.blocks)]
    return "\n\n".join(part for part in parts if part)


def anchors(record: Record) -> list[str]:
    """The address part of each item: its number where that is one of a kind, else its place."""
    count = Counter(item.number for item in record.items)
    taken: set[str] = set()
    found = []
    for position, item in enumerate(record.items, start=1):
        alone = item.number is not None and count[item.number] == 1
        name = f"punkt-{item.number}" if alone else f"plads-{position}"
        while name in taken:
            name += "-2"
        taken.add(name)
        found.append(name)
    return found


def item_uids(meeting: Meeting, record: Record) -> list[uuid.UUID]:
    """The permanent name of each item: its own, or one made of the meeting's and its place."""
    found: list[uuid.UUID] = []
    for position, (item, anchor) in enumerate(zip(record.items, anchors(record), strict=True), 1):
        uid = _uid(meeting, item, anchor)
        found.append(uuid.uuid5(meeting.uid, f"plads-{position}") if uid in found else uid)
    return found


def _items(publication: Publication, record: Record) -> Iterator[PublishedItem]:
    named = zip(record.items, anchors(record), item_uids(publication.meeting, record), strict=True)
    for position, (item, anchor, uid) in enumerate(named, start=1):
        yield PublishedItem(
            publication=publication,
            uid=uid,
            anchor=anchor,
            position=position,
            number=item.number,
            title=(item.title or "")[:1000],
            closed=item.closed,
            journal_number=(item.journal_number or "")[:80],
            outcome=item.decision.outcome,
            decision=(item.decision.text or "")[:DECISION_LETTERS],
            text=plain_text(item),
            has_attachments=bool(item.attachments),
        )


def _uid(meeting: Meeting, item: Item, anchor: str) -> uuid.UUID:
    try:
        return uuid.UUID(item.id or "")
    except ValueError:
        return uuid.uuid5(meeting.uid, anchor)


def _files(publication: Publication, row: PublishedItem, item: Item) -> Iterator[PublishedFile]:
    listed = {part.sha256 for part in item.attachments}
    for part in item.attachments:
        if part.sha256 and SHA256.fullmatch(part.sha256):
            yield _file(publication, row, part)
    for figure in walk_figures(block for section in item.sections for block in section.blocks):
        if figure.file and figure.file not in listed and SHA256.fullmatch(figure.file):
            listed.add(figure.file)
            yield PublishedFile(
                publication=publication,
                item=row,
                sha256=figure.file,
                title=(figure.caption or figure.alt or "Figur")[:500],
                file_name="figur",
                figure=True,
            )


def _file(publication: Publication, row: PublishedItem, part: Attachment) -> PublishedFile:
    return PublishedFile(
        publication=publication,
        item=row,
        sha256=part.sha256 or "",
        title=part.title[:500],
        file_name=(part.file_name or part.title)[:255],
        media_type=(part.media_type or "application/octet-stream")[:120],
        bytes=part.bytes,
    )


def _attendance(publication: Publication, record: Record) -> list[PublishedAttendance]:
    names = {person.name for person in record.attendance}
    body = publication.organization.body_id
    known = dict(Person.objects.filter(body=body, name__in=names).values_list("name", "pk"))
    spelt = PersonName.objects.filter(body=body, spelling__in=names)
    known |= dict(spelt.values_list("spelling", "person_id"))
    return [
        PublishedAttendance(
            publication=publication,
            person_id=known.get(person.name),
            name=person.name[:200],
            party=(person.party or "")[:60],
            role=(person.role or "")[:200],
            status=person.status,
            is_member=person.is_member,
        )
        for person in record.attendance
    ]
