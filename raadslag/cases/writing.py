"""Saving a section's text so that nobody's words are ever lost, and showing what changed."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from raadslag.allowed import require
from raadslag.cases.models import Case, PaperSection, SectionVersion
from raadslag.cases.rules import why_not_write
from raadslag.journal.actions import note
from raadslag.journal.proving import names_of
from raadslag.people.models import User
from raadslag.people.rights import Rights, may_write_for
from raadslag.record import Block, to_data


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save. `conflict` is the text kept beside, null where all went well."""

    version: int
    conflict: SectionVersion | None = None


def may_write_case(case: Case, rights: Rights) -> bool:
    """The writer, the units behind the case, and nobody else."""
    units = [case.unit_id, *case.recommending.values_list("pk", flat=True)]
    return case.owner_id == rights.user or may_write_for(rights, units)


@transaction.atomic
def save_section(
    section: PaperSection, *, blocks: tuple[Block, ...], version: int, by: User, rights: Rights
) -> Saved:
    """Keep a section's text (gem afsnit).

    `version` is the one the writer started from. Where somebody saved meanwhile, theirs stands and
    this text is kept beside it as a conflict until a person has chosen (`settle_conflict`).
    """
    case = Case.objects.select_for_update().get(paper=section.paper_id)
    require(why_not_write(state=case.state, may_write=may_write_case(case, rights)))
    section = PaperSection.objects.select_for_update().get(pk=section.pk)
    data, now = to_data(blocks), timezone.now()
    if data == section.blocks:
        return Saved(section.version)
    if version != section.version:
        beside = SectionVersion.objects.create(
            section=section, version=version, blocks=data, saved_at=now, saved_by=by, conflict=True
        )
        _note_saved(case, section, beside, by=by)
        return Saved(section.version, beside)
    section.version += 1
    section.blocks, section.modified_at, section.modified_by = data, now, by
    section.save(update_fields=["blocks", "version", "modified_at", "modified_by"])
    kept = SectionVersion.objects.create(
        section=section, version=section.version, blocks=data, saved_at=now, saved_by=by
    )
    _note_saved(case, section, kept, by=by)
    back_to_draft(case, by=by)
    case.save(update_fields=["modified_at"])
    return Saved(section.version)


@transaction.atomic
def settle_conflict(
    beside: SectionVersion,
    *,
    blocks: tuple[Block, ...] | None,
    version: int,
    by: User,
    rights: Rights,
) -> Saved:
    """Choose between two texts (vælg tekst): `blocks` becomes the section's text, null keeps what stands.

    The text not chosen stays in the history.
    """
    saved = Saved(beside.section.version)
    if blocks is not None:
        saved = save_section(beside.section, blocks=blocks, version=version, by=by, rights=rights)
    if saved.conflict is None:
        beside.settled_at = timezone.now()
        beside.save(update_fields=["settled_at"])
        note("settle_conflict", by=by, subject=f"section:{beside.section_id}", rows=[beside])
    return saved


def back_to_draft(case: Case, *, by: User) -> None:
    """A text that was approved and is changed must be approved again."""
    if case.state in {Case.State.APPROVED, Case.State.READY, Case.State.SENT}:
        waiting = case.steps.filter(round=case.round, outcome="waiting")
        dropped = names_of(waiting)
        waiting.update(outcome="dropped")
        case.state, case.round = Case.State.DRAFT, case.round + 1
        case.save(update_fields=["state", "round", "modified_at"])
        note("reopen_case", by=by, subject=f"case:{case.uid}", rows=[case, *dropped])


def _note_saved(case: Case, section: PaperSection, kept: SectionVersion, *, by: User) -> None:
    details = {"section": section.order, "version": kept.version, "conflict": kept.conflict}
    note("save_section", by=by, subject=f"case:{case.uid}", details=details, rows=[section, kept])
