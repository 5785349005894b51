"""Signing in and out, letters, members."""

from __future__ import annotations

from django.urls import path

from raadslag.people import views
from raadslag.people.oidc import Begin, Callback
from raadslag.people.setup import views as setup

urlpatterns = [
    path("log-ind/", views.sign_in, name="sign-in"),
    path("log-ud/", views.sign_out, name="sign-out"),
    path("log-ind/kommune/", Begin.as_view(), name="oidc-begin"),
    path("log-ind/retur/", Callback.as_view(), name="oidc-callback"),
    path("arbejde/ikke-sendt/", views.kept, name="kept"),
    path("arbejde/ikke-sendt/<uuid:uid>/smid-vaek/", views.drop, name="drop-kept"),
    path("arbejde/udbakke/", views.outbox, name="outbox"),
    path("arbejde/udvalg/<int:pk>/medlemmer/", views.members, name="members"),
    path("arbejde/opsaetning/", setup.front, name="setup"),
    path("arbejde/opsaetning/kommune/", setup.body_page, name="setup-body"),
    path("arbejde/opsaetning/udvalg/", setup.organizations, name="setup-organizations"),
    path("arbejde/opsaetning/udvalg/<int:pk>/", setup.organization, name="setup-organization"),
    path("arbejde/opsaetning/plads/<int:pk>/", setup.end_seat, name="setup-end-seat"),
    path("arbejde/opsaetning/personer/", setup.people, name="setup-people"),
    path("arbejde/opsaetning/personer/<int:pk>/", setup.person, name="setup-person"),
    path("arbejde/opsaetning/pladser-fra-fil/", setup.seats_file, name="setup-seats-file"),
    path("arbejde/opsaetning/konti/", setup.accounts, name="setup-accounts"),
    path("arbejde/opsaetning/konti/<int:pk>/", setup.account, name="setup-account"),
    path("arbejde/opsaetning/roller/<int:pk>/fjern/", setup.drop_claim, name="setup-drop-claim"),
]
