"""The way between a meeting's own pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from raadslag.meetings.models import Meeting
from raadslag.meetings.moving import why_not_undo_opening_now
from raadslag.meetings.taking_part_views import leads
from raadslag.people.rights import is_secretary_of

register = template.Library()
State = Meeting.State


@dataclass(frozen=True, slots=True)
class Station:
    """One of a meeting's pages."""

    label: str
    address: str
    current: bool


@register.inclusion_tag("meetings/undo_beginning.html", takes_context=True)
def undo_beginning(context: Context, meeting: Meeting) -> Context:
    """The way back from a meeting begun by mistake, for as long as there is one."""
    context["offered"] = not why_not_undo_opening_now(meeting, by=context["request"].user)
    return context


@register.inclusion_tag("meetings/stations.html", takes_context=True)
def stations(context: dict[str, Any], meeting: Meeting) -> dict[str, list[Station]]:
    """The meeting's pages that this reader has a use for, in the order of its life."""
    request = context["request"]
    rights = context["rights"]
    keeps = is_secretary_of(rights, meeting.organization_id)
    begun = meeting.state in {State.OPEN, State.CLOSED}
    pages = [
        ("meeting", "Som medlem" if keeps else "Mødet", True),
        ("agenda", "Dagsorden", keeps),
        ("participants", "Deltagere", leads(meeting, rights)),
        ("change-meeting", "Flyt eller aflys", keeps and not begun),
        ("live", "Afvikling", keeps and begun),
        ("minutes", "Referat", keeps and meeting.state == State.CLOSED),
    ]
    found = []
    for name, label, shown in pages:
        address = reverse(name, args=[meeting.uid])
        if shown:
            found.append(Station(label, address, request.path == address))
    return {"stations": found}
