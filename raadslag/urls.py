"""Every address of the house, in the order of its rooms."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("indlaes/", include("raadslag.importer.urls")),
    path("", include("raadslag.people.urls")),
    path("", include("raadslag.cases.urls")),
    path("", include("raadslag.meetings.urls")),
    path("", include("raadslag.minutes.urls")),
    path("", include("raadslag.public.release_urls")),
    path("", include("raadslag.public.urls")),
]
