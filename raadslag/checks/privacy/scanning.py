"""Files through the privacy detectors in a child process with limits."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from raadslag.bounded import BoundedProcess, Bounds, Died
from raadslag.checks.findings import Finding, Operand
from raadslag.checks.privacy.hits import Hit
from raadslag.checks.privacy.messages import COVERED, UNSEEN
from raadslag.checks.privacy.scan import FileHit, hits_to_findings
from raadslag.checks.privacy.stream import Unseen
from raadslag.checks.registry import RULES
from raadslag.record import Where

BOUNDS = Bounds(memory_bytes=1536 * 1024 * 1024, cpu_seconds=30.0, wall_seconds=60.0)
_log = logging.getLogger(__name__)


class Scanner:
    """Looks through file after file. Use as a context manager; the child starts when needed."""

    def __init__(self, bounds: Bounds = BOUNDS) -> None:
        self._process = BoundedProcess("raadslag.checks.privacy.scan", bounds)

    def __enter__(self) -> Scanner:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.close()

    def scan(
        self,
        data: bytes,
        name: str,
        *,
        protected: Iterable[str] = (),
        known: Iterable[str] = (),
        item: int | None = None,
    ) -> list[Finding]:
        """What in the file may not be published; what cannot be looked through is a finding too."""
        try:
            task = {"name": name, "protected": list(protected), "known": list(known)}
            answer = self._process.ask(data, task)
        except Died as error:
            why = "tager for lang tid" if error.slow else "er beskadiget eller for krævende"
            return [_unseen(Unseen(f"Filen {why} og er ikke gennemsøgt"), name, data, item)]
        if "hits" in answer:
            unseen = [Unseen(**one) for one in answer["unseen"]]
            found = hits_to_findings(map(_hit, answer["hits"]), item=item)
            return [*found, *(_unseen(one, name, data, item) for one in unseen)]
        if "fault" in answer:
            _log.warning("file not scanned: %s", answer["fault"])
        why = answer.get("refused", "Filen kan ikke åbnes og er ikke gennemsøgt")
        return [_unseen(Unseen(why), name, data, item)]


def _unseen(unseen: Unseen, name: str, data: bytes, item: int | None) -> Finding:
    """Nobody has looked: it stands in the way until a person has. It holds for exactly these bytes."""
    rule = RULES[COVERED if unseen.covered else UNSEEN]
    what = (
        "Lav filen igen uden den tekst"
        if unseen.covered
        else "Se den efter selv, og sig god for den, eller gem den på ny, så teksten kan læses"
    )
    message = f"{name}: {unseen.why}. {what}."
    where = Where(unseen.page) if unseen.page else None
    operands = (
        Operand(name, "fil", where),
        Operand(unseen.why, "årsag", where),
        Operand(sha256(data).hexdigest()[:16], "sha256"),
    )
    return Finding(rule.id, rule.severity, item, message, operands, source=rule.source)


def _hit(data: dict[str, Any]) -> FileHit:
    return FileHit(Hit(**data["hit"]), data["place"], data["page"], data["line"])
