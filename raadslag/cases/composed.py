"""A case as an item of the record: the one builder for the editor, the agenda and the minutes."""

from __future__ import annotations

from collections.abc import Sequence

from raadslag.cases.asking import as_record, asked_of
from raadslag.cases.models import Case
from raadslag.record import (
    Attachment,
    AttachmentCount,
    ExtraParticipant,
    Item,
    PriorTreatment,
    Section,
    blocks_to_text,
    walk_figures,
    walk_tables,
)


def case_to_item(case: Case) -> Item:
    """The case as it is now, without number or decision: what the checks read while it is written is
    what is sent with the agenda. Attachments added after a meeting are not among its own."""
    sections = case_sections(case)
    stops = [stop.organization.name for stop in case.stops.select_related("organization")]
    files = attachments_of(case, after=False)
    return Item(
        title=case.title,
        closed=case.closed,
        closed_reason=case.closed_reason or None,
        public_title=case.public_title or None,
        journal_number=case.journal_number or None,
        previous_treatment=tuple(
            PriorTreatment(prior.organization, prior.date, prior.item)
            for prior in case.priors.all()
        ),
        sections=sections,
        tables=tuple(walk_tables(block for section in sections for block in section.blocks)),
        deciding_body=stops[-1] if stops else None,
        recommended_by=case.recommended_by or None,
        recommendations=tuple(point.text for point in case.points.all()),
        appropriations=as_record(asked_of(case)),
        attachments_declared=declared(files),
        attachments=files,
        extra_participants=tuple(
            ExtraParticipant(guest.name, guest.title or None, guest.org or None)
            for guest in case.guests.all()
        ),
    )


def case_sections(case: Case) -> tuple[Section, ...]:
    """The paper's sections that have text; a template's help text is never among them."""
    found = []
    for part in case.paper.sections.all():
        blocks = part.as_blocks()
        text = blocks_to_text(blocks)
        if text or any(walk_figures(blocks)):
            found.append(Section(part.heading, part.key, 1, text, blocks))
    return tuple(found)


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
