"""The pages where words are taken away for good."""

from __future__ import annotations

from django.urls import path

from raadslag.proof import views

urlpatterns = [
    path("arbejde/moeder/<uuid:uid>/slet-efter-lov/", views.erase_from_meeting, name="erase-from-meeting"),
    path("arbejde/sager/<uuid:uid>/slet-efter-lov/", views.erase_from_case, name="erase-from-case"),
]  # fmt: skip
