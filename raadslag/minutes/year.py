"""The year of meetings: twelve months for each body, and what is to be done next, by when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from raadslag.cases.models import Case
from raadslag.meetings.deadlines import notice_deadline, rules_of
from raadslag.meetings.letters import told_time
from raadslag.meetings.models import AgendaLook, Attendance, Meeting
from raadslag.minutes.models import Minutes
from raadslag.minutes.signing import missing
from raadslag.people.models import Membership, Organization
from raadslag.people.rights import Rights

MONTHS = 12
BACK = 2
"""So many months before this one the table begins."""
State = Meeting.State
SOON_DAYS = 7
"""A planned meeting's deadline within so many days waits for its secretary."""
ON_THE_WAY = (Case.State.SENT, Case.State.APPROVED, Case.State.READY, Case.State.ON_AGENDA)
LOOKED: dict[str, str] = {
    AgendaLook.Kind.SENT: " · venter på formanden",
    AgendaLook.Kind.APPROVED: " · formanden har godkendt",
}
READY = (Case.State.READY, Case.State.ON_AGENDA)


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done next: `look` "late", "wait" or "ahead" by how near `due` is."""

    what: str
    about: str
    address: str
    button: str
    due: date
    look: str
    organization: Organization
    dated: bool = True
    """Its deadline is told; a meeting's own day stands in its name."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One meeting in the table: its day, a word under it, and its whole name for those who don't see it."""

    meeting: Meeting
    look: str
    word: str
    address: str
    name: str


@dataclass(slots=True)
class YearRow:
    """One body: its months in order, and its most pressing step."""

    organization: Organization
    kept: bool
    months: list[list[Cell]]
    step: Step | None = None
    coming: list[Cell] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Year:
    """The table, the most pressing steps over all bodies, and the months it shows."""

    months: list[date]
    this: date
    rows: list[YearRow]
    steps: list[Step]

    @property
    def place(self) -> int:
        """Where this month stands in the table; -1 where it does not."""
        return self.months.index(self.this) if self.this in self.months else -1


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the meetings at once, so that the table asks few questions.

    `unanswered` counts members who took part and have not approved the newest minutes, with the day
    these were frozen; a meeting without minutes is not in it. `looks` are the newest
    acts about the chair's look, by meeting. `cases` are (ready, all on the way) for each body.
    """

    kept: Collection[int]
    today: date
    unanswered: dict[int, tuple[int, date]]
    cases: dict[int, tuple[int, int]]
    next_planned: dict[int, int]
    looks: dict[int, str]


def first_month(asked: str, today: date) -> date:
    """The month that the address asks for (`2026-09`), else two before this one."""
    try:
        return datetime.strptime(asked, "%Y-%m").date()
    except ValueError:
        return month_after(today.replace(day=1), -BACK)


def month_after(month: date, count: int) -> date:
    """The first of the month so many after."""
    place = month.year * 12 + month.month - 1 + count
    return date(place // 12, place % 12 + 1, 1)


def year_of(rights: Rights, *, begins: date, now: datetime | None = None) -> Year:
    """The year from a month on, of every body whose meetings somebody may see; those they keep first."""
    today = timezone.localdate(now)
    months = [month_after(begins, n) for n in range(MONTHS)]
    kept = rights.organizations([Membership.Role.SECRETARY])
    visible = Meeting.objects.visible_to(rights).exclude(state=State.ENTERED)
    within = Q(starts_at__gte=_start(begins), starts_at__lt=_start(month_after(begins, MONTHS)))
    undone = Q(organization_id__in=kept) & ~Q(state=State.CANCELLED)
    recent = Q(starts_at__gte=_start(month_after(today.replace(day=1), -MONTHS)))
    found = visible.filter(within | (undone & recent)).select_related("organization")
    found = found.annotate(standing=Count("items", filter=Q(items__withdrawn_at=None)))
    meetings = list(found.order_by("starts_at"))
    known = _known(meetings, kept=kept, today=today)
    rows = _rows(meetings, months, known)
    steps = [step for m in meetings if m.organization_id in kept and (step := step_of(m, known))]
    steps.sort(key=lambda step: (step.due, step.look != "late"))
    for row in rows:
        row.step = next((s for s in steps if s.organization == row.organization), None)
    rows.sort(key=lambda row: (not row.kept, row.organization.name))
    return Year(months, today.replace(day=1), rows, steps[:3])


def _start(month: date) -> datetime:
    return timezone.make_aware(datetime.combine(month, time()))


def _rows(meetings: list[Meeting], months: list[date], known: _Known) -> list[YearRow]:
    rows: dict[int, YearRow] = {}
    place = {month: n for n, month in enumerate(months)}
    for meeting in meetings:
        body = meeting.organization
        row = rows.setdefault(body.pk, YearRow(body, body.pk in known.kept, [[] for _ in months]))
        day = timezone.localdate(meeting.starts_at)
        cell = cell_of(meeting, known)
        if day.replace(day=1) in place:
            row.months[place[day.replace(day=1)]].append(cell)
        if day >= known.today and meeting.state != State.CANCELLED:
            row.coming.append(cell)
    return list(rows.values())


def cell_of(meeting: Meeting, known: _Known) -> Cell:
    """How a meeting stands in the table."""
    look, word = _looks(meeting, known)
    kept = meeting.organization_id in known.kept
    page = "meeting"
    if kept:
        page = {
            State.PLANNED: "agenda",
            State.CALLED: "agenda",
            State.OPEN: "live",
            State.CLOSED: "minutes",
        }.get(State(meeting.state), "meeting")
    name = f"{meeting.organization}, {told_time(meeting.starts_at)}, {meeting.get_state_display().lower()}"
    if word and word not in name:
        name += f", {word}"
    return Cell(meeting, look, word, reverse(page, args=[meeting.uid]), name)


def _looks(meeting: Meeting, known: _Known) -> tuple[str, str]:
    """The cell's look and its word. What waits for somebody else looks calm."""
    kept = meeting.organization_id in known.kept
    match meeting.state:
        case State.CANCELLED:
            return "cancelled", "aflyst"
        case State.OPEN:
            return "called", "i gang"
        case State.CALLED:
            return "called", "kaldt"
        case State.CLOSED:
            return _looks_closed(meeting, known) if kept else ("done", "holdt")
        case _:
            return _looks_planned(meeting, known) if kept else ("planned", "")


def _looks_closed(meeting: Meeting, known: _Known) -> tuple[str, str]:
    if meeting.pk not in known.unanswered:
        return "wait", "skriv"
    left, asked = known.unanswered[meeting.pk]
    late = known.today > _answers_due(meeting, asked)
    return ("late" if late else "wait", f"{left} mgl.") if left else ("done", "✓")


def _answers_due(meeting: Meeting, asked: date) -> date:
    return asked + timedelta(days=rules_of(meeting.organization).remind_days)


def _looks_planned(meeting: Meeting, known: _Known) -> tuple[str, str]:
    deadline = notice_deadline(meeting)
    if known.today > deadline:
        return "late", "frist"
    ready = known.cases.get(meeting.organization_id, (0, 0))[0]
    here = known.next_planned.get(meeting.organization_id) == meeting.pk
    word = f"{ready} klar" if here and ready else ""
    soon = (deadline - known.today).days <= SOON_DAYS
    return ("wait" if soon else "planned"), word


def step_of(meeting: Meeting, known: _Known) -> Step | None:
    """What the meeting's secretary does next with it; null where nothing is to be done."""
    match meeting.state:
        case State.OPEN:
            return _step(
                meeting, known, "Afvikl {}", "mødet er i gang", "live", "Afvikl", known.today
            )
        case State.CLOSED:
            return _step_closed(meeting, known)
        case State.PLANNED:
            return _step_planned(meeting, known)
        case State.CALLED:
            day = timezone.localdate(meeting.starts_at)
            about = f"{_left(day, known.today)} · {meeting.standing} punkter"  # type: ignore[attr-defined]
            step = _step(meeting, known, "Afvikl {}", about, "agenda", "Se dagsorden", day)
            return replace(step, dated=False)
        case _:
            return None


def _step_planned(meeting: Meeting, known: _Known) -> Step | None:
    if known.next_planned.get(meeting.organization_id) != meeting.pk:
        return None
    due = notice_deadline(meeting)
    ready, everything = known.cases.get(meeting.organization_id, (0, 0))
    cases = f"{ready} af {everything} sager klar · " if everything else ""
    sent = f"sendes {_left(due, known.today)}" if due >= known.today else "fristen er passeret"
    near = (due - known.today).days <= SOON_DAYS
    look = known.looks.get(meeting.pk, "")
    if look == AgendaLook.Kind.RETURNED:
        return _step(meeting, known, "Ret dagsordenen til {}", f"sendt tilbage af formanden · {sent}", "agenda", "Ret dagsorden", due)  # fmt: skip
    sent += LOOKED.get(look, "")
    what = "Indkald {}" if near else "Lav dagsorden til {}"
    return _step(meeting, known, what, cases + sent, "agenda", "Se og indkald" if near else "Lav dagsorden", due)  # fmt: skip


def _step_closed(meeting: Meeting, known: _Known) -> Step | None:
    held = timezone.localdate(meeting.closed_at or meeting.starts_at)
    if meeting.pk not in known.unanswered:
        return _step(meeting, known, "Ret referatet til fra {}", "mødet er slut, og ingen er spurgt endnu", "minutes", "Ret til", held)  # fmt: skip
    left, asked = known.unanswered[meeting.pk]
    if not left:
        return None
    names = [seat.person.name for seat in missing(meeting)]
    if not names:
        return None
    due = _answers_due(meeting, asked)
    count = "1 godkendelse" if len(names) == 1 else f"{len(names)} godkendelser"
    about = ", ".join(names[:3]) + (f" og {len(names) - 3} til" if len(names) > 3 else "")
    return _step(meeting, known, f"Referatet fra {{}} mangler {count}", about, "minutes", "Mind dem om det", due)  # fmt: skip


def _step(
    meeting: Meeting, known: _Known, what: str, about: str, page: str, button: str, due: date
) -> Step:
    day = timezone.localdate(meeting.starts_at)
    look = "late" if due < known.today else "wait" if (due - known.today).days <= SOON_DAYS else "ahead"  # fmt: skip
    return Step(
        what=what.format(told_day(day)),
        about=about,
        address=reverse(page, args=[meeting.uid]),
        button=button,
        due=due,
        look=look,
        organization=meeting.organization,
    )


def told_day(day: date) -> str:
    """`4. december`"""
    return told_time(timezone.make_aware(datetime.combine(day, time(12)))).split(" den ")[1].rsplit(" ", 3)[0]  # fmt: skip


def _left(day: date, today: date) -> str:
    days = (day - today).days
    return "i dag" if days == 0 else "i morgen" if days == 1 else f"om {days} dage"


def _known(meetings: Iterable[Meeting], *, kept: Collection[int], today: date) -> _Known:
    own = [m for m in meetings if m.organization_id in kept]
    planned: dict[int, int] = {}
    for meeting in own:
        if meeting.state == State.PLANNED and timezone.localdate(meeting.starts_at) >= today:
            planned.setdefault(meeting.organization_id, meeting.pk)
    return _Known(
        kept=kept,
        today=today,
        unanswered=dict(_unanswered([m.pk for m in own if m.state == State.CLOSED])),
        cases=_cases(kept),
        next_planned=planned,
        looks=dict(
            AgendaLook.objects.filter(meeting__in=planned.values())
            .order_by("pk")
            .values_list("meeting_id", "kind")
        ),
    )


def _unanswered(closed: Collection[int]) -> Iterator[tuple[int, tuple[int, date]]]:
    """Of closed meetings with minutes: how many of those who came have not answered the newest."""
    came: dict[int, set[int]] = {}
    rows = Attendance.objects.filter(meeting__in=closed, event="arrived", struck_at=None)
    for meeting, person in rows.values_list("meeting_id", "person_id"):
        came.setdefault(meeting, set()).add(person)
    newest: dict[int, Minutes] = {}
    found = Minutes.objects.filter(meeting__in=closed).defer("record")
    for minutes in found.prefetch_related("approvals").order_by("version"):
        newest[minutes.meeting_id] = minutes
    for meeting, minutes in newest.items():
        given = {row.person_id for row in minutes.approvals.all() if not row.refused}
        left = len(came.get(meeting, set()) - given)
        yield meeting, (left, timezone.localdate(minutes.frozen_at))


def _cases(kept: Collection[int]) -> dict[int, tuple[int, int]]:
    """For each body: cases that wait for it as the next on their route, the ready ones and all."""
    ready: Counter[int] = Counter()
    everything: Counter[int] = Counter()
    rows = Case.objects.filter(state__in=ON_THE_WAY, stops__treated_on=None).distinct()
    for case in rows.filter(stops__organization__in=kept).prefetch_related("stops"):
        waiting = next((stop for stop in case.stops.all() if stop.treated_on is None), None)
        if waiting is not None:
            everything[waiting.organization_id] += 1
            ready[waiting.organization_id] += case.state in READY
    return {body: (ready[body], count) for body, count in everything.items()}
