"""Rows into a record: the agenda as it is sent, the minutes as they are drafted. Reads, never writes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from django.utils import timezone

from raadslag.cases.composed import attachments_of, declared
from raadslag.meetings.message_record import with_live_messages
from raadslag.meetings.models import (
    AgendaItem,
    Ballot,
    Decision,
    ItemCorrection,
    Meeting,
    Remark,
)
from raadslag.meetings.planned import (
    lapsed,
    onward,
    planned,
    with_answers,
    with_guests,
    with_lateness,
)
from raadslag.meetings.presence import Event, in_room, recused, span, took_part, why_no_quorum
from raadslag.meetings.seats import Seat, events_of, places, seat_count, seats_of
from raadslag.record import Attendee, Item, Kind, PointOutcome, Vote
from raadslag.record import Decision as RecordDecision
from raadslag.record import Meeting as Record

ROLES = {"chair": "formand", "deputy": "næstformand", "substitute": "stedfortræder"}


def compose(
    meeting: Meeting,
    *,
    kind: Kind,
    anew: Collection[UUID] = (),
    more: Sequence[AgendaItem] = (),
    coming: ItemCorrection | None = None,
) -> Record:
    """The meeting as a record: what is planned (`agenda`) or what happened (`minutes`).

    Once an agenda is sent, its items are what was sent: the next agenda and the minutes carry them
    over, whatever was written since. Only the items named in `anew` are put together again. `more`
    are rows that are not saved yet, at the end; `coming` is a correction as it would be sent.
    """
    starts = timezone.localtime(meeting.starts_at)
    began = timezone.localtime(meeting.began_at or meeting.starts_at)
    ended = meeting.ended_at or meeting.closed_at or meeting.ends_at or meeting.starts_at
    ends = timezone.localtime(ended)
    rows = list(
        meeting.items.select_related(
            "case__paper", "proposal__person", "decision__stopped_by", "decision__referred_to"
        )
        .prefetch_related("case__files", "case__points", "case__guests", "case__priors")
        .prefetch_related("case__agenda_items__meeting__organization")
        .prefetch_related("case__stops__organization", "case__paper__sections")
        .prefetch_related(
            "messages__files",
            "questions__person",
            "guests",
            "corrections",
            "remarks__person",
            "ballots__votes__person",
            "decision__points",
        )
    )
    rows += more
    room = Room(meeting, rows)
    items = _sent(meeting, rows, anew, coming)
    if kind == "minutes":
        items = [_held(row, sent=item, room=room) for row, item in zip(rows, items, strict=True)]
    return Record(
        kind=kind,
        municipality=meeting.organization.body.name,
        organization=meeting.organization.name,
        date=starts.date(),
        start_time=f"{began if kind == 'minutes' else starts:%H:%M}",
        end_time=f"{ends:%H:%M}" if kind == "minutes" and ends > starts else None,
        location=meeting.location or None,
        attendance=room.attendance() if kind == "minutes" else room.invited(),
        items=tuple(items),
    )


def _sent(
    meeting: Meeting,
    rows: Sequence[AgendaItem],
    anew: Collection[UUID],
    coming: ItemCorrection | None,
) -> list[Item]:
    """Each row as it was sent, or as it stands where it was not; closed and withdrawn as it is now."""
    newest = meeting.agendas.first()
    sent = {item.id: item for item in newest.as_record().items} if newest else {}
    found = []
    for place, row in enumerate(rows, start=1):
        known = sent.get(str(row.uid)) if row.uid not in anew else None
        item = (
            with_lateness(known, row)
            if known
            else replace(planned(row, coming), number=row.number or place)
        )
        if row.withdrawn_at is not None:
            item = lapsed(item, row)
        found.append(
            replace(
                item,
                closed=row.closed,
                closed_reason=row.closed_reason or None,
                public_title=row.public_title or None,
            )
        )
    return found


class Room:
    """Who sat where during the meeting, by name, worked out from the events once."""

    def __init__(self, meeting: Meeting, rows: Sequence[AgendaItem]) -> None:
        self.seats = seats_of(meeting)
        self.events: list[Event] = events_of(meeting)
        self.count = max(len(rows), 1)
        self.place = places(rows)
        self.apologies = {
            apology.person_id for apology in meeting.apologies.filter(called_back_at=None)
        }
        self.present = took_part(self.events, items=self.count)

    def invited(self) -> tuple[Attendee, ...]:
        """Everybody with a seat, and who has sent apologies."""
        return tuple(
            _attendee(seat, "apologies" if seat.person.pk in self.apologies else "present")
            for seat in self.seats
            if seat.person.pk not in self.apologies or seat.substitute_for is None
        )

    def attendance(self) -> tuple[Attendee, ...]:
        """Everybody with a seat and how they took part; a substitute only where they came."""
        return tuple(
            self._attended(seat)
            for seat in self.seats
            if seat.substitute_for is None or seat.person.pk in self.present
        )

    def _attended(self, seat: Seat) -> Attendee:
        person = seat.person.pk
        if person not in self.present:
            return _attendee(seat, "apologies" if person in self.apologies else "absent")
        first, last = span(self.events, person=person, items=self.count)
        return _attendee(seat, "present", first, last)

    def recused(self, row: AgendaItem) -> tuple[str, ...]:
        """Names of those who stepped out because of an interest."""
        out = recused(self.events, item=self.place[row.pk])
        return tuple(seat.person.name for seat in self.seats if seat.person.pk in out)

    def missing(self, row: AgendaItem) -> tuple[str, ...]:
        """Names of those who took part in the meeting, but not in this item, and were not recused."""
        place = self.place[row.pk]
        here = in_room(self.events, item=place) | recused(self.events, item=place)
        return tuple(s.person.name for s in self.seats if s.person.pk in self.present - here)

    def quorum_told(self, row: AgendaItem) -> str:
        """What the minutes say before the reason for deciding where too few were there; else blank."""
        voters = {seat.person.pk for seat in self.seats}
        here = in_room(self.events, item=self.place[row.pk]) & voters
        seats = seat_count(self.seats)
        if not why_no_quorum(present=here, seats=seats):
            return ""
        return f"{len(here)} af {seats} var noteret som til stede. Der blev besluttet, fordi:"


def _attendee(
    seat: Seat, status: str, first: int | None = None, last: int | None = None
) -> Attendee:
    return Attendee(
        name=seat.person.name,
        party=seat.party or None,
        role=ROLES.get(seat.role),
        status=status,  # type: ignore[arg-type]
        substitute_for=seat.substitute_for.name if seat.substitute_for else None,
        from_item=first,
        to_item=last,
    )


def _held(row: AgendaItem, *, sent: Item, room: Room) -> Item:
    """The item as it went: what members had before them, and what they did with it.

    `sent` is the item as the agenda was sent, so that nobody's later editing reaches the minutes.
    """
    if row.withdrawn_at is not None:
        return sent
    if row.case is None:
        sent = with_live_messages(sent, row)
    sent = with_guests(with_answers(sent, row), row)
    added = attachments_of(row.case, after=True) if row.case else ()
    files = sent.attachments + tuple(file for file in added if file.added_after)
    return replace(
        sent,
        public_decision=_public_decision(row),
        decision=decision_of(row, quorum=room.quorum_told(row)),
        attachments=files,
        attachments_declared=declared(files),
        absences_noted=room.missing(row),
        not_participating=room.recused(row),
        next_bodies=onward(row),
    )


def decision_of(row: AgendaItem, *, quorum: str = "") -> RecordDecision:
    """What was decided of an item, with its votes and what was said, as the record has it."""
    decision: Decision | None = getattr(row, "decision", None)
    remarks = [remark for remark in row.remarks.all() if remark.struck_at is None]
    said = _said(remarks, "remark")
    if decision is None:
        return RecordDecision(
            remarks=said,
            votes=tuple(_votes(row)),
            dissents=_said(remarks, "dissent"),
            reservations=_said(remarks, "reservation"),
        )
    if quorum and decision.quorum_reason:
        said = (f"{quorum} {decision.quorum_reason}", *said)
    return RecordDecision(
        text=_decision_text(decision) or None,
        outcome=decision.outcome,  # type: ignore[arg-type]
        remarks=said,
        votes=tuple(_votes(row)),
        dissents=_said(remarks, "dissent"),
        reservations=_said(remarks, "reservation"),
        stopped_by=decision.stopped_by.name if decision.stopped_by else None,
        points=tuple(
            PointOutcome(point.point, point.outcome, point.text or None)  # type: ignore[arg-type]
            for point in decision.points.all()
        ),
    )


def _decision_text(decision: Decision) -> str:
    parts = [decision.text.strip()]
    if decision.outcome == "postponed" and decision.return_on:
        parts.append(f"Sagen behandles igen senest den {decision.return_on:%d-%m-%Y}.")
    if decision.stopped_by:
        parts.append(
            f"{decision.stopped_by.name} ønskede sagen indbragt for kommunalbestyrelsen "
            "(kommunestyrelseslovens § 23). Beslutningen er standset."
        )
    return "\n\n".join(part for part in parts if part)


def _public_decision(row: AgendaItem) -> str | None:
    decision: Decision | None = getattr(row, "decision", None)
    return (decision.public_text or None) if decision and row.closed else None


def _said(remarks: Iterable[Remark], kind: str) -> tuple[str, ...]:
    return tuple(
        f"{remark.person.name}: {remark.text}" if remark.person else remark.text
        for remark in remarks
        if remark.kind == kind
    )


def _votes(row: AgendaItem) -> Iterable[Vote]:
    for ballot in row.ballots.all():
        if ballot.struck_at is not None:
            continue
        sides: dict[str, list[str]] = {"for": [], "against": [], "abstained": [], "silent": []}
        for vote in ballot.votes.all():
            name = vote.party if ballot.by_party and vote.party else vote.person.name
            if name not in sides[vote.choice]:
                sides[vote.choice].append(name)
        yield Vote(
            on=_voted_on(ballot),
            in_favour=tuple(sides["for"]),
            against=tuple(sides["against"]),
            abstained=tuple(sides["abstained"]),
            did_not_vote=tuple(sides["silent"]),
        )


def _voted_on(ballot: Ballot) -> str:
    if not ballot.amendment:
        return ballot.on
    whose = f" fra {ballot.proposed_by}" if ballot.proposed_by else ""
    return (
        ballot.on
        if ballot.on == "Ændringsforslag" and not whose
        else f"Ændringsforslag{whose}: {ballot.on}"
    )
