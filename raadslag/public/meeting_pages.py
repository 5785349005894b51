"""A meeting, its items, and a case's course through many meetings."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from raadslag.public.addresses import course_address, item_address
from raadslag.public.listing import announcement_of, told_of
from raadslag.public.models import Course, Publication, PublishedItem
from raadslag.public.reading import find_kind, find_meeting
from raadslag.public.showing import item_rows, neighbours, show_item, show_items, show_people
from raadslag.record import Item as RecordItem
from raadslag.record import Meeting as Record
from raadslag.record import part_from_data

LOOK = sha256(
    b"".join(
        page.read_bytes() for page in sorted(Path(__file__).parent.rglob("templates/**/*.html"))
    )
).hexdigest()
"""Changes when a template does, so that no reader keeps yesterday's page after an upgrade."""


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
            **_when(publication, record),
        },
    )
    return _stamped(answer, publication, tag)


def _when(publication: Publication, record: Record) -> dict[str, object]:
    """When and where the meeting is held by what was announced last, and what became of it.

    Minutes say it themselves: what they print is when and where it was held.
    """
    told = announcement_of(publication)
    if told is None or publication.kind == Publication.Kind.MINUTES:
        return {"starts_at": publication.starts_at, "location": record.location}
    when = {"starts_at": told.starts_at, "location": told.location, "ahead": True}
    return when | _became(publication)


def _became(publication: Publication) -> dict[str, object]:
    """That an agenda's meeting was moved or cancelled, and why."""
    told = announcement_of(publication)
    if told is None or publication.kind == Publication.Kind.MINUTES:
        return {}
    return {"announcement": told, "became": told_of(told)}


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
            **_became(publication),
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


def _tag(request: HttpRequest, publication: Publication, *said: object) -> str:
    """An ETag over everything that the page shows."""
    user = request.user.pk if request.user.is_authenticated else None
    told = announcement_of(publication)
    when = told.modified_at if told else None
    parts = (
        publication.uid,
        publication.modified_at,
        when,
        publication.organization.name,
        user,
        said,
    )
    return f'"{sha256(repr((LOOK, settings.DEMO, parts)).encode()).hexdigest()[:32]}"'


def _unchanged(request: HttpRequest, tag: str) -> HttpResponseBase | None:
    if "HTTP_IF_NONE_MATCH" not in request.META:
        return None
    return get_conditional_response(request, etag=tag)


def _stamped(answer: HttpResponse, publication: Publication, tag: str) -> HttpResponse:
    """With what a reader's cache needs to ask again, so that a withdrawal is seen at once."""
    answer["ETag"] = tag
    told = announcement_of(publication)
    changed = max(publication.modified_at, told.modified_at) if told else publication.modified_at
    answer["Last-Modified"] = http_date(changed.timestamp())
    answer["Cache-Control"] = "no-cache"
    return answer
