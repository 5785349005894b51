"""The body and its own agenda, on the live page: adopted, added to, treated in another order."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from raadslag.cases.models import Case
from raadslag.cases.plain import plain_to_blocks
from raadslag.meetings import adopting
from raadslag.meetings.adopting import Matter
from raadslag.meetings.deciding_views import back_to_item
from raadslag.meetings.views import kept_item, kept_meeting
from raadslag.people.pages import InsideRequest, go_back, inside
from raadslag.people.said import found_by, short_text

LONGEST_TEXT = 20_000


@require_POST
@inside
def adopt(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Note how the body adopted its agenda, or take that back."""
    meeting = kept_meeting(request, uid)
    words = (
        "" if "undo" in request.POST else short_text(request, "words", most=300, label="Teksten")
    )
    because = short_text(request, "because", most=300, label="Begrundelsen")
    adopting.adopt_agenda(meeting, words=words, because=because, by=request.user)
    if words:
        messages.success(request, "Dagsordenens godkendelse er noteret og kommer i referatet.")
    return go_back(request, reverse("live", args=[uid]))


@require_POST
@inside
def take_up(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Let the body treat a case, or a matter of its own, that is not on the agenda."""
    meeting, said = kept_meeting(request, uid), request.POST
    ready = Case.objects.filter(body=meeting.organization.body_id, state=Case.State.READY)
    case = found_by(ready, said["case"], field="uid") if said.get("case") else None
    title = short_text(request, "title", most=300, label="Titlen")
    text = short_text(request, "text", most=LONGEST_TEXT, label="Teksten")
    matter = Matter(
        how=said.get("how", ""),
        reason=short_text(request, "reason", most=300, label="Begrundelsen"),
        case=case,
        title=title,
        blocks=plain_to_blocks(text),
        closed="closed" in said,
        closed_reason=short_text(request, "closed_reason", most=300, label="Begrundelsen"),
    )
    because = short_text(request, "because", most=300, label="Begrundelsen")
    item = adopting.take_up(meeting, matter, because=because, by=request.user)
    messages.success(request, f"Optaget som punkt {item.number}. Det behandles sidst.")
    return redirect(reverse("live", args=[uid]) + f"?punkt={item.number}")


@require_POST
@inside
def reorder(request: InsideRequest, uid: UUID, item: UUID) -> HttpResponse:
    """Treat an item before another, or last; every item keeps its number."""
    row = kept_item(request, uid, item)
    before = request.POST.get("before")
    other = found_by(row.meeting.items.all(), before, field="uid") if before else None
    adopting.treat_before(row, before=other, by=request.user)
    return back_to_item(request, row)
