"""Every rule has an id, a title and a page in `docs/rules/`; here they are gathered."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from raadslag.checks.findings import Finding, Severity, Verdict

Scope = Literal["part", "item", "meeting"]
"""What a rule is shown: one `Part` (a section, the recommendations, the decision), one `ItemView`,
or the whole `MeetingView`. The smaller the scope, the less is checked again while one writes."""

RuleFunction = Callable[[Any], Iterable[Verdict]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `severity` is the gravest it can give; `source` its law or arithmetic.

    A warning of a rule that `asks` is a question: it stands in the way until somebody who works with
    the matter has answered it.
    """

    id: str
    title: str
    severity: Severity
    scope: Scope
    source: str
    run: RuleFunction
    asks: bool = False


RULES: dict[str, Rule] = {}
"""Rule id → rule, filled when the modules of `catalogue` are imported."""


@cache
def _rows() -> dict[str, dict[str, Any]]:
    data = tomllib.loads(Path(__file__).with_name("rules.toml").read_text("utf-8"))
    return {row["id"]: row for row in data["rules"]}


def rule(rule_id: str) -> Callable[[RuleFunction], RuleFunction]:
    """Enter a function as the rule `rule_id` of `rules.toml`. An id is used once; `KeyError` without a row."""

    def enter(function: RuleFunction) -> RuleFunction:
        if rule_id in RULES:
            raise ValueError(f"rule {rule_id} is entered twice")
        RULES[rule_id] = Rule(**_rows()[rule_id], run=function)
        return function

    return enter


def is_question(finding: Finding) -> bool:
    """A warning that must be answered before anything leaves the house."""
    found = RULES.get(finding.rule)
    return finding.severity == "warning" and found is not None and found.asks


def stands_in_the_way(finding: Finding) -> bool:
    """True for an error, and for a question nobody has answered; other findings are advice."""
    return finding.severity == "error" or is_question(finding)
