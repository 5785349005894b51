"""The way between a meeting's own pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from raadslag.meetings.guests import Listed, guests_of
from raadslag.meetings.looking import chairs
from raadslag.meetings.message_record import text_of
from raadslag.meetings.message_seen import message_parts
from raadslag.meetings.models import AgendaItem, ItemCorrection, Meeting, MemberProposal, Message
from raadslag.meetings.moving import why_not_undo_opening_now
from raadslag.meetings.planned import CORRECTED
from raadslag.meetings.proposals import proposal_parts
from raadslag.meetings.reading import ReadItem
from raadslag.meetings.taking_part_views import leads
from raadslag.people.rights import is_secretary_of
from raadslag.render.html import blocks_to_html
from raadslag.seen import mark_of

register = template.Library()
State = Meeting.State


@dataclass(frozen=True, slots=True)
class Station:
    """One of a meeting's pages."""

    label: str
    address: str
    current: bool


@register.filter
def is_corrected(row: AgendaItem | None) -> bool:
    """Is a correction of the item under way?"""
    rows = row.corrections.all() if row else ()
    return any(one.sent_at is None and one.dropped_at is None for one in rows)


@register.filter
def last_correction(row: AgendaItem) -> ItemCorrection | None:
    """The newest correction of an item that was sent."""
    return next((one for one in reversed(row.corrections.all()) if one.sent_at), None)


@register.filter
def last_correction_read(one: ReadItem) -> ItemCorrection | None:
    """The newest correction, where the item as somebody may read it tells of one."""
    told = any(section.heading == CORRECTED for section in one.item.sections)
    return last_correction(one.row) if told else None


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
    looked_through = (keeps or chairs(meeting, rights)) and (
        meeting.state == State.PLANNED or meeting.looks.exists()
    )
    pages = [
        ("meeting", "Mødet", True),
        ("agenda", "Dagsorden", keeps),
        ("chair-look", "Formandens gennemsyn", looked_through),
        ("meeting-as", "Som andre ser det", keeps),
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


LOOKS = {
    "offered": "postponed",
    "sent": "postponed",
    "taken": "approved",
    "placed": "approved",
    "left_out": "rejected",
}
"""How a notice's state is coloured, as the outcomes are."""


@register.filter
def message_look(state: str) -> str:
    """The class of a notice's state."""
    return LOOKS.get(state, "withdrawn")


@register.filter
def words_of(message: Message) -> str:
    """A notice's words on one line."""
    return " ".join(text_of(message).split())


@register.filter
def message_html(message: Message | MemberProposal) -> SafeString:
    """The words of a notice, or of a member's proposal, as they are read."""
    return mark_safe(blocks_to_html(message.as_blocks(), top=4))  # noqa: S308  # every letter is escaped


@register.filter
def seen_message(message: Message) -> str:
    """What a form about a notice carries of what it shows."""
    return mark_of(message_parts(message))


@register.filter
def seen_proposal(proposal: MemberProposal) -> str:
    """What a form about a member's proposal carries of what it shows."""
    return mark_of(proposal_parts(proposal))


@register.filter
def guests_at(item: AgendaItem) -> list[Listed]:
    """The item's guests, planned and noted."""
    return guests_of(item)
