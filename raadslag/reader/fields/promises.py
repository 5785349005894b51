"""Commitments: what was promised, by whom, to whom, until when, as the grammar of acts reads it.

The decision binds most, then the points it adopted, then the text on the further course, then the case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from raadslag.danish.acts import Act, acts_in
from raadslag.record import Commitment, Decision, Outcome, Section, Where

_ADOPTED = frozenset(("approved_as_recommended", "approved", "recommended_onward"))
Source = Literal["decision", "recommendation", "case"]


@dataclass(frozen=True, slots=True)
class Case:
    """What promises are read from; `day` and `here` are the meeting's."""

    decision: Decision
    points: Sequence[str]
    sections: Sequence[Section]
    outcome: Outcome
    points_where: Where | None = None
    day: date | None = None
    here: str | None = None


def read_promises(case: Case) -> list[Commitment]:
    """Commitments in order: the decision's, the adopted recommendations', the case text's."""
    kept: dict[str, Commitment] = {}
    for one in _all(case):
        kept.setdefault(one.text.casefold(), one)
    return list(kept.values())


def _all(case: Case) -> Iterator[Commitment]:
    if case.decision.text:
        acts = acts_in(case.decision.text, "decision", today=case.day, here=case.here)
        yield from (_commitment(act, "decision", case.decision.where) for act in acts)
    if case.outcome in _ADOPTED:
        for point in case.points:
            acts = acts_in(point, "recommendation", today=case.day, here=case.here)
            yield from (_commitment(act, "recommendation", case.points_where) for act in acts)
    for section in case.sections:
        if section.level == 1:
            place: Literal["process", "case"] = "process" if section.key == "process" else "case"
            acts = acts_in(section.text, place, today=case.day, here=case.here)
            yield from (_commitment(act, "case", section.where) for act in acts)


def _commitment(act: Act, source: Source, where: Where | None) -> Commitment:
    return Commitment(
        text=act.text,
        who=act.who,
        due=act.due.printed if act.due else None,
        source=source,
        strength=act.strength,
        where=where,
        kind=act.kind,
        to=act.to,
        due_span=act.due.span if act.due else None,
        tier=act.tier,
    )
