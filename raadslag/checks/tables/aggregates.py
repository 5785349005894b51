"""Which lines of a table are sums of which others, and where such a sum is broken.

Structure is found by agreement: a set of parts that adds up on most crossing lines is the structure,
and where it doesn't add up stands the error (the idea of AggreCol, EDBT 2022).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from raadslag.checks.tables import words
from raadslag.checks.tables.grid import Cell, Line, Matrix
from raadslag.danish.numbers import Interval, total

Indexes = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum on one crossing line: the printed total, its parts, and what they make."""

    cross: int
    total: Cell
    parts: tuple[Cell, ...]
    made: Decimal
    span: Interval
    exact: bool

    @property
    def holds(self) -> bool:
        return self.span.contains(self.total.value or Decimal(0))

    @property
    def near(self) -> bool:
        """Off by no more than n rounded parts and their total can be off."""
        room = (self.total.step / 2) * (len(self.parts) + 1)
        return abs(self.made - (self.total.value or Decimal(0))) <= room


@dataclass(frozen=True, slots=True)
class Structure:
    """A line that is the sum of others, worked out on every crossing line that can add up."""

    line: int
    parts: Indexes
    sums: tuple[Sum, ...]

    @property
    def holding(self) -> int:
        return sum(found.holds for found in self.sums)

    @property
    def failing(self) -> int:
        return len(self.sums) - self.holding


@lru_cache(maxsize=16)
def labelled(matrix: Matrix) -> tuple[Structure, ...]:
    """The best structure of every line that calls itself a total, if it can be worked out at all."""
    return tuple(_labelled(matrix))


def _labelled(matrix: Matrix) -> Iterator[Structure]:
    for index, line in enumerate(matrix.lines):
        if line.kind != "total":
            continue
        found = [work_out(matrix, index, parts) for parts in _candidates(matrix.lines, index)]
        worked = [structure for structure in found if structure.sums]
        if worked:
            yield max(worked, key=lambda s: (s.holding - s.failing, s.holding))


@lru_cache(maxsize=16)
def unlabelled(matrix: Matrix) -> tuple[Structure, ...]:
    """Lines without such a label that are the sum of a run of lines just before or after them.

    Taken as a structure only where it holds on two crossing lines or more with figures of weight,
    and on at least three of four.
    """
    return tuple(_unlabelled(matrix))


def _unlabelled(matrix: Matrix) -> Iterator[Structure]:
    roughly = [[_rough(cell) for cell in line.cells] for line in matrix.lines]
    for index, line in enumerate(matrix.lines):
        if line.kind != "leaf" or line.unit == "pct":
            continue
        best = None
        for parts in _runs(matrix.lines, index):
            if not _may_convince(roughly, index, parts):
                continue
            structure = work_out(matrix, index, parts)
            if _convinces(structure) and (best is None or structure.holding > best.holding):
                best = structure
        if best is not None:
            yield best


def work_out(matrix: Matrix, line: int, parts: Indexes) -> Structure:
    """The sums of `parts` against `line` on every crossing line whose figures add up."""
    sums = []
    for number, across in enumerate(matrix.across):
        found = _sum(matrix, line, parts, number)
        if found is not None and _adds_up(across, found):
            sums.append(found)
    return Structure(line, parts, tuple(sums))


def _sum(matrix: Matrix, line: int, parts: Indexes, cross: int) -> Sum | None:
    printed = matrix.lines[line].cells[cross]
    cells = [matrix.lines[part].cells[cross] for part in parts]
    if printed.value is None or any(cell.value is None and not cell.blank for cell in cells):
        return None
    filled = tuple(cell for cell in cells if cell.value is not None)
    if len(filled) < 2:
        return None
    exact = matrix.across[cross].exact or matrix.lines[line].exact
    span = total(cell.interval(exact) for cell in filled)
    room = printed.interval(exact)
    widened = Interval(span.low - room.width / 2, span.high + room.width / 2)
    made = sum((cell.value or Decimal(0) for cell in filled), Decimal(0))
    return Sum(cross, printed, filled, made, widened, exact)


def _adds_up(across: Line, found: Sum) -> bool:
    """Whether figures of this crossing line are the kind that make a total."""
    if found.total.unit == "pct" or across.unit == "pct":
        near_hundred = abs((found.total.value or Decimal(0)) - 100) <= 1
        share = bool(words.DISTRIBUTION.search(across.label))
        change = bool(words.PERCENT_CHANGE.search(across.label))
        return near_hundred and not change and (share or 40 <= found.made <= 170)
    if words.NOT_ADDITIVE.search(across.label):
        return False
    return across.kind != "aside" or bool(words.DIFFERENCE.search(across.label))


def _candidates(lines: Sequence[Line], index: int) -> Iterator[Indexes]:
    """The sets of lines that a total may sum, likeliest first; each with and without asides."""
    unit = lines[index].unit
    seen: set[Indexes] = set()
    for kinds in (("leaf",), ("leaf", "aside")):
        for parts in _part_sets(lines, index, kinds):
            same = tuple(p for p in parts if (lines[p].unit == "pct") == (unit == "pct"))
            if len(same) >= 2 and same not in seen:
                seen.add(same)
                yield same


def _part_sets(lines: Sequence[Line], index: int, kinds: tuple[str, ...]) -> Iterator[Indexes]:
    above, below = range(index), range(index + 1, len(lines))
    yield _block(lines, reversed(above), kinds)[::-1]
    yield tuple(n for n in above if lines[n].kind in kinds)
    subtotals = tuple(n for n in above if lines[n].kind == "total")
    yield subtotals
    if subtotals:
        loose = _block(lines, reversed(above), kinds)[::-1]
        yield (*subtotals, *loose)
        yield (subtotals[-1], *loose)
        early = tuple(n for n in range(subtotals[0]) if lines[n].kind in kinds)
        yield tuple(sorted({*_uncovered(lines, above, kinds), *subtotals, *early[:0]}))
    yield _block(lines, below, kinds)
    yield tuple(n for n in below if lines[n].kind in kinds)
    yield tuple(n for n in below if lines[n].kind == "total")
    yield tuple(n for n in (*above, *below) if lines[n].kind in kinds)


def _block(lines: Sequence[Line], order: Iterator[int] | range, kinds: tuple[str, ...]) -> Indexes:
    """The run of lines next to a total, up to the next total or heading."""
    found: list[int] = []
    for number in order:
        kind = lines[number].kind
        if kind == "total" or (kind == "heading" and found):
            break
        if kind in kinds:
            found.append(number)
    return tuple(found)


def _uncovered(lines: Sequence[Line], order: range, kinds: tuple[str, ...]) -> Indexes:
    """Lines in no headed group: those after the last total before them."""
    found: list[int] = []
    for number in order:
        if lines[number].kind == "total":
            found = []
        elif lines[number].kind in kinds:
            found.append(number)
    return tuple(found)


def _runs(lines: Sequence[Line], index: int) -> Iterator[Indexes]:
    """Runs of two lines and more, just above or just below."""
    for step in (-1, 1):
        run: list[int] = []
        number = index + step
        while 0 <= number < len(lines) and len(run) < 14:
            line = lines[number]
            if line.kind == "leaf" and line.unit == lines[index].unit:
                run.append(number)
                if len(run) >= 2:
                    yield tuple(sorted(run))
            elif line.kind == "total":
                break
            number += step


Rough = tuple[float, float] | None
"""A cell's number and half a unit of its last digit; null where it holds none and is not blank."""
_ROUGH_SLACK, _ROUGH_SHARE = 1e-6, 1e-9
"""More than a float is off by, so that a sum that holds is never passed over."""


def _rough(cell: Cell) -> Rough:
    if cell.value is None:
        return (0.0, 0.0) if cell.blank else None
    return float(cell.value), float(cell.step) / 2


def _may_convince(roughly: Sequence[Sequence[Rough]], line: int, parts: Indexes) -> bool:
    """Whether the sum is near on two crossing lines, in floats: a table of a thousand rows has tens of
    thousands of runs, and nearly none of them adds up."""
    near = 0
    for cross, printed in enumerate(roughly[line]):
        if printed is None:
            continue
        value, room = printed
        made = 0.0
        for part in parts:
            cell = roughly[part][cross]
            if cell is None:
                break
            made += cell[0]
            room += cell[1]
        else:
            slack = _ROUGH_SLACK + _ROUGH_SHARE * (abs(made) + abs(value))
            near += abs(made - value) <= room + slack
            if near == 2:
                return True
    return False


def _convinces(structure: Structure) -> bool:
    weighty = sum(
        found.holds and _weight(found) and sum(c.value != 0 for c in found.parts) >= 2
        for found in structure.sums
    )
    return weighty >= 2 and structure.failing * 3 <= structure.holding


def _weight(found: Sum) -> bool:
    """Figures large against their rounding, so that agreement is no accident."""
    size = abs(found.total.value or Decimal(0))
    return size >= 20 * found.total.step and size >= 3 * found.span.width
