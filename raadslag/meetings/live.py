"""A meeting under way: begun, and turned to its items."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from raadslag.allowed import Obstacle, require
from raadslag.journal.actions import note
from raadslag.journal.proving import Rows
from raadslag.meetings.actions import keeps, lock_meeting
from raadslag.meetings.correcting import drop_corrections
from raadslag.meetings.models import (
    AgendaItem,
    Meeting,
)
from raadslag.meetings.rules.holding import why_not_open, why_not_work_live
from raadslag.people.models import User


@transaction.atomic
def open_meeting(meeting: Meeting, *, by: User, at: datetime | None = None) -> Meeting:
    """Begin a called meeting; nobody is there until they are noted (begynd møde)."""
    meeting, now = lock_meeting(meeting), at or timezone.now()
    require(why_not_open(state=meeting.state, is_secretary=keeps(meeting, by)))
    drop_corrections(meeting.items.all(), by=by)
    meeting.state, meeting.opened_at = Meeting.State.OPEN, now
    meeting.current_item = meeting.items.first()
    meeting.save(update_fields=["state", "opened_at", "current_item", "modified_at"])
    note("open_meeting", by=by, subject=f"meeting:{meeting.uid}", rows=[meeting])
    return meeting


@transaction.atomic
def set_hours(
    meeting: Meeting, *, began_at: datetime | None, ended_at: datetime | None, by: User
) -> None:
    """Say when the meeting began and ended, where that is not as noted (ret mødets tider). Null: as noted."""
    meeting = lock_meeting(meeting)
    no = why_not_work_live(
        state=meeting.state,
        is_secretary=keeps(meeting, by),
        putting_right=meeting.putting_right,
    )
    if (ended_at or meeting.closed_at or timezone.now()) <= (began_at or meeting.starts_at):
        no.append(Obstacle("ends-first", "Mødet skal slutte senere, end det begynder."))
    require(no)
    meeting.began_at, meeting.ended_at = began_at, ended_at
    meeting.save(update_fields=["began_at", "ended_at", "modified_at"])
    note("set_hours", by=by, subject=f"meeting:{meeting.uid}", rows=[meeting])


@transaction.atomic
def show_item(item: AgendaItem, *, by: User) -> None:
    """Turn to an item: the follow-along screens turn with it (vis punkt)."""
    meeting = lock_meeting(item.meeting)
    require(why_not_work_live(state=meeting.state, is_secretary=keeps(meeting, by)))
    meeting.current_item = item
    meeting.save(update_fields=["current_item", "modified_at"])


def why_not_live_now(meeting: Meeting, item: AgendaItem, by: User) -> list[Obstacle]:
    """Why nothing may be noted about an item at this moment."""
    return why_not_work_live(
        state=meeting.state,
        is_secretary=keeps(meeting, by),
        putting_right=meeting.putting_right,
        withdrawn=item.withdrawn_at is not None,
    )


def note_in_meeting(
    act: str, meeting: Meeting, *, by: User, details: Mapping[str, object], rows: Rows
) -> None:
    """One line in the journal about something in the meeting."""
    note(act, by=by, subject=f"meeting:{meeting.uid}", details=details, rows=rows)
