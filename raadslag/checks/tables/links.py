"""Columns and rows worked out from others: printed formulas, differences, per cent, number × price."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from raadslag.checks.findings import Flaw, Held, Severity, Verdict
from raadslag.checks.form.formulas import formula_links
from raadslag.checks.registry import rule
from raadslag.checks.tables import words
from raadslag.checks.tables.aggregates import labelled, unlabelled
from raadslag.checks.tables.grid import Line, Matrix
from raadslag.checks.tables.grids import grids
from raadslag.checks.tables.linked import (
    Link,
    Step,
    convinces,
    differences,
    products,
    ratios,
    steps,
)
from raadslag.checks.view import Part
from raadslag.danish.numbers import show


@rule("tal-104")
def formula_columns(part: Part) -> Iterator[Verdict]:
    """`(2)+(3)+(4)=(5)` in the head, worked out in every row."""
    for grid in grids(part):
        matrix = grid.columns
        for result in range(len(matrix.lines)):
            link = _best_formula(matrix, result)
            if link is not None:
                yield from _verdicts(matrix, link, steps(matrix, link, whole=True), "error")


@rule("tal-105")
def differences_in_tables(part: Part) -> Iterator[Verdict]:
    """A line that is plus and minus of others nearly everywhere, as budget, spent and deviation are."""
    for grid in grids(part):
        for matrix in (grid.columns, grid.rows):
            yield from _found_links(matrix, differences, _difference_severity)


@rule("tal-107")
def per_cent_of_lines(part: Part) -> Iterator[Verdict]:
    """A line of per cent that is share or change of two others: spent of budget, deviation in %."""
    for grid in grids(part):
        for matrix in (grid.columns, grid.rows):
            yield from _found_links(matrix, ratios, _inferred, only=_is_percent)


@rule("tal-109")
def number_times_price(part: Part) -> Iterator[Verdict]:
    """A column of amounts that is number times price, or a price that is amount through number."""
    for grid in grids(part):
        yield from _found_links(grid.columns, products, _inferred, only=_is_amount)


def _best_formula(matrix: Matrix, result: int) -> Link | None:
    """The reading of a printed formula that fits best. Fitting nowhere, it must be unmistakable."""
    best: tuple[int, Link] | None = None
    for link, _ in formula_links(matrix.lines, result):
        found = steps(matrix, link, whole=True)
        holding = sum(step.holds for step in found)
        if holding * 2 >= len(found) and holding and (best is None or holding > best[0]):
            best = (holding, link)
    return best[1] if best else None


Finder = Callable[[Sequence[Line], int], Iterator[Link]]
Judge = Callable[[Matrix, Link, tuple[Step, ...]], Severity | None]


def _found_links(
    matrix: Matrix, finder: Finder, judge: Judge, only: Callable[[Line], bool] = bool
) -> Iterator[Verdict]:
    """The best-agreeing link of every line; a set of lines is taken once, by its likeliest result."""
    if not 3 <= len(matrix.lines) <= 24:
        return
    taken: set[frozenset[int]] = _summed(matrix) | _printed_formulas(matrix)
    for result in sorted(range(len(matrix.lines)), key=lambda n: _likeliest(matrix.lines[n])):
        if not only(matrix.lines[result]) or not matrix.lines[result].numbers:
            continue
        best = _best(matrix, finder(matrix.lines, result), judge, taken)
        if best is not None:
            link, found, severity = best
            taken.add(frozenset((link.result, *link.operands)))
            yield from _verdicts(matrix, link, found, severity)


def _best(
    matrix: Matrix, links: Iterable[Link], judge: Judge, taken: set[frozenset[int]]
) -> tuple[Link, tuple[Step, ...], Severity] | None:
    best: tuple[Link, tuple[Step, ...], Severity] | None = None
    score = 0
    for link in links:
        lines = frozenset((link.result, *link.operands))
        if any(lines <= other for other in taken):
            continue
        found = steps(matrix, link)
        severity = judge(matrix, link, found)
        points = sum(1 if step.holds else -1 for step in found) * 8 - len(link.operands)
        if severity is not None and (best is None or points > score):
            best, score = (link, found, severity), points
    return best


def _summed(matrix: Matrix) -> set[frozenset[int]]:
    """The sets of lines that are a sum already, so that a sum isn't reported twice."""
    named = [s for s in labelled(matrix) if s.holding > s.failing]
    return {frozenset((s.line, *s.parts)) for s in (*named, *unlabelled(matrix))}


def _printed_formulas(matrix: Matrix) -> set[frozenset[int]]:
    """The sets of lines that a printed formula speaks of: rule tal-104 has them."""
    links = (_best_formula(matrix, result) for result in range(len(matrix.lines)))
    return {frozenset((link.result, *link.operands)) for link in links if link is not None}


def _likeliest(line: Line) -> int:
    return 0 if words.DIFFERENCE.search(line.label) else 1


def _difference_severity(matrix: Matrix, link: Link, found: tuple[Step, ...]) -> Severity | None:
    named = bool(words.DIFFERENCE.search(matrix.lines[link.result].label))
    if convinces(found, least=3):
        holding = sum(step.holds for step in found)
        return "error" if named and len(found) - holding <= 1 and holding >= 3 else "warning"
    failing = sum(not step.holds for step in found)
    if named and failing <= 1 and convinces(found, least=2, outvoted=2):
        return "warning"
    return None


def _inferred(matrix: Matrix, link: Link, found: tuple[Step, ...]) -> Severity | None:
    del matrix, link
    return "warning" if convinces(found, least=3) else None


def _is_percent(line: Line) -> bool:
    return line.unit == "pct"


def _is_amount(line: Line) -> bool:
    return line.unit != "pct"


def _verdicts(
    matrix: Matrix, link: Link, found: Iterable[Step], severity: Severity
) -> Iterator[Verdict]:
    for step in found:
        operands = (step.result.operand(), *(cell.operand() for cell in step.operands))
        if step.holds:
            yield Held(operands)
            continue
        middle = (step.span.low + step.span.high) / 2
        fits = show(middle.quantize(step.result.step))
        said = show(step.result.value or Decimal(0))
        shown = link.shown.format(*(_printed(cell.value) for cell in step.operands))
        name = matrix.lines[link.result].label or matrix.across[step.cross].label
        where = matrix.across[step.cross].label
        at = f" ved »{where}«" if where and where != name else ""
        yield Flaw(
            severity=severity,
            message=f"»{name}«{at} er {said}, men tallene ved siden af giver {fits}.",
            operands=operands,
            calculation=f"{shown} = {fits}, ikke {said}",
            tolerance=f"{show(step.span.low)} til {show(step.span.high)}",
        )


def _printed(value: Decimal | None) -> str:
    shown = show(value or Decimal(0))
    return f"({shown})" if shown.startswith("-") else shown
