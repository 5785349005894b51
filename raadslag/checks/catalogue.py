"""The modules that hold rules. A new module of rules is imported here, and nowhere else."""

from __future__ import annotations

from functools import cache

from raadslag.checks.across import repeats, statements, told
from raadslag.checks.form import (
    attachments,
    counted,
    decisions,
    language,
    letters,
    sequence,
    structure,
)
from raadslag.checks.privacy import rules as privacy_rules
from raadslag.checks.prose import change, flow, money, result, share, sums, times
from raadslag.checks.registry import RULES, Rule, Scope
from raadslag.checks.tables import links, shares, totals
from raadslag.checks.time import days, durations, periods

MODULES = (
    decisions,
    language,
    privacy_rules,
    totals,
    links,
    shares,
    sums,
    flow,
    share,
    change,
    money,
    result,
    times,
    statements,
    told,
    repeats,
    days,
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
