"""One row of an agenda into an item of the record: as it is planned, and as it stands when it lapsed."""

from __future__ import annotations

from collections.abc import Sequence

from raadslag.cases.models import Case
from raadslag.meetings.models import AgendaItem
from raadslag.record import (
    Attachment,
    AttachmentCount,
    ExtraParticipant,
    Item,
    PriorTreatment,
    Section,
    blocks_to_text,
    paragraph,
    walk_tables,
)
from raadslag.record import Decision as RecordDecision


def planned(row: AgendaItem) -> Item:
    """The item as it stands on the agenda, put together from the case as it is now."""
    case = row.case
    sections = _late(row) + (_case_sections(case) if case else _own_sections(row))
    stops = [stop.organization.name for stop in case.stops.all()] if case else []
    files = attachments_of(case, after=False) if case else ()
    return Item(
        number=row.number,
        title=case.title if case else row.title,
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
        attachments_declared=declared(files),
        attachments=files,
        extra_participants=_guests(case) if case else (),
        next_bodies=onward(row),
    )


def lapsed(item: Item, row: AgendaItem) -> Item:
    """An item that was withdrawn (udgået): number, title and why, in every later version.

    Built from nothing, so that a field added to the record tomorrow is gone too.
    """
    return Item(
        number=item.number,
        title=item.title,
        closed=item.closed,
        id=item.id,
        closed_reason=item.closed_reason,
        public_title=item.public_title,
        group=item.group,
        decision=RecordDecision(
            text=f"Punktet udgår. {row.withdrawn_reason}".strip(), outcome="withdrawn"
        ),
    )


def onward(row: AgendaItem) -> tuple[str, ...]:
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


def attachments_of(case: Case, *, after: bool) -> tuple[Attachment, ...]:
    """The case's attachments in their order, those added after a meeting only where asked for."""
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


def declared(files: Sequence[Attachment]) -> AttachmentCount | None:
    """How many files the list has, internal ones too: `redact` takes both off together."""
    if not files:
        return None
    return AttachmentCount(len(files), sum(file.recommended for file in files) or None)
