"""The parts of a planned agenda: closed items together, and an item that is treated elsewhere."""

from __future__ import annotations

from django.db import transaction

from raadslag.allowed import Obstacle, require
from raadslag.journal.actions import note
from raadslag.journal.proving import Rows
from raadslag.meetings.actions import keeps, lock_meeting, renumber
from raadslag.meetings.models import AgendaItem, ClosedPart, Meeting
from raadslag.meetings.rules.agenda import why_not_move
from raadslag.people.models import User


@transaction.atomic
def group_doors(meeting: Meeting, *, closed_part: str, by: User) -> None:
    """Choose where a planned agenda's closed items stand (saml lukkede punkter)."""
    meeting = lock_meeting(meeting)
    require(why_not_move(state=meeting.state, is_secretary=keeps(meeting, by), fixed=False))
    if closed_part not in ClosedPart.values:
        require([Obstacle("no-part", "Vælg, hvor de lukkede punkter skal stå.")])
    meeting.closed_part = closed_part
    meeting.save(update_fields=["closed_part", "modified_at"])
    renumber(meeting)
    rows = [meeting, meeting.items.all()]
    note("group_doors", by=by, subject=f"meeting:{meeting.uid}", rows=rows)


def regroup(meeting: Meeting) -> Rows:
    """Let an item that was closed or opened find its part of a planned agenda; a step of that act."""
    if not meeting.closed_part or meeting.state != Meeting.State.PLANNED:
        return []
    renumber(meeting)
    return [meeting.items.all()]


@transaction.atomic
def place_item(item: AgendaItem, *, place: str, by: User) -> None:
    """Say where an item is treated, when that is elsewhere (sted for punktet)."""
    meeting = lock_meeting(item.meeting)
    require(why_not_move(state=meeting.state, is_secretary=keeps(meeting, by), fixed=False))
    item.place = " ".join(place.split())
    item.save(update_fields=["place"])
    details = {"item": str(item.uid)}
    note("place_item", by=by, subject=f"meeting:{meeting.uid}", details=details, rows=[item])
