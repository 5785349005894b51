"""A meeting gets another time or place, its items go along to another, and a beginning is undone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from raadslag.allowed import Obstacle, require
from raadslag.cases.agenda import let_go
from raadslag.cases.models import Case
from raadslag.journal.actions import note
from raadslag.journal.proving import Rows
from raadslag.meetings.actions import (
    add_to_agenda,
    keeps,
    lock_meeting,
    row_without_case,
    why_not_add_now,
)
from raadslag.meetings.chair_places import stand_next
from raadslag.meetings.deadlines import deadline_for, rules_of
from raadslag.meetings.letters import told_time, write_moves
from raadslag.meetings.models import (
    AgendaItem,
    Attendance,
    Ballot,
    Closing,
    Decision,
    Meeting,
    MeetingChange,
    Remark,
)
from raadslag.meetings.notice import ask_to_publish, freeze_agenda
from raadslag.meetings.rules.moving import (
    why_not_change,
    why_not_move_closer,
    why_not_undo_opening,
)
from raadslag.meetings.seen import when_and_where
from raadslag.meetings.telling import ask_to_announce
from raadslag.meetings.told_words import telling
from raadslag.people.models import Organization, User
from raadslag.seen import require_seen


def change_meeting(
    meeting: Meeting,
    *,
    starts_at: datetime,
    by: User,
    ends_at: datetime | None = None,
    location: str | None = None,
    reason: str = "",
    late_reason: str = "",
    because: str = "",
    at: datetime | None = None,
    seen: str | None = None,
) -> MeetingChange:
    """Give a meeting that has not begun another time or place (flyt møde).

    Its length is kept where no end is said, its place where none is. Whoever has it in a calendar gets
    the change; the public is told; an agenda that was sent is sent anew, its texts as they were. `seen` is
    what the page showed (`when_and_where`); `because`: why words that Gennemsyn asks about may stand.
    Raises `NotAllowed`, `ChangedSince`.
    """
    said = {
        "Sted": location or "",
        "Hvorfor mødet ændres": reason,
        "Hvorfor sagerne ikke kan vente": late_reason,
    }
    with telling(meeting, said, because=because, by=by):
        return _change(
            meeting,
            starts_at=starts_at,
            ends_at=ends_at,
            location=location,
            reason=reason,
            late_reason=late_reason,
            by=by,
            now=at or timezone.now(),
            seen=seen,
        )


@transaction.atomic
def _change(
    meeting: Meeting,
    *,
    starts_at: datetime,
    ends_at: datetime | None,
    location: str | None,
    reason: str,
    late_reason: str,
    by: User,
    now: datetime,
    seen: str | None,
) -> MeetingChange:
    Organization.objects.select_for_update().get(pk=meeting.organization_id)
    meeting = lock_meeting(meeting)
    require_seen(seen, when_and_where(meeting), act="Flyt mødet")
    place = meeting.location if location is None else " ".join(location.split())
    if ends_at is None and meeting.ends_at is not None:
        ends_at = starts_at + (meeting.ends_at - meeting.starts_at)
    require(
        why_not_change_now(
            meeting,
            starts_at=starts_at,
            ends_at=ends_at,
            place=place,
            reason=reason,
            by=by,
            now=now,
        )
        + _why_late(meeting, starts_at=starts_at, late_reason=late_reason)
    )
    change = MeetingChange.objects.create(
        meeting=meeting,
        started_at=meeting.starts_at,
        was_at=meeting.location,
        starts_at=starts_at,
        location=place,
        reason=reason.strip()[:300],
        by=by,
        at=now,
    )
    meeting.starts_at, meeting.ends_at, meeting.location = starts_at, ends_at, place
    meeting.sequence += 1
    meeting.save(update_fields=["starts_at", "ends_at", "location", "sequence", "modified_at"])
    rows: Rows = [meeting, change, *_send_anew(meeting, change, late_reason=late_reason)]
    rows = [*rows, *stand_next(meeting.organization, by=by)]
    write_moves(meeting, change)
    ask_to_announce(meeting)
    note("change_meeting", by=by, subject=f"meeting:{meeting.uid}", rows=rows)
    return change


def why_not_change_now(
    meeting: Meeting,
    *,
    starts_at: datetime,
    ends_at: datetime | None,
    place: str,
    reason: str,
    by: User,
    now: datetime,
) -> list[Obstacle]:
    """Why the meeting may not be given this time and place."""
    others = Meeting.objects.filter(organization=meeting.organization_id, starts_at=starts_at)
    others = others.exclude(pk=meeting.pk).exclude(state=Meeting.State.CANCELLED)
    times = (starts_at, ends_at or meeting.ends_at)
    return why_not_change(
        state=meeting.state,
        is_secretary=keeps(meeting, by),
        now=now,
        starts_at=starts_at,
        ends_at=ends_at,
        moved=times != (meeting.starts_at, meeting.ends_at),
        elsewhere=place != meeting.location,
        same_time=others.exists(),
        reason=reason,
    )


def _why_late(meeting: Meeting, *, starts_at: datetime, late_reason: str) -> list[Obstacle]:
    sent = meeting.called_at if meeting.state == Meeting.State.CALLED else None
    nearer = starts_at < meeting.starts_at
    return why_not_move_closer(
        called_on=timezone.localdate(sent) if sent and nearer else None,
        deadline=deadline_for(meeting.organization, timezone.localdate(starts_at)),
        kind=meeting.organization.kind,
        cases=_unexplained(meeting).count(),
        late_reason=late_reason,
    )


def _unexplained(meeting: Meeting) -> QuerySet[AgendaItem]:
    return meeting.items.filter(case__isnull=False, withdrawn_at=None, late_reason="")


def _send_anew(meeting: Meeting, change: MeetingChange, *, late_reason: str) -> Rows:
    """A new version of an agenda that was sent: the same items on another day or in another place."""
    if meeting.state != Meeting.State.CALLED:
        return []
    rows: Rows = []
    if late_reason.strip():
        late = list(_unexplained(meeting))
        for item in late:
            item.late_reason = late_reason.strip()[:300]
            item.save(update_fields=["late_reason"])
        rows = list(late)
    why = told_change(change)
    agenda = freeze_agenda(meeting, by=change.by, at=change.at, reason=why[:300])
    ask_to_publish(meeting, rules_of(meeting.organization), at=change.at)
    return [*rows, agenda]


def told_change(change: MeetingChange) -> str:
    """What became of a meeting, in one sentence without its reason."""
    said = []
    if change.starts_at != change.started_at:
        said.append(
            f"Mødet er flyttet fra {told_time(change.started_at)} til {told_time(change.starts_at)}"
        )
    if change.location != change.was_at:
        said.append(f"Nyt sted: {change.location or 'ikke angivet'}")
    return ". ".join(said) or "Mødets sluttidspunkt er ændret"


def standing_cases(items: Iterable[AgendaItem]) -> list[Case]:
    """The items' cases that no other agenda holds: those alone are free when their meeting is not held."""
    live = [Meeting.State.PLANNED, Meeting.State.CALLED, Meeting.State.OPEN]
    rows = list(items)
    mine = [row.pk for row in rows]
    found = []
    for row in rows:
        if row.case is None:
            continue
        other = AgendaItem.objects.filter(
            case=row.case, withdrawn_at=None, meeting__state__in=live
        ).exclude(pk__in=mine)
        if not other.exists():
            found.append(row.case)
    return found


def carry_over(
    meeting: Meeting, *, to: Meeting, only: Collection[UUID] | None, by: User
) -> list[AgendaItem]:
    """Take the items of a cancelled meeting along to a planned one; a step of `cancel_meeting`.

    `only` names items; null is all of them. Cases that stand on another agenda stay there, a case that
    is no longer ready stays with its writer, and fixed items are the other meeting's own.
    """
    standing = meeting.items.filter(withdrawn_at=None, fixed=False).select_related("case")
    wanted = [item for item in standing if only is None or item.uid in only]
    free = {case.pk for case in standing_cases(wanted)}
    made = []
    for item in wanted:
        own = hasattr(item, "proposal") or hasattr(item, "chair_decision")
        if own or (item.holds_messages and not item.blocks):
            continue  # they wait again by themselves, and find their place there
        if item.case is None:
            made.append(row_without_case(item, meeting=to))
        elif item.case_id in free and not why_not_add_now(item.case, meeting=to, by=by):
            made.append(add_to_agenda(item.case, meeting=to, by=by))
    return made


@transaction.atomic
def undo_opening(meeting: Meeting, *, by: User) -> Meeting:
    """Take back that a meeting began, before anything was decided in it (fortryd begynd).

    Who had come is struck; who is recused stays so.
    """
    meeting = lock_meeting(meeting)
    require(why_not_undo_opening_now(meeting, by=by))
    coming = [Attendance.Event.ARRIVED, Attendance.Event.LEFT]
    noted = list(meeting.attendance.filter(struck_at=None, event__in=coming))
    for row in noted:
        row.struck_at = timezone.now()
        row.save(update_fields=["struck_at"])
    meeting.state, meeting.opened_at, meeting.current_item = Meeting.State.CALLED, None, None
    meeting.save(update_fields=["state", "opened_at", "current_item", "modified_at"])
    note("undo_opening", by=by, subject=f"meeting:{meeting.uid}", rows=[meeting, *noted])
    return meeting


def why_not_undo_opening_now(meeting: Meeting, *, by: User) -> list[Obstacle]:
    """Why a meeting's beginning may not be taken back."""
    since = meeting.opened_at
    begun = since is not None and (
        Decision.objects.filter(item__meeting=meeting).exists()
        or Ballot.objects.filter(item__meeting=meeting).exists()
        or Remark.objects.filter(item__meeting=meeting).exists()
        or bool(meeting.agenda_adopted)
        or meeting.items.exclude(taken_up="").exists()
        or meeting.items.filter(withdrawn_at__gte=since).exists()
        or Closing.objects.filter(item__meeting=meeting, at__gte=since).exists()
        or meeting.messages.filter(Q(struck_at__gte=since) | Q(added_live=True)).exists()
    )
    return why_not_undo_opening(state=meeting.state, is_secretary=keeps(meeting, by), begun=begun)


def free_cases(items: Iterable[AgendaItem]) -> list[Case]:
    """Let the items' cases go; those that another agenda holds stay on it."""
    found = standing_cases(items)
    let_go(found)
    return found
