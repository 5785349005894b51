"""The public pages: front, municipality, organization, meeting, item, course, person."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from raadslag.people.models import Body, Membership, Organization
from raadslag.public.courses import is_routine
from raadslag.public.models import Publication, PublishedItem, live_q
from raadslag.public.person_page import ELECTED
from raadslag.public.reading import find_body, find_organization

A_MEETING = 3
"""So many decisions of one meeting stand among the newest."""


def front(request: HttpRequest) -> HttpResponse:
    """Next and latest meetings, what was decided lately, and every municipality."""
    bodies = Body.objects.annotate(
        meeting_count=Count(
            "organizations__publications__meeting",
            filter=live_q(prefix="organizations__publications__"),
            distinct=True,
        ),
        newest=Max(
            "organizations__publications__starts_at",
            filter=live_q(prefix="organizations__publications__"),
        ),
    ).filter(meeting_count__gt=0)
    several = len(bodies) > 1
    context = _lately() | {"bodies": bodies, "several": several}
    return render(request, "public/front.html", context)


def body(request: HttpRequest, body: str) -> HttpResponse:
    """One municipality: its organizations, its meetings, its decisions."""
    row = find_body(body)
    now = timezone.now()
    organizations = (
        row.organizations.annotate(
            meeting_count=Count(
                "publications__meeting", filter=live_q(now, "publications__"), distinct=True
            ),
            newest=Max("publications__starts_at", filter=live_q(now, "publications__")),
        )
        .filter(meeting_count__gt=0)
        .order_by("-newest")
    )
    return render(
        request, "public/body.html", _lately(row) | {"body": row, "organizations": organizations}
    )


def _lately(body: Body | None = None) -> dict[str, object]:
    """Upcoming and latest meetings and newest decisions, of one municipality or all."""
    within = Q(organization__body=body) if body else Q()
    shown = Publication.objects.shown().filter(within).listed()
    now = timezone.now()
    items = PublishedItem.objects.shown().listed().exclude(decision="").filter(closed=False)
    if body:
        items = items.filter(publication__organization__body=body)
    newest = items.filter(publication__kind="minutes").order_by(
        "-publication__starts_at", "position"
    )
    told: Counter[int] = Counter()
    decided = []
    for item in newest[:80]:
        if item.title and not is_routine(item.title) and told[item.publication_id] < A_MEETING:
            told[item.publication_id] += 1
            decided.append(item)
    return {
        "upcoming": shown.filter(starts_at__gte=now).order_by("starts_at")[:5],
        "latest": shown.filter(starts_at__lt=now).newest_first()[:8],
        "decided": decided[:7],
    }


def organization(request: HttpRequest, body: str, organization: str) -> HttpResponse:
    """One organization: meetings by year, members, feeds."""
    row = find_organization(body, organization)
    meetings = (
        row.publications.shown().listed().annotate(count=Count("items")).order_by("-starts_at")
    )
    years = [
        (year, list(group))
        for year, group in groupby(meetings, key=lambda meeting: meeting.day.year)
    ]
    today = timezone.localdate()
    members = row.memberships.on(today).filter(role__in=ELECTED).select_related("person")
    readable = Organization.objects.filter(
        Exists(Publication.objects.live().filter(organization=OuterRef("pk")))
    ).select_related("body")
    return render(
        request,
        "public/organization.html",
        {
            "organization": row,
            "years": years,
            "members": sorted(members, key=_rank),
            "predecessor": readable.filter(successors=row).first(),
            "successors": readable.filter(predecessor=row),
        },
    )


def _rank(membership: Membership) -> tuple[int, str]:
    return ELECTED.index(Membership.Role(membership.role)), membership.person.name
