"""A whole file through every detector: what may not be published, where it hides, what is unseen.

Strangers' files are looked into in a child process with limits (`Scanner`): this module as a program.
"""

from __future__ import annotations

import logging
import sys
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Any
from zipfile import BadZipFile

from lxml.etree import LxmlError
from pikepdf import PdfError

from raadslag.bounded import Bounds, Died, lent_process
from raadslag.bounded.child import serve
from raadslag.checks.findings import Finding, Operand
from raadslag.checks.privacy.detect import found_in
from raadslag.checks.privacy.hits import (
    COVERED,
    RULE_OF_KIND,
    SEVERITY_OF_TIER,
    UNSEEN,
    Hit,
    Tier,
    operands_of,
    said,
)
from raadslag.checks.privacy.stream import Piece, TooLarge, Unseen, count_before
from raadslag.checks.registry import RULES
from raadslag.record import Where

BOUNDS = Bounds(memory_bytes=1536 * 1024 * 1024, cpu_seconds=30.0, wall_seconds=60.0)
_log = logging.getLogger(__name__)


MOST_TOLD = 60
"""Hits of one kind that a file is told of one by one; the rest are one finding with their number."""


@dataclass(frozen=True, slots=True)
class FileHit:
    """A hit and its place in the file. `line` counts from 1 within plain text, else null."""

    hit: Hit
    place: str
    page: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Scan:
    """What was found in a file, and what of it could not be looked through."""

    hits: tuple[FileHit, ...]
    unseen: tuple[Unseen, ...]


FEW_TOLD_OF = 3
"""Private persons of whom a letter tells; a file with more is a report, and only what is surely
sensitive in it is asked about."""


def scan_file(
    data: bytes, name: str, *, protected: Iterable[str] = (), known: Iterable[str] = ()
) -> Scan:
    """Every hit in every part of the file; the same text in the same place is said once.

    Raises `TooLarge` for a file that unpacks to too much.
    """
    from raadslag.checks.privacy.files import contents_of  # loads the libraries of every format

    pieces: list[Piece] = []
    unseen: dict[str, Unseen] = {}
    for part in contents_of(data, name):
        if isinstance(part, Unseen):
            unseen.setdefault(part.why, part)
        else:
            pieces.append(part)
    hits: dict[tuple[str, str, str], FileHit] = {}
    more: dict[tuple[str, Tier], list[str]] = {}
    found = list(found_in(pieces, protected=tuple(protected), known=tuple(known)))
    named = {hit.text for hit, *_ in found if _is_only_told(hit)}
    for hit, piece, offset in found:
        if len(named) > FEW_TOLD_OF and _is_only_told(hit):
            continue
        file_hit = FileHit(hit, piece.place or "filens kode", piece.page, _line(piece, offset))
        every = more.setdefault((hit.kind, hit.tier), [])
        every.append(hit.whole or hit.text)
        key = (hit.kind, hit.text + hit.about, file_hit.place)
        is_surer = hit.tier == "stop" and key in hits and hits[key].hit.tier != "stop"
        if is_surer or (len(every) <= MOST_TOLD and key not in hits):
            hits[key] = file_hit
    rest = []
    for (kind, tier), every in more.items():
        if len(every) > MOST_TOLD:
            more_text = f"og {len(every) - MOST_TOLD} til"
            hit = Hit(kind, tier, more_text, 0, 0, whole=" ".join(every))
            rest.append(FileHit(hit, "filen i øvrigt"))
    return Scan((*hits.values(), *rest), tuple(unseen.values()))


def _is_only_told(hit: Hit) -> bool:
    """Somebody is told of, and no word is known to be sensitive."""
    return hit.kind == "sensitive" and not hit.about


def _line(piece: Piece, offset: int) -> int | None:
    where = piece.where
    if where is None or where.line_from is None:
        return None
    return where.line_from + count_before(piece.text, "\n", offset)


def hits_to_findings(hits: Iterable[FileHit], *, item: int | None = None) -> list[Finding]:
    """Hits in a file as findings, in the order found. What was found is masked."""
    return [_finding(file_hit, item) for file_hit in hits]


def _finding(file_hit: FileHit, item: int | None) -> Finding:
    hit = file_hit.hit
    rule = RULES[RULE_OF_KIND[hit.kind]]
    page, line = file_hit.page, file_hit.line
    first, *more = operands_of(hit, Where(page, line, line) if page or line else None)
    operands = (replace(first, value=file_hit.place), *more)
    severity, message = SEVERITY_OF_TIER[hit.tier], said(hit, file_hit.place)
    return Finding(rule.id, severity, item, message, operands, source=rule.source)


def work(data: bytes, task: dict[str, Any]) -> dict[str, Any]:
    """`task`: `name` of the file and `protected` terms, `known` names. Answers `hits` and `unseen`, or `refused` with why."""
    try:
        scan = scan_file(data, task["name"], protected=task["protected"], known=task["known"])
    except TooLarge as error:
        return {"refused": str(error)}
    return {"hits": list(map(asdict, scan.hits)), "unseen": list(map(asdict, scan.unseen))}


class Scanner:
    """Looks through file after file. Use as a context manager; the child is lent, and starts when needed."""

    def __init__(self, bounds: Bounds = BOUNDS) -> None:
        self._lent = lent_process("raadslag.checks.privacy.scanning", bounds)

    def __enter__(self) -> Scanner:
        self._process = self._lent.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._lent.__exit__(None, None, None)

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
            hits = [FileHit(Hit(**one.pop("hit")), **one) for one in answer["hits"]]
            found = hits_to_findings(hits, item=item)
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


if __name__ == "__main__":
    # What is built at first use is built before the copies are made.
    scan_file("Klara Møller har søgt om orlov.".encode(), "ord.txt")
    sys.exit(serve(work, (PdfError, LxmlError, BadZipFile, zlib.error), apart=True))
