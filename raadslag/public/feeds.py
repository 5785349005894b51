"""Feeds, calendars and the list of all addresses, for those who read by machine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from xml.sax.xmlreader import AttributesImpl

from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator

from raadslag.meetings.calendar import empty_calendar, meeting_event
from raadslag.public import addresses
from raadslag.public.listing import announcement_of, listed, told_of
from raadslag.public.models import Course, Publication, PublicationQuerySet, PublishedItem
from raadslag.public.reading import find_body, find_organization
from raadslag.record.letters import clean

FEED_LENGTH = 40
CALENDAR_YEARS = 2
SITEMAP_PAGE = 5000
Chosen = tuple[str, str, PublicationQuerySet]
"""Whose feed it is, its address, and its live publications."""


if TYPE_CHECKING:
    _Feed = Feed[Publication, Chosen]
else:
    _Feed = Feed  # at run time Django's class takes no types


class MeetingFeed(_Feed):
    """New agendas and minutes as Atom, newest change first."""

    feed_type = Atom1Feed
    author_name = "Rådslag"

    def get_object(
        self, _request: HttpRequest, body: str, organization: str | None = None
    ) -> Chosen:
        live = Publication.objects.live().listed()
        if organization is None:
            row = find_body(body)
            address = addresses.body_address(row)
            return row.name, address, live.filter(organization__body=row)
        found = find_organization(body, organization)
        address = addresses.organization_address(found)
        return f"{found.name}, {found.body.name}", address, live.filter(organization=found)

    def title(self, found: Chosen) -> str:
        return f"{found[0]}: dagsordener og referater"

    def link(self, found: Chosen) -> str:
        return found[1]

    def items(self, found: Chosen) -> PublicationQuerySet:
        rows = found[2].order_by("-modified_at").select_related("meeting__announcement")
        return rows.prefetch_related("items")[:FEED_LENGTH]

    def item_title(self, item: Publication) -> str:
        told = announcement_of(item)
        cancelled = "Aflyst: " if told and told.cancelled else ""
        day = timezone.localdate(told.starts_at) if told else item.day
        return f"{cancelled}{item.get_kind_display()}: {item.organization.name} {day:%d-%m-%Y}"

    def item_description(self, item: Publication) -> str:
        """The items' titles, a line each. XML has no letter for what was kept before the door stood."""
        lines = [told_of(announcement_of(item))]
        lines += [
            f"{'' if row.number is None else f'{row.number}. '}{row.shown_title}"
            for row in item.items.all()
        ]
        return clean("\n".join(filter(None, lines)))

    def item_link(self, item: Publication) -> str:
        address = addresses.meeting_address(item)
        return f"{address}dagsorden/" if item.kind == Publication.Kind.AGENDA else address

    def item_guid(self, item: Publication) -> str:
        return f"urn:uuid:{item.uid}"

    def item_pubdate(self, item: Publication) -> datetime:
        return item.visible_from

    def item_updateddate(self, item: Publication) -> datetime:
        return item.modified_at


def calendar(request: HttpRequest, body: str, organization: str | None = None) -> HttpResponse:
    """Announced and published meetings as a calendar that can be subscribed to."""
    within: dict[str, Any]
    if organization is None:
        row = find_body(body)
        name, within = row.name, {"organization__body": row}
    else:
        found = find_organization(body, organization)
        name, within = f"{found.name}, {found.body.name}", {"organization": found}
    since = timezone.now() - timedelta(days=366 * CALENDAR_YEARS)
    made = empty_calendar(name=name)
    for one in listed(starts_at__gte=since, **within):
        event = meeting_event(
            uid=one.uid,
            summary=one.organization.name,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            location=one.location,
            cancelled=one.cancelled,
            sequence=one.sequence,
            modified_at=one.modified_at,
        )
        told = [one.told]
        if one.address:
            address = request.build_absolute_uri(one.address)
            event.add("url", address)
            told.append(f"{one.label}: {address}")
        if said := "\n".join(filter(None, told)):
            event.add("description", said)
        made.add_component(event)
    answer = HttpResponse(made.to_ical(), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="kalender.ics"'
    return answer


def sitemap(request: HttpRequest) -> HttpResponse:
    """Every live address; more than one page of them are listed by an index."""
    shown = Publication.objects.shown().listed().order_by("pk")
    pages = Paginator(shown, SITEMAP_PAGE)
    answer = HttpResponse(content_type="application/xml; charset=utf-8")
    writer = SimplerXMLGenerator(answer, "utf-8")
    wanted = request.GET.get("side", "")
    writer.startDocument()
    namespace = {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    if pages.num_pages > 1 and not wanted.isdecimal():
        writer.startElement("sitemapindex", AttributesImpl(namespace))
        for number in pages.page_range:
            _place(
                writer, "sitemap", request.build_absolute_uri(f"/sitemap.xml?side={number}"), None
            )
        writer.endElement("sitemapindex")
        return answer
    number = int(wanted) if wanted.isdecimal() and len(wanted) < 6 else 1
    writer.startElement("urlset", AttributesImpl(namespace))
    for address, day in _addresses(list(pages.get_page(number)), first=number == 1):
        _place(writer, "url", request.build_absolute_uri(address), day)
    writer.endElement("urlset")
    return answer


def _addresses(
    publications: list[Publication], *, first: bool
) -> Iterator[tuple[str, date | None]]:
    if first:
        yield "/", None
        organizations = {row.organization for row in Publication.objects.shown().listed()}
        for body in sorted({row.body for row in organizations}, key=str):
            yield addresses.body_address(body), None
        for row in sorted(organizations, key=str):
            yield addresses.organization_address(row), None
        for course in Course.objects.filter(merged_into=None).select_related("body"):
            yield addresses.course_address(course, course.body), None
    items: dict[int, list[PublishedItem]] = {}
    for item in PublishedItem.objects.filter(publication__in=publications).only(
        "publication_id", "anchor"
    ):
        items.setdefault(item.publication_id, []).append(item)
    for publication in publications:
        day = publication.modified_at.date()
        address = addresses.meeting_address(publication)
        yield address, day
        for item in items.get(publication.pk, []):
            yield f"{address}{item.anchor}/", day


def _place(writer: SimplerXMLGenerator, tag: str, address: str, day: date | None) -> None:
    writer.startElement(tag, AttributesImpl({}))
    writer.addQuickElement("loc", address)
    if day:
        writer.addQuickElement("lastmod", day.isoformat())
    writer.endElement(tag)


def robots(request: HttpRequest) -> HttpResponse:
    """Machines are welcome; the search page's endless addresses are not for them."""
    where = request.build_absolute_uri(reverse("public:sitemap"))
    lines = f"User-agent: *\nDisallow: {reverse('public:search')}\nSitemap: {where}\n"
    return HttpResponse(lines, content_type="text/plain; charset=utf-8")
