"""Ending a meeting and sending every case on."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from raadslag.allowed import Obstacle, require
from raadslag.cases.agenda import end_treatment
from raadslag.cases.models import Case, Stop
from raadslag.journal.actions import note
from raadslag.journal.proving import Rows
from raadslag.meetings.actions import keeps, lock_meeting
from raadslag.meetings.doors import why_doors_undecided
from raadslag.meetings.models import AgendaItem, DecisionVersion, Meeting
from raadslag.meetings.rules.holding import why_not_close, why_not_send_again
from raadslag.meetings.seen import decided_parts
from raadslag.meetings.stop_record import is_stopped
from raadslag.meetings.treatments import tell_writers
from raadslag.meetings.unsettled import why_meeting_unsettled
from raadslag.people.models import Body, Organization, User
from raadslag.seen import require_seen


@transaction.atomic
def close_meeting(
    meeting: Meeting, *, by: User, at: datetime | None = None, seen: str | None = None
) -> Meeting:
    """End the meeting; every case goes on to its next body, or is done (afslut møde).

    `seen` is what the page showed as decided (`decided_parts`). Raises `ChangedSince`.
    """
    meeting, now = lock_meeting(meeting), at or timezone.now()
    require_seen(seen, decided_parts(meeting), act="Afslut mødet")
    require(why_not_close_now(meeting, by=by))
    meeting.state, meeting.closed_at = Meeting.State.CLOSED, now
    meeting.save(update_fields=["state", "closed_at", "modified_at"])
    treated = meeting.items.filter(case__isnull=False, withdrawn_at=None)
    for item in treated:
        _send_on(item, meeting=meeting, on=timezone.localdate(now))
    tell_writers(treated.select_related("case__owner__person", "decision", "meeting__organization"))
    cases = Case.objects.filter(agenda_items__in=treated)
    rows = [meeting, cases, Stop.objects.filter(case__in=cases)]
    note("close_meeting", by=by, subject=f"meeting:{meeting.uid}", rows=rows)
    return meeting


def why_not_close_now(meeting: Meeting, *, by: User) -> list[Obstacle]:
    """Why the meeting may not end yet."""
    standing = meeting.items.filter(withdrawn_at=None)
    conflicts = DecisionVersion.objects.filter(
        item__meeting=meeting, conflict=True, settled_at=None
    )
    no = why_not_close(
        state=meeting.state,
        is_secretary=keeps(meeting, by),
        undecided=[item.number or item.order for item in standing.filter(decision=None)],
        conflicts=conflicts.count(),
    )
    shut = standing.filter(closed=True, doors_decided=False)
    numbers = [item.number or item.order for item in shut]
    no += why_doors_undecided(numbers, kind=meeting.organization.kind)
    return no + why_meeting_unsettled(meeting)


def why_undecided(meeting: Meeting) -> list[Obstacle]:
    """Two decisions between which nobody chose: putting right may make them too."""
    conflicts = DecisionVersion.objects.filter(
        item__meeting=meeting, conflict=True, settled_at=None
    )
    if not conflicts.exists():
        return []
    return [Obstacle("open-conflict", "Et punkt har to beslutninger: vælg mellem dem.")]


def send_again(item: AgendaItem, *, was: str, stopped: bool) -> Rows:
    """After a decision was put right: let the case go where it now belongs; what was changed.

    `was` is the outcome before. A case that another body has on its agenda is not taken from it:
    raises `NotAllowed`, and the decision stays as it was.
    """
    case, meeting = item.case, item.meeting
    if case is None or _way(was, stopped) == _way(item.decision.outcome, stopped):
        return []
    others = AgendaItem.objects.filter(case=case, withdrawn_at=None).exclude(meeting=meeting)
    live = [Meeting.State.PLANNED, Meeting.State.CALLED, Meeting.State.OPEN]
    taken = others.filter(meeting__state__in=live).select_related("meeting__organization").first()
    require(why_not_send_again(elsewhere=str(taken.meeting) if taken else ""))
    on = timezone.localdate(meeting.closed_at)
    case.stops.filter(organization=meeting.organization, treated_on=on).update(treated_on=None)
    _send_on(item, meeting=meeting, on=on)
    return [case, case.stops.all()]


def _way(outcome: str, stopped: bool) -> str:
    """Where a case goes after a decision: back here, back to its writer, or on."""
    if stopped:
        return "on"
    return {"postponed": "here", "referred": "writer"}.get(outcome, "on")


def _send_on(item: AgendaItem, *, meeting: Meeting, on: date) -> None:
    """The case's next step: back here if postponed, the council if stopped, the next body, or done."""
    case, decision = item.case, item.decision
    assert case is not None
    if decision.outcome in {"postponed", "referred"}:
        back = Case.State.READY if decision.outcome == "postponed" else Case.State.DRAFT
        end_treatment(case, state=back)
        return
    case.stops.filter(organization=meeting.organization, treated_on=None).update(treated_on=on)
    if is_stopped(item):
        route_to_council(case)
    onward = case.stops.filter(treated_on=None).exists()
    end_treatment(case, state=Case.State.READY if onward else Case.State.TREATED)


def council_of(body: Body) -> Organization | None:
    """The municipality's council, the newest of several."""
    rows = Organization.objects.filter(body=body, kind=Organization.Kind.COUNCIL)
    return rows.order_by("-starts_on").first()


def route_to_council(case: Case) -> None:
    """A stopped case comes before the council without undue delay (IM 99.1.3)."""
    council = council_of(case.body)
    if council and not case.stops.filter(organization=council, treated_on=None).exists():
        last = case.stops.aggregate(last=Max("order"))["last"] or 0
        Stop.objects.create(case=case, organization=council, order=last + 1)
