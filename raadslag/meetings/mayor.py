"""The mayor and the committees: what the mayor gets of them, and the stop of their decisions (§ 31 a)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from raadslag.allowed import Obstacle, require
from raadslag.cases.agenda import end_treatment
from raadslag.cases.models import Case
from raadslag.journal.proving import Rows, names_of
from raadslag.meetings.actions import lock_meeting
from raadslag.meetings.closing import council_of, route_to_council
from raadslag.meetings.live import note_in_meeting
from raadslag.meetings.models import AgendaItem, MayorStop, Meeting
from raadslag.meetings.rules.stops import why_not_mayor_stop, why_not_take_back_stop
from raadslag.meetings.seats import mayor_of
from raadslag.meetings.stop_letters import write_stopped
from raadslag.people.models import Membership, User
from raadslag.people.rights import rights_of


def stands_for_mayor(meeting: Meeting, by: User) -> bool:
    """The mayor, or a secretary of the committee or the council who registers the mayor's order."""
    council = council_of(meeting.organization.body)
    rights = rights_of(by)
    held = rights.organizations([Membership.Role.SECRETARY])
    mayor = mayor_of(meeting.organization)
    own = mayor is not None and by.person_id == mayor.pk
    return own or bool(held & {meeting.organization_id, council.pk if council else 0})


def standing_stop(item: AgendaItem) -> MayorStop | None:
    """The mayor's stop that holds now."""
    return item.mayor_stops.filter(withdrawn_at=None).select_related("person").first()


@transaction.atomic
def stop_by_mayor(
    item: AgendaItem,
    *,
    words: str,
    not_carried_out: bool,
    by: User,
    at: datetime | None = None,
) -> MayorStop:
    """The mayor stops a committee's decision in writing: it waits, and the case goes to the council (§ 31 a).

    The committee, the council's secretaries and the case's writer get word at once.
    """
    meeting = lock_meeting(item.meeting)
    mayor = mayor_of(meeting.organization)
    require(why_not_stop_now(item, meeting, words=words, not_carried_out=not_carried_out, by=by))
    if mayor is None:
        require([Obstacle("no-mayor", "Kommunalbestyrelsen har ingen formand i dag.")])
    assert mayor is not None
    stop = MayorStop.objects.create(
        item=item, person=mayor, words=words.strip(), by=by, at=at or timezone.now()
    )
    rows: Rows = [stop]
    if item.case is not None and meeting.state == Meeting.State.CLOSED:
        rows = [*rows, *_to_council(item.case)]
    write_stopped(item, person=mayor, key=f"mayor-stop:{stop.pk}", mayor=True)
    note_in_meeting("stop_by_mayor", meeting, by=by, details={"item": item.number}, rows=rows)
    return stop


def why_not_stop_now(
    item: AgendaItem, meeting: Meeting, *, words: str, not_carried_out: bool, by: User
) -> list[Obstacle]:
    """Why the mayor may not stop what was decided of the item now."""
    decision = getattr(item, "decision", None)
    return why_not_mayor_stop(
        allowed=stands_for_mayor(meeting, by),
        kind=meeting.organization.kind,
        state=meeting.state,
        outcome=decision.outcome if decision else None,
        already=standing_stop(item) is not None or bool(decision and decision.stopped_by_id),
        not_carried_out=not_carried_out,
        words=words,
    )


@transaction.atomic
def take_back_stop(item: AgendaItem, *, reason: str, by: User) -> None:
    """The mayor takes the stop back before the council treats the case: the decision takes effect."""
    meeting = lock_meeting(item.meeting)
    stop = standing_stop(item)
    case = Case.objects.select_for_update().get(pk=item.case_id) if item.case_id else None
    closed = meeting.state == Meeting.State.CLOSED
    on_agenda = case is not None and closed and case.state != Case.State.READY
    require(
        why_not_take_back_stop(
            allowed=stands_for_mayor(meeting, by),
            stands=stop is not None,
            treated=on_agenda,
            reason=reason,
        )
    )
    assert stop is not None
    stop.withdrawn_at, stop.withdrawn_reason = timezone.now(), reason.strip()[:300]
    stop.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    rows: Rows = [stop]
    if case is not None and closed:
        council = council_of(case.body)
        waiting = case.stops.filter(organization=council, treated_on=None)
        rows = [stop, *names_of(waiting), case]
        waiting.delete()
        onward = case.stops.filter(treated_on=None).exists()
        end_treatment(case, state=Case.State.READY if onward else Case.State.TREATED)
    details = {"item": item.number}
    note_in_meeting("take_back_stop", meeting, by=by, details=details, rows=rows)


def _to_council(case: Case) -> Rows:
    """A case whose committee is done with it goes on to the council; one on an agenda stays there first."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    route_to_council(case)
    if case.state == Case.State.TREATED:
        end_treatment(case, state=Case.State.READY)
    return [case, case.stops.all()]
