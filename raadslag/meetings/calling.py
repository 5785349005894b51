"""Calling a meeting, and what may change after the notice."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from raadslag.allowed import Obstacle, require
from raadslag.cases.agenda import send_out
from raadslag.cases.models import Case
from raadslag.cases.seen import require_case_seen
from raadslag.journal.actions import note
from raadslag.journal.proving import Rows
from raadslag.meetings.actions import (
    add_to_agenda,
    drop_item,
    is_ready,
    keeps,
    lock_meeting,
    put_case,
    row_of,
    unreasoned,
    why_not_add_now,
)
from raadslag.meetings.answering import answered_in, mark_seen
from raadslag.meetings.chair_places import free_decision, left_out_of
from raadslag.meetings.compose import compose
from raadslag.meetings.correcting import drop_corrections
from raadslag.meetings.deadlines import notice_deadline, rules_of
from raadslag.meetings.findings import look_at, why_not_send
from raadslag.meetings.letters import write_changes, write_notices
from raadslag.meetings.looking import pass_the_chair
from raadslag.meetings.models import AgendaItem, AgendaVersion, Meeting, MemberProposal
from raadslag.meetings.moving import free_cases
from raadslag.meetings.notice import ask_to_publish, ask_to_take_back, freeze_agenda
from raadslag.meetings.proposals import came_in_time, waiting_proposals
from raadslag.meetings.rules.agenda import (
    why_closed_unreasoned,
    why_not_supplement,
    why_not_withdraw,
)
from raadslag.meetings.rules.calling import why_not_call
from raadslag.meetings.rules.chairs import why_untold
from raadslag.meetings.rules.proposals import why_not_take_off, why_unplaced
from raadslag.meetings.seats import seats_of
from raadslag.meetings.seen import agenda_parts
from raadslag.meetings.stop_letters import AGENDA, write_to_mayor
from raadslag.meetings.telling import ask_to_announce
from raadslag.meetings.told_words import telling
from raadslag.people.models import User
from raadslag.review.answered import answer_parts
from raadslag.review.assessing import Assessment
from raadslag.seen import require_seen


def call_meeting(
    meeting: Meeting,
    *,
    by: User,
    at: datetime | None = None,
    seen: str | None = None,
    unlooked: str = "",
) -> AgendaVersion:
    """Send the agenda: numbers are given for good, the record is frozen, members are told (indkald).

    It is looked through before the meeting is locked; what is written meanwhile is not sent. `unlooked`
    says why it goes without the chair's look, where the body waits for that.
    """
    looked = look_at(meeting, compose(meeting, kind="agenda"))
    at = at or timezone.now()
    return _call(meeting, looked=looked, by=by, at=at, seen=seen, unlooked=unlooked)


@transaction.atomic
def _call(
    meeting: Meeting,
    *,
    looked: Assessment,
    by: User,
    at: datetime,
    seen: str | None,
    unlooked: str,
) -> AgendaVersion:
    meeting = lock_meeting(meeting)
    require(why_not_call_now(meeting, looked=looked, by=by, at=at))
    require_seen(seen, agenda_parts(meeting), act="Indkald til mødet")
    passed = pass_the_chair(meeting, reason=unlooked, by=by, at=at)
    items = list(meeting.items.select_related("case"))
    for number, item in enumerate(items, start=1):
        item.number = item.order = number
        item.title = item.case.title if item.case else item.title
        item.save(update_fields=["number", "order", "title"])
        if item.case:
            send_out(item.case)
    meeting.state, meeting.called_at = Meeting.State.CALLED, at
    meeting.save(update_fields=["state", "called_at", "modified_at"])
    everything = [item.uid for item in items]
    agenda = freeze_agenda(meeting, anew=everything, assessment=looked, by=by, at=at)
    write_notices(meeting, agenda)
    write_to_mayor(meeting, what=AGENDA, key=str(meeting.uid))
    ask_to_publish(meeting, rules_of(meeting.organization), at=at)
    ask_to_announce(meeting)
    details = {"version": agenda.version, "record_hash": agenda.record_hash, **mark_seen(meeting)}
    cases = Case.objects.filter(agenda_items__in=items)
    rows = [meeting, agenda, meeting.items.all(), cases, *passed]
    note("call_meeting", by=by, subject=f"meeting:{meeting.uid}", details=details, rows=rows)
    return agenda


def why_not_call_now(
    meeting: Meeting, *, looked: Assessment, by: User, at: datetime
) -> list[Obstacle]:
    """Why a meeting may not be called at this moment; `looked` is of its agenda as it stands."""
    items = list(meeting.items.select_related("case"))
    no = why_not_call(
        state=meeting.state,
        is_secretary=keeps(meeting, by),
        items=len(items),
        today=timezone.localdate(at),
        deadline=notice_deadline(meeting),
        kind=meeting.organization.kind,
        meeting_on=timezone.localdate(meeting.starts_at),
        late_without_reason=[i.title for i in items if i.case_id and not i.late_reason],
        closed_without_reason=[i.title for i in items if unreasoned(i)],
        members=len(seats_of(meeting)),
        unready=[i.case.title for i in items if i.case and not is_ready(i)],
    )
    due = [one.title for one in waiting_proposals(meeting) if came_in_time(one, meeting)]
    no += why_unplaced(due, kind=meeting.organization.kind)
    untold = [one.title for one in left_out_of(meeting)]
    no += why_untold(untold, kind=meeting.organization.kind)
    record = compose(meeting, kind="agenda")
    return no + why_not_send(meeting, record, looked, only=[item.uid for item in items])


def supplement_agenda(
    case: Case,
    *,
    meeting: Meeting,
    reason: str,
    by: User,
    at: datetime | None = None,
    seen: str | None = None,
) -> AgendaItem:
    """Put a case on the supplementary agenda after the notice, with the next free number (tillæg).

    The case is looked through before the meeting is locked; the rest stands as it was sent.
    """
    coming = _supplementary(case, meeting=meeting, reason=reason)
    looked = look_at(meeting, compose(meeting, kind="agenda", more=[coming]))
    said = {"reason": reason, "by": by, "at": at or timezone.now(), "seen": seen}
    return _supplement(case, meeting, looked=looked, **said)  # type: ignore[arg-type]


@transaction.atomic
def _supplement(
    case: Case,
    meeting: Meeting,
    *,
    looked: Assessment,
    reason: str,
    by: User,
    at: datetime,
    seen: str | None,
) -> AgendaItem:
    meeting, case = lock_meeting(meeting), Case.objects.select_for_update().get(pk=case.pk)
    is_secretary = keeps(meeting, by)
    require(
        why_not_supplement(
            state=meeting.state,
            is_secretary=is_secretary,
            reason=reason,
            kind=meeting.organization.kind,
        )
    )
    require(why_not_add_now(case, meeting=meeting, by=by))
    answers = answer_parts(answered_in(meeting))
    require_case_seen(seen, case, act="Sæt sagen på tillægsdagsordenen", more=answers)
    item = _supplementary(case, meeting=meeting, reason=reason)
    require(why_closed_unreasoned([item.title] if unreasoned(item) else []))
    put_case(item)
    send_out(case)
    mark_seen(meeting)
    why = f"Tillægsdagsorden: punkt {item.number}"
    rows = [meeting, item, case]
    send_changed(meeting, why=why, rows=rows, anew=[item.uid], assessment=looked, by=by, at=at)
    return item


def _supplementary(case: Case, *, meeting: Meeting, reason: str) -> AgendaItem:
    """The case's row on the supplementary agenda, not saved."""
    item = row_of(case, meeting=meeting)
    taken = meeting.items.aggregate(last=Max("number"))["last"] or 0
    item.number = item.order = taken + 1
    item.supplementary, item.late_reason = True, reason.strip()[:300]
    return item


def withdraw_item(
    item: AgendaItem, *, reason: str, by: User, because: str = "", at: datetime | None = None
) -> AgendaItem:
    """Let an item of a called meeting lapse; it keeps its number and stays visible (lad punkt udgå).

    Its text and attachments are in no later version, and are taken back from the public. The reason is
    told the public: one that may not be (`judge_told`) is refused, for another to be written, and what
    Gennemsyn asks about is answered by `because`.
    """
    with telling(item.meeting, {"Hvorfor punktet udgår": reason}, because=because, by=by):
        return _withdraw(item, reason=reason, by=by, at=at)


@transaction.atomic
def _withdraw(item: AgendaItem, *, reason: str, by: User, at: datetime | None) -> AgendaItem:
    meeting, now = lock_meeting(item.meeting), at or timezone.now()
    item = AgendaItem.objects.select_for_update().get(pk=item.pk)
    require(
        why_not_withdraw(
            state=meeting.state,
            is_secretary=keeps(meeting, by),
            withdrawn=item.withdrawn_at is not None,
            decided=hasattr(item, "decision"),
            reason=reason,
        )
    )
    if meeting.state == Meeting.State.CALLED:
        standing = {"item": item, "state": MemberProposal.State.PLACED}
        members = MemberProposal.objects.filter(**standing).exists()
        require(why_not_take_off(members=members, kind=meeting.organization.kind))
    item.withdrawn_at, item.withdrawn_reason = now, reason.strip()[:300]
    item.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    drop_corrections([item], by=by)
    free_cases([item])
    rows = [item, *([item.case] if item.case else []), *free_decision(item, by=by)]
    send_changed(meeting, why=f"Punkt {item.number} udgår", by=by, at=now, rows=rows)
    ask_to_take_back(meeting)
    return item


@transaction.atomic
def move_to_meeting(item: AgendaItem, *, to: Meeting, by: User) -> AgendaItem:
    """Move an item's case to a later meeting's agenda (flyt sag); once sent it keeps its number and lapses here."""
    if item.case is None:
        require([Obstacle("no-case", "Kun en sag kan flyttes til et andet møde.")])
    assert item.case is not None
    if item.meeting.state == Meeting.State.PLANNED:
        drop_item(item, by=by)
    else:
        day = timezone.localdate(to.starts_at)
        withdraw_item(item, reason=f"Flyttet til mødet den {day:%d-%m-%Y}.", by=by)
    return add_to_agenda(item.case, meeting=to, by=by)


def send_changed(
    meeting: Meeting,
    *,
    why: str,
    by: User,
    rows: Rows,
    at: datetime | None = None,
    anew: Collection[UUID] = (),
    assessment: Assessment | None = None,
) -> None:
    """A change after the notice: a new frozen version, and word to everybody who got the last one.

    Those who sit in the meeting are not written to. A step of the act that changed `rows`.
    """
    at = at or timezone.now()
    agenda = freeze_agenda(meeting, anew=anew, assessment=assessment, by=by, at=at, reason=why)
    if meeting.state == Meeting.State.CALLED:
        write_changes(meeting, agenda)
    ask_to_publish(meeting, rules_of(meeting.organization), at=at)
    note(
        "change_agenda",
        by=by,
        subject=f"meeting:{meeting.uid}",
        details={"version": agenda.version},
        rows=[agenda, *rows],
    )
