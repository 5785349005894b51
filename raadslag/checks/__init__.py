"""Gennemsyn: a record in, findings out. Knows only `raadslag.record`; no Django, no clock, no disk."""

from raadslag.checks.checker import Checker, check
from raadslag.checks.findings import (
    SEVERITIES,
    Finding,
    Flaw,
    Held,
    Operand,
    Severity,
    Verdict,
    finding_from_data,
    finding_to_data,
    in_order,
    plain_fingerprint,
)
from raadslag.checks.registry import (
    RULES,
    Rule,
    Scope,
    is_question,
    rule,
    stands_in_the_way,
)
from raadslag.checks.view import ItemView, MeetingView, Part, Passage, item_to_view, meeting_to_view

__all__ = [
    "RULES",
    "SEVERITIES",
    "Checker",
    "Finding",
    "Flaw",
    "Held",
    "ItemView",
    "MeetingView",
    "Operand",
    "Part",
    "Passage",
    "Rule",
    "Scope",
    "Severity",
    "Verdict",
    "check",
    "finding_from_data",
    "finding_to_data",
    "in_order",
    "is_question",
    "item_to_view",
    "meeting_to_view",
    "plain_fingerprint",
    "rule",
    "stands_in_the_way",
]
