"""The same figure in several places: summary against text, prose against table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from raadslag.checks.findings import Flaw, Held, Operand, Verdict
from raadslag.checks.grid import Cell, Grid, Line, table_to_grid
from raadslag.checks.intervals import HALF, around
from raadslag.checks.likeness import likeness, marks, rounded_slip, slip, stems
from raadslag.checks.numbers import Quantity, plain, show
from raadslag.checks.prose import Sentence, passage_sentences, sentences
from raadslag.checks.registry import rule
from raadslag.checks.tables import grids, scaled_grids
from raadslag.checks.view import ItemView, Part, Passage

ALIKE = 0.6
TOLD = ("title", "summary", "recommendation", "decision", "economy")
"""Parts that tell again what another part tells first."""


@rule(
    "tal-301",
    "To steder siger det samme med hver sit tal",
    severity="warning",
    scope="item",
    source="Samme oplysning i resumé, sagsfremstilling, økonomi og indstilling har samme tal.",
)
def same_statement(item: ItemView) -> Iterator[Verdict]:
    """Two sentences with nearly the same words and one figure of a unit that differs."""
    spoken = _spoken(item)
    counted = _counts(item, spoken)
    for number, (part, sentence) in enumerate(spoken):
        for other_part, other in spoken[number + 1 :]:
            if part is other_part:
                continue
            told = part.key in TOLD or other_part.key in TOLD
            yield from _compared(sentence, other, counted, ALIKE if told else 0.8)


def _spoken(item: ItemView) -> list[tuple[Part, Sentence]]:
    return [
        (part, sentence)
        for part in item.parts
        for passage in sentences(part)
        for sentence in passage
        if sentence.figures and len(stems(sentence.text)) >= 3
    ]


def _counts(item: ItemView, spoken: Sequence[tuple[Part, Sentence]]) -> Counter[Decimal]:
    """How often every number is printed in the item, in prose and in tables."""
    counted = Counter(abs(q.value) for _, sentence in spoken for q in sentence.figures)
    for part in item.parts:
        for grid in grids(part):
            for line in grid.rows.lines:
                counted.update(abs(c.value) for c in line.cells if c.value is not None)
    return counted


def _compared(
    first: Sentence, second: Sentence, counted: Counter[Decimal], least: float
) -> Iterator[Verdict]:
    """Two like sentences, figure by figure in their order, where they have equally many of a unit."""
    degree = likeness(first.text, second.text)
    if degree < min(least, 0.5) or marks(first.text) != marks(second.text):
        return
    for unit in {q.unit for q in first.figures}:
        mine = [q for q in first.figures if q.unit == unit]
        theirs = [q for q in second.figures if q.unit == unit]
        if len(mine) != len(theirs):
            continue
        apart = [(a, b) for a, b in zip(mine, theirs, strict=True) if not _agree(a, b)]
        for a, b in zip(mine, theirs, strict=True):
            if _agree(a, b):
                yield Held((first.operand(a), second.operand(b)))
        if len(apart) == 1 and _a_slip(*apart[0], counted, degree, least, len(mine)):
            yield _two_values(first, second, *apart[0])


def _agree(first: Quantity, second: Quantity) -> bool:
    return first.interval.overlaps(second.interval) or first.value == second.value


def _a_slip(
    first: Quantity,
    second: Quantity,
    counted: Counter[Decimal],
    degree: float,
    least: float,
    n: int,
) -> bool:
    """One value stands alone in the item, and either looks like a slip of the other or the words
    are so much the same that they can't mean two things."""
    if min(counted[abs(first.value)], counted[abs(second.value)]) > 1:
        return False
    near = slip(first.value, second.value)
    big = min(abs(first.value / first.step), abs(second.value / second.step)) >= 10
    if near and big and degree >= min(least, 0.5):
        return True
    return degree >= max(least, 0.75) and (near or n > 1 or degree >= 0.85)


def _two_values(first: Sentence, second: Sentence, a: Quantity, b: Quantity) -> Flaw:
    return Flaw(
        severity="warning",
        message=f"Samme oplysning står med {a.text} ét sted og {b.text} et andet; de bør være ens.",
        operands=(first.operand(a), second.operand(b)),
        calculation=f"{show(a.value)} over for {show(b.value)}",
        tolerance="efter de trykte cifre",
    )


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


@rule(
    "tal-302",
    "Teksten og tabellen siger hver sit",
    severity="warning",
    scope="item",
    source="Et tal i teksten om en række i tabellen skal være rækkens, efter de trykte cifre.",
)
def prose_and_table(item: ItemView) -> Iterator[Verdict]:
    """A sentence that names a row of a table, and a figure that is one slip from the row's."""
    targets = _targets(item)
    if not targets:
        return
    sizes = _sizes(item)
    for _, sentence in _spoken(item):
        words = stems(sentence.text)
        for label, row in targets.items():
            if label <= words:
                yield from _told(sentence, row, sizes)


@rule(
    "tal-303",
    "Teksten før tabellen siger et andet antal end tabellens total",
    severity="warning",
    scope="part",
    source="Det antal, teksten indleder tabellen med, er tabellens total.",
)
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
    if len(told) != 1 or not totals:
        return
    sentence, quantity = told[0]
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


def _targets(item: ItemView) -> dict[frozenset[str], list[Target]]:
    """Row label (as stems) → its cells. Labels that several rows share are left out."""
    found: dict[frozenset[str], list[Target]] = {}
    shared: set[frozenset[str]] = set()
    for part in item.parts:
        for grid, scale in scaled_grids(part):
            for row in grid.rows.lines:
                label = stems(row.label)
                if not label or row.kind == "heading" or not _telling(label):
                    continue
                if label in found:
                    shared.add(label)
                found[label] = [
                    Target(
                        cell,
                        row,
                        column,
                        scale if _is_money(column, scale) else Decimal(1),
                        grid.caption,
                    )
                    for cell, column in zip(row.cells, grid.columns.lines, strict=True)
                    if cell.value is not None
                ]
    return {label: row for label, row in found.items() if label not in shared}


def _telling(label: frozenset[str]) -> bool:
    return len(label) >= 2 or max(len(stem) for stem in label) >= 5


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
            near = [
                t
                for t in fitting
                if rounded_slip(quantity, t.size) and t.size >= 10 * quantity.step
            ]
            if len({t.size for t in near}) == 1 and len(sentence.figures) <= 6:
                yield _told_otherwise(sentence, quantity, near[0])


def _near(sentence: Sentence, quantity: Quantity, target: Target) -> bool:
    """One slip from the cell: of three digits, or of two where the sentence names the column too."""
    if not rounded_slip(quantity, target.size):
        return False
    named = bool(stems(target.column.label) & stems(sentence.text))
    if quantity.noun and quantity.unit not in ("kr", "pct"):
        counted = stems(f"{target.column.label} {target.row.label} {target.corner}")
        if quantity.noun[:6] not in counted:
            return False
    digits = min(abs(quantity.value), target.size) / quantity.step
    return digits >= (10 if named or quantity.unit == "kr" else 100)


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
