"""Rows into a record: the agenda as it is sent, the minutes as they are drafted. Reads, never writes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from uuid import UUID

from django.utils import timezone

from raadslag.cases.composed import attachments_of, declared
from raadslag.meetings.decided_record import decision_of, public_decision_of
from raadslag.meetings.message_record import with_live_messages
from raadslag.meetings.models import (
    AgendaItem,
    ItemCorrection,
    Meeting,
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
from raadslag.meetings.recusal_record import recusals_told
from raadslag.meetings.seats import Seat, events_of, every_seat, places, seat_count
from raadslag.record import Attendee, Item, Kind
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
        .select_related("chair_decision__person", "chair_decision__organization")
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
            "mayor_stops__person",
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
        agenda_adopted=_adopted(meeting, rows) if kind == "minutes" else None,
        items=tuple(items),
    )


def _adopted(meeting: Meeting, rows: Sequence[AgendaItem]) -> str | None:
    """How the agenda was adopted, where the body has no item of its own for that."""
    if any(row.adopts_agenda and row.withdrawn_at is None for row in rows):
        return None
    return meeting.agenda_adopted or None


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
        self.seats = every_seat(meeting)
        self.events: list[Event] = events_of(meeting)
        self.count = max(len(rows), 1)
        self.place = places(rows)
        self.numbers = [row.number or place for place, row in enumerate(rows, start=1)]
        self.apologies = {
            apology.person_id for apology in meeting.apologies.filter(called_back_at=None)
        }
        self.present = took_part(self.events, items=self.count)
        self.recusals = recusals_told(meeting)

    def invited(self) -> tuple[Attendee, ...]:
        """Everybody with a seat, and who has sent apologies."""
        return tuple(
            _attendee(seat, "apologies" if seat.person.pk in self.apologies else "present")
            for seat in self.seats
            if seat.item is None
            and (seat.person.pk not in self.apologies or seat.substitute_for is None)
        )

    def attendance(self) -> tuple[Attendee, ...]:
        """Everybody with a seat and how they took part; a substitute only where they came."""
        once = {(seat.person.pk, seat.substitute_for): seat for seat in self.seats}
        return tuple(
            self._attended(seat)
            for seat in once.values()
            if seat.substitute_for is None or seat.person.pk in self.present
        )

    def _attended(self, seat: Seat) -> Attendee:
        person = seat.person.pk
        if person not in self.present:
            return _attendee(seat, "apologies" if person in self.apologies else "absent")
        first, last = span(self.events, person=person, items=self.count)
        return _attendee(seat, "present", self._number(first), self._number(last))

    def _number(self, place: int | None) -> int | None:
        """The number of the item at a place: the body may treat its items in another order."""
        return self.numbers[place - 1] if place and self.numbers else place

    def recused(self, row: AgendaItem) -> tuple[str, ...]:
        """Names of those who stepped out because of an interest."""
        out = recused(self.events, item=self.place[row.pk])
        return tuple(seat.person.name for seat in self.seats if seat.person.pk in out)

    def missing(self, row: AgendaItem) -> tuple[str, ...]:
        """Names of those who took part in the meeting, but not in this item, and were not recused."""
        place = self.place[row.pk]
        here = in_room(self.events, item=place) | recused(self.events, item=place)
        gone = self.present - here
        return tuple(s.person.name for s in self.seats if s.item is None and s.person.pk in gone)

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
        public_decision=public_decision_of(row),
        decision=decision_of(row, quorum=room.quorum_told(row), told=room.recusals.get(row.pk, ())),
        attachments=files,
        attachments_declared=declared(files),
        absences_noted=room.missing(row),
        not_participating=room.recused(row),
        next_bodies=onward(row),
    )
