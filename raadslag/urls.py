"""Every address of the house, in the order of its rooms."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

handler400 = "raadslag.people.door.errors.bad_request"
handler403 = "raadslag.people.door.errors.forbidden"
handler404 = "raadslag.people.door.errors.not_found"
handler500 = "raadslag.people.door.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("indlaes/", include("raadslag.importer.urls")),
    path("", include("raadslag.proof.urls")),
    path("", include("raadslag.people.urls")),
    path("", include("raadslag.cases.urls")),
    path("", include("raadslag.meetings.urls")),
    path("", include("raadslag.minutes.urls")),
    path("", include("raadslag.operation.urls")),
    path("", include("raadslag.public.release_urls")),
    path("", include("raadslag.public.urls")),
]
