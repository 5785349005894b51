"""The mayor's page of a committee's decision: what it is, and the order that stops it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from raadslag.law.table import ground
from raadslag.meetings import mayor
from raadslag.meetings.models import Meeting
from raadslag.meetings.reading import shut_items
from raadslag.meetings.seats import mayor_of
from raadslag.meetings.views import visible_meeting
from raadslag.people.pages import InsideRequest, inside, show
from raadslag.people.said import short_text

LONGEST_ORDER = 5_000


@require_http_methods(["GET", "POST"])
@inside
def stop(request: InsideRequest, uid: UUID, item: UUID) -> HttpResponse:
    """Stop what a committee decided, or take the stop back: the mayor, or a secretary for the mayor."""
    meeting = visible_meeting(request, uid)
    row = get_object_or_404(meeting.items.select_related("decision", "case"), uid=item)
    if not mayor.stands_for_mayor(meeting, request.user):
        raise Http404
    if str(row.uid) in shut_items(meeting, request.rights):
        raise Http404
    if request.method == "POST":
        match request.POST.get("act"):
            case "stop":
                words = short_text(request, "words", most=LONGEST_ORDER, label="Pålægget")
                sure = "not_carried_out" in request.POST
                mayor.stop_by_mayor(row, words=words, not_carried_out=sure, by=request.user)
                messages.success(request, "Beslutningen er standset. Alle, der skal vide det, har fået brev.")  # fmt: skip
            case "take_back":
                reason = short_text(request, "reason", most=300, label="Begrundelsen")
                mayor.take_back_stop(row, reason=reason, by=request.user)
                messages.success(request, "Standsningen er trukket tilbage: beslutningen gælder.")
            case _:
                raise Http404
        return redirect("mayor-stop", uid=uid, item=item)
    no = mayor.why_not_stop_now(row, meeting, words="ja", not_carried_out=True, by=request.user)
    context = {
        "meeting": meeting,
        "row": row,
        "decision": getattr(row, "decision", None),
        "stops": row.mayor_stops.select_related("person", "by__person"),
        "standing": mayor.standing_stop(row),
        "why_not": no,
        "mayor": mayor_of(meeting.organization),
        "ground": ground("mayor-stop", meeting.organization.kind),
        "copies": ground("mayor-copies", meeting.organization.kind),
        "sent": meeting.state == Meeting.State.CLOSED and meeting.minutes_sent_at is not None,
        "here": "meetings",
    }
    return show(request, "meetings/mayor_stop.html", context)
