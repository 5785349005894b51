"""A whole file through every detector: what may not be published, where it hides, what is unseen."""

from __future__ import annotations

from collections.abc import Iterable, Sized
from dataclasses import dataclass, replace

from raadslag.checks.findings import Finding, Operand
from raadslag.checks.privacy.detect import found_in
from raadslag.checks.privacy.files import contents_of
from raadslag.checks.privacy.hits import Hit, Tier
from raadslag.checks.privacy.messages import RULE_OF_KIND, SEVERITY_OF_TIER, operands_of, said
from raadslag.checks.privacy.stream import Piece, Unseen
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
    rest = [
        FileHit(Hit(kind, tier, _and_more(every), 0, 0, whole=" ".join(every)), "filen i øvrigt")
        for (kind, tier), every in more.items()
        if len(every) > MOST_TOLD
    ]
    return Scan((*hits.values(), *rest), tuple(unseen.values()))


def _and_more(every: Sized) -> str:
    return f"og {len(every) - MOST_TOLD} til"


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
    where = (
        Where(file_hit.page, file_hit.line, file_hit.line)
        if file_hit.page or file_hit.line
        else None
    )
    return Finding(
        rule=rule.id,
        severity=SEVERITY_OF_TIER[hit.tier],
        item=item,
        message=said(hit, file_hit.place),
        operands=_in_file(hit, file_hit.place, where),
        source=rule.source,
    )


def _in_file(hit: Hit, place: str, where: Where | None) -> tuple[Operand, ...]:
    """The operands of a hit in a file: what was found is named by its place."""
    first, *more = operands_of(hit, where)
    return (replace(first, value=place), *more)
