"""Min side and minutes."""

from __future__ import annotations

from django.urls import path

from raadslag.minutes import views, year_views

M = "arbejde/moeder/<uuid:uid>/"
urlpatterns = [
    path("arbejde/", views.front, name="front"),
    path("arbejde/moeder/", year_views.meetings, name="meetings"),
    path("arbejde/sager/<uuid:uid>/tidligere/", views.find, name="find-priors"),
    path(M + "afslut/", views.close, name="close-meeting"),
    path(M + "dagsorden.pdf", views.agenda_pdf, name="agenda-pdf"),
    path(M + "dagsorden-med-bilag.pdf", views.agenda_book_pdf, name="agenda-book"),
    path(M + "referat/", views.minutes_page, name="minutes"),
    path(M + "referat/svar/", views.answer, name="answer-minutes"),
    path(M + "referat/ret/", views.correct, name="correct-minutes"),
    path(M + "referat/accepter/", views.accept, name="accept-minutes-finding"),
    path(M + "referat.pdf", views.minutes_pdf, name="minutes-pdf"),
]
