"""Rows into a record: the agenda as it is sent, the minutes as they are drafted. Reads, never writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.utils import timezone

from raadslag.cases.models import Case
from raadslag.meetings.models import AgendaItem, Decision, Meeting, Remark
from raadslag.meetings.presence import Event, in_room, recused, span, took_part
from raadslag.meetings.seats import Seat, events_of, places, seats_of
from raadslag.record import (
    Attachment,
    AttachmentCount,
    Attendee,
    ExtraParticipant,
    Item,
    Kind,
    PointOutcome,
    PriorTreatment,
    Section,
    Vote,
    blocks_to_text,
    paragraph,
    walk_tables,
)
from raadslag.record import Decision as RecordDecision
from raadslag.record import Meeting as Record

ROLES = {"chair": "formand", "deputy": "næstformand", "substitute": "stedfortræder"}


def compose(meeting: Meeting, *, kind: Kind) -> Record:
    """The meeting as a record: what is planned (`agenda`) or what happened (`minutes`)."""
    starts = timezone.localtime(meeting.starts_at)
    ends = timezone.localtime(meeting.closed_at or meeting.ends_at or meeting.starts_at)
    rows = list(
        meeting.items.select_related("case__paper", "decision__stopped_by", "decision__referred_to")
        .prefetch_related("case__files", "case__points", "case__guests", "case__priors")
        .prefetch_related("case__stops__organization", "case__paper__sections")
        .prefetch_related("remarks__person", "ballots__votes__person", "decision__points")
    )
    room = Room(meeting, rows)
    return Record(
        kind=kind,
        municipality=meeting.organization.body.name,
        organization=meeting.organization.name,
        date=starts.date(),
        start_time=f"{starts:%H:%M}",
        end_time=f"{ends:%H:%M}" if kind == "minutes" and ends > starts else None,
        location=meeting.location or None,
        attendance=room.attendance() if kind == "minutes" else room.invited(),
        items=tuple(_items(meeting, rows, room) if kind == "minutes" else map(_planned, rows)),
    )


def _items(meeting: Meeting, rows: Sequence[AgendaItem], room: Room) -> Iterator[Item]:
    newest = meeting.agendas.first()
    sent = {item.id: item for item in newest.as_record().items} if newest else {}
    for row in rows:
        planned = sent.get(str(row.uid)) or _planned(row)
        yield _held(row, planned=planned, room=room)


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


def _planned(row: AgendaItem) -> Item:
    """The item as it stands on the agenda."""
    case = row.case
    sections = _late(row) + (_case_sections(case) if case else _own_sections(row))
    stops = [stop.organization.name for stop in case.stops.all()] if case else []
    files = _attachments(case, after=False) if case else ()
    return Item(
        number=row.number,
        title=row.title,
        closed=row.closed,
        id=str(row.uid),
        closed_reason=row.closed_reason or None,
        public_title=row.public_title or None,
        journal_number=(case.journal_number or None) if case else None,
        group="Tillægsdagsorden" if row.supplementary else None,
        previous_treatment=_priors(case) if case else (),
        sections=sections,
        tables=tuple(walk_tables(block for section in sections for block in section.blocks)),
        deciding_body=stops[-1] if stops else None,
        recommended_by=(case.recommended_by or None) if case else None,
        recommendations=tuple(point.text for point in case.points.all()) if case else (),
        decision=_withdrawal(row),
        attachments_declared=_declared(files),
        attachments=files,
        extra_participants=_guests(case) if case else (),
        next_bodies=_onward(row),
    )


def _held(row: AgendaItem, *, planned: Item, room: Room) -> Item:
    """The item as it went: what members had before them, and what they did with it.

    `planned` is the item as the agenda was sent, so that nobody's later editing reaches the minutes.
    """
    added = _attachments(row.case, after=True) if row.case else ()
    files = planned.attachments + tuple(file for file in added if file.added_after)
    return replace(
        planned,
        public_decision=_public_decision(row),
        decision=_decision(row),
        attachments=files,
        attachments_declared=_declared(files),
        absences_noted=room.missing(row),
        not_participating=room.recused(row),
        next_bodies=_onward(row),
    )


def _onward(row: AgendaItem) -> tuple[str, ...]:
    """The bodies after this one on the case's route, the council too where a decision is stopped."""
    if row.case is None:
        return ()
    bodies = [stop.organization for stop in row.case.stops.all()]
    here = next(
        (n for n, body in enumerate(bodies) if body.pk == row.meeting.organization_id), None
    )
    return tuple(body.name for body in bodies[here + 1 :]) if here is not None else ()


def _late(row: AgendaItem) -> tuple[Section, ...]:
    """Why the case came after the deadline, for everybody to see."""
    if not row.late_reason:
        return ()
    return (
        Section(
            "Sendt efter fristen", "process", 1, row.late_reason, (paragraph(row.late_reason),)
        ),
    )


def _case_sections(case: Case) -> tuple[Section, ...]:
    """The paper's sections that have text; a template's help text is never among them."""
    found = []
    for part in case.paper.sections.all():
        blocks = part.as_blocks()
        if text := blocks_to_text(blocks):
            found.append(Section(part.heading, part.key, 1, text, blocks))
    return tuple(found)


def _own_sections(row: AgendaItem) -> tuple[Section, ...]:
    blocks = row.as_blocks()
    text = blocks_to_text(blocks)
    return (Section(None, "other", 1, text, blocks),) if text else ()


def _priors(case: Case) -> tuple[PriorTreatment, ...]:
    return tuple(
        PriorTreatment(prior.organization, prior.date, prior.item) for prior in case.priors.all()
    )


def _guests(case: Case) -> tuple[ExtraParticipant, ...]:
    return tuple(
        ExtraParticipant(guest.name, guest.title or None, guest.org or None)
        for guest in case.guests.all()
    )


def _attachments(case: Case, *, after: bool) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(
            title=file.title,
            recommended=file.recommended,
            added_after=file.added_after,
            file_name=file.file_name,
            sha256=file.sha256,
            media_type=file.media_type,
            bytes=file.bytes,
            internal=file.internal,
        )
        for file in case.files.all()
        if file.removed_at is None and (after or not file.added_after)
    )


def _declared(files: Sequence[Attachment]) -> AttachmentCount | None:
    """All that stand in the list beside it; `redact` takes the internal ones off both."""
    if not files:
        return None
    return AttachmentCount(len(files), sum(file.recommended for file in files) or None)


def _withdrawal(row: AgendaItem) -> RecordDecision:
    if row.withdrawn_at is None:
        return RecordDecision()
    return RecordDecision(
        text=f"Punktet udgår. {row.withdrawn_reason}".strip(), outcome="withdrawn"
    )


def _decision(row: AgendaItem) -> RecordDecision:
    if row.withdrawn_at is not None:
        return _withdrawal(row)
    decision: Decision | None = getattr(row, "decision", None)
    remarks = [remark for remark in row.remarks.all() if remark.struck_at is None]
    if decision is None:
        return RecordDecision(remarks=_said(remarks, "remark"))
    return RecordDecision(
        text=_decision_text(decision) or None,
        outcome=decision.outcome,  # type: ignore[arg-type]
        remarks=_said(remarks, "remark"),
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
        chose: dict[str, list[str]] = {"for": [], "against": [], "abstained": []}
        for vote in ballot.votes.all():
            name = vote.party if ballot.by_party else vote.person.name
            if name not in chose[vote.choice]:
                chose[vote.choice].append(name)
        yield Vote(
            on=f"Ændringsforslag: {ballot.on}" if ballot.amendment else ballot.on,
            in_favour=tuple(chose["for"]),
            against=tuple(chose["against"]),
            abstained=tuple(chose["abstained"]),
        )
