"""What the text tells of a table, against the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from raadslag.checks.across.likeness import rounded_slip, stems
from raadslag.checks.across.statements import spoken_of
from raadslag.checks.findings import Flaw, Held, Operand, Verdict
from raadslag.checks.prose.sentence import Sentence, passage_sentences
from raadslag.checks.registry import rule
from raadslag.checks.tables.grid import Cell, Grid, Line, table_to_grid
from raadslag.checks.tables.grids import grids, scaled_grids
from raadslag.checks.view import ItemView, Part, Passage
from raadslag.danish.numbers import HALF, around, plain, show, slip
from raadslag.danish.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Target:
    """A table cell as prose may tell it: its size in base units."""

    cell: Cell
    row: Line
    column: Line
    scale: Decimal
    corner: str
    """Caption and corner of the table: they may name what is counted."""

    @property
    def size(self) -> Decimal:
        return abs(self.cell.value or Decimal(0)) * self.scale


@rule("tal-302")
def prose_and_table(item: ItemView) -> Iterator[Verdict]:
    """A sentence that names a row of a table, and a figure that is one slip from the row's."""
    targets, whole = _targets(item)
    sizes = _sizes(item)
    for _, sentence in spoken_of(item):
        if not (targets or whole):
            return
        said = stems(sentence.text)
        for label, row in targets.items():
            if label <= said:
                yield from _told(sentence, row, sizes)
        if WHOLE.search(sentence.text):
            named = [t for t in whole if _names(sentence, t.column.label)]
        else:
            named = [t for t in whole if _names_fully(said, sentence.text, t.column.label)]
        yield from _told(sentence, named, sizes)


def _names(sentence: Sentence, head: str) -> bool:
    """Whether the sentence speaks of this column."""
    if _SIGNED_HEAD.search(head) and _SIGN.search(sentence.text):
        return True
    return bool(stems(head) & stems(sentence.text))


def _names_fully(said: frozenset[str], text: str, head: str) -> bool:
    """Whether the sentence has every word and every year of a column's head: "mangler i 2027"."""
    words, years = stems(head), re.findall(r"\b(?:19|20)\d{2}\b", head)
    return bool(words and years) and words <= said and all(year in text for year in years)


WHOLE = re.compile(r"\b(?:i alt|samlet|samlede|netto|tilsammen|totalt?)\b", re.IGNORECASE)
"""Words by which the text tells of a table's last line."""


@rule("tal-303")
def intro_and_total(part: Part) -> Iterator[Verdict]:
    """ "Der er 55 borgere …" just before a table whose total is another number, one slip away."""
    tables = iter(grids(part))
    before: Passage | None = None
    for piece in part.flow:
        if isinstance(piece, Passage):
            before = piece
            continue
        grid = next(tables, None) if table_to_grid(piece) is not None else None
        if grid is not None and before is not None:
            yield from _introduced(before, grid)
        before = None


def _introduced(before: Passage, grid: Grid) -> Iterator[Verdict]:
    """The one count that the passage tells against the totals of counts in the table."""
    told = [(s, q) for s in passage_sentences(before) for q in s.figures if q.unit not in APART]
    totals = [
        cell
        for line in grid.rows.lines
        if line.kind == "total"
        for cell, column in zip(line.cells, grid.columns.lines, strict=True)
        if cell.value is not None and column.unit in ("count", "") and cell.unit == ""
    ]
    sums = totals or [
        cell for one in grid.columns.lines if (cell := _sum_of(one, grid)) is not None
    ]
    if len(told) != 1 or not sums:
        return
    sentence, quantity = told[0]
    if quantity.hedge == "range":
        yield from _in_range(sentence, quantity, sums)
        return
    if not totals:
        return
    printed = {c.value for line in grid.rows.lines for c in line.cells if c.value is not None}
    hit = next(
        (cell for cell in totals if quantity.interval.contains(cell.value or Decimal(0))), None
    )
    if hit is not None:
        yield Held((sentence.operand(quantity), hit.operand()))
    elif len(totals) == 1 and quantity.value not in printed and quantity.hedge is None:
        total = totals[0]
        if (total.value or 0) >= 10 and slip(quantity.value, total.value or Decimal(0)):
            yield Flaw(
                severity="warning",
                message=f"Teksten før tabellen siger {quantity.text}, men tabellens total er {total.text}.",
                operands=(sentence.operand(quantity), total.operand()),
                calculation=f"{show(quantity.value)} ≠ {total.text}",
                tolerance="0",
            )


def _sum_of(column: Line, grid: Grid) -> Cell | None:
    """What a column of counts without a printed total makes, as a cell that is nowhere printed."""
    rows = [line.kind for line in grid.rows.lines]
    cells = [cell for cell in column.cells if cell.value is not None]
    if (
        column.unit != "count"
        or set(rows) != {"leaf"}
        or len(cells) < 2
        or any(c.unit for c in cells)
    ):
        return None
    made = sum((cell.value or Decimal(0) for cell in cells), Decimal(0))
    return replace(cells[0], text=show(made), value=made)


def _in_range(sentence: Sentence, said: Quantity, sums: Sequence[Cell]) -> Iterator[Verdict]:
    """ "mellem 35 og 40 pladser" before a table that sums to 52."""
    hit = next((cell for cell in sums if said.interval.contains(cell.value or Decimal(0))), None)
    found = hit or sums[0]
    operands = (sentence.operand(said), found.operand())
    low, high, made = said.interval.low, said.interval.high, found.value or Decimal(0)
    if hit is not None:
        yield Held(operands)
    elif len(sums) == 1 and low / 2 <= made <= high * 2:
        message = f"Teksten siger {said.text}, men tabellen giver {found.text}."
        yield Flaw("warning", message, operands, f"{show(made)} uden for {said.text}", "0")


APART = ("kr", "pct", "point", "år", "uger", "måneder", "dage", "timer")


def _sizes(item: ItemView) -> set[Decimal]:
    """Every number of every table of the item, as printed and in base units."""
    found: set[Decimal] = set()
    for part in item.parts:
        for grid, scale in scaled_grids(part):
            printed = {
                abs(c.value) for line in grid.rows.lines for c in line.cells if c.value is not None
            }
            found |= printed | {size * scale for size in printed}
    return found


def _targets(item: ItemView) -> tuple[dict[frozenset[str], list[Target]], list[Target]]:
    """Row label (as stems) → its cells, and the cells of totals. Labels that rows share are left out."""
    found: dict[frozenset[str], list[Target]] = {}
    whole: list[Target] = []
    shared: set[frozenset[str]] = set()
    for part in item.parts:
        for grid, scale in scaled_grids(part):
            for row in grid.rows.lines:
                label = stems(row.label)
                if row.kind == "total":
                    whole.extend(_cells(row, grid, scale))
                if row.kind == "heading" or not _telling(label):
                    continue
                if label in found:
                    shared.add(label)
                found[label] = list(_cells(row, grid, scale))
    return {label: row for label, row in found.items() if label not in shared}, whole


def _cells(row: Line, grid: Grid, scale: Decimal) -> Iterator[Target]:
    for cell, column in zip(row.cells, grid.columns.lines, strict=True):
        if cell.value is not None:
            size = scale if _is_money(column, scale) else Decimal(1)
            yield Target(cell, row, column, size, grid.caption)


def _telling(label: frozenset[str]) -> bool:
    return len(label) >= 2 or any(len(stem) >= 5 for stem in label)


def _is_money(column: Line, scale: Decimal) -> bool:
    return column.unit == "kr" or (column.unit == "" and scale != 1)


def _told(sentence: Sentence, row: Sequence[Target], sizes: set[Decimal]) -> Iterator[Verdict]:
    for quantity in sentence.figures:
        fitting = [target for target in row if _comparable(quantity, target)]
        hit = next((target for target in fitting if _matches(quantity, target)), None)
        if hit is not None:
            yield Held((sentence.operand(quantity), hit.cell.operand()))
            yield from _sign_word(sentence, quantity, hit)
        elif quantity.hedge is None and not any(quantity.interval.contains(size) for size in sizes):
            near = [target for target in fitting if _near(sentence, quantity, target)]
            if len({t.size for t in near}) == 1 and len(sentence.figures) <= 6:
                yield _told_otherwise(sentence, quantity, near[0])


def _near(sentence: Sentence, quantity: Quantity, target: Target) -> bool:
    """One slip from the cell; a slip that leaves two digits counts only after the row's name, and
    where the same thing is counted."""
    counted = stems(f"{target.column.label} {target.row.label} {target.corner}")
    same = quantity.noun[:6] in counted or _names(sentence, target.column.label)
    after = stems(target.row.label) <= stems(sentence.text[: quantity.start])
    shortest = 2 if same and after and quantity.unit not in ("kr", "pct") else 3
    if target.size < 10 * quantity.step:
        return False
    return rounded_slip(quantity, target.size, shortest=shortest)


def _comparable(quantity: Quantity, target: Target) -> bool:
    unit = target.cell.unit or target.column.unit or target.row.unit
    if quantity.unit == "pct" or unit == "pct":
        return quantity.unit == unit
    if quantity.unit == "kr":
        return unit == "kr" or (unit == "" and target.scale == 1)
    return unit != "kr" and target.scale == 1 and quantity.unit != "point"


def _matches(quantity: Quantity, target: Target) -> bool:
    room = around(target.size, target.cell.step * target.scale * HALF)
    return room.overlaps(quantity.interval.magnitude())


def _told_otherwise(sentence: Sentence, quantity: Quantity, target: Target) -> Flaw:
    head = f", »{target.column.label}«" if target.column.label else ""
    return Flaw(
        severity="warning",
        message=f"Teksten siger {quantity.text}, men tabellen har {target.cell.text} ved "
        f"»{target.row.label}«{head}.",
        operands=(sentence.operand(quantity), target.cell.operand()),
        calculation=f"{plain(abs(quantity.value))} over for {plain(target.size)}",
        tolerance=f"±{show(quantity.step / 2)}",
    )


_SIGN = re.compile(r"\b(mer|mindre)-?(?:forbrug|udgift)", re.IGNORECASE)
_SIGNED_HEAD = re.compile(r"mer-?\s?(?:\(?\+\)?)?\s?/\s?-?\s?mindre", re.IGNORECASE)


def _sign_word(sentence: Sentence, quantity: Quantity, target: Target) -> Iterator[Verdict]:
    """ "merforbrug" in the text against the sign in a column called "Mer-/mindreforbrug"."""
    said = {match[1].lower() for match in _SIGN.finditer(sentence.text[: quantity.start])}
    heads = f"{target.column.label} {target.row.label}"
    if len(said) != 1 or not _SIGNED_HEAD.search(heads) or not target.cell.value:
        return
    more = target.cell.value > 0
    if (said == {"mer"}) == more:
        return
    word, fits = ("merforbrug", "mindreforbrug") if not more else ("mindreforbrug", "merforbrug")
    yield Flaw(
        severity="warning",
        message=f"Teksten siger {word} på {quantity.text}, men tabellens fortegn siger {fits}.",
        operands=(
            Operand(word, word, sentence.where),
            sentence.operand(quantity),
            target.cell.operand(),
        ),
        calculation=f"{target.cell.text}: + er merudgift, - er mindreudgift",
        tolerance="0",
    )
