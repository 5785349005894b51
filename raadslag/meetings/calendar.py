"""A meeting in somebody's calendar: one event for letters, downloads and the public's subscription.

RFC 5545 and 5546: the UID never changes, SEQUENCE grows with each change of time, place or state, what
is cancelled says so by STATUS and by a method of its own, and times are UTC, so that no time zone need
be told.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from raadslag.meetings.models import Meeting

USUAL_LENGTH = timedelta(hours=2)
Method = Literal["PUBLISH", "CANCEL"]


def meeting_event(
    *,
    uid: UUID,
    summary: str,
    starts_at: datetime,
    ends_at: datetime | None,
    location: str,
    cancelled: bool,
    sequence: int,
    modified_at: datetime,
) -> Event:
    """The meeting as one event. A cancelled one keeps its place in the calendar and says that it is."""
    event = Event()
    event.add("uid", f"{uid}@{_host()}")
    event.add("summary", f"{'Aflyst: ' if cancelled else ''}{summary}")
    event.add("dtstart", starts_at.astimezone(UTC))
    event.add("dtend", (ends_at or starts_at + USUAL_LENGTH).astimezone(UTC))
    event.add("dtstamp", timezone.now())
    event.add("last-modified", modified_at)
    event.add("sequence", sequence)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if cancelled:
        event.add("transp", "TRANSPARENT")
    if location:
        event.add("location", location)
    return event


def empty_calendar(*, method: Method | None = None, name: str = "") -> Calendar:
    """A calendar without events; `method` only where it is a message to one person."""
    calendar = Calendar()
    calendar.add("prodid", "-//Raadslag//Moeder//DA")
    calendar.add("version", "2.0")
    if method:
        calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
    return calendar


def calendar_file(meeting: Meeting, *, taken_off: bool = False) -> str:
    """The meeting as a message for one calendar; `taken_off`: for somebody who has no seat any more."""
    cancelled = taken_off or meeting.state == Meeting.State.CANCELLED
    calendar = empty_calendar(method="CANCEL" if cancelled else "PUBLISH")
    event = meeting_event(
        uid=meeting.uid,
        summary=f"Møde i {meeting.organization.name}",
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        location=meeting.location,
        cancelled=cancelled,
        sequence=sequence_of(meeting),
        modified_at=meeting.modified_at,
    )
    event.add("organizer", f"mailto:{settings.DEFAULT_FROM_EMAIL.rpartition('<')[2].strip('>')}")
    calendar.add_component(event)
    return str(calendar.to_ical().decode())


def sequence_of(meeting: Meeting) -> int:
    """How often the meeting has changed, for a calendar: its own changes and each agenda sent."""
    return meeting.sequence + meeting.agendas.count()


def _host() -> str:
    return str(settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(">"))
