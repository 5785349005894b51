"""Letters about a meeting: to those who sit in it, and to those who keep and chair it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from raadslag.cases.models import Case
from raadslag.meetings.calendar import calendar_file
from raadslag.meetings.models import (
    AgendaItem,
    AgendaVersion,
    Apology,
    ItemCorrection,
    ItemQuestion,
    Meeting,
    MeetingChange,
    MemberProposal,
    Message,
    Substitute,
)
from raadslag.meetings.seats import Forecast, seats_of
from raadslag.people.actions import write_letter
from raadslag.people.models import Letter, Membership, Person

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
    write_letter(row.person, key=key, subject=subject, text=text, calendar=calendar_file(meeting))


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
    )


def write_message_offered(message: Message) -> None:
    """Tell the body's secretaries that a notice waits for them. Its words stay inside."""
    meeting = message.meeting
    text = (
        f"{message.by.journal_name} har meldt en meddelelse ind til mødet i {meeting.organization} "
        f"{told_time(meeting.starts_at)}.\n\n"
        "Log ind i Rådslag for at tage den med på dagsordenen eller lade den ude.\n"
    )
    rows = Membership.objects.on(timezone.localdate()).filter(role=Membership.Role.SECRETARY)
    own = rows.filter(organization=meeting.organization_id).exclude(person=message.by.person)
    people = {row.person_id: row.person for row in own.select_related("person")}
    key = f"message:{message.uid}:{meeting.pk}"
    _to(people.values(), key, f"Meddelelse til {meeting}", text)


def write_message_left_out(message: Message) -> None:
    """Tell its writer that a notice does not come on the agenda, and why."""
    meeting, person = message.meeting, message.by.person
    if person is None:
        return
    text = (
        f"Din meddelelse til mødet i {meeting.organization} {told_time(meeting.starts_at)} er ikke "
        f"taget med.\nBegrundelse: {message.answer}\n\nLog ind i Rådslag for at se den.\n"
    )
    key = f"message-out:{message.uid}:{message.version}"
    _to([person], key, f"Din meddelelse er ikke taget med: {meeting}", text)


def write_question(question: ItemQuestion) -> None:
    """Tell the body's secretaries and the case's writer that a member asks. The words stay inside."""
    item = question.item
    meeting = item.meeting
    text = (
        f"{question.person} har stillet et spørgsmål til punkt {item.number} på mødet i "
        f"{meeting.organization} {told_time(meeting.starts_at)}.\n\n"
        "Log ind i Rådslag for at svare, så alle medlemmer har svaret før mødet.\n"
    )
    rows = Membership.objects.on(timezone.localdate()).filter(role=Membership.Role.SECRETARY)
    own = rows.filter(organization=meeting.organization_id).select_related("person")
    people = {row.person_id: row.person for row in own}
    writer = item.case.owner.person if item.case else None
    if writer is not None:
        people[writer.pk] = writer
    _to(people.values(), f"question:{question.uid}", f"Spørgsmål: {meeting}", text)


def write_answer(question: ItemQuestion) -> None:
    """Tell the member that the question is answered."""
    item = question.item
    meeting = item.meeting
    text = (
        f"Dit spørgsmål til punkt {item.number} på mødet i {meeting.organization} "
        f"{told_time(meeting.starts_at)} er besvaret.\n\n{LOG_IN}\n"
    )
    _to([question.person], f"answer:{question.uid}", f"Svar på dit spørgsmål: {meeting}", text)


def write_proposal_sent(proposal: MemberProposal) -> None:
    """Tell the body's secretaries that a member has proposed a matter. Its words stay inside."""
    text = (
        f"{proposal.person} har stillet et forslag til dagsordenen i {proposal.organization}.\n\n"
        "Log ind i Rådslag for at sætte det på en dagsorden.\n"
    )
    rows = Membership.objects.on(timezone.localdate()).filter(role=Membership.Role.SECRETARY)
    own = rows.filter(organization=proposal.organization).select_related("person")
    people = {row.person_id: row.person for row in own}
    subject = f"Forslag til dagsordenen i {proposal.organization}"
    _to(people.values(), f"proposal:{proposal.uid}", subject, text)


def write_proposal_placed(proposal: MemberProposal, meeting: Meeting) -> None:
    """Tell the member at which meeting the matter comes; `put_off_reason` why it is a later one."""
    why = f"Begrundelse: {proposal.put_off_reason}\n" if proposal.not_before_id else ""
    text = (
        f"Dit forslag til dagsordenen i {proposal.organization} kommer på mødet "
        f"{told_time(meeting.starts_at)}.\n{why}\n{LOG_IN}\n"
    )
    key = f"proposal-at:{proposal.uid}:{meeting.pk}"
    _to([proposal.person], key, f"Dit forslag: {meeting}", text)


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
    _to(_keepers(meeting, but=person), key, f"Afbud: {meeting}", "\n".join(lines))


def write_apology_back(apology: Apology, expected: Forecast) -> None:
    """Tell them that the member comes after all."""
    meeting, person = apology.meeting, apology.person
    text = (
        f"{person} kommer alligevel til mødet i {meeting.organization} "
        f"{told_time(meeting.starts_at)}.\n\n{told_forecast(expected)}\n"
    )
    key = f"apology-back:{apology.pk}"
    _to(_keepers(meeting, but=person), key, f"Kommer alligevel: {meeting}", text)


def told_forecast(expected: Forecast) -> str:
    """How many are expected, and whether they are enough, in one sentence."""
    coming = f"{len(expected.coming)} af {expected.seats} ventes at komme"
    if expected.enough:
        return f"{coming}; der skal være mindst {expected.needed}."
    return f"{coming}: det er for få. Der skal være mindst {expected.needed} for at beslutte."


def write_correction(correction: ItemCorrection, *, behind: Collection[int]) -> None:
    """Tell of a correction: the members where it is more than a slip of the pen; always the case's writer
    and those who stand `behind` what was sent. Of a closed item nothing but its number."""
    item, meeting = correction.item, correction.item.meeting
    name = "Lukket punkt" if item.closed else item.title
    lines = [
        f"Punkt {item.number}. {name} på mødet i {meeting.organization} "
        f"{told_time(meeting.starts_at)} er rettet efter indkaldelsen."
    ]
    if not item.closed:
        lines += [
            f"Hvad og hvorfor: {correction.reason}",
            f"Ændret: {', '.join(correction.changed)}.",
        ]
        if correction.late_reason:
            lines.append(f"Rettelsen er sendt efter fristen: {correction.late_reason}")
    lines += ["", "Log ind i Rådslag for at se, hvad der stod før, og hvad der står nu.", ""]
    people = {row.pk: row for row in Person.objects.filter(pk__in=behind)}
    writer = item.case.owner.person if item.case else None
    if writer is not None:
        people[writer.pk] = writer
    if correction.kind != Case.Correcting.SLIP:
        people |= {seat.person.pk: seat.person for seat in seats_of(meeting)}
    key, subject = f"correction:{correction.uid}", f"Rettet: punkt {item.number}, {meeting}"
    _to(people.values(), key, subject, "\n".join(lines))


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
    _to(people.values(), key, subject, text, calendar=calendar_file(meeting))


def _keepers(meeting: Meeting, *, but: Person) -> list[Person]:
    """The body's secretaries and its chair of the day."""
    keepers = (Membership.Role.SECRETARY, Membership.Role.CHAIR)
    rows = Membership.objects.on(timezone.localdate()).filter(role__in=keepers)
    own = rows.filter(organization=meeting.organization_id).exclude(person=but)
    return list({row.person_id: row.person for row in own.select_related("person")}.values())


def _to(people: Iterable[Person], key: str, subject: str, text: str, *, calendar: str = "") -> None:
    for person in people:
        write_letter(
            person, key=f"{key}:{person.pk}", subject=subject, text=text, calendar=calendar
        )
