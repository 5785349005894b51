"""A meeting before it is held: another time or place, cancelled, begun, and a beginning undone."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from raadslag.allowed import NotAllowed
from raadslag.law.table import law
from raadslag.meetings import live, moving
from raadslag.meetings.cancelling import cancel_meeting, reword_cancellation
from raadslag.meetings.deadlines import notice_deadline, rules_of
from raadslag.meetings.forms import CancelForm, ChangeForm, RewordForm, say_no
from raadslag.meetings.models import ItemCorrection, Meeting
from raadslag.meetings.rules.agenda import BEFORE
from raadslag.meetings.rules.moving import why_ask_first
from raadslag.meetings.seen import when_and_where
from raadslag.meetings.views import kept_meeting
from raadslag.people.pages import InsideRequest, go_back, inside, seen_by, show
from raadslag.seen import ChangedSince, mark_of


def unsent_corrections(meeting: Meeting) -> QuerySet[ItemCorrection]:
    """The corrections of the meeting's items that are under way."""
    rows = ItemCorrection.objects.filter(item__meeting=meeting, sent_at=None, dropped_at=None)
    return rows.select_related("item__case").order_by("item__number")


@require_http_methods(["GET", "POST"])
@inside
def change(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Move the meeting, or cancel it. What is refused stands in the form, with why."""
    meeting = kept_meeting(request, uid)
    cancels = "cancel" in request.POST
    if meeting.state == Meeting.State.CANCELLED:
        return _reword(request, meeting)
    posted = request.POST if request.method == "POST" else None
    changing = ChangeForm(None if cancels else posted, meeting=meeting)
    cancelling = CancelForm(posted if cancels else None, meeting=meeting, auto_id="cancel_%s")
    if request.method == "POST" and (_cancel if cancels else _change)(
        request, meeting, cancelling if cancels else changing
    ):
        return redirect("agenda", uid=uid)
    context = {
        "meeting": meeting,
        "changing": changing,
        "cancelling": cancelling,
        "cancels": cancels,
        "seen": seen_by(request) if posted else mark_of(when_and_where(meeting)),
        "before": meeting.state in BEFORE,
        "called": meeting.state == Meeting.State.CALLED,
        "deadline": notice_deadline(meeting),
        "law": law("in-time", meeting.organization.kind),
        "rules": rules_of(meeting.organization),
        "changes": meeting.changes.select_related("by__person").order_by("-pk"),
        "here": "meetings",
    }
    return show(request, "meetings/change.html", context)


def _reword(request: InsideRequest, meeting: Meeting) -> HttpResponse:
    """A meeting that is cancelled: why, to be put right."""
    posted = request.POST if request.method == "POST" else None
    form = RewordForm(posted, initial={"reason": meeting.cancelled_reason})
    if form.is_valid():
        try:
            reword_cancellation(meeting, by=request.user, **form.cleaned_data)
        except NotAllowed as no:
            say_no(form, no)
        else:
            messages.success(request, "Begrundelsen er rettet, også på den offentlige side.")
            return redirect("change-meeting", uid=meeting.uid)
    context = {"meeting": meeting, "rewording": form, "here": "meetings"}
    return show(request, "meetings/reword.html", context)


def _change(request: InsideRequest, meeting: Meeting, form: forms.Form) -> bool:
    if not form.is_valid():
        return False
    try:
        moving.change_meeting(meeting, by=request.user, seen=seen_by(request), **form.cleaned_data)
    except ChangedSince:
        raise
    except NotAllowed as no:
        return say_no(form, no)
    messages.success(request, "Mødet er ændret, og medlemmerne har fået besked.")
    return True


def _cancel(request: InsideRequest, meeting: Meeting, form: forms.Form) -> bool:
    if not form.is_valid():
        return False
    said = form.cleaned_data
    try:
        cancel_meeting(
            meeting,
            reason=said["reason"],
            to=said.get("to"),
            only=said.get("items") if said.get("to") else None,
            because=said["because"],
            by=request.user,
            seen=seen_by(request),
        )
    except ChangedSince:
        raise
    except NotAllowed as no:
        return say_no(form, no)
    messages.success(request, "Mødet er aflyst, og medlemmerne har fået besked.")
    return True


@require_POST
@inside
def begin(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Begin the meeting; long before its time, or with a correction not sent, only once more pressed."""
    meeting = kept_meeting(request, uid)
    now = timezone.now()
    unsent = list(unsent_corrections(meeting))
    asked = why_ask_first(starts_at=meeting.starts_at, now=now, unsent=[r.item.number or 0 for r in unsent])  # fmt: skip
    if asked and meeting.state == Meeting.State.CALLED and "sure" not in request.POST:
        context = {"meeting": meeting, "now": now, "asked": asked, "unsent": unsent, "here": "meetings"}  # fmt: skip
        return show(request, "meetings/begin.html", context)
    live.open_meeting(meeting, by=request.user)
    return redirect("live", uid=uid)


@require_POST
@inside
def undo(request: InsideRequest, uid: UUID) -> HttpResponse:
    """The meeting has not begun after all."""
    moving.undo_opening(kept_meeting(request, uid), by=request.user)
    messages.success(request, "Mødet er ikke begyndt: det er indkaldt som før.")
    return go_back(request, reverse("agenda", args=[uid]))
