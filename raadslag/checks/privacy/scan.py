"""A whole file through every detector: what may not be published, and where it hides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from raadslag.checks.findings import Finding, Operand
from raadslag.checks.privacy.contact import find_contacts
from raadslag.checks.privacy.cpr import find_cpr, is_cpr_figures
from raadslag.checks.privacy.files import texts_of
from raadslag.checks.privacy.hits import HiddenText, Hit, masked
from raadslag.checks.privacy.messages import RULE_OF_KIND, SEVERITY_OF_TIER, said
from raadslag.checks.privacy.protected import find_protected
from raadslag.checks.registry import RULES
from raadslag.record import Where


@dataclass(frozen=True, slots=True)
class FileHit:
    """A hit and its place in the file. `line` counts from 1 within plain text, else null."""

    hit: Hit
    place: str
    page: int | None = None
    line: int | None = None


def scan_file(data: bytes, name: str, *, protected: Iterable[str] = ()) -> list[FileHit]:
    """Every hit in every part of the file; the same text in the same place is said once.

    Raises `TooLarge` for a file that unpacks to too much.
    """
    terms = tuple(protected)
    found: dict[tuple[str, str, str], FileHit] = {}
    for part in texts_of(data, name):
        for file_hit in _scan_part(part, terms):
            found.setdefault((file_hit.hit.kind, file_hit.hit.text, file_hit.place), file_hit)
    return list(found.values())


def scan_text(text: str, protected: Iterable[str] = ()) -> Iterator[Hit]:
    """Every hit in one text."""
    yield from find_cpr(text)
    yield from find_contacts(text)
    yield from find_protected(text, protected)


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
        operands=(Operand(masked(hit.text), file_hit.place, where),),
        source=rule.source,
    )


def _scan_part(part: HiddenText, terms: tuple[str, ...]) -> Iterator[FileHit]:
    is_text = part.place == "tekst"
    for hit in scan_text(part.text, terms):
        line = part.text.count("\n", 0, hit.start) + 1 if is_text else None
        yield FileHit(hit, part.place, part.page, line)
    for cell, figures, head in part.cells:
        hit_in_cell = _lost_zero(figures, head)
        if hit_in_cell:
            yield FileHit(hit_in_cell, f"{part.place}, celle {cell}", part.page)


def _lost_zero(figures: str, head: str) -> Hit | None:
    """A number in a cell that is a CPR number, its leading zero lost or not.

    A column that is called so, a format that prints ten figures, or ten figures that stand alone
    stop; nine figures without a name are asked about.
    """
    text = figures.zfill(10)
    if not is_cpr_figures(figures) or not any(find_cpr(f"{head} {text}")):
        return None
    named = any(word in head.lower() for word in ("cpr", "person", "født", "fødsel"))
    return Hit("cpr", "stop" if named or len(figures) == 10 else "ask", text, 0, 10)
