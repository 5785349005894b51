"""An elected person: seats and attendance, as the published record has them."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from raadslag.people.models import Membership, Organization, Person
from raadslag.public.models import Publication, PublishedAttendance, live_q

ELECTED = [
    Membership.Role.CHAIR,
    Membership.Role.DEPUTY,
    Membership.Role.MEMBER,
    Membership.Role.SUBSTITUTE,
]


def person(request: HttpRequest, body: str, slug: str) -> HttpResponse:
    """A person's memberships and attendance, as the published record has them."""
    row = Person.objects.filter(body__slug=body, slug=slug).select_related("body").first()
    if row is None:
        raise Http404
    readable = Publication.objects.live().filter(organization=OuterRef("organization"))
    seats = (
        row.memberships.filter(role__in=ELECTED)
        .select_related("organization__body")
        .annotate(readable=Exists(readable))
    )
    held = (
        row.attendance.filter(
            live_q(prefix="publication__"), publication__kind="minutes", is_member=True
        )
        .select_related("publication__organization__body")
        .defer("publication__record")
        .order_by("-publication__starts_at")
    )
    attendance = list(held)
    if not attendance and not seats:
        raise Http404
    return render(
        request,
        "public/person.html",
        {
            "person": row,
            "body": row.body,
            "seats": _whole_seats(list(seats.order_by("-starts_on"))),
            "attendance": attendance[:60],
            "totals": _totals(attendance),
            "parties": sorted({one.party for one in attendance if one.party}),
        },
    )


def _whole_seats(seats: list[Membership]) -> list[Membership]:
    """Seats without those that lie within another of the same organization and role.

    Old minutes show a seat only on the days of their meetings; the roster knows all of it.
    """
    kept: list[Membership] = []
    for seat in sorted(seats, key=_length, reverse=True):
        same = [s for s in kept if (s.organization_id, s.role) == (seat.organization_id, seat.role)]
        if not any(_start(s) <= _start(seat) and _end(seat) <= _end(s) for s in same):
            kept.append(seat)
    return sorted(kept, key=_start, reverse=True)


def _start(seat: Membership) -> date:
    return seat.starts_on or date.min


def _end(seat: Membership) -> date:
    return seat.ends_on or date.max


def _length(seat: Membership) -> timedelta:
    return _end(seat) - _start(seat)


def _totals(attendance: list[PublishedAttendance]) -> list[tuple[Organization, int, int]]:
    """For each organization: meetings the person took part in, and meetings recorded."""
    took_part: Counter[Organization] = Counter()
    recorded: Counter[Organization] = Counter()
    for one in attendance:
        organization = one.publication.organization
        recorded[organization] += 1
        took_part[organization] += one.status == "present"
    return [
        (organization, took_part[organization], n) for organization, n in recorded.most_common()
    ]
