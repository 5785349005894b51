"""Min side by role: the next meeting and how far one is with it, and where one's own cases are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from raadslag.cases.actions import waiting_step
from raadslag.cases.models import Case
from raadslag.meetings.deadlines import notice_deadline, ready_deadline
from raadslag.meetings.models import Apology, Meeting
from raadslag.meetings.read_on import Left, left_to_read
from raadslag.meetings.seats import Forecast, forecast, sits_at
from raadslag.meetings.taking_part_views import leads
from raadslag.minutes.waiting import told_when
from raadslag.minutes.year import told_day
from raadslag.people.models import Organization, User
from raadslag.people.rights import Rights, is_secretary_of

NEXT = 5
"""So many of the next meetings stand on the page."""
CASES = 6
"""So many of one's own cases; the rest are on Sager."""
TREATED_FOR = timedelta(days=30)
"""A treated case stands among one's own for so long."""
State = Case.State


@dataclass(frozen=True, slots=True)
class Coming:
    """One of the next meetings. `expected` only for those who keep or chair it; `days` until it.

    `left` is what its reader has left of an agenda they have a seat for; `call_by` the notice's day for
    the secretary of a planned one.
    """

    row: Meeting
    days: int
    seated: bool
    expected: Forecast | None
    apology: bool
    keeps: bool = False
    left: Left | None = None
    call_by: date | None = None


@dataclass(frozen=True, slots=True)
class OwnCase:
    """A case one writes, where it is, and by when it is to be ready; `late` when that day is past."""

    row: Case
    where: str
    by: str = ""
    late: bool = False


def next_meetings(user: User, rights: Rights) -> list[Coming]:
    """The next meetings somebody has to do with: who sits in them, keeps them or may read them."""
    rows = Meeting.objects.visible_to(rights).upcoming().select_related("organization")
    sent = Apology.objects.filter(person_id=rights.person or 0, called_back_at=None)
    away = frozenset(sent.values_list("meeting_id", flat=True))
    return [_coming(row, away, user, rights) for row in rows[:NEXT]]


def _coming(row: Meeting, away: frozenset[int], user: User, rights: Rights) -> Coming:
    seated = sits_at(row, rights.person)
    keeps = is_secretary_of(rights, row.organization_id)
    called = row.state == Meeting.State.CALLED
    planned = row.state == Meeting.State.PLANNED
    return Coming(
        row=row,
        days=(timezone.localdate(row.starts_at) - timezone.localdate()).days,
        seated=seated,
        expected=forecast(row) if leads(row, rights) else None,
        apology=row.pk in away,
        keeps=keeps,
        left=left_to_read(row, user, rights) if seated and called else None,
        call_by=notice_deadline(row) if keeps and planned else None,
    )


def own_cases(user: User) -> list[OwnCase]:
    """The cases somebody writes, those changed last first, each with where it is now."""
    rows = Case.objects.filter(owner=user).exclude(state=State.SHELVED)
    long_ago = timezone.now() - TREATED_FOR
    rows = rows.exclude(state=State.TREATED, modified_at__lt=long_ago)
    rows = rows.prefetch_related("stops__organization", "agenda_items__meeting")
    return [_own_case(row) for row in rows.order_by("-modified_at")[:CASES]]


def _own_case(case: Case) -> OwnCase:
    stop = next((one for one in case.stops.all() if one.treated_on is None), None)
    match case.state:
        case State.DRAFT | State.SENT:
            where = "Kladde" if case.state == State.DRAFT else _at_approver(case)
            return _with_deadline(case, where, stop.organization if stop else None)
        case State.APPROVED:
            return OwnCase(case, "Godkendt · udvalgssekretæren gør den klar")
        case State.READY:
            return OwnCase(case, f"Klar til {stop.organization}" if stop else "Klar til dagsorden")
        case _:
            return OwnCase(case, next(_at_meeting(case), case.get_state_display()))


def _at_approver(case: Case) -> str:
    step = waiting_step(case)
    if step is None:
        return "Til godkendelse"
    return f"Hos {step.get_role_display().lower()} i {step.organization} til godkendelse"


def _at_meeting(case: Case) -> Iterator[str]:
    """Of a case's items, the newest: on an agenda, or treated."""
    items = sorted(case.agenda_items.all(), key=lambda one: one.meeting.starts_at, reverse=True)
    for item in items:
        day = told_day(timezone.localdate(item.meeting.starts_at))
        yield f"Behandlet {day}" if case.state == State.TREATED else f"På dagsordenen {day}"


def _with_deadline(case: Case, where: str, body: Organization | None) -> OwnCase:
    """The day by which it is to be ready for the next meeting that is still planned, if there is one."""
    planned = Meeting.objects.filter(organization=body, state=Meeting.State.PLANNED)
    meeting = planned.filter(starts_at__gt=timezone.now()).order_by("starts_at").first()
    if body is None or meeting is None:
        return OwnCase(case, where)
    by, day = ready_deadline(meeting), told_day(timezone.localdate(meeting.starts_at))
    said = f"Klar senest {told_day(by)} til mødet {day} ({told_when(by)})"
    return OwnCase(case, where, said, by < timezone.localdate())
