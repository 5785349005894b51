"""A table as a grid of numbers that can be read by rows and by columns alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from raadslag.checks.findings import Operand
from raadslag.checks.tables import words
from raadslag.danish.numbers import HALF, NUMBER, Interval, around, decimal, plain
from raadslag.record import Table, Where

Unit = Literal["pct", "kr", "count", ""]
LineKind = Literal["leaf", "total", "aside", "heading"]

CELL = re.compile(
    rf"^(?P<sign>[-−–+]\s?)?(?P<number>{NUMBER.replace(chr(92) + 'u202f', chr(92) + 'u202f ')})"
    r"\s*(?P<unit>%|pct\.?|procent|(?:mio\.?|mia\.?|t\.?|1\.000)?\s*(?:kr\.?|kroner)|mio\.?)?"
    r"(?:\s*[,.]-)?\s*\*{0,3}$",
    re.IGNORECASE,
)
CODE = re.compile(r"^\d{1,2}\.\d{2}(?:\.\d{2,3})*$|^\d+(?:\.\d{1,2}){2,}$")
NOUGHT = re.compile(r"^[-–−]?$")
YEAR = re.compile(r"^(?:19|20)\d{2}$")
TAG = re.compile(r"^\(?(?:\d{1,2}|[A-H])\)?$")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `value` is null where it holds no number; `blank` where it prints nothing or a dash."""

    text: str
    value: Decimal | None
    step: Decimal
    unit: Unit
    blank: bool
    where: Where | None

    def interval(self, exact: bool) -> Interval:
        """What the number can stand for; a count stands for itself alone."""
        value = self.value or Decimal(0)
        return around(value, Decimal(0) if exact or self.blank else self.step * HALF)

    def operand(self) -> Operand:
        value = None if self.value is None else plain(self.value)
        return Operand(self.text, value, self.where)


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column: its label, its cells, what it is to the others, and its unit."""

    label: str
    cells: tuple[Cell, ...]
    kind: LineKind
    unit: Unit
    exact: bool = False
    """Whether every number stands for itself: counted, in whole pieces, and no average."""
    numbers: int = 0
    """How many cells hold a number."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Lines in order, and the lines that cross them: line i's cell j lies on cross line j."""

    lines: tuple[Line, ...]
    across: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The table's numbers twice: by rows, and the same turned round."""

    rows: Matrix
    columns: Matrix
    caption: str


def table_to_grid(table: Table, context: str = "") -> Grid | None:
    """The grid of a table, or null where fewer than two cells hold numbers.

    `context` is the text just before the table; it may tell the unit ("i 1.000 kr.").
    """
    heads, body, places = _split(table)
    cells = [[_cell(text, place) for text in row] for row, place in zip(body, places, strict=True)]
    width = max((len(row) for row in cells), default=0)
    if width < 2 or len(cells) < 1:
        return None
    first = _label_columns(cells, width, heads)
    labels = [" ".join(cell.text for cell in row[:first]).strip() for row in cells]
    heads = [*heads, *[""] * (width - len(heads))]
    near = " ".join([table.caption or "", context, *heads[:first]])
    grid_cells = [row[first:] for row in cells]
    if sum(cell.value is not None for row in grid_cells for cell in row) < 2:
        return None
    rows = _rows(labels, grid_cells)
    columns = _columns(heads[first:], grid_cells, near)
    columns = tuple(_as_shares(line, rows) for line in columns)
    return Grid(Matrix(rows, columns), Matrix(columns, rows), near.strip())


def parse_cell(text: str) -> tuple[Decimal | None, Decimal, Unit]:
    """Number, its last printed digit's unit, and its unit where the cell prints one."""
    stripped = text.replace("\u00a0", " ").strip()
    match = CELL.match(stripped)
    if match is None or CODE.match(stripped):
        return None, Decimal(1), ""
    printed = match.group("number").strip()
    value = decimal(printed)
    if (match.group("sign") or "").strip() in ("-", "−", "–"):
        value = -value
    decimals = len(printed.split(",")[1]) if "," in printed else 0
    unit = (match.group("unit") or "").lower()
    kind: Unit = "pct" if unit.startswith(("%", "p")) else "kr" if unit else ""
    return value, Decimal(1).scaleb(-decimals), kind


def _cell(text: str, place: Where | None) -> Cell:
    value, step, unit = parse_cell(text)
    return Cell(text.strip(), value, step, unit, bool(NOUGHT.match(text.strip())), place)


def _split(table: Table) -> tuple[list[str], list[tuple[str, ...]], list[Where | None]]:
    """Heads, rows of figures, and the rows' places."""
    rows = list(table.rows)
    places: list[Where | None] = (
        list(table.row_places) if len(table.row_places) == len(rows) else [table.where] * len(rows)
    )
    head_rows: list[tuple[str, ...]] = []
    if table.columns:
        if _is_head(table.columns):
            head_rows.append(table.columns)
        else:
            rows.insert(0, table.columns)
            places.insert(0, table.where)
    while len(rows) > 1 and _is_head(rows[0]) and _fills(rows[0]):
        head_rows.append(rows.pop(0))
        places.pop(0)
    width = max((len(row) for row in [*head_rows, *rows]), default=0)
    heads = [
        " ".join(row[n].strip() for row in head_rows if n < len(row)).strip() for n in range(width)
    ]
    padded = [row + ("",) * (width - len(row)) for row in rows]
    return heads, padded, places


def _is_head(row: Sequence[str]) -> bool:
    """Whether a row prints no figure: words, years, or the numbers of the columns."""
    printed = [text.strip() for text in row if text.strip()]
    rest = [
        text for text in printed[1:] if parse_cell(text)[0] is not None and not YEAR.match(text)
    ]
    if rest and row[0].strip() == "" and parse_cell(printed[0])[0] is not None:
        rest.insert(0, printed[0])
    tags = [text.strip("()") for text in rest]
    if rest and all(TAG.match(text) for text in rest):
        numbers = [int(tag) for tag in tags if tag.isdecimal()]
        return len(numbers) >= 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return not rest


def _fills(row: Sequence[str]) -> bool:
    return sum(bool(text.strip()) for text in row) >= 2


def _label_columns(cells: list[list[Cell]], width: int, heads: list[str]) -> int:
    """How many columns on the left name the rows."""
    count = 0
    for column in range(width - 1):
        filled = [row[column] for row in cells if not row[column].blank]
        numbers = [cell for cell in filled if cell.value is not None and not YEAR.match(cell.text)]
        counting = [cell.value for cell in numbers] == list(range(1, len(numbers) + 1))
        named = column == 0 and len(heads) > 0 and heads[0] == "" and bool(heads[1:2])
        if len(numbers) * 2 > len(filled) and not (counting and len(numbers) > 2) and not named:
            break
        if len(numbers) * 2 <= len(filled) or counting or named:
            count = column + 1
    return max(count, 1) if count or _names_rows(cells) else 0


def _names_rows(cells: list[list[Cell]]) -> bool:
    return any(row[0].value is None and row[0].text for row in cells)


def _rows(labels: list[str], cells: list[list[Cell]]) -> tuple[Line, ...]:
    return tuple(
        _line(label, row, _unit(label, row), averaged=_averaged(label))
        for label, row in zip(labels, cells, strict=True)
    )


def _columns(heads: list[str], cells: list[list[Cell]], near: str) -> tuple[Line, ...]:
    lines = []
    for number, head in enumerate(heads):
        column = [row[number] for row in cells]
        unit = _unit(head, column) or _unit(near, column, percent=False)
        lines.append(_line(head, column, unit, averaged=_averaged(head) or _averaged(near)))
    return tuple(lines)


def _as_shares(line: Line, rows: Sequence[Line]) -> Line:
    """A column without a unit whose total is 100, and whose parts are less, is one of shares."""
    wholes = [cell.value for cell, row in zip(line.cells, rows, strict=True) if row.kind == "total"]
    parts = [cell.value for cell in line.cells if cell.value is not None]
    if line.unit or line.label or wholes != [Decimal(100)] or len(parts) < 4:
        return line
    fractions = any(cell.step < 1 for cell in line.cells if cell.value is not None)
    return replace(line, unit="pct") if fractions and max(parts) <= 100 <= 2 * sum(parts) else line


def _line(label: str, cells: Sequence[Cell], unit: Unit, *, averaged: bool) -> Line:
    """A line of counts is exact, unless it counts full-time persons and the like: rounded averages."""
    numbers = [cell for cell in cells if cell.value is not None]
    exact = unit == "count" and not averaged and all(cell.step == 1 for cell in numbers)
    return Line(label, tuple(cells), _kind(label, cells), unit, exact, len(numbers))


def _kind(label: str, cells: Sequence[Cell]) -> LineKind:
    if not any(cell.value is not None for cell in cells):
        return "heading"
    if words.ASIDE.search(label):
        return "aside"
    return "total" if words.TOTAL.search(label) else "leaf"


def _unit(label: str, cells: Sequence[Cell], *, percent: bool = True) -> Unit:
    printed = [cell.unit for cell in cells if cell.value is not None]
    for unit in ("pct", "kr"):
        if printed and printed.count(unit) * 2 > len(printed):
            return "pct" if unit == "pct" else "kr"
    if percent and words.PERCENT.search(words.RATE.sub(" ", label)):
        return "pct"
    if words.COUNT.search(label) and not words.MONEY.search(label):
        return "count"
    return "kr" if words.MONEY.search(label) else ""


def _averaged(text: str) -> bool:
    return bool(words.AVERAGED.search(text))
