"""A finding (bemærkning): what is wrong at which places, and by which calculation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Literal

from raadslag.record import Where

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""Gravest first. An error stands in the way of notice and publication until mended or accepted."""


@dataclass(frozen=True, slots=True)
class Operand:
    """One printed thing that a finding rests on.

    `text` is as printed, `value` what it was read as (a number with point, an ISO date, a word),
    `where` its place in the source, null where the record has none (a draft in the editor). `section`
    names the part of the item as `view.Part.place` does, `offset` counts letters from the start of that
    part's text; both are null where the thing is printed elsewhere, `offset` also in a table.
    """

    text: str
    value: str | None = None
    where: Where | None = None
    section: str | None = None
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a rule yields when a relation is broken: a finding without rule, item and source."""

    severity: Severity
    message: str
    operands: tuple[Operand, ...]
    calculation: str | None = None
    tolerance: str | None = None
    source: str | None = None
    item: int | None = None
    """Set by rules that look at a whole meeting; otherwise the item at hand is meant."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a rule yields when it worked out a relation and found it right (for the coverage)."""

    operands: tuple[Operand, ...]


Verdict = Flaw | Held


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing for a person to act on. `message` is one Danish sentence: what is wrong, what fits.

    `item` is the item's number, null for the meeting itself or an item without a number; `index`
    is the item's place in the record, counted from 0, null for the meeting itself. `closed`: found
    in a closed item, so that what is let stand there does not hold when the item is opened.
    """

    rule: str
    severity: Severity
    item: int | None
    message: str
    operands: tuple[Operand, ...]
    calculation: str | None = None
    tolerance: str | None = None
    source: str | None = None
    index: int | None = None
    closed: bool = False

    @property
    def fingerprint(self) -> str:
        """Names this finding for an acceptance: rule, item and the operands' texts, not places.

        So an accepted finding stays accepted while the text moves, and returns when an operand
        changes.
        """
        parts = [self.rule, str(self.item), *(" ".join(o.text.split()) for o in self.operands)]
        parts += ["lukket"] if self.closed else []
        return sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def plain_fingerprint(finding: Finding) -> str:
    """The fingerprint without the item's number: it stays while the item is moved or numbered."""
    return replace(finding, item=None).fingerprint


def finding_from_data(data: Mapping[str, Any]) -> Finding:
    """A finding from the JSON data of `finding_to_data`."""
    operands = tuple(
        Operand(part["text"], part["value"], _place_from_data(part["where"]))
        for part in data["operands"]
    )
    return Finding(
        rule=data["rule"],
        severity=data["severity"],
        item=data["item"],
        message=data["message"],
        operands=operands,
        calculation=data["calculation"],
        tolerance=data["tolerance"],
        source=data["source"],
    )


def _place_from_data(data: Mapping[str, Any] | None) -> Where | None:
    return Where(data["page"], data["line"], data["line_to"]) if data else None


def finding_to_data(finding: Finding) -> dict[str, Any]:
    """The finding as JSON data, in the names of `docs/rules/README.md`."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "item": finding.item,
        "message": finding.message,
        "operands": [operand_to_data(operand) for operand in finding.operands],
        "calculation": finding.calculation,
        "tolerance": finding.tolerance,
        "source": finding.source,
        "fingerprint": finding.fingerprint,
    }


def operand_to_data(operand: Operand) -> dict[str, Any]:
    return {
        "text": operand.text,
        "value": operand.value,
        "where": place_to_data(operand.where),
    }


def place_to_data(where: Where | None) -> dict[str, int | None] | None:
    """`{page, line, line_to}`, lines counted from 1; null where the record has no place."""
    if where is None:
        return None
    return {"page": where.page, "line": where.line_from, "line_to": where.line_to}


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """The one order in which findings are shown: by item, by place, gravest first, by rule."""
    return sorted(findings, key=_order)


def _order(finding: Finding) -> tuple[int, int, int, str, str]:
    lines = [o.where.line_from for o in finding.operands if o.where and o.where.line_from]
    return (
        -1 if finding.index is None else finding.index,
        min(lines, default=0),
        SEVERITIES.index(finding.severity),
        finding.rule,
        finding.message,
    )
