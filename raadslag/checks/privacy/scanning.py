"""Files through the privacy detectors in a child process with limits."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from raadslag.bounded import BoundedProcess, Bounds, Died
from raadslag.checks.findings import Finding, Operand
from raadslag.checks.privacy.hits import Hit
from raadslag.checks.privacy.scan import FileHit, hits_to_findings
from raadslag.checks.registry import RULES

BOUNDS = Bounds(memory_bytes=1536 * 1024 * 1024, cpu_seconds=30.0, wall_seconds=60.0)
UNSEEN = "priv-301"
_log = logging.getLogger(__name__)


class Scanner:
    """Looks through file after file. Use as a context manager; the child starts when needed."""

    def __init__(self, bounds: Bounds = BOUNDS) -> None:
        self._process = BoundedProcess("raadslag.checks.privacy.child", bounds)

    def __enter__(self) -> Scanner:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.close()

    def scan(
        self, data: bytes, name: str, *, protected: Iterable[str] = (), item: int | None = None
    ) -> list[Finding]:
        """What in the file may not be published; a file that cannot be looked through is a finding too."""
        try:
            answer = self._process.ask(data, {"name": name, "protected": list(protected)})
        except Died as error:
            why = "tager for lang tid" if error.slow else "er beskadiget eller for krævende"
            return [_unseen(name, f"Filen {why} og er ikke gennemsøgt.", item)]
        if "hits" in answer:
            return hits_to_findings(map(_hit, answer["hits"]), item=item)
        if "fault" in answer:
            _log.warning("file not scanned: %s", answer["fault"])
        why = answer.get("refused", "Filen kan ikke åbnes og er ikke gennemsøgt.")
        return [_unseen(name, why, item)]


def _unseen(name: str, why: str, item: int | None) -> Finding:
    rule = RULES[UNSEEN]
    message = f"{why} Se den efter selv, eller gem den på ny, for eksempel som PDF."
    return Finding(
        rule.id, rule.severity, item, message, (Operand(name, "fil"),), source=rule.source
    )


def _hit(data: dict[str, Any]) -> FileHit:
    return FileHit(Hit(**data["hit"]), data["place"], data["page"], data["line"])
