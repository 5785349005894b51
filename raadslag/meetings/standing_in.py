"""A substitute for one item alone, because a member is recused there (KSL § 14 stk. 3 and § 28 stk. 3)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from raadslag.allowed import Obstacle, require
from raadslag.meetings.actions import keeps, lock_meeting
from raadslag.meetings.deadlines import rules_of
from raadslag.meetings.letters import send_to, told_time
from raadslag.meetings.live import note_in_meeting
from raadslag.meetings.models import AgendaItem, Attendance, Substitute
from raadslag.meetings.presence import recused
from raadslag.meetings.rules.moving import why_not_stand_in
from raadslag.meetings.seats import events_of, places, seats_of
from raadslag.meetings.substitutes import Candidate, candidates, party_of
from raadslag.people.models import Organization, Person, User
from raadslag.people.rules import why_not_of_body


@transaction.atomic
def call_for_item(
    item: AgendaItem, *, person: Person, substitute_for: Person, by: User, basis: str = ""
) -> Substitute:
    """Let somebody sit for a recused member at one item: there, with a vote, for that alone (indkald til punktet).

    They read and sign for that item and no other. `basis` says by what rule, where the body's setting does
    not let the recused have one.
    """
    meeting = lock_meeting(item.meeting)
    require(why_not_of_body([person, substitute_for], body=meeting.organization.body_id))
    seats = seats_of(meeting)
    out = recused(events_of(meeting), item=places(meeting.items.all())[item.pk])
    standing = item.substitutes.filter(given_back_at=None)
    known = {one.person for one in candidates(meeting, substitute_for)}
    require(
        why_not_stand_in(
            state=meeting.state,
            is_secretary=keeps(meeting, by),
            putting_right=meeting.putting_right,
            recused=substitute_for.pk in out and any(s.person == substitute_for for s in seats),
            taken=standing.filter(substitute_for=substitute_for).exists(),
            sits_already=any(seat.person == person for seat in seats)
            or standing.filter(person=person).exists(),
            eligible=person in known,
            by_rule=rules_of(meeting.organization).recusal_substitutes
            or meeting.organization.kind == Organization.Kind.COUNCIL,
            basis=basis,
            kind=meeting.organization.kind,
        )
    )
    row = Substitute.objects.create(
        meeting=meeting,
        item=item,
        person=person,
        substitute_for=substitute_for,
        basis=basis.strip()[:300],
        party=party_of(person, meeting),
        called_at=timezone.now(),
    )
    _write(row)
    details = {"person": person.pk, "for": substitute_for.pk, "item": item.number}
    note_in_meeting("call_for_item", meeting, by=by, details=details, rows=[row])
    return row


@transaction.atomic
def send_away(row: Substitute, *, by: User) -> None:
    """The substitute for an item is not to sit after all; what was noted of them there is struck (giv pladsen tilbage)."""
    meeting = lock_meeting(row.meeting)
    row = Substitute.objects.select_for_update().get(pk=row.pk)
    if not keeps(meeting, by) or row.item is None or row.given_back_at is not None:
        require([Obstacle("not-yours", "Kun sekretæren giver pladsen ved punktet tilbage.")])
    sat = Attendance.objects.filter(
        item=row.item, person=row.person, event=Attendance.Event.STOOD_IN, struck_at=None
    )
    struck = list(sat)
    for one in struck:
        one.struck_at = timezone.now()
        one.save(update_fields=["struck_at"])
    row.given_back_at = timezone.now()
    row.save(update_fields=["given_back_at"])
    details = {"person": row.person_id, "item": row.item.number if row.item else None}
    note_in_meeting("send_away", meeting, by=by, details=details, rows=[row, *struck])


def candidates_for(item: AgendaItem, member: Person) -> list[Candidate]:
    """Those who could sit for a recused member at the item, the same group's first."""
    sits = set(item.substitutes.filter(given_back_at=None).values_list("person", flat=True))
    return [one for one in candidates(item.meeting, member) if one.person.pk not in sits]


def _write(row: Substitute) -> None:
    """Word to the substitute: of one item, by its number, for a title may be closed."""
    meeting, item = row.meeting, row.item
    assert item is not None
    text = (
        f"Du er indkaldt som stedfortræder for {row.substitute_for} ved punkt {item.number} på mødet i "
        f"{meeting.organization} {told_time(meeting.starts_at)}: kun ved det punkt.\n\n"
        "Log ind i Rådslag for at læse punktet. Du godkender referatet af det.\n"
    )
    send_to([row.person], f"item-seat:{row.pk}", f"Du er stedfortræder ved ét punkt: {meeting}", text, about=meeting.organization)  # fmt: skip
