"""Who sits in a meeting, who is expected, and what the events say about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from raadslag.law.table import law
from raadslag.meetings.models import AgendaItem, Attendance, Meeting
from raadslag.meetings.presence import BEGINNING, Event, in_room, quorum
from raadslag.people.models import Membership, Organization, Person
from raadslag.people.rights import SEATS

ROLE_ORDER = {"chair": 0, "deputy": 1, "member": 2, "substitute": 3}


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody with a vote on the day. A substitute names whom they sit for."""

    person: Person
    party: str
    role: str
    substitute_for: Person | None = None
    item: int | None = None
    """The item's key where the seat is for that alone; it is no seat in the meeting."""


def seats_of(meeting: Meeting) -> list[Seat]:
    """Everybody who may take a seat in the meeting, chair first.

    Members on its day, substitutes in their time, and those called to sit at this meeting alone.
    """
    day = timezone.localdate(meeting.starts_at)
    found = (
        Membership.objects.on(day)
        .filter(organization=meeting.organization_id, role__in=SEATS)
        .select_related("person", "substitute_for")
    )
    seats = [Seat(row.person, row.party, row.role, row.substitute_for) for row in found]
    seated = {seat.person.pk for seat in seats}
    called = meeting.substitutes.filter(given_back_at=None, item=None).exclude(person__in=seated)
    seats += [
        Seat(row.person, row.party, Membership.Role.SUBSTITUTE, row.substitute_for)
        for row in called.select_related("person", "substitute_for")
    ]
    return sorted(seats, key=lambda seat: (ROLE_ORDER[seat.role], seat.person.name))


def every_seat(meeting: Meeting) -> list[Seat]:
    """Those with a seat in the meeting, and those called to sit at one item alone."""
    called = meeting.substitutes.filter(given_back_at=None, item__isnull=False)
    for_one = [
        Seat(row.person, row.party, Membership.Role.SUBSTITUTE, row.substitute_for, row.item_id)
        for row in called.select_related("person", "substitute_for").order_by("person__name", "pk")
    ]
    return [*seats_of(meeting), *for_one]


def sat_for(meeting: Meeting, person: int | None) -> frozenset[int]:
    """Keys of the items at which the person sits, where that is all they sit at."""
    if person is None:
        return frozenset()
    rows = meeting.substitutes.filter(person=person, given_back_at=None, item__isnull=False)
    return frozenset(pk for pk in rows.values_list("item", flat=True) if pk)


def sits_at(meeting: Meeting, person: int | None) -> bool:
    """Does the person have a seat in this very meeting?"""
    if person is None:
        return False
    return Meeting.objects.filter(Meeting.objects.has_seat(person), pk=meeting.pk).exists()


@dataclass(frozen=True, slots=True)
class Forecast:
    """Who is expected: `coming` have a seat and sent no apology, `away` did, `stand_ins` by member's id.

    `law` says where it stands how many are needed.
    """

    coming: tuple[Seat, ...]
    away: tuple[Seat, ...]
    stand_ins: dict[int, Person]
    seats: int
    law: str | None

    @property
    def needed(self) -> int:
        """So many must be there for the body to decide."""
        return quorum(self.seats)

    @property
    def enough(self) -> bool:
        """Will the body be able to decide, by what is known today?"""
        return len(self.coming) >= self.needed


def forecast(meeting: Meeting) -> Forecast:
    """Who is expected at the meeting: a member whose seat a substitute holds is not, whoever told it."""
    seats = seats_of(meeting)
    gone = set(meeting.apologies.filter(called_back_at=None).values_list("person", flat=True))
    stand_ins = {
        seat.substitute_for.pk: seat.person
        for seat in seats
        if seat.substitute_for is not None and seat.person.pk not in gone
    }
    coming = [s for s in seats if s.person.pk not in gone and s.person.pk not in stand_ins]
    members = [seat for seat in seats if seat.substitute_for is None]
    away = [s for s in members if s.person.pk in gone or s.person.pk in stand_ins]
    return Forecast(tuple(coming), tuple(away), stand_ins, seat_count(seats), _law(meeting))


def _law(meeting: Meeting) -> str | None:
    return law("quorum", meeting.organization.kind)


WITH_COPIES = frozenset(
    {Organization.Kind.FINANCE, Organization.Kind.STANDING, Organization.Kind.SPECIAL}
)
"""Bodies whose agendas and minutes go to the mayor (KSL § 31 a stk. 1)."""


def mayor_of(organization: Organization) -> Person | None:
    """Today's mayor, to whom the committee's agendas and minutes go; null where there is none, or it is none."""
    if organization.kind not in WITH_COPIES:
        return None
    rows = Membership.objects.on(timezone.localdate()).filter(
        organization__body=organization.body_id,
        organization__kind=Organization.Kind.COUNCIL,
        role=Membership.Role.CHAIR,
    )
    found = rows.select_related("person").first()
    return found.person if found else None


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
    voters = {seat.person.pk for seat in every_seat(meeting)}
    return in_room(events_of(meeting), item=place) & voters
