"""Ballots: one vote a member in the room."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from raadslag.allowed import require
from raadslag.meetings.actions import lock_meeting
from raadslag.meetings.ballots import Choice, Subject, why_not_vote
from raadslag.meetings.live import note_in_meeting, why_not_live_now
from raadslag.meetings.models import (
    AgendaItem,
    Ballot,
    BallotVote,
    Meeting,
)
from raadslag.meetings.seats import every_seat, members_in_room
from raadslag.meetings.unsettled import tallies_of
from raadslag.people.models import Person, User


@transaction.atomic
def record_vote(
    item: AgendaItem,
    *,
    on: str,
    choices: Mapping[int, Choice],
    by: User,
    subject: Subject = "recommendation",
    point: int | None = None,
    proposed_by: str = "",
    by_party: bool = False,
) -> Ballot:
    """Record one ballot, one vote a member in the room (registrér afstemning).

    `choices` maps person id to choice; a ballot by party is spread to members first
    (`ballots.spread_parties`). `point`: the recommendation's point where `subject` is one.
    """
    meeting = lock_meeting(item.meeting)
    require(why_not_live_now(meeting, item, by))
    require(
        why_not_vote(
            in_room=members_in_room(meeting, item),
            choices=choices,
            kind=meeting.organization.kind,
            meeting_open=meeting.state == Meeting.State.OPEN or meeting.putting_right,
        )
    )
    last = item.ballots.aggregate(last=Max("order"))["last"] or 0
    ballot = Ballot.objects.create(
        item=item,
        order=last + 1,
        on=" ".join(on.split())[:300] or called(subject, point),
        amendment=subject == "amendment",
        about=subject if subject in Ballot.About.values else "",
        point=point if subject == "point" else None,
        proposed_by=proposed_by,
        by_party=by_party,
        at=timezone.now(),
    )
    parties = {seat.person.pk: seat.party for seat in every_seat(meeting)}
    BallotVote.objects.bulk_create(
        BallotVote(ballot=ballot, person_id=person, party=parties.get(person, ""), choice=choice)
        for person, choice in choices.items()
    )
    details = {"item": item.number, "votes": len(choices)}
    note_in_meeting(
        "record_vote", meeting, by=by, details=details, rows=[ballot, ballot.votes.all()]
    )
    return ballot


@transaction.atomic
def strike_vote(ballot: Ballot, *, by: User) -> None:
    """Take a wrongly recorded ballot out of account (slet afstemning)."""
    meeting = lock_meeting(ballot.item.meeting)
    require(why_not_live_now(meeting, ballot.item, by))
    ballot.struck_at = timezone.now()
    ballot.save(update_fields=["struck_at"])
    note_in_meeting("strike_vote", meeting, by=by, details={"ballot": ballot.pk}, rows=[ballot])


def called(subject: Subject, point: int | None) -> str:
    """What is voted on where nobody said it in words of their own."""
    names = {**dict(Ballot.About.choices), "amendment": "Ændringsforslag"}
    if subject == "point" and point:
        return f"Indstillingens punkt {point}"
    return names.get(subject, "Indstillingen")


def sides_of(item: AgendaItem, person: Person) -> tuple[bool, bool]:
    """Whether the member was in the minority of any ballot on the item, and whether they abstained."""
    tallies = tallies_of(item)
    lost = any(person.pk in tally.minority for tally in tallies)
    return lost, any(tally.choices.get(person.pk) == "abstained" for tally in tallies)
