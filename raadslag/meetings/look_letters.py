"""Letters about the chair's look at an agenda. What was remarked stays inside the house."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from raadslag.meetings.deadlines import notice_deadline
from raadslag.meetings.letters import told_time
from raadslag.meetings.models import AgendaLook
from raadslag.people.actions import write_letter
from raadslag.people.models import Membership, Person


def write_look_asked(look: AgendaLook, chairs: Iterable[Person]) -> None:
    """Tell the chair and the deputy that an agenda waits to be looked at, and until when."""
    meeting = look.meeting
    text = (
        f"Dagsordenen til mødet i {meeting.organization} {told_time(meeting.starts_at)} er klar til "
        f"dit gennemsyn.\nDen skal sendes til medlemmerne senest {notice_deadline(meeting):%d-%m-%Y}.\n\n"
        "Log ind i Rådslag for at læse den, og godkend den, eller send den tilbage med bemærkninger.\n"
    )
    for person in chairs:
        write_letter(
            person,
            key=f"look:{look.pk}:{person.pk}",
            subject=f"Dagsorden til gennemsyn: {meeting}",
            about=meeting.organization,
            text=text,
        )


def write_look_answered(look: AgendaLook, *, count: int) -> None:
    """Tell the body's secretaries what the chair answered, and that there are remarks to read."""
    meeting = look.meeting
    approved = look.kind == AgendaLook.Kind.APPROVED
    did = "godkendt" if approved else "sendt tilbage"
    told = f" med {count} bemærkning{'' if count == 1 else 'er'}" if count else ""
    text = (
        f"{look.by.journal_name} har {did} dagsordenen til mødet i {meeting.organization} "
        f"{told_time(meeting.starts_at)}{told}.\n\n"
        f"Log ind i Rådslag for at {'indkalde til mødet' if approved else 'rette dagsordenen'}.\n"
    )
    rows = Membership.objects.on(timezone.localdate()).filter(role=Membership.Role.SECRETARY)
    own = rows.filter(organization=meeting.organization_id).select_related("person")
    for person in {row.person_id: row.person for row in own}.values():
        write_letter(
            person,
            key=f"look-answer:{look.pk}:{person.pk}",
            subject=f"Formanden har {did} dagsordenen: {meeting}",
            text=text,
            about=meeting.organization,
        )
