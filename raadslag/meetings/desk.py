"""The secretary's desk for one agenda: what is missing, what is ready, and the item at hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from raadslag.cases.models import Case
from raadslag.cases.plain import blocks_to_plain
from raadslag.law.table import law
from raadslag.meetings import actions, calling, deadlines
from raadslag.meetings.answering import answered_in, answers_on, answers_shown
from raadslag.meetings.chair_places import left_out_of
from raadslag.meetings.compose import compose
from raadslag.meetings.findings import look_at, shown_in, stopped, subject_of
from raadslag.meetings.looking import Looked, looked_at, why_not_ask_now
from raadslag.meetings.message_record import numbered
from raadslag.meetings.models import (
    AgendaItem,
    Attendance,
    ClosedPart,
    LookRemark,
    Meeting,
    Message,
)
from raadslag.meetings.moving import why_not_undo_opening_now
from raadslag.meetings.notice import agenda_changes, goes_public_at
from raadslag.meetings.proposals import came_in_time, waiting_proposals
from raadslag.meetings.reading import recusals_in
from raadslag.meetings.seats import forecast, seats_of
from raadslag.meetings.workdays import workdays_between
from raadslag.people.models import User
from raadslag.review.answered import answer_parts
from raadslag.review.panel import Shown, accepted_of
from raadslag.seen import mark_of

AMBER_DAYS = 2
"""So many hverdage before the deadline its note turns amber."""


@dataclass(frozen=True, slots=True)
class DeskItem:
    """One item in the list: its row, what was found in it, and whether it may be sent."""

    row: AgendaItem
    findings: tuple[Shown, ...]
    ready: bool
    late: bool
    recusals: tuple[Attendance, ...]
    messages: tuple[tuple[int, Message], ...]
    remark: LookRemark | None = None

    @property
    def grave(self) -> bool:
        """Something in it stands in the way."""
        return any(one.finding.severity == "error" or one.asks for one in self.findings)

    @property
    def plain(self) -> str:
        """The item's own text as it is typed."""
        return blocks_to_plain(self.row.as_blocks())


@dataclass(frozen=True, slots=True)
class Deadline:
    """The notice's deadline: `state` "soon" and "past" change the look; `left` hverdage until it."""

    on: date
    state: str
    left: int
    days: int
    law: str | None


def desk_of(
    meeting: Meeting, *, by: User, chosen: str = "", now: datetime | None = None
) -> dict[str, Any]:
    """Everything that the page shows. `chosen` is the uid of the item at hand."""
    now = now or timezone.now()
    record = compose(meeting, kind="agenda")
    looked = look_at(meeting, record)
    found = shown_in(meeting, record, looked.findings, by=by)
    deadline = deadline_of(meeting, timezone.localdate(now))
    look = looked_at(meeting, record)
    items = _items(meeting, found, look, late=deadline.state == "past")
    planned, called = (meeting.state == state for state in ("planned", "called"))
    ready = ready_cases(meeting, by=by)
    return {
        "meeting": meeting,
        "items": items,
        "item": _at_hand(items, chosen),
        "seats": seats_of(meeting),
        "expected": forecast(meeting),
        "look": look,
        "why_not_ask": why_not_ask_now(meeting, by=by) if planned else [],
        "proposals": [
            {"row": one, "in_time": came_in_time(one, meeting)}
            for one in (waiting_proposals(meeting) if planned else ())
        ],
        "untold": left_out_of(meeting) if planned or called else [],
        "closed_parts": ClosedPart.choices,
        "waiting_messages": waiting_messages(meeting) if planned or called else [],
        "message_deadline": deadlines.message_deadline(meeting),
        "ready": ready if planned or called else [],
        "deadline": deadline,
        "ready_deadline": deadlines.ready_deadline(meeting),
        **_publication(meeting, now),
        "why_not_call": calling.why_not_call_now(meeting, looked=looked, by=by, at=now)
        if planned
        else [],
        "unexplained": sum(1 for one in items if one.late),
        "planned": planned,
        "called": called,
        "closed_items": sum(1 for one in items if one.row.closed),
        "standing": sum(1 for one in items if one.row.withdrawn_at is None),
        "open_findings": sum(len(one.findings) for one in items),
        "later": later_meetings(meeting),
        "versions": versions_of(meeting),
        "findings": found,
        "loose_findings": [one for one in found if one.finding.index is None],
        "accepted": accepted_of(subject_of(meeting), looked.findings),
        "held_back": stopped(meeting, record, by=by),
        "answers_mark": mark_of(answer_parts(answered_in(meeting))),
        "answers": [
            *answers_shown(meeting, since=meeting.answers_seen_at if called else None),
            *(answers_on(ready) if called else ()),
        ],
        "why_not_undo": why_not_undo_opening_now(meeting, by=by)
        if meeting.state == Meeting.State.OPEN
        else None,
    }


def _publication(meeting: Meeting, now: datetime) -> dict[str, Any]:
    """When the public reads the agenda if it is sent now, as its page says before one does."""
    due = goes_public_at(meeting, deadlines.rules_of(meeting.organization), at=now)
    return {"goes_public_at": due, "public_at_once": due == now}


def ready_cases(meeting: Meeting, *, by: User) -> list[Case]:
    """Cases that may come on the agenda now."""
    waiting = Case.objects.filter(state=Case.State.READY, stops__treated_on=None).distinct()
    waiting = waiting.filter(stops__organization=meeting.organization).order_by("pk")
    return [c for c in waiting if not actions.why_not_add_now(c, meeting=meeting, by=by)]


def waiting_messages(meeting: Meeting) -> list[Message]:
    """Notices that the secretary has not taken in or left out."""
    rows = meeting.messages.filter(state=Message.State.OFFERED).order_by("offered_at", "pk")
    return list(rows.select_related("by__person").prefetch_related("files"))


def deadline_of(meeting: Meeting, today: date) -> Deadline:
    """When the agenda must be sent, and how near that is."""
    rules = deadlines.rules_of(meeting.organization)
    on = deadlines.notice_deadline(meeting)
    left = workdays_between(today, on, saturday_counts=rules.saturday_counts)
    state = "past" if today > on else "soon" if left <= AMBER_DAYS else "ahead"
    return Deadline(
        on=on,
        state=state,
        left=left,
        days=rules.notice_days,
        law=law("in-time", meeting.organization.kind),
    )


def later_meetings(meeting: Meeting) -> list[Meeting]:
    """The body's planned meetings after this one."""
    planned = Meeting.objects.filter(
        organization=meeting.organization_id,
        state=Meeting.State.PLANNED,
        starts_at__gt=meeting.starts_at,
    )
    return list(planned.order_by("starts_at")[:6])


def versions_of(meeting: Meeting) -> list[dict[str, object]]:
    """The agenda's versions, newest first, with what each changed."""
    rows = list(meeting.agendas.order_by("version"))
    pairs = zip([None, *rows], rows, strict=False)
    found: list[dict[str, object]] = [
        {
            "row": after,
            "changes": agenda_changes(before.as_record(), after.as_record()) if before else [],
        }
        for before, after in pairs
    ]
    return found[::-1]


def _items(meeting: Meeting, found: Iterable[Shown], look: Looked, *, late: bool) -> list[DeskItem]:
    by_place: dict[int, list[Shown]] = {}
    for one in found:
        if one.finding.index is not None:
            by_place.setdefault(one.finding.index, []).append(one)
    recusals: Mapping[int, list[Attendance]] = recusals_in(meeting)
    rows = meeting.items.select_related("case__unit", "proposal__person", "chair_decision")
    rows = rows.prefetch_related(
        "case__files",
        "case__stops__organization",
        "case__guests",
        "closings__by__person",
        "corrections",
        "messages__files",
        "messages__by__person",
        "guests",
    )
    planned = meeting.state == Meeting.State.PLANNED
    return [
        DeskItem(
            row=row,
            findings=tuple(by_place.get(place, ())),
            ready=actions.is_ready(row) or not planned,
            late=late and planned and row.case_id is not None and not row.late_reason,
            recusals=tuple(recusals.get(row.pk, ())),
            messages=tuple(numbered(row)),
            remark=look.remark_on(row.uid),
        )
        for place, row in enumerate(rows)
    ]


def _at_hand(items: list[DeskItem], chosen: str) -> DeskItem | None:
    """The item named, else the first that something is wrong with, else the first case."""
    if named := next((one for one in items if str(one.row.uid) == chosen), None):
        return named
    wrong = next((one for one in items if one.grave or not one.ready or one.late), None)
    case = next((one for one in items if one.row.case_id), None)
    return wrong or case or (items[0] if items else None)
