"""Who cannot come, and who sits instead: at one meeting, whatever day it comes to be held."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from raadslag.allowed import Obstacle, require
from raadslag.journal.actions import note
from raadslag.journal.proving import Rows
from raadslag.meetings.actions import keeps, lock_meeting
from raadslag.meetings.letters import (
    write_apology,
    write_apology_back,
    write_seat_given_back,
    write_to_substitute,
)
from raadslag.meetings.models import Apology, Meeting, Substitute
from raadslag.meetings.rules.calling import why_not_apologize
from raadslag.meetings.rules.moving import why_not_call_substitute, why_not_give_back
from raadslag.meetings.seats import forecast, seats_of
from raadslag.people.models import Membership, Organization, Person, User
from raadslag.people.rights import SEATS
from raadslag.people.rules import of_council, why_not_of_body


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could sit for a member. `same_group`: elected for the member's own party."""

    person: Person
    party: str
    same_group: bool


@transaction.atomic
def send_apology(
    meeting: Meeting, *, person: Person, reason: str, substitute: Person | None, by: User
) -> Apology:
    """Tell that somebody cannot come, and who could sit instead (send afbud).

    Secretary and chair get word of it at once.
    """
    meeting = lock_meeting(meeting)
    sits = any(seat.person == person for seat in seats_of(meeting))
    own = by.person_id == person.pk or keeps(meeting, by)
    require(why_not_apologize(sits=sits and own, state=meeting.state))
    apology, _ = Apology.objects.update_or_create(
        meeting=meeting,
        person=person,
        called_back_at=None,
        defaults={"substitute": substitute, "reason": reason[:300], "sent_at": timezone.now()},
    )
    write_apology(apology, forecast(meeting))
    details = {"person": person.pk}
    note("send_apology", by=by, subject=f"meeting:{meeting.uid}", details=details, rows=[apology])
    return apology


@transaction.atomic
def call_back_apology(apology: Apology, *, by: User) -> None:
    """Tell that the member can come after all; a substitute gives the seat back (træk afbud tilbage)."""
    meeting = lock_meeting(apology.meeting)
    own = by.person_id == apology.person_id or keeps(meeting, by)
    require(why_not_apologize(sits=own, state=meeting.state))
    apology.called_back_at = timezone.now()
    apology.save(update_fields=["called_back_at"])
    rows: Rows = [apology]
    stand_in = _standing(meeting).filter(substitute_for=apology.person_id).first()
    if stand_in is not None:
        rows = [apology, *_end(stand_in, meeting)]
    write_apology_back(apology, forecast(meeting))
    note("call_back_apology", by=by, subject=f"meeting:{meeting.uid}", rows=rows)


@transaction.atomic
def call_substitute(
    meeting: Meeting, *, person: Person, substitute_for: Person, by: User
) -> Substitute:
    """Let somebody sit for a member at this meeting; they get word, and read it from now on (indkald stedfortræder).

    One who was called before them and cannot come either gives the seat back.
    """
    meeting = lock_meeting(meeting)
    require(why_not_of_body([person, substitute_for], body=meeting.organization.body_id))
    require(why_not_call_now(meeting, person=person, substitute_for=substitute_for, by=by))
    rows: Rows = []
    if before := _standing(meeting).filter(substitute_for=substitute_for).first():
        rows = _end(before, meeting)
    row = Substitute.objects.create(
        meeting=meeting,
        person=person,
        substitute_for=substitute_for,
        party=party_of(person, meeting),
        called_at=timezone.now(),
    )
    write_to_substitute(row)
    details = {"person": person.pk, "for": substitute_for.pk}
    subject = f"meeting:{meeting.uid}"
    note("call_substitute", by=by, subject=subject, details=details, rows=[row, *rows])
    return row


def why_not_call_now(
    meeting: Meeting, *, person: Person, substitute_for: Person, by: User
) -> list[Obstacle]:
    """Why the person may not sit for the member at this meeting."""
    seats = seats_of(meeting)
    expected = forecast(meeting)
    return why_not_call_substitute(
        state=meeting.state,
        is_secretary=keeps(meeting, by),
        seat_held=any(s.person == substitute_for and s.substitute_for is None for s in seats),
        taken=substitute_for.pk in expected.stand_ins,
        sits_already=any(seat.person == person for seat in seats),
        eligible=person in _eligible(meeting),
        kind=meeting.organization.kind,
    )


@transaction.atomic
def give_back_seat(row: Substitute, *, by: User) -> None:
    """The substitute is not to sit after all (giv pladsen tilbage)."""
    meeting = lock_meeting(row.meeting)
    allowed = keeps(meeting, by) or by.person_id == row.substitute_for_id
    require(why_not_give_back(state=meeting.state, allowed=allowed))
    row = Substitute.objects.select_for_update().get(pk=row.pk)
    if row.given_back_at is not None:
        return
    rows = _end(row, meeting)
    details = {"person": row.person_id, "for": row.substitute_for_id}
    note("give_back_seat", by=by, subject=f"meeting:{meeting.uid}", details=details, rows=rows)


def candidates(meeting: Meeting, member: Person) -> list[Candidate]:
    """Those who could sit for the member, the same group's first: the group decides (KSL § 28 stk. 2)."""
    own = party_of(member, meeting)
    here = {seat.person.pk for seat in seats_of(meeting)}
    found = [
        Candidate(person, party, bool(own) and party == own)
        for person, party in _eligible(meeting).items()
        if person.pk not in here
    ]
    return sorted(found, key=lambda one: (not one.same_group, one.party, one.person.name))


def party_of(person: Person, meeting: Meeting) -> str:
    """The party somebody sits for: here, else in the council, else anywhere they sit."""
    seats = Membership.objects.on(timezone.localdate(meeting.starts_at)).exclude(party="")
    own = list(seats.filter(person=person, role__in=SEATS).select_related("organization"))
    council = Organization.Kind.COUNCIL
    own.sort(
        key=lambda seat: (
            seat.organization_id != meeting.organization_id,
            seat.organization.kind != council,
        )
    )
    return own[0].party if own else ""


def _eligible(meeting: Meeting) -> dict[Person, str]:
    """Who may sit in such a body on the day, with their party."""
    body = meeting.organization.body_id
    seats = Membership.objects.on(timezone.localdate(meeting.starts_at)).filter(
        role__in=SEATS, organization__body=body
    )
    council = seats.filter(organization__kind=Organization.Kind.COUNCIL)
    wanted = seats.filter(organization__in=Organization.objects.committees())
    if of_council(meeting.organization.kind) and council.exists():
        wanted = council
    found: dict[Person, str] = {}
    for seat in wanted.select_related("person").order_by("person__name", "pk"):
        found[seat.person] = found.get(seat.person) or seat.party
    return found


def _standing(meeting: Meeting) -> QuerySet[Substitute]:
    return Substitute.objects.filter(meeting=meeting, given_back_at=None)


def _end(row: Substitute, meeting: Meeting) -> Rows:
    """The seat is free again; the calendar message is newer than every one before it."""
    row.given_back_at = timezone.now()
    row.save(update_fields=["given_back_at"])
    meeting.sequence += 1
    meeting.save(update_fields=["sequence", "modified_at"])
    row.meeting = meeting
    write_seat_given_back(row)
    return [row, meeting]
