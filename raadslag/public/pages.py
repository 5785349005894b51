"""The front page, a municipality and an organization."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from raadslag.people.models import Body, Membership, Organization
from raadslag.public.courses import is_routine
from raadslag.public.listing import as_listed, listed
from raadslag.public.models import Publication, PublishedItem, live_q
from raadslag.public.person_page import ELECTED
from raadslag.public.reading import find_body, find_organization

UPCOMING = 5
MEETINGS, A_MEETING, DECISIONS = 20, 3, 7
"""The newest decisions are sought in so many meetings, taken so many from each, so many in all."""


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
    minutes = shown.filter(kind=Publication.Kind.MINUTES, starts_at__lt=now).newest_first()
    newest = {publication.pk: publication for publication in minutes[:MEETINGS]}
    latest = shown.filter(starts_at__lt=now).select_related("meeting__announcement").newest_first()
    asked: dict[str, Any] = {"organization__body": body} if body else {}
    return {
        "upcoming": listed(starts_at__gte=now, **asked)[:UPCOMING],
        "latest": as_listed(latest[:8]),
        "decided": _decided(newest),
    }


def _decided(publications: dict[int, Publication]) -> list[PublishedItem]:
    """The newest decisions worth a line: no closed items, none that stand on every agenda."""
    rows = PublishedItem.objects.filter(publication__in=publications, closed=False)
    decided = rows.exclude(decision="").defer("text").order_by("position")
    titled = decided.exclude(title="")
    found: dict[int, list[PublishedItem]] = {pk: [] for pk in publications}
    for item in titled if titled.exists() else decided:  # some sources have lost every title
        several = found[item.publication_id]
        if len(several) < A_MEETING and not is_routine(item.title):
            item.publication = publications[item.publication_id]
            several.append(item)
    return [item for several in found.values() for item in several][:DECISIONS]


def organization(request: HttpRequest, body: str, organization: str) -> HttpResponse:
    """One organization: meetings by year, members, feeds."""
    row = find_organization(body, organization)
    now, rows = timezone.now(), listed(organization=row, counted=True)
    coming = [one for one in rows if one.starts_at >= now]
    past = [one for one in rows if one.starts_at < now and (one.address or one.cancelled)][::-1]
    years = [
        (year, list(group))
        for year, group in groupby(past, key=lambda one: timezone.localtime(one.starts_at).year)
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
            "coming": coming,
            "years": years,
            "members": sorted(members, key=_rank),
            "predecessor": readable.filter(successors=row).first(),
            "successors": readable.filter(predecessor=row),
        },
    )


def _rank(membership: Membership) -> tuple[int, str]:
    return ELECTED.index(Membership.Role(membership.role)), membership.person.name
