"""The inside page where minutes are let out to the public, and taken back."""

from __future__ import annotations

from django.urls import path

from raadslag.public import closing_views, release, sight

urlpatterns = [
    path("arbejde/sager/<uuid:uid>/som/", sight.case_as, name="case-as"),
    path("arbejde/moeder/<uuid:uid>/som/", sight.meeting_as, name="meeting-as"),
    path("arbejde/sager/<uuid:uid>/luk/", closing_views.close, name="close-case"),
    path(
        "arbejde/moeder/<uuid:uid>/punkt/<uuid:item>/doere/", closing_views.doors, name="item-doors"
    ),
    path("arbejde/moeder/<uuid:uid>/offentliggoer/", release.release, name="release"),
    path(
        "arbejde/moeder/<uuid:uid>/offentliggoer/accepter/",
        release.accept,
        name="accept-release-finding",
    ),
    path("arbejde/moeder/<uuid:uid>/traek-tilbage/", release.take_back, name="take-back"),
]
