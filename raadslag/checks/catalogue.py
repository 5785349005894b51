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
    money,
    sequence,
    structure,
)
from raadslag.checks.privacy import rules as privacy_rules
from raadslag.checks.prose import ranks
from raadslag.checks.prose import rules as prose_rules
from raadslag.checks.registry import RULES, Rule, Scope
from raadslag.checks.tables import links, shares, totals
from raadslag.checks.time import days, periods

MODULES = (
    decisions,
    money,
    language,
    privacy_rules,
    totals,
    links,
    shares,
    prose_rules,
    ranks,
    statements,
    told,
    repeats,
    days,
    periods,
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
