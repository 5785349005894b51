"""A chair's or the mayor's decision on the body's behalf: registered, told at the next meeting, taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from raadslag.allowed import Obstacle, require
from raadslag.cases.agenda import end_treatment
from raadslag.cases.models import Case
from raadslag.journal.actions import note
from raadslag.journal.proving import Rows
from raadslag.meetings.actions import gone_with, lock_meeting, renumber
from raadslag.meetings.calling import send_changed, withdraw_item
from raadslag.meetings.chair_places import next_meeting, row_for, stand_next
from raadslag.meetings.compose import compose
from raadslag.meetings.deadlines import rules_of
from raadslag.meetings.doors import shut_from_the_start
from raadslag.meetings.findings import look_at
from raadslag.meetings.models import AgendaItem, ChairDecision, Meeting
from raadslag.meetings.rules.chairs import (
    BY_LAW,
    why_not_decide_case,
    why_not_register,
    why_not_take_back_decision,
)
from raadslag.meetings.treatments import tell_chairs_decision
from raadslag.people.models import Membership, Organization, Person, User
from raadslag.people.rights import Rights, rights_of
from raadslag.record import Block, blocks_to_text, to_data
from raadslag.review.assessing import Assessment

Role = Membership.Role
KEEPERS = (Role.SECRETARY, Role.CHAIR, Role.DEPUTY)
"""Who registers: the body's secretary, and whoever chairs it."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a chair decided alone, as it is registered; `case` is one that the decision settles."""

    person: Person | None
    decided_on: date | None
    ground: str
    reason: str
    title: str
    blocks: tuple[Block, ...]
    case: Case | None = None
    closed: bool = False
    closed_reason: str = ""


def registers_for(rights: Rights) -> QuerySet[Organization]:
    """The bodies for which somebody registers what was decided alone."""
    own = rights.organizations(KEEPERS) & rights.committees
    own |= rights.organizations([Role.SECRETARY])
    return Organization.objects.filter(pk__in=own, body_id=rights.body or 0).order_by("name")


def decisions_of(rights: Rights) -> QuerySet[ChairDecision]:
    """Those of the bodies that one keeps or chairs: the members are told at the meeting."""
    rows = ChairDecision.objects.filter(organization__in=registers_for(rights))
    return rows.select_related("organization", "person", "case", "item__meeting")


def may_decide(organization: Organization) -> bool:
    """Does the law, or the body by its own rules, let its chair decide alone?"""
    return organization.kind in BY_LAW or rules_of(organization).chair_decides


def capacity_of(person: Person, organization: Organization, on: date) -> str:
    """What the person was there on the day: "Formand", "Borgmester"; blank where they led nothing."""
    rows = Membership.objects.on(on).filter(person=person, organization=organization)
    roles = set(rows.values_list("role", flat=True))
    council = organization.kind == Organization.Kind.COUNCIL
    if Role.CHAIR in roles:
        return "Borgmester" if council else "Formand"
    if Role.DEPUTY in roles:
        return "Viceborgmester" if council else "Næstformand"
    return ""


@transaction.atomic
def register_decision(
    organization: Organization, *, said: Decided, by: User, at: datetime | None = None
) -> ChairDecision:
    """Register what the chair decided on the body's behalf (registrér formandens afgørelse).

    It stands on the next agenda by itself, where that is not sent yet. A case that it settles leaves this
    body, and its writer is told.
    """
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    now = at or timezone.now()
    case = Case.objects.select_for_update().get(pk=said.case.pk) if said.case else None
    if case is not None and case.closed:
        said = replace(said, closed=True, closed_reason=case.closed_reason)
    require(_why_not_register_now(organization, said, case, by=by, now=now))
    assert said.person is not None
    assert said.decided_on is not None
    one = ChairDecision.objects.create(
        organization=organization,
        person=said.person,
        capacity=capacity_of(said.person, organization, said.decided_on),
        decided_on=said.decided_on,
        ground=said.ground,
        reason=said.reason.strip()[:300],
        title=" ".join(said.title.split()),
        blocks=to_data(said.blocks),
        case=case,
        closed=said.closed,
        closed_reason=said.closed_reason.strip()[:300] if said.closed else "",
        by=by,
        registered_at=now,
    )
    rows: Rows = [one, *(_treat(case, one) if case else [])]
    rows = [*rows, *stand_next(organization, by=by)]
    _note("register_decision", one, by=by, rows=rows)
    one.refresh_from_db()  # where it stands now
    return one


@transaction.atomic
def stand_untold(organization: Organization, *, by: User) -> None:
    """Let what waits stand on the next planned agenda, where something came between (sæt på)."""
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    if not _allowed(organization, by):
        require([Obstacle("not-yours", "Kun udvalgets sekretær og formand gør det.")])
    rows = stand_next(organization, by=by)
    note("stand_untold", by=by, subject=f"organization:{organization.pk}", rows=rows)


def supplement_decision(one: ChairDecision, *, by: User, at: datetime | None = None) -> AgendaItem:
    """Put a decision on the next agenda, which is sent already, with the next free number (meddel den nu).

    It is looked through before the meeting is locked. Raises `NotAllowed`.
    """
    meeting = next_meeting(one.organization)
    if meeting is None or meeting.state != Meeting.State.CALLED:
        require([Obstacle("no-called", "Der er intet indkaldt møde at meddele den på.")])
    assert meeting is not None
    row = _supplement_row(one, meeting)
    row.chair_decision = one
    looked = look_at(meeting, compose(meeting, kind="agenda", more=[row]))
    return _supplement(one, meeting, looked=looked, by=by, at=at or timezone.now())


@transaction.atomic
def _supplement(
    one: ChairDecision, meeting: Meeting, *, looked: Assessment, by: User, at: datetime
) -> AgendaItem:
    meeting = lock_meeting(meeting)
    one = _locked(one)
    allowed = _allowed(one.organization, by) and meeting.state == Meeting.State.CALLED
    if not allowed or one.withdrawn_at or (one.item and one.item.meeting_id == meeting.pk):
        require([Obstacle("not-waiting", "Afgørelsen venter ikke på at komme på den dagsorden.")])
    rows: Rows = []
    if one.item is not None:
        rows, left = gone_with(one.item), one.item.meeting
        one.item.delete()
        renumber(left)
    item = _supplement_row(one, meeting)
    item.save(force_insert=True)
    one.item = item
    one.save(update_fields=["item"])
    rows = [*rows, one, item, *shut_from_the_start(item, by=by)]
    why = f"Tillægsdagsorden: punkt {item.number}"
    send_changed(meeting, why=why, rows=rows, anew=[item.uid], assessment=looked, by=by, at=at)
    return item


def _supplement_row(one: ChairDecision, meeting: Meeting) -> AgendaItem:
    item = row_for(one, meeting=meeting)
    last = meeting.items.aggregate(number=Max("number"), order=Max("order"))
    item.number, item.order = (last["number"] or 0) + 1, (last["order"] or 0) + 1
    item.supplementary = True
    return item


@transaction.atomic
def take_back_decision(one: ChairDecision, *, reason: str, by: User) -> None:
    """Take back a decision registered by mistake, before the body was told (tag tilbage).

    Its item goes from a planned agenda and lapses on one that is sent; a case that it settled is ready again.
    """
    one = _locked(one)
    case = Case.objects.select_for_update().get(pk=one.case_id) if one.case_id else None
    on_agenda = case is not None and case.state not in {Case.State.READY, Case.State.TREATED}
    require(
        why_not_take_back_decision(
            allowed=_allowed(one.organization, by),
            told=one.told,
            gone=one.withdrawn_at is not None,
            moved_on=on_agenda,
            reason=reason,
        )
    )
    item = one.item
    one.withdrawn_at, one.withdrawn_reason, one.item = timezone.now(), reason.strip()[:300], None
    one.save(update_fields=["withdrawn_at", "withdrawn_reason", "item"])
    rows: Rows = [one]
    if item is not None and item.meeting.state == Meeting.State.PLANNED:
        rows = [*rows, *gone_with(item)]
        left = item.meeting
        item.delete()
        renumber(left)
        rows = [*rows, left.items.all()]
    elif item is not None:
        withdraw_item(item, reason="Afgørelsen er taget tilbage.", by=by)
    if case is not None:
        case.stops.filter(organization=one.organization, treated_on=one.decided_on).update(
            treated_on=None
        )
        end_treatment(case, state=Case.State.READY)
        rows = [*rows, case, case.stops.all()]
    _note("take_back_decision", one, by=by, rows=rows)


def _treat(case: Case, one: ChairDecision) -> Rows:
    """The body is done with the case: it goes on to its next, or is treated."""
    case.stops.filter(organization=one.organization, treated_on=None).update(
        treated_on=one.decided_on
    )
    onward = case.stops.filter(treated_on=None).exists()
    end_treatment(case, state=Case.State.READY if onward else Case.State.TREATED)
    tell_chairs_decision(one)
    return [case, case.stops.all()]


def _why_not_register_now(
    organization: Organization, said: Decided, case: Case | None, *, by: User, now: datetime
) -> list[Obstacle]:
    today = timezone.localdate(now)
    on = said.decided_on or today
    no = why_not_register(
        allowed=_allowed(organization, by),
        kind=organization.kind,
        own_rules=rules_of(organization).chair_decides,
        is_chair=bool(said.person and capacity_of(said.person, organization, on)),
        ground=said.ground,
        reason=said.reason,
        title=said.title,
        text=blocks_to_text(said.blocks),
        decided_on=said.decided_on,
        today=today,
        closed=said.closed,
        closed_reason=said.closed_reason,
    )
    if case is None:
        return no
    waiting = case.stops.filter(treated_on=None).first()
    return no + why_not_decide_case(
        ready=case.state == Case.State.READY,
        on_route=waiting is not None and waiting.organization_id == organization.pk,
        elsewhere=case.body_id != organization.body_id,
    )


def _allowed(organization: Organization, by: User) -> bool:
    return registers_for(rights_of(by)).filter(pk=organization.pk).exists()


def _locked(one: ChairDecision) -> ChairDecision:
    rows = ChairDecision.objects.select_for_update(of=("self",))
    return rows.select_related("organization", "person", "item__meeting").get(pk=one.pk)


def _note(act: str, one: ChairDecision, *, by: User, rows: Rows) -> None:
    subject = f"organization:{one.organization_id}"
    note(act, by=by, subject=subject, details={"decision": str(one.uid)}, rows=rows)
