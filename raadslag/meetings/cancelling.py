"""A meeting that is not held: everybody is told, and why; its items go along to another."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from raadslag.allowed import require
from raadslag.journal.actions import note
from raadslag.meetings.actions import keeps, lock_meeting
from raadslag.meetings.chair_places import free_decision
from raadslag.meetings.correcting import drop_corrections
from raadslag.meetings.letters import write_cancellations
from raadslag.meetings.message_places import messages_back
from raadslag.meetings.models import Meeting
from raadslag.meetings.moving import carry_over, free_cases
from raadslag.meetings.proposals import proposals_back
from raadslag.meetings.rules.calling import why_not_cancel, why_not_reword
from raadslag.meetings.seen import when_and_where
from raadslag.meetings.telling import ask_to_announce
from raadslag.meetings.told_words import telling
from raadslag.people.models import User
from raadslag.review.actions import try_again
from raadslag.seen import require_seen

WHY = "Hvorfor mødet aflyses"
"""What the reason's field is called."""


def cancel_meeting(
    meeting: Meeting,
    *,
    reason: str,
    by: User,
    to: Meeting | None = None,
    only: Collection[UUID] | None = None,
    because: str = "",
    seen: str | None = None,
) -> Meeting:
    """Cancel a meeting that has not begun (aflys); its cases are ready again.

    With `to` its items go along to that planned meeting, all of them or `only` some. Everybody with a
    seat and the public are told, and why; what Gennemsyn asks about is answered by `because`.
    """
    with telling(meeting, {WHY: reason}, because=because, by=by):
        return _cancel(meeting, reason=reason, by=by, to=to, only=only, seen=seen)


@transaction.atomic
def _cancel(
    meeting: Meeting,
    *,
    reason: str,
    by: User,
    to: Meeting | None,
    only: Collection[UUID] | None,
    seen: str | None,
) -> Meeting:
    meeting = lock_meeting(meeting)
    require_seen(seen, when_and_where(meeting), act="Aflys mødet")
    is_secretary = keeps(meeting, by)
    require(why_not_cancel(state=meeting.state, is_secretary=is_secretary, reason=reason))
    meeting.state, meeting.cancelled_reason = Meeting.State.CANCELLED, reason.strip()[:300]
    meeting.sequence += 1
    meeting.save(update_fields=["state", "cancelled_reason", "sequence", "modified_at"])
    drop_corrections(meeting.items.all(), by=by)
    cases = free_cases(meeting.items.filter(withdrawn_at=None).select_related("case"))
    write_cancellations(meeting)
    try_again()
    ask_to_announce(meeting)
    moved = carry_over(meeting, to=to, only=only, by=by) if to is not None else []
    told: list[object] = [*messages_back(meeting.messages.all(), to=to), *proposals_back(meeting)]
    for item in meeting.items.filter(chair_decision__isnull=False):
        told += free_decision(item, by=by)
    details = {"to": str(to.uid), "items": len(moved)} if to is not None else {}
    rows = [meeting, *cases, *told, *(to.items.all() if to is not None else ())]
    note("cancel_meeting", by=by, subject=f"meeting:{meeting.uid}", details=details, rows=rows)
    return meeting


def reword_cancellation(meeting: Meeting, *, reason: str, by: User, because: str = "") -> Meeting:
    """Put right why a meeting is not held (ret begrundelsen): the public pages and calendars follow."""
    with telling(meeting, {WHY: reason}, because=because, by=by):
        meeting = lock_meeting(meeting)
        require(why_not_reword(state=meeting.state, is_secretary=keeps(meeting, by), reason=reason))
        meeting.cancelled_reason = reason.strip()[:300]
        meeting.sequence += 1
        meeting.save(update_fields=["cancelled_reason", "sequence", "modified_at"])
        ask_to_announce(meeting)
        note("reword_cancellation", by=by, subject=f"meeting:{meeting.uid}", rows=[meeting])
        return meeting
