"""Who is there: events as they happen, and recusal that follows the case."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from raadslag.allowed import Obstacle, require
from raadslag.journal.proving import Rows
from raadslag.meetings.actions import keeps, lock_meeting
from raadslag.meetings.live import note_in_meeting
from raadslag.meetings.models import (
    AgendaItem,
    Attendance,
    Meeting,
)
from raadslag.meetings.presence import in_room
from raadslag.meetings.reading import RECUSAL
from raadslag.meetings.rules.holding import why_not_note_recusal, why_not_work_live
from raadslag.meetings.seats import events_of, every_seat, places
from raadslag.people.models import Person, User


@transaction.atomic
def note_attendance(
    meeting: Meeting,
    *,
    person: Person,
    event: str,
    by: User,
    item: AgendaItem | None = None,
    at: datetime | None = None,
) -> Attendance:
    """Note that somebody came, left, or steps out for an item as inhabil (notér fremmøde).

    Who is recused does not read a closed item from that moment, here or where its case comes next. At the
    meeting recusal is the body's decision (KSL § 14), and takes the place of what the member told before.
    """
    meeting = lock_meeting(meeting)
    require(_why_not_note(meeting, event, by=by))
    seats = [seat for seat in every_seat(meeting) if seat.person == person]
    seat = next((one for one in seats if item and one.item == item.pk), None) or next(iter(seats), None)  # fmt: skip
    if seat is None:
        require([Obstacle("no-seat", "Personen har ingen plads i udvalget den dag.")])
    if event in RECUSAL and item is None:
        require([Obstacle("no-item", "Inhabilitet gælder et bestemt punkt.", "KSL § 14")])
    decided = event in RECUSAL and meeting.state != Meeting.State.CALLED
    told = _told_before(item, person) if decided and item is not None else []
    row = Attendance.objects.create(
        meeting=meeting,
        person=person,
        event=event,
        item=item,
        decided=decided,
        substitute_for=seat.substitute_for if seat else None,
        at=at or timezone.now(),
    )
    details = {"person": person.pk, "event": event, "item": item.number if item else None}
    rows = [row, *told, *_follow_case(row)]
    note_in_meeting("note_attendance", meeting, by=by, details=details, rows=rows)
    return row


def _told_before(item: AgendaItem, person: Person) -> list[Attendance]:
    """Struck: what the member told before the meeting, of which the body now decides."""
    rows = Attendance.objects.filter(item=item, person=person, event__in=RECUSAL, struck_at=None)
    told = list(rows.filter(decided=False))
    for one in told:
        one.struck_at = timezone.now()
        one.save(update_fields=["struck_at"])
        _follow_case(one)
    return told


@transaction.atomic
def turn_seat(item: AgendaItem, *, person: Person, by: User) -> None:
    """Somebody came or left at this item; the same again takes it back (vend plads).

    Who is noted as recused for the item is so no more.
    """
    meeting = lock_meeting(item.meeting)
    first = meeting.items.first() == item
    if _turned_for_one(item, person, by=by):
        return
    rows = Attendance.objects.filter(meeting=meeting, person=person, struck_at=None)
    out = rows.filter(event=Attendance.Event.RECUSED, item=item).last()
    here = Q(item=item) | Q(item=None) if first else Q(item=item)
    moves = rows.filter(event__in=[Attendance.Event.ARRIVED, Attendance.Event.LEFT])
    last = out or moves.filter(here).last()
    if last is not None:
        strike_attendance(last, by=by)
        return
    there = person.pk in in_room(events_of(meeting), item=places(meeting.items.all())[item.pk])
    event = Attendance.Event.LEFT if there else Attendance.Event.ARRIVED
    at = None if first and event == Attendance.Event.ARRIVED else item
    note_attendance(meeting, person=person, event=event, item=at, by=by)


def _turned_for_one(item: AgendaItem, person: Person, *, by: User) -> bool:
    """Did a substitute for this item alone sit down, or rise again? Nothing of it is about the meeting."""
    seats = item.substitutes.filter(person=person, given_back_at=None)
    if not seats.exists():
        return False
    sat = Attendance.objects.filter(
        item=item, person=person, event=Attendance.Event.STOOD_IN, struck_at=None
    ).last()
    if sat is not None:
        strike_attendance(sat, by=by)
    else:
        note_attendance(item.meeting, person=person, event="stood_in", item=item, by=by)
    return True


@transaction.atomic
def strike_attendance(row: Attendance, *, by: User) -> None:
    """Take a wrong attendance event out of account; it stays in the table (slet fremmøde)."""
    meeting = lock_meeting(row.meeting)
    require(_why_not_note(meeting, row.event, by=by))
    row.struck_at = timezone.now()
    row.save(update_fields=["struck_at"])
    rows = [row, *_follow_case(row)]
    note_in_meeting("strike_attendance", meeting, by=by, details={"row": row.pk}, rows=rows)


def _why_not_note(meeting: Meeting, event: str, *, by: User) -> list[Obstacle]:
    rule = why_not_note_recusal if event in RECUSAL else why_not_work_live
    return rule(
        state=meeting.state,
        is_secretary=keeps(meeting, by),
        putting_right=meeting.putting_right,
    )


def _follow_case(row: Attendance) -> Rows:
    """Recusal belongs to the case: who is recused somewhere does not read it while it is closed."""
    if row.event != Attendance.Event.RECUSED or row.item is None or row.item.case is None:
        return []
    case = row.item.case
    same = Attendance.objects.filter(item__case=case, person=row.person_id, event=row.event)
    if same.filter(struck_at=None).exists():
        case.shut_out.add(row.person)
    else:
        case.shut_out.remove(row.person)
    return [case]
