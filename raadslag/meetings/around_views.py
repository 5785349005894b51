"""What is around an item and a meeting: guests, and the hours at which it began and ended."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from raadslag.allowed import Obstacle, require
from raadslag.meetings import guests, live
from raadslag.meetings.guests import Coming
from raadslag.meetings.models import Meeting
from raadslag.meetings.views import kept_item, kept_meeting
from raadslag.people.pages import InsideRequest, go_back, inside
from raadslag.people.said import found_by, short_text


@require_POST
@inside
def guest(request: InsideRequest, uid: UUID, item: UUID) -> HttpResponse:
    """Plan or note a guest at an item, note that one stayed away, or take that back."""
    row, said = kept_item(request, uid, item), request.POST
    back = f"{reverse('agenda', args=[uid])}?punkt={row.uid}"
    if "strike" in said:
        found = found_by(row.guests.filter(struck_at=None), said["strike"])
        guests.strike_guest(found, by=request.user)
        return go_back(request, back)
    if said.get("act") not in {"save", "away"}:
        raise Http404
    coming = Coming(
        name=short_text(request, "guest_name", most=120, label="Navnet"),
        title=short_text(request, "guest_title", most=120, label="Titlen"),
        org=short_text(request, "guest_org", most=160, label="Organisationen"),
        arrives=_clock(said.get("arrives", "")),
        leaves=_clock(said.get("leaves", "")),
        came=said["act"] == "save",
    )
    guests.note_guest(row, said=coming, by=request.user)
    return go_back(request, back)


@require_POST
@inside
def hours(request: InsideRequest, uid: UUID) -> HttpResponse:
    """When the meeting began and ended, as the minutes print it."""
    meeting = kept_meeting(request, uid)
    began, ended = (_at(meeting, request.POST.get(name, "")) for name in ("began", "ended"))
    live.set_hours(meeting, began_at=began, ended_at=ended, by=request.user)
    messages.success(request, "Mødets tider er rettet.")
    return go_back(request, reverse("minutes", args=[uid]))


def _at(meeting: Meeting, text: str) -> datetime | None:
    """The hour on the meeting's own day; null for a blank one."""
    clock = _clock(text)
    day = timezone.localtime(meeting.starts_at).date()
    return timezone.make_aware(datetime.combine(day, clock)) if clock else None


def _clock(text: str) -> time | None:
    """15:00 and 15.00; null for blank. Raises `NotAllowed`."""
    text = text.strip().replace(".", ":")
    if not text:
        return None
    try:
        return time.fromisoformat(text.zfill(5)).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        no = Obstacle("no-clock", "Skriv et klokkeslæt, for eksempel 15:30.")
    require([no])
    return None
