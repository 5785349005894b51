"""What the house has closed or withdrawn since a text was written, taken out of it.

A frozen text is published, published again and left standing long after it was written. Whatever
it says, an item that is closed now is told by its number and public title, and an item that was
withdrawn by number, title and reason.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from raadslag.meetings.models import AgendaItem, Meeting
from raadslag.meetings.planned import lapsed
from raadslag.public.models import Publication, PublishedItem
from raadslag.public.redact import redact
from raadslag.public.rows import item_uids
from raadslag.record import Item
from raadslag.record import Meeting as Record


def narrowed(meeting: Meeting, record: Record, *, closed: Collection[UUID] = ()) -> Record:
    """The record as the public may read it today, redacted.

    What is closed is said by the meeting's own items; of a meeting without them (old minutes) by what
    stands in its other publication, and by `closed`, which is about to.
    """
    rows = {row.uid: row for row in AgendaItem.objects.filter(meeting=meeting)}
    shut = {*_shut_in_public(meeting, but=record.kind)} - set(rows) | {*closed}
    shut |= {uid for uid, row in rows.items() if row.closed}
    uids = item_uids(meeting, record)
    items = [_narrowed(i, u, rows, shut) for i, u in zip(record.items, uids, strict=True)]
    return redact(replace(record, items=tuple(items)))


def closed_in(meeting: Meeting, record: Record) -> set[UUID]:
    """Permanent names of the items that are closed in the record."""
    uids = item_uids(meeting, record)
    return {uid for item, uid in zip(record.items, uids, strict=True) if item.closed}


def wider_than_now(
    meeting: Meeting, *, but: str = "", closed: Collection[UUID] = ()
) -> list[tuple[Publication, Record]]:
    """What stands and says more than it may today, each with what may be left of it.

    The publication of kind `but` is passed over.
    """
    now = timezone.now()  # what stands until a later hour, and what waits for one, too
    will = Q(superseded_at=None) | Q(superseded_at__gt=now)
    standing = Publication.objects.filter(will, meeting=meeting, withdrawn_at=None)
    standing = standing.exclude(kind=but).order_by("version")
    said = [(one, one.as_record()) for one in standing]
    pairs = [(one, record, narrowed(meeting, record, closed=closed)) for one, record in said]
    return [(one, rest) for one, record, rest in pairs if rest != record]


def _narrowed(
    item: Item, uid: UUID, rows: Mapping[UUID, AgendaItem], shut: Collection[UUID]
) -> Item:
    row = rows.get(uid)
    if row is not None and row.withdrawn_at is not None:
        item = lapsed(item, row)
    if uid in shut:
        title = (row.public_title or None) if row is not None else item.public_title
        item = replace(item, closed=True, public_title=title)
    return item


def _shut_in_public(meeting: Meeting, *, but: str) -> set[UUID]:
    """Items that the meeting's other publication tells by their number alone."""
    standing = Publication.objects.current().filter(meeting=meeting).exclude(kind=but)
    shown = PublishedItem.objects.filter(publication__in=standing, closed=True)
    return set(shown.values_list("uid", flat=True))
