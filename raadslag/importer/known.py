"""What the house knows of a municipality's committees and persons, as the matching wants it."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from raadslag.importer.match_organizations import KnownOrganization
from raadslag.importer.match_persons import KnownPerson, Seat
from raadslag.meetings.models import Meeting
from raadslag.people.models import Body, Organization, Person


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
