"""A whole file through every detector: what may not be published, where it hides, what is unseen.

Run as a program it is the bounded process that looks into strangers' files (`scanning`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from raadslag.bounded.child import serve
from raadslag.checks.findings import Finding
from raadslag.checks.privacy.detect import found_in
from raadslag.checks.privacy.files import contents_of
from raadslag.checks.privacy.hits import Hit, Tier
from raadslag.checks.privacy.messages import RULE_OF_KIND, SEVERITY_OF_TIER, operands_of, said
from raadslag.checks.privacy.stream import Piece, TooLarge, Unseen
from raadslag.checks.registry import RULES
from raadslag.record import Where

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


def scan_file(
    data: bytes, name: str, *, protected: Iterable[str] = (), known: Iterable[str] = ()
) -> Scan:
    """Every hit in every part of the file; the same text in the same place is said once.

    Raises `TooLarge` for a file that unpacks to too much.
    """
    pieces: list[Piece] = []
    unseen: dict[str, Unseen] = {}
    for found in contents_of(data, name):
        if isinstance(found, Unseen):
            unseen.setdefault(found.why, found)
        else:
            pieces.append(found)
    hits: dict[tuple[str, str, str], FileHit] = {}
    more: dict[tuple[str, Tier], list[str]] = {}
    for hit, piece, offset in found_in(pieces, protected=tuple(protected), known=tuple(known)):
        file_hit = FileHit(hit, piece.place or "filens kode", piece.page, _line(piece, offset))
        every = more.setdefault((hit.kind, hit.tier), [])
        every.append(hit.text)
        if len(every) <= MOST_TOLD:
            hits.setdefault((hit.kind, hit.text, file_hit.place), file_hit)
    rest = []
    for (kind, tier), every in more.items():
        if len(every) > MOST_TOLD:
            more_text = f"og {len(every) - MOST_TOLD} til"
            hit = Hit(kind, tier, more_text, 0, 0, whole=" ".join(every))
            rest.append(FileHit(hit, "filen i øvrigt"))
    return Scan((*hits.values(), *rest), tuple(unseen.values()))


def _line(piece: Piece, offset: int) -> int | None:
    where = piece.where
    if where is None or where.line_from is None:
        return None
    return where.line_from + piece.text.count("\n", 0, offset)


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


if __name__ == "__main__":
    sys.exit(serve(work))
