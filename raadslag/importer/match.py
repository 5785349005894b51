"""What a match is: somebody or something known that a printed name may mean. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Way = Literal["exact", "same", "successor"]
"""`exact` needs nobody; `same` (another spelling) and `successor` (renamed) are for a person."""

TERM_YEARS = 4
FIRST_TERM = 2006
"""Terms of office begin on 1 January 2006 and every fourth year after and before it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One candidate: its row's id and name, how it would match, score 0..1 and Danish reasons."""

    id: int
    name: str
    way: Way
    score: float
    reasons: tuple[str, ...]


def best_first(proposals: Sequence[Proposal], *, floor: float, most: int = 5) -> list[Proposal]:
    """The proposals worth showing, the best first; ties by name, so that two runs agree."""
    worth = [proposal for proposal in proposals if proposal.score >= floor]
    return sorted(worth, key=lambda p: (-p.score, p.name, p.id))[:most]


def exact_one(proposals: Sequence[Proposal]) -> Proposal | None:
    """The only exact match; null where there is none or more than one."""
    exact = [proposal for proposal in proposals if proposal.way == "exact"]
    return exact[0] if len(exact) == 1 else None


def term_start(day: date) -> date:
    """First day of the term of office that the day falls in."""
    return date(day.year - (day.year - FIRST_TERM) % TERM_YEARS, 1, 1)


def term_end(day: date) -> date:
    """Last day of that term."""
    return date(term_start(day).year + TERM_YEARS - 1, 12, 31)
