"""The inside page where minutes are let out to the public, and taken back."""

from __future__ import annotations

from django.urls import path

from raadslag.public import release

urlpatterns = [
    path("arbejde/moeder/<uuid:uid>/offentliggoer/", release.release, name="release"),
    path(
        "arbejde/moeder/<uuid:uid>/offentliggoer/accepter/",
        release.accept,
        name="accept-release-finding",
    ),
    path("arbejde/moeder/<uuid:uid>/traek-tilbage/", release.take_back, name="take-back"),
]
