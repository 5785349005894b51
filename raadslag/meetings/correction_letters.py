"""Letters about an item that is corrected after the notice."""

from __future__ import annotations

from collections.abc import Collection

from raadslag.cases.models import Case
from raadslag.meetings.letters import send_to, told_time
from raadslag.meetings.models import ItemCorrection
from raadslag.meetings.seats import seats_of
from raadslag.people.models import Person


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
    send_to(people.values(), key, subject, "\n".join(lines), about=meeting.organization)
