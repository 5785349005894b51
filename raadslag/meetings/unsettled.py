"""What does not fit together in a meeting: a decision against its votes, without a quorum, still a draft.

Shown where it is seen first, on the item, and in the way of ending the meeting. Reads, never writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from raadslag.allowed import Obstacle
from raadslag.law.table import law
from raadslag.meetings.ballots import Tally, why_against_count
from raadslag.meetings.models import AgendaItem, Ballot, Decision, Meeting
from raadslag.meetings.presence import Event, in_room, why_no_quorum
from raadslag.meetings.rules.deciding import why_without_quorum
from raadslag.meetings.seats import Seat, events_of, every_seat, places, seat_count


class Presence:
    """Who of those with a vote is in the room, for each item of a meeting; worked out once."""

    def __init__(self, meeting: Meeting) -> None:
        self.kind = meeting.organization.kind
        self.seats: list[Seat] = every_seat(meeting)
        self.count = seat_count(self.seats)
        self.places = places(meeting.items.all())
        self.events: list[Event] = events_of(meeting)
        self.names = {seat.person.pk: seat.person.name for seat in self.seats}

    def voters(self, item: AgendaItem) -> frozenset[int]:
        """Ids of those with a vote who are there for the item."""
        return in_room(self.events, item=self.places[item.pk]) & set(self.names)

    def quorum(self, item: AgendaItem) -> list[Obstacle]:
        """Why the body may not decide the item."""
        return why_no_quorum(present=self.voters(item), seats=self.count, kind=self.kind)


def tallies_of(item: AgendaItem) -> list[Tally]:
    """The item's ballots that stand, in order."""
    rows = item.ballots.filter(struck_at=None).prefetch_related("votes")
    return [tally_of(row) for row in rows]


def tally_of(row: Ballot) -> Tally:
    """A ballot as the pure rules read it."""
    choices = {vote.person_id: vote.choice for vote in row.votes.all()}
    return Tally(row.subject, row.on, choices, row.point)


def why_unsettled(
    item: AgendaItem, decision: Decision | None, tallies: Sequence[Tally], *, presence: Presence
) -> list[Obstacle]:
    """What on the item must be put right before the meeting ends."""
    no = _why_absent_voters(tallies, presence, presence.voters(item))
    if decision is not None:
        points = {point.point: point.outcome for point in decision.points.all()}
        no += why_against_count(decision.outcome, points=points, tallies=tallies)
        lacking = presence.quorum(item)
        no += why_without_quorum(decision.outcome, lacking, reason=decision.quorum_reason)
    return no


def why_meeting_unsettled(meeting: Meeting) -> list[Obstacle]:
    """The same of every item that stands, each reason with its number; and drafts nobody confirmed."""
    presence = Presence(meeting)
    items = meeting.items.filter(withdrawn_at=None).select_related("decision")
    items = items.prefetch_related("decision__points", "ballots__votes", "drafts")
    no = []
    for item in items:
        number = item.number or item.order
        rows = [row for row in item.ballots.all() if row.struck_at is None]
        tallies = [tally_of(row) for row in rows]
        found = why_unsettled(item, getattr(item, "decision", None), tallies, presence=presence)
        no += [Obstacle(o.code, f"Punkt {number}: {o.reason}", o.law) for o in found]
        if item.drafts.all():
            no.append(
                Obstacle(
                    "open-draft",
                    f"Punkt {number} har en kladde: bekræft den, eller smid den væk.",
                )
            )
    return no


def _why_absent_voters(
    tallies: Iterable[Tally], presence: Presence, here: frozenset[int]
) -> list[Obstacle]:
    voted = {
        person for tally in tallies for person, side in tally.choices.items() if side != "silent"
    }
    gone = sorted(presence.names.get(person, "En uden plads") for person in voted - here)
    if not gone:
        return []
    return [
        Obstacle(
            "voter-absent",
            f"{', '.join(gone)} har stemt, men er noteret som ikke til stede eller inhabil under punktet. "
            "Ret fremmødet, eller slet afstemningen og registrér den igen.",
            law("voting", presence.kind),
        )
    ]
