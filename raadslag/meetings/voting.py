"""Ballots: one vote a member in the room."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from raadslag.allowed import require
from raadslag.meetings.actions import lock_meeting
from raadslag.meetings.ballots import Choice, why_not_vote
from raadslag.meetings.live import note_in_meeting, why_not_live_now
from raadslag.meetings.models import (
    AgendaItem,
    Ballot,
    BallotVote,
    Meeting,
)
from raadslag.meetings.seats import members_in_room, seats_of
from raadslag.people.models import Person, User


@transaction.atomic
def record_vote(
    item: AgendaItem,
    *,
    on: str,
    choices: Mapping[int, Choice],
    by: User,
    amendment: bool = False,
    proposed_by: str = "",
    by_party: bool = False,
) -> Ballot:
    """Record one ballot, one vote a member in the room (registrér afstemning).

    `choices` maps person id to choice; a ballot by party is spread to members first
    (`ballots.spread_parties`).
    """
    meeting = lock_meeting(item.meeting)
    require(why_not_live_now(meeting, item, by))
    standing = item.ballots.filter(struck_at=None)
    require(
        why_not_vote(
            in_room=members_in_room(meeting, item),
            choices=choices,
            amendment=amendment,
            main_already_voted=standing.filter(amendment=False).exists(),
            meeting_open=meeting.state == Meeting.State.OPEN,
        )
    )
    last = item.ballots.aggregate(last=Max("order"))["last"] or 0
    ballot = Ballot.objects.create(
        item=item,
        order=last + 1,
        on=" ".join(on.split())[:300] or "Indstillingen",
        amendment=amendment,
        proposed_by=proposed_by,
        by_party=by_party,
        at=timezone.now(),
    )
    parties = {seat.person.pk: seat.party for seat in seats_of(meeting)}
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


def voted_against(item: AgendaItem, person: Person) -> bool:
    """The member voted against in the last ballot on the item."""
    ballot = item.ballots.filter(struck_at=None).order_by("-order").first()
    return bool(ballot and ballot.votes.filter(person=person, choice="against").exists())
