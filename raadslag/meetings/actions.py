"""Making a meeting's agenda; `planning` comes before it, `calling` sends it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from raadslag.allowed import Obstacle, require
from raadslag.cases.agenda import APPROVED_FOR_ONE, let_go, put_on_agenda
from raadslag.cases.models import Case
from raadslag.journal.actions import note
from raadslag.journal.proving import Name, Rows, names_of
from raadslag.meetings.correctable import state_for_writing
from raadslag.meetings.models import (
    AgendaItem,
    Meeting,
    Message,
)
from raadslag.meetings.rules.agenda import (
    in_parts,
    why_not_add,
    why_not_drop,
    why_not_move,
)
from raadslag.meetings.rules.chairs import why_not_leave_out
from raadslag.meetings.rules.proposals import why_not_take_off
from raadslag.people.models import User
from raadslag.people.rights import is_secretary_of, rights_of
from raadslag.record import Block, to_data


@transaction.atomic
def add_to_agenda(case: Case, *, meeting: Meeting, by: User) -> AgendaItem:
    """Put a ready case on a planned meeting's agenda, before the fixed last items (sæt på dagsorden)."""
    meeting, case = lock_meeting(meeting), Case.objects.select_for_update().get(pk=case.pk)
    require(why_not_add_now(case, meeting=meeting, by=by))
    if meeting.state != Meeting.State.PLANNED:
        require([Obstacle("called", "Mødet er indkaldt: brug tillægsdagsordenen.")])
    item = row_of(case, meeting=meeting)
    put_case(item)
    renumber(meeting)
    details = {"meeting": str(meeting.uid)}
    rows = [case, meeting.items.all()]
    note("add_to_agenda", by=by, subject=f"case:{case.uid}", details=details, rows=rows)
    return item


@transaction.atomic
def add_all_to_agenda(cases: Iterable[Case], *, meeting: Meeting, by: User) -> int:
    """Put these cases on a planned meeting's agenda in their order (sæt alle på); how many."""
    return len([add_to_agenda(case, meeting=meeting, by=by) for case in cases])


def why_not_add_now(case: Case, *, meeting: Meeting, by: User) -> list[Obstacle]:
    """Why a case may not come on a meeting's agenda now."""
    waiting = case.stops.filter(treated_on=None).first()
    return why_not_add(
        state=meeting.state,
        case_state=case.state,
        on_route=waiting is not None and waiting.organization_id == meeting.organization_id,
        already_there=meeting.items.filter(case=case, withdrawn_at=None).exists(),
        elsewhere=_elsewhere(case, meeting),
        is_secretary=keeps(meeting, by),
    )


def _elsewhere(case: Case, meeting: Meeting) -> str:
    """The other meeting that is still to treat the case; empty where there is none."""
    live = [Meeting.State.PLANNED, Meeting.State.CALLED, Meeting.State.OPEN]
    rows = AgendaItem.objects.filter(case=case, withdrawn_at=None, meeting__state__in=live)
    other = rows.exclude(meeting=meeting).select_related("meeting__organization").first()
    return str(other.meeting) if other else ""


@transaction.atomic
def add_item(
    meeting: Meeting, *, title: str, by: User, blocks: tuple[Block, ...] = ()
) -> AgendaItem:
    """Put an item without a case on a planned meeting's agenda (tilføj punkt)."""
    meeting = lock_meeting(meeting)
    require(why_not_move(state=meeting.state, is_secretary=keeps(meeting, by), fixed=False))
    if not title.strip():
        require([Obstacle("no-title", "Punktet skal have en titel.")])
    item = AgendaItem.objects.create(
        meeting=meeting,
        order=_next_order(meeting),
        kind=AgendaItem.Kind.OTHER,
        title=" ".join(title.split()),
        blocks=to_data(blocks),
    )
    renumber(meeting)
    _note("add_item", item, by=by, rows=[meeting.items.all()])
    return item


@transaction.atomic
def write_item(
    item: AgendaItem, *, title: str, blocks: tuple[Block, ...], version: int, by: User
) -> AgendaItem:
    """Write an item that has no case, such as Meddelelser. A stale `version` is refused."""
    meeting = lock_meeting(item.meeting)
    item = AgendaItem.objects.select_for_update().get(pk=item.pk)
    state = state_for_writing(item, meeting)
    require(why_not_move(state=state, is_secretary=keeps(meeting, by), fixed=False))
    if item.version != version:
        require([Obstacle("stale", "En anden har rettet punktet imens. Se det, og prøv igen.")])
    named = item.fixed or hasattr(item, "proposal") or hasattr(item, "chair_decision")
    item.title = item.title if named else " ".join(title.split()) or item.title
    item.blocks, item.version = to_data(blocks), item.version + 1
    item.save(update_fields=["title", "blocks", "version"])
    _note("write_item", item, by=by, rows=[item])
    return item


@transaction.atomic
def move_item(item: AgendaItem, *, to: int, by: User) -> None:
    """Move an item to a place counted from 1, between the fixed first and last items (flyt punkt)."""
    meeting = lock_meeting(item.meeting)
    item = AgendaItem.objects.select_for_update().get(pk=item.pk)
    require(why_not_move(state=meeting.state, is_secretary=keeps(meeting, by), fixed=item.fixed))
    rest = [row for row in meeting.items.all() if row.pk != item.pk]
    lowest = sum(1 for row in rest if row.fixed and not row.last)
    highest = len(rest) - sum(1 for row in rest if row.last)
    rest.insert(min(max(to - 1, lowest), highest), item)
    _store_order(in_parts(rest, meeting.closed_part))
    _note("move_item", item, by=by, rows=[meeting.items.all()])


@transaction.atomic
def drop_item(item: AgendaItem, *, by: User) -> None:
    """Take an item off an agenda that is not sent; its case is ready again (tag af dagsordenen)."""
    meeting = lock_meeting(item.meeting)
    require(why_not_drop(state=meeting.state, is_secretary=keeps(meeting, by), fixed=item.fixed))
    kind = meeting.organization.kind
    require(why_not_take_off(members=hasattr(item, "proposal"), kind=kind))
    require(why_not_leave_out(chairs=hasattr(item, "chair_decision"), kind=kind))
    let_go([item.case] if item.case else [])
    case, gone = item.case, gone_with(item)
    waiting = list(item.messages.all())
    item.messages.update(item=None, state=Message.State.OFFERED)
    item.delete()
    renumber(meeting)
    rows = [*gone, meeting.items.all(), *waiting, *([case] if case else [])]
    _note("drop_item", item, by=by, rows=rows)


def gone_with(item: AgendaItem) -> list[Name]:
    """The names of the rows that go when an item is deleted, itself first."""
    return names_of(item, item.closings.all(), item.guests.all())


@transaction.atomic
def explain_lateness(item: AgendaItem, *, reason: str, by: User) -> None:
    """Say why a case that comes after the deadline cannot wait (begrund sen sag)."""
    meeting = lock_meeting(item.meeting)
    require(why_not_move(state=meeting.state, is_secretary=keeps(meeting, by), fixed=False))
    AgendaItem.objects.filter(pk=item.pk).update(late_reason=reason.strip()[:300])
    _note("explain_lateness", item, by=by, rows=[item])


@transaction.atomic
def explain_all_lateness(meeting: Meeting, *, reason: str, by: User) -> None:
    """Say once for every case that has no reason yet why they cannot wait (begrund sene sager)."""
    meeting = lock_meeting(meeting)
    for item in meeting.items.filter(case__isnull=False, late_reason=""):
        explain_lateness(item, reason=reason, by=by)


def lock_meeting(meeting: Meeting) -> Meeting:
    return (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("organization__body")
        .get(pk=meeting.pk)
    )


def keeps(meeting: Meeting, by: User) -> bool:
    return is_secretary_of(rights_of(by), meeting.organization_id)


def unreasoned(item: AgendaItem) -> bool:
    return item.closed and not (item.closed_reason.strip() and item.public_title.strip())


def is_ready(item: AgendaItem) -> bool:
    """Its case has its approval still; a case that was changed on the agenda has not."""
    return item.case is None or item.case.state in APPROVED_FOR_ONE


def row_of(case: Case, *, meeting: Meeting) -> AgendaItem:
    """The case as an item at the end of the meeting's agenda, not saved."""
    return AgendaItem(
        meeting=meeting,
        order=_next_order(meeting),
        case=case,
        title=case.title,
        closed=case.closed,
        closed_reason=case.closed_reason,
        public_title=case.public_title,
    )


def row_without_case(item: AgendaItem, *, meeting: Meeting) -> AgendaItem:
    """The item as one of another meeting's, saved before its fixed last items."""
    made = AgendaItem.objects.create(
        meeting=meeting,
        order=_next_order(meeting),
        kind=item.kind,
        title=item.title,
        blocks=item.blocks,
        closed=item.closed,
        closed_reason=item.closed_reason,
        public_title=item.public_title,
    )
    renumber(meeting)
    return made


def put_case(item: AgendaItem) -> None:
    """Save the row of a case; the case stands on an agenda from now on."""
    assert item.case is not None
    item.save(force_insert=True)
    put_on_agenda(item.case)


def _note(act: str, item: AgendaItem, *, by: User, rows: Rows) -> None:
    details = {"item": str(item.uid)}
    note(act, by=by, subject=f"meeting:{item.meeting.uid}", details=details, rows=rows)


def _next_order(meeting: Meeting) -> int:
    return int(meeting.items.aggregate(last=Max("order"))["last"] or 0) + 1


def renumber(meeting: Meeting) -> None:
    """Places without holes, the fixed last items last."""
    rows = sorted(meeting.items.all(), key=lambda item: (item.last, item.order))
    _store_order(in_parts(rows, meeting.closed_part))


def _store_order(items: list[AgendaItem]) -> None:
    for order, item in enumerate(items, start=1):
        if item.order != order:
            AgendaItem.objects.filter(pk=item.pk).update(order=order)
