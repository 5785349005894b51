"""Saving a section's text so that nobody's words are ever lost, and showing what changed."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from raadslag.allowed import Obstacle, require
from raadslag.cases.changing import changing
from raadslag.cases.models import Case, PaperSection, SectionVersion
from raadslag.cases.rules import why_not_write_so_much
from raadslag.cases.seen import beside_parts
from raadslag.journal.actions import note
from raadslag.people.models import User
from raadslag.people.rights import Rights
from raadslag.record import Block, blocks_to_text, to_data
from raadslag.seen import require_seen


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save. `conflict` is the text kept beside, null where all went well."""

    version: int
    conflict: SectionVersion | None = None


@transaction.atomic
def save_section(
    section: PaperSection, *, blocks: tuple[Block, ...], version: int, by: User, rights: Rights
) -> Saved:
    """Keep a section's text (gem afsnit).

    `version` is the one the writer started from. Where somebody saved meanwhile, theirs stands and
    this text is kept beside it as a conflict until a person has chosen (`settle_conflict`).
    Raises `NotAllowed` for more than a section or a case has room for.
    """
    with changing(section.paper.case, by=by, rights=rights) as case:
        section = PaperSection.objects.select_for_update().get(pk=section.pk)
        data, now = to_data(blocks), timezone.now()
        if data == section.blocks:
            return Saved(section.version)
        require(_why_not_so_long(case, section, blocks))
        kept = SectionVersion(section=section, blocks=data, saved_at=now, saved_by=by)
        if version != section.version:
            kept.version, kept.conflict = version, True
            kept.save()
            _note_saved(case, section, kept, by=by)
            return Saved(section.version, kept)
        section.version += 1
        section.blocks, section.modified_at, section.modified_by = data, now, by
        section.save(update_fields=["blocks", "version", "modified_at", "modified_by"])
        kept.version = section.version
        kept.save()
        _note_saved(case, section, kept, by=by)
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
    seen: str | None = None,
) -> Saved:
    """Choose between two texts (vælg tekst): `blocks` becomes the section's text, null keeps what stands.

    The text not chosen stays in the history. `seen` is what the page showed (`beside_parts`): whoever
    chooses has read both as they stand. Raises `ChangedSince`.
    """
    section = PaperSection.objects.select_for_update().get(pk=beside.section_id)
    beside = SectionVersion.objects.select_for_update().get(pk=beside.pk)
    beside.section = section
    require_seen(seen, beside_parts(beside), act="Vælg tekst")
    saved = Saved(section.version)
    if blocks is not None:
        saved = save_section(section, blocks=blocks, version=version, by=by, rights=rights)
    if saved.conflict is None:
        with changing(section.paper.case, by=by, rights=rights):
            beside.settled_at = timezone.now()
            beside.save(update_fields=["settled_at"])
            note("settle_conflict", by=by, subject=f"section:{beside.section_id}", rows=[beside])
    return saved


def _why_not_so_long(
    case: Case, section: PaperSection, blocks: tuple[Block, ...]
) -> list[Obstacle]:
    others = case.paper.sections.exclude(pk=section.pk)
    rest = sum(len(blocks_to_text(one.as_blocks())) for one in others)
    was = len(blocks_to_text(section.as_blocks()))
    return why_not_write_so_much(
        section.heading, letters=len(blocks_to_text(blocks)), was=was, rest=rest
    )


def _note_saved(case: Case, section: PaperSection, kept: SectionVersion, *, by: User) -> None:
    details = {"section": section.order, "version": kept.version, "conflict": kept.conflict}
    note("save_section", by=by, subject=f"case:{case.uid}", details=details, rows=[section, kept])
