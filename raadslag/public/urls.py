"""Public addresses: Danish, short, and the same next year."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path, register_converter
from django.urls.converters import StringConverter

from raadslag.public import documents, feeds, meeting_pages, pages, person_page, search_page, texts


class MeetingDay(StringConverter):
    """`2024-10-08`, or `2024-10-08-2` for the second meeting that day."""

    regex = r"\d{4}-\d\d-\d\d(?:-\d+)?"


class ItemAnchor(StringConverter):
    """`punkt-4`, or `plads-4` where the source has no number of its own for the item."""

    regex = r"(?:punkt|plads)--?\d+(?:-2)*"


register_converter(MeetingDay, "day")
register_converter(ItemAnchor, "anchor")

app_name = "public"
ORGANIZATION = "<slug:body>/<slug:organization>/"
MEETING = f"{ORGANIZATION}<day:day>/"

urlpatterns: list[URLPattern] = [
    path("", pages.front, name="front"),
    path("soeg/", search_page.search, name="search"),
    path("soeg/forslag/", search_page.suggestions, name="suggest"),
    path("om/", texts.about, name="about"),
    path("om/regler/", texts.rules, name="rules"),
    path("om/data/", texts.open_data, name="open_data"),
    path("om/tilgaengelighed/", texts.accessibility, name="accessibility"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("robots.txt", feeds.robots, name="robots"),
    re_path(
        r"^bilag/(?P<sha256>[0-9a-f]{64})/(?P<name>[a-z0-9._-]+)$", documents.file, name="file"
    ),
    path("punkt/<uuid:uid>/", meeting_pages.permanent_item, name="permanent_item"),
    path("<slug:body>/", pages.body, name="body"),
    path("<slug:body>/feed.atom", feeds.MeetingFeed(), name="body_feed"),
    path("<slug:body>/kalender.ics", feeds.calendar, name="body_calendar"),
    path("<slug:body>/sag/<slug:slug>/", meeting_pages.course, name="course"),
    path("<slug:body>/person/<slug:slug>/", person_page.person, name="person"),
    path(ORGANIZATION, pages.organization, name="organization"),
    path(f"{ORGANIZATION}feed.atom", feeds.MeetingFeed(), name="organization_feed"),
    path(f"{ORGANIZATION}kalender.ics", feeds.calendar, name="organization_calendar"),
    path(MEETING, meeting_pages.meeting, name="meeting"),
    path(f"{MEETING}dagsorden/", meeting_pages.agenda, name="agenda"),
    re_path(
        r"^(?P<body>[-\w]+)/(?P<organization>[-\w]+)/(?P<day>\d{4}-\d\d-\d\d(?:-\d+)?)/"
        r"(?P<name>referat|dagsorden)\.pdf$",
        documents.pdf,
        name="pdf",
    ),
    re_path(
        r"^(?P<body>[-\w]+)/(?P<organization>[-\w]+)/(?P<day>\d{4}-\d\d-\d\d(?:-\d+)?)/"
        r"(?P<name>referat|dagsorden)\.json$",
        documents.data,
        name="data",
    ),
    path(f"{MEETING}<anchor:anchor>/", meeting_pages.item, name="item"),
]
