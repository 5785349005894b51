"""Lines of a table that are worked out from other lines, cell by cell: differences, ratios, shares.

A relation between lines counts as found when nearly every crossing line agrees; where one doesn't,
stands the error. `Link.span` gives the interval that the printed operands allow for the result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from raadslag.checks.tables import words
from raadslag.checks.tables.grid import Cell, Line, Matrix
from raadslag.danish.numbers import Interval, total

HUNDRED = Decimal(100)
Work = Callable[[Sequence[Interval]], Interval | None]


@dataclass(frozen=True, slots=True)
class Link:
    """How one line follows from others: `work` takes the operands' intervals; `shown` is its form,
    with {0}, {1} … for the operands. `additive` links are plus and minus, which lines of per cent,
    averages and prices don't take part in."""

    result: int
    operands: tuple[int, ...]
    work: Work
    shown: str
    additive: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A link on one crossing line."""

    cross: int
    result: Cell
    operands: tuple[Cell, ...]
    span: Interval
    printed: Interval
    weighty: bool

    @property
    def holds(self) -> bool:
        return self.span.overlaps(self.printed)


def steps(matrix: Matrix, link: Link, *, whole: bool = False) -> tuple[Step, ...]:
    """The link worked out on every crossing line where all its cells hold numbers.

    Unless the whole is wanted, a link that can't convince any more is left where it failed.
    """
    found: list[Step] = []
    failed = 0
    for cross, across in enumerate(matrix.across):
        if link.additive and not _adds(across, matrix.lines[link.result]):
            continue
        step = _step(matrix, link, cross)
        if step is None:
            continue
        found.append(step)
        failed += not step.holds
        if failed * 3 > len(matrix.across) and not whole:
            break
    return tuple(found)


def _adds(across: Line, result: Line) -> bool:
    """Whether figures on this crossing line can be added and subtracted to give the result."""
    if across.unit == "pct":
        named = bool(words.DIFFERENCE.search(result.label))
        return named and not words.PERCENT_CHANGE.search(across.label)
    return not words.NOT_ADDITIVE.search(across.label) or bool(
        words.DIFFERENCE.search(result.label)
    )


def _step(matrix: Matrix, link: Link, cross: int) -> Step | None:
    result = matrix.lines[link.result].cells[cross]
    cells = tuple(matrix.lines[n].cells[cross] for n in link.operands)
    if result.value is None or any(cell.value is None and not cell.blank for cell in cells):
        return None
    if sum(cell.value is not None for cell in cells) < min(2, len(cells)):
        return None
    exact = [_exact(matrix, n, cross) for n in link.operands]
    intervals = [cell.interval(e) for cell, e in zip(cells, exact, strict=True)]
    span = link.work(intervals)
    if span is None:
        return None
    printed = result.interval(_exact(matrix, link.result, cross))
    nonzero = all(cell.value for cell in (result, *cells))
    room = span.width + printed.width
    return Step(cross, result, cells, span, printed, nonzero and abs(result.value) > 2 * room)


def _exact(matrix: Matrix, line: int, cross: int) -> bool:
    return matrix.lines[line].exact or matrix.across[cross].exact


def convinces(found: Sequence[Step], *, least: int = 3, outvoted: int = 3) -> bool:
    """Whether so many crossing lines agree that it is no accident: `least` of them, and `outvoted` for
    each that doesn't."""
    holding = [step for step in found if step.holds]
    failing = len(found) - len(holding)
    weighty = sum(step.weighty for step in holding)
    enough = len(holding) >= max(least, failing * outvoted)
    return enough and weighty >= max(2, least - 1)


def signed_sum(signs: Sequence[int]) -> Work:
    """Plus and minus of the operands, by their signs."""

    def work(operands: Sequence[Interval]) -> Interval:
        return total(i if sign > 0 else -i for i, sign in zip(operands, signs, strict=True))

    return work


def share(operands: Sequence[Interval]) -> Interval | None:
    """The first in per cent of the second."""
    ratio = operands[0].by(operands[1])
    return ratio.times(HUNDRED) if ratio else None


def change(operands: Sequence[Interval]) -> Interval | None:
    """The way from the first to the second, in per cent of the first."""
    low, high = operands
    ratio = high.by(low)
    if ratio is None:
        return None
    return Interval(ratio.low * HUNDRED - HUNDRED, ratio.high * HUNDRED - HUNDRED)


def fall(operands: Sequence[Interval]) -> Interval | None:
    """The change with its sign turned, as tables of savings print it."""
    found = change(operands)
    return -found if found else None


def times(operands: Sequence[Interval]) -> Interval | None:
    first, second = operands
    ends = [a * b for a in (first.low, first.high) for b in (second.low, second.high)]
    return Interval(min(ends), max(ends))


def quotient(operands: Sequence[Interval]) -> Interval | None:
    return operands[0].by(operands[1])


def differences(lines: Sequence[Line], result: int) -> Iterator[Link]:
    """Plus and minus of two lines, or of a run of three to five lines beside the result."""
    usable = [n for n, line in enumerate(lines) if n != result and _same_unit(line, lines[result])]
    for a in usable:
        for b in usable:
            if a < b:
                yield Link(result, (a, b), signed_sum((1, 1)), "{0} + {1}", additive=True)
            if a != b:
                yield Link(result, (a, b), signed_sum((1, -1)), "{0} - {1}", additive=True)
    for size in (3, 4, 5):
        for run in (usable_run(usable, result, size, -1), usable_run(usable, result, size, 1)):
            if run:
                yield from _signed_runs(result, run)


def usable_run(usable: Sequence[int], result: int, size: int, side: int) -> tuple[int, ...]:
    """The `size` lines next to the result on one side, in reading order; empty if too few."""
    if side < 0:
        found = [n for n in usable if n < result][-size:]
    else:
        found = [n for n in usable if n > result][:size]
    return tuple(found) if len(found) == size else ()


def _signed_runs(result: int, run: tuple[int, ...]) -> Iterator[Link]:
    for tail in product((1, -1), repeat=len(run) - 1):
        signs = (1, *tail)
        shown = "{0}" + "".join(f" {'+' if s > 0 else '-'} {{{n}}}" for n, s in enumerate(tail, 1))
        yield Link(result, run, signed_sum(signs), shown, additive=True)


def _same_unit(line: Line, other: Line) -> bool:
    return line.numbers > 0 and (line.unit == "pct") == (other.unit == "pct")


def ratios(lines: Sequence[Line], result: int) -> Iterator[Link]:
    """A line of per cent as share or change of two other lines."""
    others = [n for n, line in enumerate(lines) if n != result and line.unit != "pct"]
    for a in others:
        for b in others:
            if a != b and lines[a].numbers and lines[b].numbers:
                yield Link(result, (a, b), share, "{0} / {1} · 100")
                yield Link(result, (a, b), change, "({1} - {0}) / {0} · 100")
                yield Link(result, (a, b), fall, "({0} - {1}) / {0} · 100")


def products(lines: Sequence[Line], result: int) -> Iterator[Link]:
    """A line of amounts as number times price, or price as amount through number."""
    others = [n for n, line in enumerate(lines) if n != result and line.unit != "pct"]
    for a in others:
        for b in others:
            if not (lines[a].numbers and lines[b].numbers) or a == b:
                continue
            if a < b:
                yield Link(result, (a, b), times, "{0} · {1}")
            yield Link(result, (a, b), quotient, "{0} / {1}")
