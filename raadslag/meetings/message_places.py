"""Where a notice (meddelelse) stands on an agenda, and what becomes of it when its place is gone."""

from __future__ import annotations

from django.db.models import QuerySet

from raadslag.journal.proving import Rows
from raadslag.meetings.actions import move_item, row_without_case
from raadslag.meetings.doors import shut_from_the_start
from raadslag.meetings.models import AgendaItem, Meeting, Message
from raadslag.people.models import User

MESSAGES, SHUT_MESSAGES = "Meddelelser", "Lukkede meddelelser"
Given = Message.State


def messages_back(messages: QuerySet[Message], *, to: Meeting | None = None) -> list[Message]:
    """Notices whose place on an agenda is gone wait again, for `to` where it is said; a step of other acts."""
    rows = list(messages.filter(state__in=[Given.TAKEN, Given.OFFERED]))
    for one in rows:
        one.item, one.state, one.meeting = None, Given.OFFERED, to or one.meeting
        one.save(update_fields=["item", "state", "meeting"])
    return rows


def home_of(meeting: Meeting, *, closed: bool) -> AgendaItem | None:
    """The item under which the meeting's open, or closed, notices stand; null where there is none."""
    rows = meeting.items.filter(case=None, closed=closed, withdrawn_at=None).order_by("order", "pk")
    return next((row for row in rows if row.holds_messages), None)


def place_of(message: Message, *, by: User) -> tuple[AgendaItem, Rows]:
    """The item that a notice belongs under, made where a planned agenda has none; and the rows written."""
    home = home_of(message.meeting, closed=message.closed)
    if home is not None:
        return home, []
    closed = message.closed
    row = AgendaItem(
        kind=AgendaItem.Kind.MESSAGES,
        title=SHUT_MESSAGES if closed else MESSAGES,
        closed=closed,
        closed_reason=message.closed_reason,
        public_title=SHUT_MESSAGES if closed else "",
    )
    made = row_without_case(row, meeting=message.meeting)
    rows: Rows = [message.meeting.items.all()]
    if not closed:
        move_item(made, to=1, by=by)
    rows = [*rows, *shut_from_the_start(made, by=by)]
    return made, rows
