"""Who sits in an organization on a meeting's day, and what the events say about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from raadslag.meetings.models import AgendaItem, Attendance, Meeting
from raadslag.meetings.presence import BEGINNING, Event, in_room
from raadslag.people.models import Membership, Person
from raadslag.people.rights import SEATS

ROLE_ORDER = {"chair": 0, "deputy": 1, "member": 2, "substitute": 3}


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody with a vote on the day. A substitute names whom they sit for."""

    person: Person
    party: str
    role: str
    substitute_for: Person | None = None


def seats_of(meeting: Meeting) -> list[Seat]:
    """Everybody who may take a seat that day, chair first: members, and substitutes in their time."""
    day = timezone.localdate(meeting.starts_at)
    found = (
        Membership.objects.on(day)
        .filter(organization=meeting.organization_id, role__in=SEATS)
        .select_related("person", "substitute_for")
    )
    rows = sorted(found, key=lambda seat: (ROLE_ORDER[seat.role], seat.person.name))
    return [Seat(row.person, row.party, row.role, row.substitute_for) for row in rows]


def seat_count(seats: Iterable[Seat]) -> int:
    """Seats in the organization; a substitute and the member substituted are one."""
    return sum(1 for seat in seats if seat.substitute_for is None)


def places(items: Iterable[AgendaItem]) -> dict[int, int]:
    """Each item's place in the order of treatment, counted from 1."""
    return {item.pk: place for place, item in enumerate(items, start=1)}


def events_of(meeting: Meeting) -> list[Event]:
    """The meeting's attendance as the pure rules read it."""
    at = places(meeting.items.all())
    rows = Attendance.objects.filter(meeting=meeting, struck_at=None)
    rows = rows.exclude(event=Attendance.Event.ABLE)
    return [
        Event(row.person_id, row.event, at.get(row.item_id or 0, BEGINNING), row.pk)  # type: ignore[arg-type]
        for row in rows
    ]


def members_in_room(meeting: Meeting, item: AgendaItem) -> frozenset[int]:
    """Ids of those with a vote who are present for an item."""
    place = places(meeting.items.all())[item.pk]
    voters = {seat.person.pk for seat in seats_of(meeting)}
    return in_room(events_of(meeting), item=place) & voters
