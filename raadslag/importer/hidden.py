"""Personal data in a file beside what its record shows: metadata, comments, attachments next to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from raadslag.checks import Finding
from raadslag.checks.privacy.hits import MARK
from raadslag.checks.privacy.scanning import Scanner
from raadslag.record import Meeting, Where

RECORDS = frozenset({".json"})
"""Records are text that was read already; their own places say more than the file's."""


def hidden_findings(
    path: Path, meetings: Sequence[Meeting], in_text: Iterable[Finding], scanner: Scanner
) -> list[Finding]:
    """Findings of the whole file that are not among those of the record's text.

    Of a publication folder every file that lies in it is looked through.
    """
    told = {_told(finding) for finding in in_text}
    found = []
    for file in _files(path):
        for finding in scanner.scan(file.read_bytes(), file.name):
            if _told(finding) not in told:
                told.add(_told(finding))
                found.append(_in_item(finding, meetings))
    return found


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(p for p in path.rglob("*") if p.is_file() and p.name[0] != ".")
    elif path.is_file() and path.suffix.lower() not in RECORDS:
        yield path


def _told(finding: Finding) -> tuple[str, str]:
    marks = [operand.text for operand in finding.operands if operand.value == MARK]
    return finding.rule, marks[0] if marks else finding.message


def _in_item(finding: Finding, meetings: Sequence[Meeting]) -> Finding:
    """The finding with the item its line stands in, where the file has lines."""
    where = finding.operands[0].where if finding.operands else None
    if where is None or where.line_from is None:
        return finding
    for meeting in meetings:
        for index, item in enumerate(meeting.items):
            if _holds(item.where, where.line_from):
                return replace(finding, item=item.number, index=index)
    return finding


def _holds(place: Where | None, line: int) -> bool:
    return bool(
        place and place.line_from and place.line_to and place.line_from <= line <= place.line_to
    )
