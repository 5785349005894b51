"""Totals in tables: a line that says it is the sum of others has to be it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from raadslag.checks.findings import Flaw, Held, Operand, Severity, Verdict
from raadslag.checks.registry import rule
from raadslag.checks.tables import words
from raadslag.checks.tables.aggregates import Structure, Sum, labelled, unlabelled
from raadslag.checks.tables.grid import Line, Matrix
from raadslag.checks.tables.grids import grids
from raadslag.checks.view import Part
from raadslag.danish.numbers import show


@rule("tal-101")
def column_totals(part: Part) -> Iterator[Verdict]:
    """A row called "i alt" against the rows it sums, in every column that adds up."""
    for grid in grids(part):
        if not words.OVERLAPPING.search(grid.caption):
            yield from _totals(grid.rows)


@rule("tal-102")
def row_totals(part: Part) -> Iterator[Verdict]:
    """A column called "i alt" against the columns it sums, in every row."""
    for grid in grids(part):
        if not words.OVERLAPPING.search(grid.caption):
            yield from _totals(grid.columns)


@rule("tal-103")
def unnamed_totals(part: Part) -> Iterator[Verdict]:
    """A line that sums its neighbours nearly everywhere, without saying that it is a total."""
    for grid in grids(part):
        for matrix in (grid.rows, grid.columns):
            named = {frozenset((s.line, *s.parts)) for s in labelled(matrix)}
            for structure in unlabelled(matrix):
                if frozenset((structure.line, *structure.parts)) not in named:
                    yield from _verdicts(matrix, structure, structure.sums, "warning")


def _totals(matrix: Matrix) -> Iterator[Verdict]:
    for structure in labelled(matrix):
        severity = _severity(matrix, structure)
        label = matrix.lines[structure.line].label
        if severity is None or words.NOT_ADDITIVE.search(label) or words.OVERLAPPING.search(label):
            continue
        sums = [found for found in structure.sums if not _an_average(matrix, structure, found)]
        yield from _verdicts(matrix, structure, sums, severity)


def _severity(matrix: Matrix, structure: Structure) -> Severity | None:
    """How sure we are that these lines are the total's parts; null where we cannot say."""
    if structure.holding and structure.holding >= structure.failing:
        return "error"
    if structure.holding:
        return "warning" if structure.holding * 2 >= structure.failing else None
    return "error" if _plain(matrix.lines, structure) else None


def _plain(lines: Sequence[Line], structure: Structure) -> bool:
    """A table with one total and no asides, whose every other line is a part: they can be nothing else."""
    kinds = [line.kind for line in lines]
    every = {number for number, kind in enumerate(kinds) if kind == "leaf"}
    near = all(_comparable(found) for found in structure.sums)
    return (
        kinds.count("total") == 1
        and "total" in (kinds[0], kinds[-1])  # "udgifter i alt" above "bevilget" sums no more
        and "aside" not in kinds
        and every == set(structure.parts)
        and near
    )


def _comparable(found: Sum) -> bool:
    """Of one size with the sum: a total ten times off is of something else, unless a digit fell."""
    printed = abs(found.total.value or Decimal(0))
    made = abs(found.made)
    if not made or not printed:
        return False
    return made / 12 <= printed <= made * 12 or _a_unit_off(found, printed)


def _a_unit_off(found: Sum, printed: Decimal) -> bool:
    """Whether one figure, ten, a hundred or a thousand times less or more, makes the sum hold."""
    for factor in (Decimal(10), Decimal(100), Decimal(1000)):
        room = found.span.width + factor
        if abs(printed / factor - found.made) <= room or abs(printed * factor - found.made) <= room:
            return True
        for cell in found.parts:
            value = cell.value or Decimal(0)
            if abs(found.made - value + value / factor - printed) <= room:
                return True
    return False


def _an_average(matrix: Matrix, structure: Structure, found: Sum) -> bool:
    """A "total" among its parts in size, where nothing says that the figures add up."""
    if found.holds or len(found.parts) < 2:
        return False
    across = matrix.across[found.cross]
    unit = across.unit or matrix.lines[structure.line].unit
    values = [cell.value or Decimal(0) for cell in found.parts]
    within = min(values) <= (found.total.value or Decimal(0)) <= max(values)
    return within and unit not in ("kr", "count", "pct") and min(values) >= 0


def _verdicts(
    matrix: Matrix, structure: Structure, sums: Iterable[Sum], severity: Severity
) -> Iterator[Verdict]:
    line = matrix.lines[structure.line]
    for found in sums:
        operands = (found.total.operand(), *(cell.operand() for cell in found.parts))
        if found.holds:
            yield Held(operands)
        else:
            yield _flaw(line, matrix.across[found.cross], found, severity, operands)


def _flaw(
    line: Line, across: Line, found: Sum, severity: Severity, operands: tuple[Operand, ...]
) -> Flaw:
    name = f"»{line.label}«" if line.label else "Totalen"
    place = f" under »{across.label}«" if across.label else ""
    said, made = show(found.total.value or Decimal(0)), show(found.made)
    grave: Severity = "warning" if severity == "error" and found.near else severity
    room = found.span.width / 2
    return Flaw(
        severity=grave,
        message=f"{name}{place} er {said}, men de {len(found.parts)} led giver tilsammen {made}.",
        operands=operands,
        calculation=" + ".join(show(cell.value or Decimal(0)) for cell in found.parts)
        + f" = {made}, ikke {said}",
        tolerance=f"±{show(room)}" if room else "0 (hele tal)",
    )
