"""The body and its own agenda, at the meeting: adopted, added to, and treated in the order it wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from raadslag.allowed import Obstacle, require
from raadslag.cases.agenda import send_out
from raadslag.cases.closing import CLOSED_TITLE, why_no_ground
from raadslag.cases.models import Case
from raadslag.journal.proving import Rows
from raadslag.meetings.actions import keeps, lock_meeting, put_case, row_of, unreasoned
from raadslag.meetings.calling import send_changed
from raadslag.meetings.compose import compose
from raadslag.meetings.deadlines import rules_of
from raadslag.meetings.doors import shut_from_the_start
from raadslag.meetings.findings import look_at
from raadslag.meetings.live import note_in_meeting
from raadslag.meetings.models import AgendaItem, Attendance, Meeting
from raadslag.meetings.rules.adopting import (
    why_not_adopt,
    why_not_reorder,
    why_not_take_case,
    why_not_take_up,
)
from raadslag.meetings.rules.agenda import why_closed_unreasoned
from raadslag.meetings.told_words import telling
from raadslag.people.models import Organization, User
from raadslag.record import Block, blocks_to_text, to_data
from raadslag.review.assessing import Assessment

ADOPTED = "Dagsordenen blev godkendt"
WORDS = "Dagsordenens godkendelse"
REASON = "Hvorfor punktet optages"


@dataclass(frozen=True, slots=True)
class Matter:
    """What is taken up: a ready `case`, or a title and a text of the body's own, open or closed."""

    how: str
    reason: str
    case: Case | None = None
    title: str = ""
    blocks: tuple[Block, ...] = ()
    closed: bool = False
    closed_reason: str = ""


def adopt_agenda(meeting: Meeting, *, words: str, by: User, because: str = "") -> Meeting:
    """Note how the body adopted its agenda, its first act (godkend dagsordenen); blank takes it back.

    The words are told the public: `because` answers what Gennemsyn asks about them. Raises `NotAllowed`.
    """
    with telling(meeting, {WORDS: words}, because=because, by=by):
        meeting = lock_meeting(meeting)
        require(
            why_not_adopt(
                state=meeting.state,
                is_secretary=keeps(meeting, by),
                putting_right=meeting.putting_right,
            )
        )
        meeting.agenda_adopted = " ".join(words.split())[:300]
        meeting.save(update_fields=["agenda_adopted", "modified_at"])
        note_in_meeting("adopt_agenda", meeting, by=by, details={}, rows=[meeting])
    return meeting


def proposed_words(items: Sequence[AgendaItem]) -> str:
    """What to say of the adoption, from what was taken up and in which order the body treats its items.

    `items` stand in that order.
    """
    taken = [str(row.number) for row in items if row.taken_up and row.withdrawn_at is None]
    changes = []
    if taken:
        told = f"{', '.join(taken[:-1])} og {taken[-1]}" if len(taken) > 1 else taken[0]
        changes.append(f"at punkt {told} blev optaget på mødet")
    numbers = [row.number or 0 for row in items if row.withdrawn_at is None]
    if numbers != sorted(numbers):
        order = ", ".join(map(str, numbers))
        changes.append(f"at punkterne blev behandlet i rækkefølgen {order}")
    if not changes:
        return f"{ADOPTED}."
    one = "den ændring" if len(changes) == 1 else "de ændringer"
    return f"{ADOPTED} med {one}, {', og '.join(changes)}."


def take_up(
    meeting: Meeting,
    matter: Matter,
    *,
    by: User,
    because: str = "",
    at: datetime | None = None,
) -> AgendaItem:
    """Let the body treat a matter that is not on its agenda, with the next free number (optag på mødet).

    How and why stands in a new version of the agenda, in the minutes and in public. It is looked through
    before the meeting is locked. Raises `NotAllowed`.
    """
    looked = look_at(meeting, compose(meeting, kind="agenda", more=[_row(meeting, matter)]))
    shut = matter.case.closed if matter.case else matter.closed
    said = {} if shut else {REASON: matter.reason, "Titel": matter.title, "Tekst": blocks_to_text(matter.blocks)}  # fmt: skip
    with telling(meeting, said, because=because, by=by):
        return _take_up(meeting, matter, looked=looked, by=by, at=at or timezone.now())


@transaction.atomic
def _take_up(
    meeting: Meeting,
    matter: Matter,
    *,
    looked: Assessment,
    by: User,
    at: datetime,
) -> AgendaItem:
    meeting = lock_meeting(meeting)
    require(_why_not_take_up_now(meeting, matter, by=by))
    item = _row(meeting, matter)
    require(why_closed_unreasoned([item.title] if unreasoned(item) else []))
    if item.case is None:
        item.save(force_insert=True)
    else:
        put_case(item)
        send_out(item.case)
    rows: Rows = [item, *([item.case] if item.case else []), *shut_from_the_start(item, by=by)]
    why = f"Punkt {item.number} er optaget på mødet"
    send_changed(meeting, why=why, rows=rows, anew=[item.uid], assessment=looked, by=by, at=at)
    details = {"item": item.number, "how": matter.how}
    note_in_meeting("take_up_item", meeting, by=by, details=details, rows=rows)
    return item


def _row(meeting: Meeting, matter: Matter) -> AgendaItem:
    """The matter's row, not saved: treated last until the body says otherwise."""
    if matter.case is not None:
        item = row_of(matter.case, meeting=meeting)
    else:
        item = AgendaItem(
            meeting=meeting,
            kind=AgendaItem.Kind.OTHER,
            title=" ".join(matter.title.split())[:300],
            blocks=to_data(matter.blocks),
            closed=matter.closed,
            closed_reason=matter.closed_reason.strip()[:300] if matter.closed else "",
            public_title=CLOSED_TITLE if matter.closed else "",
        )
    last = meeting.items.aggregate(order=Max("order"), number=Max("number"))
    item.order, item.number = (last["order"] or 0) + 1, (last["number"] or 0) + 1
    item.taken_up, item.taken_up_reason = matter.how[:10], matter.reason.strip()[:300]
    return item


def _why_not_take_up_now(meeting: Meeting, matter: Matter, *, by: User) -> list[Obstacle]:
    no = why_not_take_up(
        state=meeting.state,
        is_secretary=keeps(meeting, by),
        kind=meeting.organization.kind,
        how=matter.how,
        reason=matter.reason,
        majority=rules_of(meeting.organization).majority_takes_up,
    )
    if matter.case is None:
        if not matter.title.strip():
            no.append(Obstacle("no-title", "Vælg en sag, eller skriv punktets titel."))
        return no + (why_no_ground(matter.closed_reason) if matter.closed else [])
    case = Case.objects.select_for_update().get(pk=matter.case.pk)
    waiting = case.stops.filter(treated_on=None).first()
    return no + why_not_take_case(
        ready=case.state == Case.State.READY,
        on_route=waiting is not None and waiting.organization_id == meeting.organization_id,
        already_there=meeting.items.filter(case=case, withdrawn_at=None).exists(),
    )


def ways_up(majority: bool, *, kind: str) -> list[tuple[str, str]]:
    """How a matter may be taken up by that kind of body, and what each way is called."""
    ways = AgendaItem.TakenUp
    allowed = [ways.AGREED, ways.URGENT]
    if majority and kind != Organization.Kind.COUNCIL:
        allowed.append(ways.MAJORITY)
    return [(way.value, way.label) for way in allowed]


def may_be_taken_up(meeting: Meeting) -> list[Case]:
    """The ready cases that wait for this body and stand on no agenda."""
    rows = Case.objects.filter(state=Case.State.READY, body=meeting.organization.body_id)
    rows = rows.filter(stops__organization=meeting.organization_id, stops__treated_on=None)
    return [
        case
        for case in rows.distinct().prefetch_related("stops").order_by("title")
        if (first := next((s for s in case.stops.all() if s.treated_on is None), None))
        and first.organization_id == meeting.organization_id
    ]


@transaction.atomic
def treat_before(item: AgendaItem, *, before: AgendaItem | None, by: User) -> None:
    """Treat an item before another, or last (ændr rækkefølgen); every item keeps its number.

    Those who follow the meeting read the agenda in its new order.
    """
    meeting = lock_meeting(item.meeting)
    rows = list(meeting.items.all())
    rest = [row for row in rows if row.pk != item.pk]
    to = next((n for n, row in enumerate(rest) if before and row.pk == before.pk), len(rest))
    treated = treated_items(meeting)
    require(
        why_not_reorder(
            state=meeting.state,
            is_secretary=keeps(meeting, by),
            kind=meeting.organization.kind,
            treated=item.pk in treated,
            too_early=any(row.pk in treated for row in rest[to:]),
        )
    )
    rest.insert(to, item)
    moved = []
    for order, row in enumerate(rest, start=1):
        if row.order != order:
            row.order = order
            row.save(update_fields=["order"])
            moved.append(row)
    if not moved:
        return
    told = ", ".join(str(row.number) for row in rest if row.withdrawn_at is None)
    send_changed(meeting, why=f"Punkterne behandles i rækkefølgen {told}", rows=moved, by=by)
    details = {"item": item.number}
    note_in_meeting("treat_before", meeting, by=by, details=details, rows=moved)


def treated_items(meeting: Meeting) -> set[int]:
    """Ids of the items at which something was noted that says when they were treated."""
    moves = [Attendance.Event.ARRIVED, Attendance.Event.LEFT]
    rows = meeting.items.filter(
        Q(decision__isnull=False)
        | Q(ballots__isnull=False, ballots__struck_at=None)
        | Q(remarks__isnull=False, remarks__struck_at=None)
        | Q(attendance__event__in=moves, attendance__struck_at=None)
    )
    return set(rows.values_list("pk", flat=True))
