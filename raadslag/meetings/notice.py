"""Freezing the agenda, the difference between two versions, and asking for its publication."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Literal
from uuid import UUID

from django.utils import timezone

from raadslag.allowed import require
from raadslag.jobs.actions import enqueue
from raadslag.meetings.compose import compose
from raadslag.meetings.findings import why_not_send
from raadslag.meetings.models import AgendaVersion, Meeting, MeetingRules
from raadslag.people.models import User
from raadslag.record import Item, record_hash, to_data
from raadslag.record import Meeting as Record
from raadslag.review.assessing import Assessment

PUBLISH_AGENDA = "publish-agenda"
"""The job that lets the public read an agenda's open part; its key is the meeting's uid."""
MAKE_BOOK = "make-book"
"""The job that makes the agenda with its attachments as a PDF; its key is the meeting's uid."""
BOOK_WAITS = timedelta(minutes=1)
"""What is corrected right after is made once, and the letters go first."""
CARRY_MARKS = "carry-file-marks"
"""The job that lets readers' marks follow a replaced attachment; its key is the meeting's uid."""
TAKE_BACK = "take-back"
"""The job that takes back what was closed or withdrawn; its key is the meeting's uid."""


def freeze_agenda(
    meeting: Meeting,
    *,
    by: User,
    at: datetime,
    anew: Collection[UUID] = (),
    assessment: Assessment | None = None,
    reason: str = "",
) -> AgendaVersion:
    """Keep the agenda as the meeting's next version. The one function by which a version comes to be.

    Only the items named in `anew` are put together from their cases, and what they say must have
    passed Gennemsyn: `assessment` is of this very agenda, made before any lock. Every other item is
    carried over from the version before. Raises `NotAllowed`.
    """
    record = compose(meeting, kind="agenda", anew=anew)
    if anew:
        require(why_not_send(meeting, record, assessment, only=anew))
    newest = meeting.agendas.first()
    enqueue(MAKE_BOOK, str(meeting.uid), due=timezone.now() + BOOK_WAITS)
    if anew:
        enqueue(CARRY_MARKS, str(meeting.uid))
    return AgendaVersion.objects.create(
        meeting=meeting,
        version=newest.version + 1 if newest else 1,
        record=to_data(record),
        record_hash=record_hash(record),
        frozen_at=at,
        reason=reason,
        by=by,
    )


def ask_to_publish(meeting: Meeting, rules: MeetingRules, *, at: datetime) -> None:
    """Let a job publish the agenda at the time that the organization chose."""
    due = goes_public_at(meeting, rules, at=at)
    if due is not None:
        enqueue(PUBLISH_AGENDA, str(meeting.uid), due=due)


def goes_public_at(meeting: Meeting, rules: MeetingRules, *, at: datetime) -> datetime | None:
    """When the agenda sent at this moment is published: the moment itself where the chosen day is past;
    null where the organization publishes no agendas."""
    if rules.publish_agenda == MeetingRules.PublishAgenda.NEVER:
        return None
    if rules.publish_agenda == MeetingRules.PublishAgenda.AT_NOTICE:
        return at
    day = timezone.localdate(meeting.starts_at) - timedelta(days=rules.publish_days)
    return max(timezone.make_aware(datetime.combine(day, time(rules.publish_hour))), at)


def ask_to_take_back(meeting: Meeting) -> None:
    """Let a job take out of what the public reads whatever was closed or withdrawn, at once."""
    enqueue(TAKE_BACK, str(meeting.uid))


@dataclass(frozen=True, slots=True)
class AgendaChange:
    """What differs between two versions of an agenda, for one item."""

    kind: Literal["added", "removed", "withdrawn", "changed"]
    number: int | None
    title: str


def agenda_changes(before: Record, after: Record) -> list[AgendaChange]:
    """The items that came, went, lapsed or were rewritten between two versions."""
    return list(_changes(before, after))


def _changes(before: Record, after: Record) -> Iterator[AgendaChange]:
    old, new = _by_id(before), _by_id(after)
    for key, item in new.items():
        title = item.title or ""
        if key not in old:
            yield AgendaChange("added", item.number, title)
        elif item.decision.outcome == "withdrawn" != old[key].decision.outcome:
            yield AgendaChange("withdrawn", item.number, title)
        elif _told(item) != _told(old[key]):
            yield AgendaChange("changed", item.number, title)
    for key, item in old.items():
        if key not in new:
            yield AgendaChange("removed", item.number, item.title or "")


def _told(item: Item) -> object:
    """All that it says; where it stands is no part of it."""
    return to_data(replace(item, number=None))


def _by_id(record: Record) -> dict[str, Item]:
    return {item.id or str(item.number): item for item in record.items}
