"""Gennemsyn as people see it: gravest first, each finding with its place and who may let it stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from raadslag.allowed import Obstacle
from raadslag.checks import SEVERITIES, Finding, is_question, plain_fingerprint
from raadslag.checks.privacy.hits import UNSEEN
from raadslag.review.models import Acceptance
from raadslag.review.rules import PERSONAL, SHORTEST_REASON, why_not_accept

LABELS = {"error": "Fejl", "warning": "Advarsel", "info": "Råd"}
QUESTION = "Skal besvares"
MOST_SHOWN = 200
"""So many findings stand on a page, the gravest first; when they are answered or put right the next come."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where on the page a finding stands: a heading, and the anchor to jump to. Both may be empty."""

    heading: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding on a page. `why_not_accept` is empty for somebody who may let it stand."""

    finding: Finding
    place: Place
    why_not_accept: list[Obstacle]

    @property
    def label(self) -> str:
        """The severity in Danish."""
        return QUESTION if self.asks else LABELS[self.finding.severity]

    @property
    def asks(self) -> bool:
        """A question that stands in the way until it is answered."""
        return is_question(self.finding)

    @property
    def unseen(self) -> bool:
        """A picture, a locked file: nobody could search it, and a person looks instead."""
        return self.finding.rule == UNSEEN

    @property
    def firm(self) -> bool:
        """Personal data beyond doubt: it is mended, and stands only if it is shown to be something else."""
        return (
            not self.unseen
            and self.finding.severity == "error"
            and self.finding.rule.startswith(PERSONAL)
        )


@dataclass(frozen=True, slots=True)
class Accepted:
    """What somebody let stand. `holds` is false where nothing that is found now has its fingerprint."""

    row: Acceptance
    holds: bool


def accepted_of(subject: str, found: Iterable[Finding]) -> list[Accepted]:
    """What was let stand for the subject, newest first; `found` is all that is found there now."""
    names = {plain_fingerprint(finding) for finding in found}
    rows = Acceptance.objects.filter(subject=subject).select_related("by")
    return [Accepted(row, row.fingerprint in names) for row in rows]


def shown(
    findings: Iterable[Finding],
    *,
    place_of: Callable[[Finding], Place],
    may_publish: bool,
    may_write: bool,
) -> list[Shown]:
    """The findings for a page, `MOST_SHOWN` of them: errors, questions, the rest; else in the order they came."""
    reason = "-" * SHORTEST_REASON
    graves = sorted(findings, key=lambda one: (SEVERITIES.index(one.severity), not is_question(one)))  # fmt: skip
    return [
        Shown(
            finding,
            place_of(finding),
            why_not_accept(finding, reason=reason, may_publish=may_publish, may_write=may_write),
        )
        for finding in graves[:MOST_SHOWN]
    ]


def left_out(findings: Sequence[Finding]) -> int:
    """How many findings `shown` has no room for."""
    return max(0, len(findings) - MOST_SHOWN)
