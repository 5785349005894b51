"""Meetings in lists and calendars: what was announced of each, and what of it may be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Count, Q

from raadslag.meetings.letters import told_time
from raadslag.people.models import Organization
from raadslag.public.addresses import meeting_address
from raadslag.public.models import Announcement, Publication

PLANNED, CANCELLED = "Planlagt", "Aflyst"


@dataclass(frozen=True, slots=True)
class Listed:
    """One meeting in a list. `address` is blank where nothing may be read yet; `kind` is the tag's look.

    `told` is what became of it, in one sentence: cancelled or moved, and why; else blank.
    """

    uid: UUID
    organization: Organization
    starts_at: datetime
    ends_at: datetime | None
    location: str
    address: str
    label: str
    kind: str
    cancelled: bool
    told: str
    sequence: int
    modified_at: datetime
    count: int = 0


def listed(*, counted: bool = False, **within: Any) -> list[Listed]:
    """Every meeting that was announced or has something live, the earliest first, by two questions.

    `within` filters by what both tables have: organization and starts_at. What was announced counts
    where the two differ. `counted`: with the number of items.
    """
    announced = Announcement.objects.filter(**within).select_related(
        "meeting", "organization__body"
    )
    about = {f"meeting__announcement__{name}": value for name, value in within.items()}
    shown = Publication.objects.shown().listed().select_related("meeting__announcement")
    shown = shown.filter(Q(**about) | Q(**within, meeting__announcement=None))
    rows = as_listed(shown.annotate(count=Count("items")) if counted else shown)
    known = {row.uid for row in rows}
    rows += [_announced(one, None) for one in announced if one.meeting.uid not in known]
    return sorted(rows, key=lambda row: (row.starts_at, row.organization.name))


def as_listed(publications: Iterable[Publication]) -> list[Listed]:
    """These publications as rows, each by what was announced of its meeting.

    They come with `meeting__announcement`, or it is asked for one by one.
    """
    found = []
    for row in publications:
        told = announcement_of(row)
        found.append(_announced(told, row) if told else _published(row))
    return found


def announcement_of(publication: Publication) -> Announcement | None:
    """What was announced of the publication's meeting; null for meetings of before."""
    try:
        return publication.meeting.announcement
    except ObjectDoesNotExist:
        return None


def told_of(announcement: Announcement | None) -> str:
    """What became of a meeting in one sentence: cancelled or moved, and why; blank where it is as it was."""
    if announcement is None:
        return ""
    if announcement.cancelled:
        said = ["Mødet er aflyst."]
    elif announcement.moved_from:
        said = [f"Mødet er flyttet fra {told_time(announcement.moved_from)}."]
    elif announcement.was_at:
        said = [f"Mødet er flyttet til {announcement.location or 'et andet sted'}."]
    else:
        return ""
    note = announcement.note
    return " ".join([*said, note if note[-1:] in ".!?" else f"{note}."]).strip()


def _announced(one: Announcement, readable: Publication | None) -> Listed:
    label = readable.get_kind_display() if readable else PLANNED
    return Listed(
        uid=readable.meeting.uid if readable else one.meeting.uid,
        organization=readable.organization if readable else one.organization,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        location=one.location,
        address=meeting_address(readable) if readable else "",
        label=CANCELLED if one.cancelled else label,
        kind="withdrawn" if one.cancelled else readable.kind if readable else "planned",
        cancelled=one.cancelled,
        told=told_of(one),
        sequence=one.sequence,
        modified_at=max(one.modified_at, readable.modified_at) if readable else one.modified_at,
        count=getattr(readable, "count", 0),
    )


def _published(one: Publication) -> Listed:
    return Listed(
        uid=one.meeting.uid,
        organization=one.organization,
        starts_at=one.starts_at,
        ends_at=None,
        location="",
        address=meeting_address(one),
        label=one.get_kind_display(),
        kind=one.kind,
        cancelled=False,
        told="",
        sequence=one.version,
        modified_at=one.modified_at,
        count=getattr(one, "count", 0),
    )
