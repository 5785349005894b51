"""Who gets word of a stopped decision, and what the mayor gets of every committee (KSL §§ 23 and 31 a)."""

from __future__ import annotations

from django.utils import timezone

from raadslag.law.table import law
from raadslag.meetings.letters import send_to, told_time
from raadslag.meetings.models import AgendaItem, Meeting
from raadslag.meetings.seats import mayor_of, seats_of
from raadslag.people.models import Membership, Organization, Person

AGENDA, MINUTES = "dagsorden", "referat"


def write_stopped(item: AgendaItem, *, person: Person, key: str, mayor: bool) -> None:
    """Word to the committee, its and the council's secretaries, the mayor and the case's writer."""
    meeting = item.meeting
    kind = meeting.organization.kind
    name = item.public_title or "Lukket punkt" if item.closed else item.title
    by_law = law("mayor-stop" if mayor else "stop", kind)
    who = f"Borgmester {person.name}" if mayor else person.name
    text = (
        f"{who} har standset beslutningen i {meeting.organization} den "
        f"{timezone.localdate(meeting.starts_at):%d-%m-%Y}, punkt {item.number}: »{name}« ({by_law}).\n\n"
        "Beslutningen må ikke føres ud i livet. Sagen går til kommunalbestyrelsen, som skal tage stilling "
        "uden unødigt ophold.\n\nLog ind i Rådslag for at se punktet.\n"
    )
    people = {seat.person.pk: seat.person for seat in seats_of(meeting)}
    people |= {one.pk: one for one in _secretaries(meeting)}
    if (chief := mayor_of(meeting.organization)) is not None:
        people[chief.pk] = chief
    if item.case is not None and item.case.owner.person is not None:
        people[item.case.owner.person.pk] = item.case.owner.person
    people.pop(person.pk, None)
    send_to(people.values(), key, f"Standset: {name}", text, about=meeting.organization)


def write_to_mayor(meeting: Meeting, *, what: str, key: str) -> None:
    """The mayor gets a committee's agenda and its transcript (§ 31 a stk. 1); who sits in it has them."""
    mayor = mayor_of(meeting.organization)
    if mayor is None or any(seat.person == mayor for seat in seats_of(meeting)):
        return
    day = told_time(meeting.starts_at)
    sent = "Dagsordenen til" if what == AGENDA else "Referatet af"
    text = (
        f"{sent} mødet i {meeting.organization} {day} er sendt.\n\n"
        "Borgmesteren får alle udvalgs dagsordener og referater (kommunestyrelseslovens § 31 a stk. 1) og kan "
        "standse en beslutning, til den er ført ud i livet. Log ind i Rådslag for at læse.\n"
    )
    send_to(
        [mayor],
        f"mayor:{what}:{key}",
        f"Til borgmesteren: {what}, {meeting}",
        text,
        about=meeting.organization,
    )


def _secretaries(meeting: Meeting) -> list[Person]:
    rows = Membership.objects.on(timezone.localdate()).filter(role=Membership.Role.SECRETARY)
    council = Organization.objects.filter(
        body=meeting.organization.body_id, kind=Organization.Kind.COUNCIL
    )
    wanted = rows.filter(organization__in=[meeting.organization_id, *council.values_list("pk", flat=True)])  # fmt: skip
    return [row.person for row in wanted.select_related("person")]
