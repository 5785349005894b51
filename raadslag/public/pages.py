"""The public pages: front, municipality, organization, meeting, item, course, person."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from raadslag.people.models import Body, Membership, Organization, Person
from raadslag.public.addresses import course_address, item_address
from raadslag.public.courses import is_routine
from raadslag.public.models import Course, Publication, PublishedAttendance, PublishedItem, live_q
from raadslag.public.reading import find_body, find_kind, find_meeting, find_organization
from raadslag.public.showing import item_rows, neighbours, show_item, show_items, show_people
from raadslag.record import Item as RecordItem
from raadslag.record import part_from_data

ELECTED = [
    Membership.Role.CHAIR,
    Membership.Role.DEPUTY,
    Membership.Role.MEMBER,
    Membership.Role.SUBSTITUTE,
]
A_MEETING = 3
"""So many decisions of one meeting stand among the newest."""
LOOK = sha256(
    b"".join(
        page.read_bytes() for page in sorted(Path(__file__).parent.rglob("templates/**/*.html"))
    )
).hexdigest()
"""Changes when a template does, so that no reader keeps yesterday's page after an upgrade."""


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
    return render(request, "public/front.html", _lately() | {"bodies": bodies})


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


def meeting(request: HttpRequest, body: str, organization: str, day: str) -> HttpResponseBase:
    """A meeting: its minutes, or its agenda until there are minutes."""
    found = find_meeting(body, organization, day)
    agenda = found.agenda if found.agenda != found.shown else None
    return _meeting(request, found.shown, {"agenda": agenda, "withdrawn": found.withdrawn})


def agenda(request: HttpRequest, body: str, organization: str, day: str) -> HttpResponseBase:
    """The agenda, also after there are minutes."""
    return _meeting(request, find_kind(body, organization, day, "agenda"), {"only_agenda": True})


def _meeting(
    request: HttpRequest, publication: Publication, more: dict[str, object]
) -> HttpResponseBase:
    rows = list(item_rows(publication))
    courses = [(row.course.slug, row.course.title) for row in rows if row.course]
    tag = _tag(request, publication, courses, [str(value) for value in more.values()])
    unchanged = _unchanged(request, tag)
    if unchanged is not None:
        return unchanged
    publication.refresh_from_db(fields=["record"])
    record = publication.as_record()
    answer = render(
        request,
        "public/meeting.html",
        more
        | {
            "publication": publication,
            "organization": publication.organization,
            "record": record,
            "items": show_items(publication, record, rows, top=3),
            "people": show_people(publication, record),
        },
    )
    return _stamped(answer, publication, tag)


def item(
    request: HttpRequest, body: str, organization: str, day: str, anchor: str
) -> HttpResponseBase:
    """One item, with the way to the next and to its case's course."""
    publication = find_meeting(body, organization, day).shown
    rows = list(item_rows(publication))
    place = next((n for n, row in enumerate(rows) if row.anchor == anchor), None)
    if place is None:
        raise Http404
    row = rows[place]
    course = neighbours(list(row.course.items.shown().listed())) if row.course else []
    around = [f"{step.publication_id} {step.title}" for step in course]
    tag = _tag(request, publication, anchor, around)
    unchanged = _unchanged(request, tag)
    if unchanged is not None:
        return unchanged
    data = (
        Publication.objects.filter(pk=publication.pk)
        .values_list(f"record__items__{row.position - 1}", flat=True)
        .get()
    )
    shown = show_item(row, part_from_data(RecordItem, data), list(row.files.all()), top=2)
    answer = render(
        request,
        "public/item.html",
        {
            "publication": publication,
            "organization": publication.organization,
            "shown": shown,
            "before": rows[place - 1] if place else None,
            "after": rows[place + 1] if place + 1 < len(rows) else None,
            "course": course if len(course) > 1 else [],
        },
    )
    return _stamped(answer, publication, tag)


def permanent_item(_request: HttpRequest, uid: str) -> HttpResponse:
    """An item's address for ever leads to where the item stands now."""
    row = PublishedItem.objects.shown().filter(uid=uid).listed().first()
    if row is None:
        raise Http404
    return redirect(item_address(row))


def course(request: HttpRequest, body: str, slug: str) -> HttpResponse:
    """A case through bodies and years, with each decision."""
    row = (
        Course.objects.filter(body__slug=body, slug=slug)
        .select_related("body", "merged_into")
        .first()
    )
    if row is None:
        raise Http404
    if row.merged_into:
        return redirect(course_address(row.merged_into, row.body), permanent=True)
    steps = neighbours(list(row.items.shown().listed()))
    if len(steps) < 2:
        raise Http404
    bodies = list(dict.fromkeys(step.publication.organization.name for step in steps))
    return render(
        request,
        "public/course.html",
        {"course": row, "body": row.body, "steps": steps, "bodies": bodies},
    )


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
        row.attendance.filter(live_q(prefix="publication__"), publication__kind="minutes")
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
            "seats": seats.order_by("-starts_on"),
            "attendance": attendance[:60],
            "totals": _totals(attendance),
            "parties": sorted({one.party for one in attendance if one.party}),
        },
    )


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


def _tag(request: HttpRequest, publication: Publication, *said: object) -> str:
    """An ETag over everything that the page shows."""
    user = request.user.pk if request.user.is_authenticated else None
    parts = (publication.uid, publication.modified_at, publication.organization.name, user, said)
    return f'"{sha256(repr((LOOK, settings.DEMO, parts)).encode()).hexdigest()[:32]}"'


def _unchanged(request: HttpRequest, tag: str) -> HttpResponseBase | None:
    if "HTTP_IF_NONE_MATCH" not in request.META:
        return None
    return get_conditional_response(request, etag=tag)


def _stamped(answer: HttpResponse, publication: Publication, tag: str) -> HttpResponse:
    """With what a reader's cache needs to ask again, so that a withdrawal is seen at once."""
    answer["ETag"] = tag
    answer["Last-Modified"] = http_date(publication.modified_at.timestamp())
    answer["Cache-Control"] = "no-cache"
    return answer
