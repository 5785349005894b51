"""Letters to members, and the meeting as a calendar file."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from icalendar import Calendar, Event

from raadslag.meetings.models import AgendaItem, AgendaVersion, Meeting
from raadslag.meetings.seats import seats_of
from raadslag.people.actions import write_letter
from raadslag.people.models import Letter, Person

USUAL_LENGTH = timedelta(hours=2)


def write_notices(meeting: Meeting, agenda: AgendaVersion) -> None:
    """Tell everybody with a seat that the meeting is called. Titles of closed items stay inside."""
    lines = [
        f"{item.number}. {'Lukket punkt' if item.closed else item.title}"
        for item in agenda.as_record().items
    ]
    text = (
        f"{meeting.organization} indkaldes til møde {_when(meeting)}.\n"
        f"Sted: {meeting.location or 'ikke angivet'}\n\n"
        "Dagsorden:\n" + "\n".join(lines) + "\n\n"
        "Læs dagsordenen med bilag, når du er logget ind i Rådslag. "
        "Send også et eventuelt afbud dér.\n"
    )
    _to_members(meeting, f"notice:{meeting.uid}", f"Indkaldelse: {meeting}", text)


def write_changes(meeting: Meeting, agenda: AgendaVersion) -> None:
    """Tell everybody with a seat that the agenda has changed."""
    text = (
        f"Dagsordenen til mødet {_when(meeting)} i {meeting.organization} er ændret.\n"
        f"{agenda.reason}.\n\nLog ind i Rådslag for at se ændringen.\n"
    )
    _to_members(meeting, f"change:{meeting.uid}:{agenda.version}", f"Ændring: {meeting}", text)


def write_cancellations(meeting: Meeting) -> None:
    """Tell everybody with a seat that the meeting is cancelled."""
    text = (
        f"Mødet {_when(meeting)} i {meeting.organization} er aflyst.\n"
        f"Begrundelse: {meeting.cancelled_reason}\n"
    )
    _to_members(meeting, f"cancel:{meeting.uid}", f"Aflysning: {meeting}", text)


def hide_title(item: AgendaItem) -> None:
    """Take a title that is closed now out of the letters that have not left yet."""
    waiting = Letter.objects.filter(key__startswith=f"notice:{item.meeting.uid}:", sent_at=None)
    for letter in waiting.filter(text__contains=item.title):
        letter.text = letter.text.replace(item.title, "Lukket punkt")
        letter.save(update_fields=["text"])


def calendar_file(meeting: Meeting) -> str:
    """The meeting as an iCalendar file (RFC 5545)."""
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(">")
    event = Event()
    event.add("uid", f"{meeting.uid}@{host}")
    event.add("summary", f"Møde i {meeting.organization}")
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at or meeting.starts_at + USUAL_LENGTH)
    event.add("dtstamp", meeting.modified_at)
    event.add("location", meeting.location)
    event.add("status", "CANCELLED" if meeting.state == Meeting.State.CANCELLED else "CONFIRMED")
    event.add("sequence", meeting.agendas.count())
    calendar = Calendar()
    calendar.add("prodid", "-//Raadslag//Moeder//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return str(calendar.to_ical().decode())


def _to_members(meeting: Meeting, key: str, subject: str, text: str) -> None:
    people: dict[int, Person] = {seat.person.pk: seat.person for seat in seats_of(meeting)}
    ics = calendar_file(meeting)
    for person in people.values():
        write_letter(person, key=f"{key}:{person.pk}", subject=subject, text=text, calendar=ics)


def _when(meeting: Meeting) -> str:
    starts = timezone.localtime(meeting.starts_at)
    day = date_format(starts, r"l \d\e\n j. F Y")
    return f"{day} kl. {starts:%H.%M}"
