"""The modules that hold rules. A new module of rules is imported here, and nowhere else."""

from __future__ import annotations

from functools import cache

from raadslag.checks import (
    across,
    across_tables,
    attachments,
    counted,
    decisions,
    durations,
    language,
    letters,
    periods,
    prose_change,
    prose_flow,
    prose_money,
    prose_result,
    prose_share,
    prose_sum,
    prose_times,
    repeats,
    sequence,
    structure,
    tables_linked,
    tables_shares,
    tables_total,
    times,
)
from raadslag.checks.privacy import rules as privacy_rules
from raadslag.checks.registry import RULES, Rule, Scope

MODULES = (
    decisions,
    language,
    privacy_rules,
    tables_total,
    tables_linked,
    tables_shares,
    prose_sum,
    prose_flow,
    prose_share,
    prose_change,
    prose_money,
    prose_result,
    prose_times,
    across,
    across_tables,
    repeats,
    times,
    periods,
    durations,
    attachments,
    structure,
    counted,
    sequence,
    letters,
)
"""In the order of their ids."""


@cache
def rules(scope: Scope) -> tuple[Rule, ...]:
    """The rules of one scope, by id."""
    return tuple(sorted((r for r in RULES.values() if r.scope == scope), key=lambda r: r.id))
