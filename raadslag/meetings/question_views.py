"""Questions to an item: a member asks on the meeting's page, and each question has a page to be answered on."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from raadslag.meetings import questions
from raadslag.meetings.models import AgendaItem, ItemQuestion
from raadslag.meetings.rules.questions import OPEN_TO_ANSWERS
from raadslag.meetings.views import visible_meeting
from raadslag.people.pages import InsideRequest, inside, seen_by, show
from raadslag.people.said import short_text
from raadslag.seen import mark_of

LONGEST = 5_000


@require_POST
@inside
def ask(request: InsideRequest, uid: UUID, item: UUID) -> HttpResponse:
    """A member's question to an item."""
    meeting = visible_meeting(request, uid)
    row = get_object_or_404(AgendaItem, uid=item, meeting=meeting)
    if not questions.reads_as_member(row, meeting, request.rights):
        raise Http404
    text = short_text(request, "text", most=LONGEST, label="Spørgsmålet")
    questions.ask_question(row, text=text, by=request.user)
    messages.success(request, "Spørgsmålet er stillet. Svaret kommer her på siden, og alle medlemmer kan se det.")  # fmt: skip
    return redirect(f"{reverse('meeting', args=[uid])}#punkt-{row.number or row.order}")


@require_http_methods(["GET", "POST"])
@inside
def one(request: InsideRequest, question: UUID) -> HttpResponse:
    """One question, for those who read it; those who answer for the item answer here."""
    rows = ItemQuestion.objects.select_related(
        "item__meeting__organization__body", "item__case", "person", "answered_by__person"
    )
    body = request.rights.body or 0
    row = get_object_or_404(rows, uid=question, item__meeting__organization__body_id=body)
    if not questions.reads_question(row, request.rights, request.user):
        raise Http404
    if request.method == "POST":
        if request.POST.get("act") == "take_back":
            questions.take_question_back(row, by=request.user)
            messages.success(request, "Spørgsmålet er trukket tilbage.")
        else:
            text = short_text(request, "text", most=LONGEST, label="Svaret")
            public, seen = "public" in request.POST, seen_by(request)
            questions.answer_question(row, text=text, public=public, by=request.user, seen=seen)
            messages.success(request, "Svaret er sendt. Alle medlemmer kan se det.")
        return redirect("question", question=question)
    meeting = row.item.meeting
    mine = row.person_id == request.rights.person
    context = {
        "question": row,
        "answers": questions.answers_for(row.item, request.user)
        and meeting.state in OPEN_TO_ANSWERS
        and row.withdrawn_at is None,
        "takes_back": mine and meeting.state == "called" and row.withdrawn_at is None,
        "seen": mark_of(questions.question_parts(row)),
        "here": "meetings",
    }
    return show(request, "meetings/question.html", context)
