"""Shares in tables: each share of its total, and shares that should make a hundred."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from raadslag.checks.findings import Flaw, Held, Verdict
from raadslag.checks.registry import rule
from raadslag.checks.tables import words
from raadslag.checks.tables.grid import Cell, Line, Matrix
from raadslag.checks.tables.grids import grids
from raadslag.checks.tables.linked import HUNDRED
from raadslag.checks.view import Part
from raadslag.danish.numbers import Interval, show, total


@dataclass(frozen=True, slots=True)
class Share:
    """One printed share, the count it is of, the whole, and what the share can be."""

    cross: int
    share: Cell
    part: Cell
    whole: Cell
    span: Interval
    holds: bool


@rule("tal-106")
def shares_of_total(part: Part) -> Iterator[Verdict]:
    """A column of shares beside a column of counts with a printed total."""
    for grid in grids(part):
        for matrix in (grid.columns, grid.rows):
            for line in matrix.lines:
                if line.unit == "pct" and not words.PERCENT_CHANGE.search(line.label):
                    for found in _best_shares(matrix, line):
                        yield _share_verdict(matrix, found)


@rule("tal-108")
def shares_make_hundred(part: Part) -> Iterator[Verdict]:
    """A column called a distribution, without a printed total, that doesn't make a hundred."""
    for grid in grids(part):
        for matrix in (grid.columns, grid.rows):
            for line in matrix.lines:
                yield from _hundred(matrix, line)


def _best_shares(matrix: Matrix, line: Line) -> list[Share]:
    """The shares against the line of counts they fit best; empty unless most of them fit."""
    best: list[Share] = []
    for other in matrix.lines:
        if other.unit == "pct" or other is line:
            continue
        found = _shares(matrix.across, line, other)
        if sum(s.holds for s in found) > sum(s.holds for s in best):
            best = found
    holding = sum(s.holds for s in best)
    return best if holding >= 2 and holding * 2 >= len(best) else []


def _shares(across: Sequence[Line], shares: Line, counts: Line) -> list[Share]:
    totals = [n for n, line in enumerate(across) if line.kind == "total"]
    if not totals:
        return []
    whole = counts.cells[totals[-1]]
    if whole.value is None or whole.value == 0:
        return []
    room = whole.interval(counts.exact)
    found = []
    for number, line in enumerate(across):
        share, count = shares.cells[number], counts.cells[number]
        if line.kind in ("total", "heading") or share.value is None or count.value is None:
            continue
        ratio = count.interval(counts.exact).by(room)
        if ratio is not None:
            span = ratio.times(HUNDRED)
            holds = span.overlaps(share.interval(exact=False))
            found.append(Share(number, share, count, whole, span, holds))
    return found


def _share_verdict(matrix: Matrix, found: Share) -> Verdict:
    operands = (found.share.operand(), found.part.operand(), found.whole.operand())
    if found.holds:
        return Held(operands)
    exact = (found.part.value or Decimal(0)) / (found.whole.value or Decimal(1)) * HUNDRED
    fits, said = show(exact.quantize(found.share.step)), show(found.share.value or Decimal(0))
    part, whole = show(found.part.value or Decimal(0)), show(found.whole.value or Decimal(0))
    label = matrix.across[found.cross].label
    at = f" ved »{label}«" if label else ""
    return Flaw(
        severity="error",
        message=f"Andelen{at} er {said}, men {part} af {whole} er {fits} pct.",
        operands=operands,
        calculation=f"{part} / {whole} · 100 = {show(exact.quantize(Decimal('0.01')))}, ikke {said}",
        tolerance=f"±{show(found.share.step / 2)} pct.",
    )


def _hundred(matrix: Matrix, line: Line) -> Iterator[Verdict]:
    if line.unit != "pct" or not words.DISTRIBUTION.search(line.label):
        return
    if any(across.kind != "leaf" for across in matrix.across):
        return
    cells = [cell for cell in line.cells if cell.value is not None]
    made = sum((cell.value or Decimal(0) for cell in cells), Decimal(0))
    if len(cells) < 3 or not 80 <= made <= 120 or "fordel" not in line.label.lower():
        return
    span = total(cell.interval(exact=False) for cell in cells)
    operands = tuple(cell.operand() for cell in cells)
    if span.contains(HUNDRED):
        yield Held(operands)
        return
    yield Flaw(
        severity="warning",
        message=f"Andelene under »{line.label}« giver tilsammen {show(made)}, ikke 100 pct.",
        operands=operands,
        calculation=" + ".join(show(c.value or Decimal(0)) for c in cells) + f" = {show(made)}",
        tolerance=f"±{show(span.width / 2)} pct.",
    )
