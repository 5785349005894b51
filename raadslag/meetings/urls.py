"""Meetings: plan, agenda, reading, the meeting itself."""

from __future__ import annotations

from django.urls import path

from raadslag.meetings import (
    agenda_views,
    around_views,
    before_views,
    correction_views,
    deciding_views,
    live_views,
    member_views,
    message_views,
    plan_views,
    proposal_views,
    question_views,
    taking_part_views,
    views,
)

M = "arbejde/moeder/<uuid:uid>/"
I = M + "punkt/<uuid:item>/"  # noqa: E741
urlpatterns = [
    path("arbejde/moeder/planlaeg/", plan_views.plan, name="plan-meetings"),
    path("arbejde/udvalg/<int:pk>/indstillinger/", views.customs, name="customs"),
    path("arbejde/meddelelser/", message_views.own, name="messages"),
    path("arbejde/meddelelser/<uuid:message>/", message_views.one, name="message"),
    path(
        "arbejde/meddelelser/<uuid:message>/bilag/<uuid:attached>/",
        message_views.file,
        name="message-file",
    ),
    path("arbejde/spoergsmaal/<uuid:question>/", question_views.one, name="question"),
    path(I + "gaest/", around_views.guest, name="note-guest"),
    path(M + "tider/", around_views.hours, name="meeting-hours"),
    path(I + "spoergsmaal/", question_views.ask, name="ask-question"),
    path("arbejde/forslag/", proposal_views.own, name="proposals"),
    path("arbejde/forslag/<uuid:proposal>/", proposal_views.one, name="proposal"),
    path(M + "forslag/", proposal_views.place, name="place-proposal"),
    path(M + "meddelelser/", message_views.sort, name="sort-messages"),
    path(I + "meddelelse/", message_views.add, name="add-message"),
    path(M, member_views.meeting, name="meeting"),
    path(M + "afbud/", member_views.apologize, name="apologize"),
    path(M + "kalender.ics", views.calendar, name="meeting-calendar"),
    path(M + "foelg/", member_views.follow, name="follow"),
    path(M + "foelg/nu/", member_views.follow_now, name="follow-now"),
    path(M + "dagsorden/", agenda_views.agenda, name="agenda"),
    path(M + "dagsorden/tilfoej/", agenda_views.change_agenda, name="change-agenda"),
    path(M + "dagsorden/accepter/", agenda_views.accept, name="accept-agenda-finding"),
    path(M + "indkald/", agenda_views.call, name="call-meeting"),
    path(M + "afvikling/", live_views.live_page, name="live"),
    path(M + "afvikling/begynd/", before_views.begin, name="begin-meeting"),
    path(M + "afvikling/fortryd/", before_views.undo, name="undo-beginning"),
    path(M + "ret/", before_views.change, name="change-meeting"),
    path(M + "deltagere/", taking_part_views.participants, name="participants"),
    path(I + "ret/", agenda_views.change_item, name="change-item"),
    path("arbejde/sager/<uuid:uid>/rettelse/", correction_views.correct, name="correct-case"),
    path(I + "rettelser/", correction_views.corrections, name="item-corrections"),
    path(I + "maerke/", member_views.mark, name="mark-item"),
    path(I + "bilag/<uuid:file>/", member_views.agenda_file, name="agenda-file"),
    path(I + "billede/<str:sha256>/", member_views.agenda_picture, name="agenda-picture"),
    path(I + "fremmoede/", live_views.attend, name="attend"),
    path(I + "slet/", live_views.strike, name="strike"),
    path(I + "beslut/", deciding_views.decide, name="decide"),
    path(I + "kladde/", deciding_views.draft, name="draft-decision"),
    path(I + "vaelg/", deciding_views.settle, name="settle-decision"),
    path(I + "stem/", deciding_views.vote, name="vote"),
    path(I + "bemaerk/", live_views.remark, name="remark"),
    path(I + "udgaar/", live_views.lapse, name="lapse-item"),
]
