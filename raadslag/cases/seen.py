"""What a case's page shows those who answer for it, part by part."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from raadslag.cases.asking import as_record, asked_of
from raadslag.cases.changing import what_it_says
from raadslag.cases.findings import subject_of
from raadslag.cases.models import Case, SectionVersion
from raadslag.cases.picture_changes import told_blocks
from raadslag.people.models import Organization
from raadslag.people.said import whole_number
from raadslag.record import block_to_text
from raadslag.render.asked import money_table
from raadslag.review.answered import answer_parts, answers_about
from raadslag.seen import Part, hash_of, mark_of, require_seen

SECTION = "section:"
VERSIONS = 50
"""So far back is a section's history looked through for the text that somebody saw."""


def case_parts(case: Case) -> dict[str, Part]:
    """All that the case says, whether it is open, and what was answered about personal data in it: what an
    approver reads before they answer."""
    texts = _texts(case)
    said = {
        key: Part(part.name or part.kind, part.said, texts.get(key))
        for key, part in what_it_says(case).items()
    }
    doors = (case.closed, case.closed_reason, case.public_title)
    shut = f"Lukket: {case.closed_reason} Offentligt hedder sagen »{case.public_title}«."
    said["doors"] = Part("om sagen er lukket", doors, shut if case.closed else "Åben")
    return {**said, **answer_parts(answers_about([subject_of(case)]))}


def mark_of_case(case: Case) -> str:
    """What the case's page shows now."""
    return mark_of(case_parts(case))


def require_case_seen(
    mark: str | None, case: Case, *, act: str, more: Mapping[str, Part] = MappingProxyType({})
) -> None:
    """Whoever answers for the case saw what it says now, and what `more` the page shows beside it. Raises
    `ChangedSince`. The case is locked."""
    require_seen(mark, {**case_parts(case), **more}, act=act, before=partial(_text_before, case))


def beside_parts(beside: SectionVersion) -> dict[str, Part]:
    """The two texts of a section between which somebody chooses."""
    section, other = beside.section, beside.as_blocks()
    return {
        "section": Part(f"afsnittet »{section.heading}«", section.blocks, told_blocks(section.as_blocks())),
        "beside": Part("den anden tekst", [beside.blocks, beside.settled_at is None], told_blocks(other)),
    }  # fmt: skip


def _texts(case: Case) -> dict[str, str]:
    """Each part as one reads it; attachments are opened, and are not among them."""
    money = money_table(as_record(asked_of(case)))
    names = dict(Organization.objects.filter(stop__case=case).values_list("pk", "name"))
    stops = case.stops.values_list("organization", flat=True)
    guests = [f"{g.name}, {g.title} {g.org}".strip(" ,") for g in case.guests.all()]
    points = [f"{n}. {p.text}" for n, p in enumerate(case.points.all(), start=1)]
    found = {
        "title": case.title,
        "journal_number": case.journal_number,
        "recommended_by": case.recommended_by,
        "points": "\n".join(points),
        "stops": ", ".join(names[pk] for pk in stops),
        "asked": block_to_text(money) if money else "",
        "guests": "\n".join(guests),
    }
    for section in case.paper.sections.all():
        found[f"{SECTION}{section.pk}"] = told_blocks(section.as_blocks())
    return found


def _text_before(case: Case, key: str, name: str) -> str | None:
    """A section's text that had the hash, out of its history."""
    pk = whole_number(key.removeprefix(SECTION))
    if not key.startswith(SECTION) or pk is None:
        return None
    versions = SectionVersion.objects.filter(section=pk, section__paper__case=case, conflict=False)
    for version in versions.order_by("-pk")[:VERSIONS]:
        if hash_of(version.blocks) == name:
            return told_blocks(version.as_blocks())
    return "" if hash_of([]) == name else None
