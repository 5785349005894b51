"""The case as its approver reads it: recommendation first, what is new since last time, and one act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F

from raadslag.cases.actions import waiting_step
from raadslag.cases.composed import case_to_item
from raadslag.cases.differences import Part, changes_in, parts_of
from raadslag.cases.models import Case, Step
from raadslag.cases.pictures import picture_address
from raadslag.people.models import Membership
from raadslag.people.rights import Rights, may_approve
from raadslag.record import Block, Item, part_from_data, walk_figures, walk_tables
from raadslag.render.html import blocks_to_html

WAYS = {"aendringer": "Med ændringer", "kun": "Kun det ændrede", "tekst": "Ren tekst"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A part of the case on the page; `html` is its text as it stands, where it is a section."""

    part: Part
    html: str
    pictures: str = ""
    """The pictures and charts alone, for a page that shows the text as changes."""


def cases_waiting(rights: Rights) -> list[Case]:
    """Cases that wait for this person's approval now, the oldest first."""
    held = rights.organizations([Membership.Role.HEAD, Membership.Role.DIRECTOR])
    steps = Step.objects.filter(
        outcome=Step.Outcome.WAITING, organization_id__in=held, case__state=Case.State.SENT
    ).filter(round=F("case__round"))
    return [
        step.case
        for step in steps.select_related("case").order_by("pk")
        if step.case.owner_id != rights.user
        and may_approve(rights, step.organization_id, step.role)
        and waiting_step(step.case) == step
    ]


def read_last(case: Case, rights: Rights) -> Step | None:
    """The person's newest answer to the case, with the text that they read; null for a first reading."""
    answered = case.steps.filter(by_id=rights.user).exclude(seen={})
    return answered.order_by("-at").first()


def reading_of(case: Case, rights: Rights, *, way: str) -> dict[str, Any]:
    """What the reading page shows: parts, ways to look, own old remarks, and the next case that waits."""
    last = read_last(case, rights)
    before: Item | None = part_from_data(Item, last.seen) if last else None
    parts = parts_of(case_to_item(case), before)
    if last is None or way not in WAYS:
        way = "tekst" if last is None else "aendringer"
    shown = [part for part in parts if way != "kun" or part.changed]
    waiting = cases_waiting(rights)
    here = next((n for n, one in enumerate(waiting) if one.pk == case.pk), None)
    others = [one for one in waiting if one.pk != case.pk]
    after = [one for n, one in enumerate(waiting) if here is not None and n > here]
    return {
        "last": last,
        "way": way,
        "ways": WAYS if last else {},
        "changed": changes_in(parts),
        "parts": [_shown(part, case) for part in shown],
        "place": here + 1 if here is not None else 0,
        "waiting": len(waiting),
        "next_case": next(iter(after or others), None),
        "own_remarks": case.steps.filter(by_id=rights.user).exclude(comment="").order_by("-at"),
    }


def _shown(part: Part, case: Case) -> Shown:
    where = picture_address(case)
    drawn = [table for table in walk_tables(part.blocks) if table.shown_as != "table"]
    pictures: list[Block] = [*walk_figures(part.blocks), *drawn]
    return Shown(
        part,
        blocks_to_html(part.blocks, top=3, figure=where),
        blocks_to_html(pictures, top=3, figure=where),
    )
