"""Signing in and out, letters, members."""

from __future__ import annotations

from django.urls import path

from raadslag.people import views
from raadslag.people.oidc import Begin, Callback

urlpatterns = [
    path("log-ind/", views.sign_in, name="sign-in"),
    path("log-ud/", views.sign_out, name="sign-out"),
    path("log-ind/kommune/", Begin.as_view(), name="oidc-begin"),
    path("log-ind/retur/", Callback.as_view(), name="oidc-callback"),
    path("arbejde/ikke-sendt/", views.kept, name="kept"),
    path("arbejde/ikke-sendt/<uuid:uid>/smid-vaek/", views.drop, name="drop-kept"),
    path("arbejde/udbakke/", views.outbox, name="outbox"),
    path("arbejde/udvalg/<int:pk>/medlemmer/", views.members, name="members"),
]
