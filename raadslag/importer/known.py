"""What the house knows of a municipality's committees and persons, as the matching wants it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from raadslag.importer.match_organizations import KnownOrganization
from raadslag.importer.match_persons import KnownPerson, Seat
from raadslag.meetings.models import Meeting
from raadslag.people.models import Body, Organization, Person
from raadslag.reader import Member, Town


def known_organizations(body: Body) -> list[KnownOrganization]:
    """The body's committees with their remembered spellings and the days they have met on."""
    rows = Organization.objects.filter(body=body).committees().prefetch_related("names")
    met: dict[int, list[date]] = {}
    days = Meeting.objects.filter(organization__body=body).values_list("organization", "starts_at")
    for organization, starts_at in days:
        met.setdefault(organization, []).append(timezone.localtime(starts_at).date())
    return [
        KnownOrganization(
            row.pk,
            row.name,
            row.short_name,
            frozenset(name.spelling for name in row.names.all()),
            row.starts_on,
            row.ends_on,
            tuple(met.get(row.pk, ())),
        )
        for row in rows
    ]


def known_persons(body: Body) -> list[KnownPerson]:
    """The body's persons with their remembered spellings and the seats they have held."""
    rows = Person.objects.filter(body=body).prefetch_related("names", "memberships")
    return [
        KnownPerson(
            row.pk,
            row.name,
            frozenset(name.spelling for name in row.names.all()),
            tuple(
                Seat(seat.organization_id, seat.party, seat.starts_on, seat.ends_on)
                for seat in row.memberships.all()
            ),
        )
        for row in rows
    ]


def known_town(body: Body | None) -> Town:
    """What the reader is told of a file's municipality: its committees by every spelling that is remembered,
    and who has sat in them when. Persons without a seat are not among its members."""
    if body is None:
        return Town()
    rows = Organization.objects.filter(body=body).committees().prefetch_related("names")
    bodies = {
        name
        for row in rows
        for name in (row.name, row.short_name, *(one.spelling for one in row.names.all()))
        if name
    }
    members = tuple(Member(one.name, *_sat(one.seats)) for one in known_persons(body) if one.seats)
    return Town(body.name, tuple(sorted(bodies)), members)


def _sat(seats: Sequence[Seat]) -> tuple[date | None, date | None]:
    """First and last day of all seats together; null where one has no such day."""
    first, last = [seat.starts_on for seat in seats], [seat.ends_on for seat in seats]
    return (
        None if None in first else min(day for day in first if day),
        None if None in last else max(day for day in last if day),
    )
