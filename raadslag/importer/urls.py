"""The importer's addresses."""

from __future__ import annotations

from django.urls import URLPattern, path

from raadslag.importer import archive_views, asking_views, sources, taking_back, views

app_name = "importer"
urlpatterns: list[URLPattern] = [
    path("", views.runs, name="runs"),
    path("gennemsyn/", archive_views.archive, name="archive"),
    path("<int:pk>/", views.run, name="run"),
    path("<int:pk>/videre/", views.go_on, name="go_on"),
    path("<int:pk>/spoergsmaal/", asking_views.questions, name="questions"),
    path("<int:pk>/godtag/", views.accept_run, name="accept_run"),
    path("moede/<int:pk>/", views.reading, name="reading"),
    path("moede/<int:pk>/svar/", views.answer, name="answer"),
    path("moede/<int:pk>/traek-tilbage/", taking_back.take_back, name="take_back"),
    path("moede/<int:pk>/glem/", asking_views.forget, name="forget"),
    path("moede/<int:pk>/godtag/", views.accept, name="accept"),
    path("moede/<int:pk>/lad-staa/", views.accept_finding, name="accept_finding"),
    path("moede/<int:pk>/afvis/", views.reject, name="reject"),
    path("moede/<int:pk>/fortryd/", views.take_up, name="take_up"),
    path("moede/<int:pk>/laes-igen/", views.read_anew, name="read_anew"),
    path("moede/<int:pk>/genindlaes/", views.load_newer, name="load_newer"),
    path("moede/<int:pk>/kilde/", sources.source, name="source"),
    path("fil/<str:sha256>/", sources.original, name="original"),
]
