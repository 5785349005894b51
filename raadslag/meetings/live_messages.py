"""Notices (meddelelser) at the meeting: one is added, another struck, until the minutes are sent."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from raadslag.allowed import Obstacle, require
from raadslag.meetings.actions import keeps, lock_meeting
from raadslag.meetings.message_record import next_number
from raadslag.meetings.messages import Given, Words, note_message
from raadslag.meetings.models import AgendaItem, Meeting, Message
from raadslag.meetings.rules.messages import why_not_tell_live
from raadslag.people.models import User
from raadslag.record import blocks_to_text, to_data


@transaction.atomic
def tell_live(item: AgendaItem, *, words: Words, by: User, at: datetime | None = None) -> Message:
    """Note a notice that was told at the meeting, with the item's next number (tilføj meddelelse).

    It is closed where its item is. Raises `NotAllowed`.
    """
    meeting = lock_meeting(item.meeting)
    item = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    require(_why_not(meeting, item, by=by, text=blocks_to_text(words.blocks)))
    message = Message.objects.create(
        meeting=meeting,
        item=item,
        order=next_number(item),
        blocks=to_data(words.blocks),
        link=words.link,
        closed=item.closed,
        closed_reason=item.closed_reason,
        state=Given.TAKEN,
        by=by,
        offered_at=at or timezone.now(),
        added_live=True,
    )
    note_message("tell_live", message, by=by, rows=[message])
    return message


@transaction.atomic
def strike_message(message: Message, *, reason: str, by: User, at: datetime | None = None) -> None:
    """Let a notice lapse at the meeting; it keeps its number (lad meddelelse udgå). Struck again it stands."""
    meeting = lock_meeting(message.meeting)
    message = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    item = AgendaItem.objects.get(pk=message.item_id) if message.item_id else None
    if item is None or message.state != Given.TAKEN:
        require([Obstacle("not-taken", "Meddelelsen står ikke på dagsordenen.")])
    assert item is not None
    require(_why_not(meeting, item, by=by, text="ord"))
    struck = message.struck_at is None
    message.struck_at = (at or timezone.now()) if struck else None
    message.struck_reason = reason.strip()[:300] if struck else ""
    message.save(update_fields=["struck_at", "struck_reason"])
    note_message("strike_message" if struck else "restore_message", message, by=by, rows=[message])


def _why_not(meeting: Meeting, item: AgendaItem, *, by: User, text: str) -> list[Obstacle]:
    return why_not_tell_live(
        state=meeting.state,
        is_secretary=keeps(meeting, by),
        putting_right=meeting.putting_right,
        withdrawn=item.withdrawn_at is not None,
        text=text,
    )
