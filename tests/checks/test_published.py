"""Gennemsyn against published minutes, whose relations were annotated by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from raadslag.checks import Finding, check
from raadslag.reader import ReadingProcess, read

FIGURES = ("tal-", "tid-", "form-")
pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def alarms(shared: Path, reading: ReadingProcess) -> dict[str, list[Finding]]:
    """Errors and warnings of the figure and structure rules, by file."""
    return {
        path.stem: [
            f
            for f in check(read(path, process=reading))
            if f.rule.startswith(FIGURES) and f.severity != "info"
        ]
        for path in sorted((shared / "minutes").glob("*.txt"))
    }


def lines_of(finding: Finding) -> set[int]:
    return {
        line
        for operand in finding.operands
        if operand.where and operand.where.line_from
        for line in range(
            operand.where.line_from, (operand.where.line_to or operand.where.line_from) + 1
        )
    }


def test_every_relation_that_fails_is_found_as_an_error(
    shared: Path, alarms: dict[str, list[Finding]]
) -> None:
    relations = json.loads((shared / "minutes" / "relations.json").read_text())["relations"]
    wrong = [r for r in relations if r["verdict"] == "fails" and r["flag"] == "error"]
    assert wrong
    for relation in wrong:
        lines = {operand["line"] for operand in relation["operands"]}
        errors = [f for f in alarms[relation["file"]] if f.severity == "error"]
        assert any(lines == lines_of(f) for f in errors), relation["id"]


def test_nothing_else_in_the_minutes_raises_an_alarm(
    shared: Path, alarms: dict[str, list[Finding]]
) -> None:
    relations = json.loads((shared / "minutes" / "relations.json").read_text())["relations"]
    wrong = {
        (r["file"], operand["line"])
        for r in relations
        if r["verdict"] == "fails"
        for operand in r["operands"]
    }
    for file, findings in alarms.items():
        for finding in findings:
            assert any((file, line) in wrong for line in lines_of(finding)), finding.message


def test_other_municipalities_raise_at_most_one_alarm_in_two_meetings(
    shared: Path, reading: ReadingProcess
) -> None:
    files = sorted((shared / "variety").glob("*.txt"))
    loud = [
        finding
        for path in files
        for finding in check(read(path, process=reading))
        if finding.rule.startswith(FIGURES) and finding.severity != "info"
    ]
    assert len(loud) <= len(files) / 2, [finding.message for finding in loud]
