"""Every rule has an id, a title and a page in `docs/rules/`; here they are gathered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from raadslag.checks.findings import Severity, Verdict

Scope = Literal["part", "item", "meeting"]
"""What a rule is shown: one `Part` (a section, the recommendations, the decision), one `ItemView`,
or the whole `MeetingView`. The smaller the scope, the less is checked again while one writes."""

RuleFunction = Callable[[Any], Iterable[Verdict]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `severity` is the gravest it can give; `source` its law or arithmetic."""

    id: str
    title: str
    severity: Severity
    scope: Scope
    source: str
    run: RuleFunction


RULES: dict[str, Rule] = {}
"""Rule id → rule, filled when the modules of `catalogue` are imported."""


def rule(
    rule_id: str, title: str, *, severity: Severity, scope: Scope, source: str
) -> Callable[[RuleFunction], RuleFunction]:
    """Enter a function as the rule `rule_id`. An id is used once."""

    def enter(function: RuleFunction) -> RuleFunction:
        if rule_id in RULES:
            raise ValueError(f"rule {rule_id} is entered twice")
        RULES[rule_id] = Rule(rule_id, title, severity, scope, source, function)
        return function

    return enter
