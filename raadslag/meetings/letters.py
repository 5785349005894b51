"""Letters about a meeting: to those who sit in it, and to those who keep and chair it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from raadslag.meetings.calendar import calendar_file
from raadslag.meetings.models import (
    AgendaItem,
    AgendaVersion,
    Apology,
    Meeting,
    MeetingChange,
    Substitute,
)
from raadslag.meetings.seats import Forecast, seats_of
from raadslag.people.actions import write_letter
from raadslag.people.models import Letter, Membership, Organization, Person

LOG_IN = "Log ind i Rådslag for at se mødet."


def write_notices(meeting: Meeting, agenda: AgendaVersion) -> None:
    """Tell everybody with a seat that the meeting is called. Titles of closed items stay inside.

    One letter a person: written again it reaches those alone who got their seat since.
    """
    lines = [
        f"{item.number}. {'Lukket punkt' if item.closed else item.title}"
        for item in agenda.as_record().items
    ]
    text = (
        f"{meeting.organization} indkaldes til møde {told_time(meeting.starts_at)}.\n"
        f"Sted: {meeting.location or 'ikke angivet'}\n\n"
        "Dagsorden:\n" + "\n".join(lines) + "\n\n"
        "Læs dagsordenen med bilag, når du er logget ind i Rådslag. "
        "Send også et eventuelt afbud dér.\n"
    )
    _to_members(meeting, f"notice:{meeting.uid}", f"Indkaldelse: {meeting}", text)


def write_changes(meeting: Meeting, agenda: AgendaVersion) -> None:
    """Tell everybody with a seat that the agenda has changed."""
    text = (
        f"Dagsordenen til mødet {told_time(meeting.starts_at)} i {meeting.organization} er ændret.\n"
        f"{agenda.reason}.\n\nLog ind i Rådslag for at se ændringen.\n"
    )
    _to_members(meeting, f"change:{meeting.uid}:{agenda.version}", f"Ændring: {meeting}", text)


def write_moves(meeting: Meeting, change: MeetingChange) -> None:
    """Tell everybody with a seat that the meeting has another time or place."""
    lines = [f"Mødet i {meeting.organization} er ændret.", ""]
    if change.starts_at != change.started_at:
        lines.append(f"Før: {told_time(change.started_at)}")
        lines.append(f"Nu: {told_time(change.starts_at)}")
    if change.location != change.was_at:
        lines.append(f"Sted før: {change.was_at or 'ikke angivet'}")
        lines.append(f"Sted nu: {change.location or 'ikke angivet'}")
    if change.reason:
        lines.append(f"Begrundelse: {change.reason}")
    lines += ["", "Åbn den vedhæftede fil for at rette mødet i din kalender. " + LOG_IN, ""]
    key = f"move:{meeting.uid}:{change.pk}"
    _to_members(meeting, key, f"Mødet er ændret: {meeting}", "\n".join(lines))


def write_cancellations(meeting: Meeting) -> None:
    """Tell everybody with a seat that the meeting is cancelled."""
    text = (
        f"Mødet {told_time(meeting.starts_at)} i {meeting.organization} er aflyst.\n"
        f"Begrundelse: {meeting.cancelled_reason}\n\n"
        "Åbn den vedhæftede fil for at tage mødet ud af din kalender.\n"
    )
    _to_members(meeting, f"cancel:{meeting.uid}", f"Aflysning: {meeting}", text)


def write_to_substitute(row: Substitute) -> None:
    """Tell somebody that they are called to sit for a member at one meeting."""
    meeting = row.meeting
    called = meeting.state != Meeting.State.PLANNED
    text = (
        f"Du er indkaldt som stedfortræder for {row.substitute_for} til mødet i "
        f"{meeting.organization} {told_time(meeting.starts_at)}.\n"
        f"Sted: {meeting.location or 'ikke angivet'}\n\n"
        + (
            "Du kan læse dagsordenen med bilag, når du er logget ind i Rådslag."
            if called
            else "Dagsordenen kommer, når mødet indkaldes."
        )
        + " Kan du ikke komme, så send afbud dér.\n"
    )
    key = f"substitute:{row.pk}"
    subject = f"Du er stedfortræder: {meeting}"
    write_letter(
        row.person,
        key=key,
        subject=subject,
        text=text,
        calendar=calendar_file(meeting),
        about=meeting.organization,
    )


def write_seat_given_back(row: Substitute) -> None:
    """Tell a substitute that they are not to sit after all."""
    meeting = row.meeting
    text = (
        f"Du skal ikke længere sidde for {row.substitute_for} på mødet i {meeting.organization} "
        f"{told_time(meeting.starts_at)}: pladsen er givet tilbage.\n"
    )
    write_letter(
        row.person,
        key=f"seat-back:{row.pk}",
        subject=f"Du er ikke længere stedfortræder: {meeting}",
        text=text,
        calendar=calendar_file(meeting, taken_off=True),
        about=meeting.organization,
    )


def write_apology(apology: Apology, expected: Forecast) -> None:
    """Tell those who keep and chair the meeting that somebody cannot come, and whether enough will."""
    meeting, person = apology.meeting, apology.person
    lines = [
        f"{person} har sendt afbud til mødet i {meeting.organization} "
        f"{told_time(meeting.starts_at)}."
    ]
    if apology.reason:
        lines.append(f"Bemærkning: {apology.reason}")
    if apology.substitute:
        lines.append(f"Foreslået stedfortræder: {apology.substitute}")
    lines += ["", told_forecast(expected), "", LOG_IN, ""]
    stamp = int(apology.sent_at.timestamp() * 1000)
    key = f"apology:{apology.pk}:{stamp}"
    send_to(
        _keepers(meeting, but=person),
        key,
        f"Afbud: {meeting}",
        "\n".join(lines),
        about=meeting.organization,
    )


def write_apology_back(apology: Apology, expected: Forecast) -> None:
    """Tell them that the member comes after all."""
    meeting, person = apology.meeting, apology.person
    text = (
        f"{person} kommer alligevel til mødet i {meeting.organization} "
        f"{told_time(meeting.starts_at)}.\n\n{told_forecast(expected)}\n"
    )
    key = f"apology-back:{apology.pk}"
    send_to(
        _keepers(meeting, but=person),
        key,
        f"Kommer alligevel: {meeting}",
        text,
        about=meeting.organization,
    )


def told_forecast(expected: Forecast) -> str:
    """How many are expected, and whether they are enough, in one sentence."""
    coming = f"{len(expected.coming)} af {expected.seats} ventes at komme"
    if expected.enough:
        return f"{coming}; der skal være mindst {expected.needed}."
    return f"{coming}: det er for få. Der skal være mindst {expected.needed} for at beslutte."


def hide_title(item: AgendaItem) -> None:
    """Take a title that is closed now out of every letter that has not left yet, whatever it is about."""
    waiting = Letter.objects.filter(recipient__body=item.meeting.organization.body, sent_at=None)
    named = Q(text__contains=item.title) | Q(subject__contains=item.title)
    for letter in waiting.filter(named):
        letter.text = letter.text.replace(item.title, "Lukket punkt")
        letter.subject = letter.subject.replace(item.title, "Lukket punkt")
        letter.save(update_fields=["text", "subject"])


def told_time(at: datetime) -> str:
    """A meeting's time in words: `tirsdag den 13. oktober 2026 kl. 15.00`."""
    local = timezone.localtime(at)
    day = date_format(local, r"l \d\e\n j. F Y")
    return f"{day} kl. {local:%H.%M}"


def _to_members(meeting: Meeting, key: str, subject: str, text: str) -> None:
    people = {seat.person.pk: seat.person for seat in seats_of(meeting)}
    send_to(
        people.values(),
        key,
        subject,
        text,
        calendar=calendar_file(meeting),
        about=meeting.organization,
    )


def _keepers(meeting: Meeting, *, but: Person) -> list[Person]:
    """The body's secretaries and its chair of the day."""
    keepers = (Membership.Role.SECRETARY, Membership.Role.CHAIR)
    rows = Membership.objects.on(timezone.localdate()).filter(role__in=keepers)
    own = rows.filter(organization=meeting.organization_id).exclude(person=but)
    return list({row.person_id: row.person for row in own.select_related("person")}.values())


def send_to(
    people: Iterable[Person],
    key: str,
    subject: str,
    text: str,
    *,
    about: Organization,
    calendar: str = "",
) -> None:
    """One letter to each about a meeting of `about`; `key` says of what, so that none is written twice."""
    for person in people:
        write_letter(
            person,
            key=f"{key}:{person.pk}",
            subject=subject,
            text=text,
            calendar=calendar,
            about=about,
        )
