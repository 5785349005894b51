"""The town's work today: cases on their way, a meeting that is called, minutes that wait for approval.

Everything is done by calling the house's own actions with the town's own people.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from raadslag.cases import actions as case_actions
from raadslag.cases.files import attach_file
from raadslag.cases.kle import keep_kle, read_kle
from raadslag.cases.models import Case, Template
from raadslag.cases.plain import plain_to_blocks
from raadslag.cases.writing import save_section
from raadslag.demo.live_texts import CASES, COMMITTEE, FORMULAS, MESSAGES, SECTIONS, WAITING, Text
from raadslag.meetings import attending, deciding, live
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.closing import close_meeting
from raadslag.meetings.custom import set_customs
from raadslag.meetings.deadlines import rules_of
from raadslag.meetings.message_files import attach_to_message
from raadslag.meetings.messages import Words, offer_message, take_in
from raadslag.meetings.models import Meeting
from raadslag.meetings.planning import plan_meeting
from raadslag.meetings.seats import seats_of
from raadslag.meetings.substitutes import send_apology
from raadslag.meetings.workdays import is_workday
from raadslag.minutes.signing import approve_minutes, draft_minutes
from raadslag.people.models import Body, Membership, Organization, User
from raadslag.people.rights import rights_of
from raadslag.public.closing import close_case

Role = Membership.Role
KLE_SAMPLE = Path(__file__).with_name("kle-udsnit.xml")


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts: a committee, the unit that writes for it, and the people with each job."""

    committee: Organization
    council: Organization
    unit: Organization
    officer: User
    head: User
    director: User
    secretary: User


class NoCastError(LookupError):
    """The town lacks somebody whom a case needs; the message says which job."""


def bring_to_life(*, today: date) -> None:
    """Give every municipality of the demo that has the people for it its work of today."""
    now = timezone.make_aware(datetime.combine(today, time(9, 0)))
    for body in Body.objects.all():
        with suppress(NoCastError):
            seed_live(body, now=now)


@transaction.atomic
def seed_live(body: Body, *, now: datetime) -> Cast:
    """Give the town its work of today. A town that has it already is left alone."""
    cast = find_cast(body, timezone.localdate(now))
    if Case.objects.filter(body=body).exists():
        return cast
    keep_kle(*read_kle(KLE_SAMPLE))
    _customs(cast)
    cases = {text.title: _write(text, cast) for text in CASES}
    _held_meeting(cast, cases, now)
    _called_meeting(cast, cases, now)
    planned = [
        plan_meeting(cast.committee, starts_at=_workday(now, weeks * 7), by=cast.secretary)
        for weeks in (6, 10)
    ]
    offer_message(planned[0], words=Words(plain_to_blocks(WAITING)), by=cast.officer, at=now)
    _on_their_way(cast, cases)
    return cast


def find_cast(body: Body, day: date) -> Cast:
    """The committee that the texts are for (else any that stands) with its secretary, and a unit with officer, head and director."""
    seats = Membership.objects.on(day).filter(organization__body=body)
    users = {
        user.person_id: user for user in User.objects.filter(person__body=body, is_active=True)
    }

    def holder(role: str, organization: Organization | None) -> User | None:
        held = seats.filter(role=role, organization=organization).order_by("pk")
        return next((users[s.person_id] for s in held if s.person_id in users), None)

    committees = Organization.objects.filter(body=body, kind=Organization.Kind.STANDING)
    standing = sorted(committees.standing_on(day), key=lambda c: (c.short_name != COMMITTEE, -c.pk))
    ours = [committee for committee in standing if holder(Role.SECRETARY, committee)]
    council = Organization.objects.filter(body=body, kind=Organization.Kind.COUNCIL).first()
    units = Organization.objects.filter(body=body, kind=Organization.Kind.UNIT).order_by("pk")
    if not ours or council is None:
        raise NoCastError("Byen mangler et udvalg med en sekretær, eller en kommunalbestyrelse.")
    for unit in units:
        officer, head = holder(Role.OFFICER, unit), holder(Role.HEAD, unit)
        director, secretary = holder(Role.DIRECTOR, unit.parent), holder(Role.SECRETARY, ours[0])
        if officer and head and director and secretary:
            return Cast(ours[0], council, unit, officer, head, director, secretary)
    raise NoCastError("Byen mangler et center med sagsbehandler, centerchef og direktør.")


def _customs(cast: Cast) -> None:
    set_customs(
        cast.committee,
        rules=rules_of(cast.committee),
        first=["Meddelelser"],
        last=["Eventuelt"],
        formulas=FORMULAS,
        sections=SECTIONS,
        by=cast.secretary,
    )


def _write(text: Text, cast: Cast) -> Case:
    """A case written and framed by the officer."""
    template = Template.objects.filter(organization=cast.committee, active=True).get()
    case = case_actions.open_case(
        template=template, unit=cast.unit, title=text.title, by=cast.officer
    )
    stops = [cast.committee, cast.council] if text.to_council else [cast.committee]
    case = case_actions.frame_case(
        case,
        title=text.title,
        journal_number=text.journal_number,
        units=[cast.unit],
        points=text.points,
        stops=stops,
        asked=[],
        version=case.version,
        by=cast.officer,
    )
    rights = rights_of(cast.officer)
    for section in case.paper.sections.all():
        if words := text.sections.get(section.heading):
            blocks = plain_to_blocks(words)
            save_section(section, blocks=blocks, version=0, by=cast.officer, rights=rights)
    for title, words, recommended in text.files:
        attach_file(
            case,
            name=f"{title}.txt",
            title=title,
            chunks=[words.encode()],
            recommended=recommended,
            by=cast.officer,
        )
    if text.closed_reason:
        close_case(case, reason=text.closed_reason, public_title=text.public_title, by=cast.officer)
    return Case.objects.get(pk=case.pk)


def _approve(case: Case, cast: Cast) -> Case:
    case_actions.submit_paper(case, by=cast.officer)
    case_actions.approve_paper(case, by=cast.head)
    case_actions.approve_paper(case, comment="God og kort.", by=cast.director)
    return case_actions.make_ready(case, by=cast.secretary)


def _held_meeting(cast: Cast, cases: dict[str, Case], now: datetime) -> None:
    """Last week's meeting: decided, closed, approved by some."""
    meeting = _meeting(cast, cases, "held", _workday(now, -7), at=_workday(now, -18))
    live.open_meeting(meeting, by=cast.secretary, at=meeting.starts_at)
    seats = [seat for seat in seats_of(meeting) if seat.substitute_for is None]
    for seat in seats[:-1]:
        attending.note_attendance(
            meeting, person=seat.person, event="arrived", by=cast.secretary, at=meeting.starts_at
        )
    for item in meeting.items.all():
        proposal = deciding.propose_decision(item)
        deciding.record_decision(
            item, outcome=proposal.outcome, text=proposal.text, version=0, by=cast.secretary
        )
    close_meeting(meeting, by=cast.secretary, at=meeting.starts_at + timedelta(hours=2))
    minutes = draft_minutes(meeting, by=cast.secretary)
    users = User.objects.filter(person__in=[seat.person for seat in seats[:2]])
    for user in users.select_related("person"):
        if user.person:
            approve_minutes(minutes, person=user.person, text_hash=minutes.record_hash, by=user)


def _called_meeting(cast: Cast, cases: dict[str, Case], now: datetime) -> None:
    """The next meeting: called, with one apology, ready to be read."""
    meeting = _meeting(cast, cases, "called", _workday(now, 7), at=now)
    members = [seat.person for seat in seats_of(meeting) if seat.role == Role.MEMBER]
    user = User.objects.filter(person__in=members).order_by("-pk").first()
    if user and user.person:
        send_apology(meeting, person=user.person, reason="På rejse.", substitute=None, by=user)


def _meeting(
    cast: Cast, cases: dict[str, Case], fate: str, starts_at: datetime, *, at: datetime
) -> Meeting:
    meeting = plan_meeting(
        cast.committee,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        location="Rådhuset, mødelokale 2",
        by=cast.secretary,
    )
    for told in MESSAGES:
        words = Words(plain_to_blocks(told.text), told.link)
        message = offer_message(meeting, words=words, by=cast.secretary)
        if told.file:
            name, content = told.file
            chunks = [content.encode()]
            attach_to_message(
                message, name=name, chunks=chunks, recommended=True, by=cast.secretary
            )
        take_in(message, by=cast.secretary)
    for text in CASES:
        if text.fate == fate:
            add_to_agenda(_approve(cases[text.title], cast), meeting=meeting, by=cast.secretary)
    call_meeting(meeting, by=cast.secretary, at=min(at, starts_at - timedelta(days=7)))
    return Meeting.objects.get(pk=meeting.pk)


def _on_their_way(cast: Cast, cases: dict[str, Case]) -> None:
    """Cases at every step between draft and agenda."""
    for text in CASES:
        case = cases[text.title]
        if text.fate == "ready":
            _approve(case, cast)
        elif text.fate == "sent":
            case_actions.submit_paper(case, by=cast.officer)
        elif text.fate == "returned":
            case_actions.submit_paper(case, by=cast.officer)
            case_actions.return_paper(
                case, reason="Skriv tallene for hvert kvartal i en tabel.", by=cast.head
            )


def _workday(now: datetime, days: int) -> datetime:
    """A workday at three o'clock, that many days from now or soon after."""
    day = timezone.localdate(now) + timedelta(days=days)
    while not is_workday(day, saturday_counts=False):
        day += timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time(15, 0)))
