"""Tables of a PDF page, by drawn lines or by pieces that line up under each other."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from raadslag.reader.formats.pdf.pieces import Piece
from raadslag.reader.formats.pdf.rules import Rule
from raadslag.reader.lines.blocks import join

_NEAR = 3.0
"""Points within which two drawn lines are one."""
_NUMBER = re.compile(
    r"[-–+(]?\s{0,8}[\d.,]{0,24}\d\s{0,8}(?:\)\s{0,8})?(?:%|pct\.?|kr\.?|mio\.?|t\.kr\.?|point)?|[-–]",
    re.IGNORECASE,
)
_TITLE_LENGTH = 20
"""Mean letters of a first column from which rising numbers beside it are a contents list's pages."""
_LEADER = re.compile(r"\.{4,}|…|(?:\. ){3,}|_{4,}")


@dataclass(slots=True)
class Grid:
    """A table found on a page: rows of cell texts, and the pieces that it took."""

    rows: list[tuple[str, ...]]
    pieces: list[Piece]
    edges: tuple[float, ...]
    """Left edges of the columns, in points."""
    header_rows: int = 0
    """Rows that are surely a header (set in bold, over rows that are not)."""
    ruled: bool = False

    @property
    def top(self) -> float:
        return max(piece.top for piece in self.pieces)

    @property
    def bottom(self) -> float:
        return min(piece.bottom for piece in self.pieces)


def ruled_grids(
    pieces: Sequence[Piece], across: Sequence[Rule], down: Sequence[Rule]
) -> list[Grid]:
    """Tables whose cells are drawn: at least two columns and two rows of lines."""
    grids = []
    for low, high in _spans_of(down):
        inside = [rule for rule in down if rule.start < high and rule.end > low]
        xs = _merged(rule.at for rule in inside)
        left, right = xs[0] - _NEAR, xs[-1] + _NEAR
        ys = _merged(
            rule.at
            for rule in across
            if low - _NEAR <= rule.at <= high + _NEAR and rule.end > left and rule.start < right
        )
        if len(xs) < 3 or len(ys) < 3:
            continue
        held = [
            piece
            for piece in pieces
            if ys[0] - _NEAR < (piece.top + piece.bottom) / 2 < ys[-1] + _NEAR
            and left <= piece.left + 1
            and piece.right <= right + piece.size
        ]
        grid = _cells_to_grid(held, xs, ys)
        if grid and _is_tabular(grid.rows):
            grids.append(grid)
    return grids


def _spans_of(down: Sequence[Rule]) -> list[tuple[float, float]]:
    """Heights that unbroken vertical lines cover: (low, high) of each table."""
    spans: list[tuple[float, float]] = []
    for rule in sorted(down, key=lambda rule: rule.start):
        if spans and rule.start <= spans[-1][1] + _NEAR:
            spans[-1] = (spans[-1][0], max(spans[-1][1], rule.end))
        else:
            spans.append((rule.start, rule.end))
    return spans


def _merged(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _cells_to_grid(held: list[Piece], xs: list[float], ys: list[float]) -> Grid | None:
    if len(held) < 2:
        return None
    cells: dict[tuple[int, int], list[Piece]] = {}
    for piece in held:
        column = max(bisect_right(xs, piece.left + 1.5) - 1, 0)
        row = len(ys) - 1 - bisect_right(ys, (piece.top + piece.bottom) / 2)
        cells.setdefault((row, min(column, len(xs) - 2)), []).append(piece)
    used = sorted({row for row, _ in cells})
    columns = sorted({column for _, column in cells})
    rows = [tuple(cell_text(cells.get((row, column), [])) for column in columns) for row in used]
    bold = [all(p.bold for c in columns for p in cells.get((row, c), [])) for row in used]
    header = 1 if len(rows) > 1 and bold[0] and not all(bold) else 0
    return Grid(rows, held, tuple(xs[column] for column in columns), header, ruled=True)


def cell_text(pieces: Iterable[Piece]) -> str:
    """The cell's lines in reading order, joined; a word broken by a hyphen at a line's end is whole."""
    text = ""
    for piece in sorted(pieces, key=lambda p: (-round(p.base), p.left)):
        text = join(text, piece.text)
    return text


def aligned_grids(rows: Sequence[list[Piece]]) -> list[Grid]:
    """Tables without drawn cells, in a page's visual rows (top down, each row from the left)."""
    grids: list[Grid] = []
    start = 0
    while start < len(rows):
        if len(rows[start]) < 2 or _is_contents(rows[start]):
            start += 1
            continue
        end, columns = _grow(rows, start)
        first = _with_header(rows, start, columns)
        grid = _rows_to_grid(rows[first:end], columns)
        if grid:
            grids.append(grid)
        start = max(end, start + 1)
    return grids


def _is_contents(row: Sequence[Piece]) -> bool:
    """A line of a list of contents: dots that lead to a page number."""
    return any(_LEADER.search(piece.text) for piece in row)


def _grow(rows: Sequence[list[Piece]], start: int) -> tuple[int, list[tuple[float, float]]]:
    """The end of the run of rows that share columns, and the columns as (left, right)."""
    columns = [(piece.left, piece.right) for piece in rows[start]]
    end = start + 1
    for index in range(start + 1, len(rows)):
        row = rows[index]
        if _is_contents(row) or _far(rows[index - 1], row):
            break
        joined = _join(columns, row)
        if len(joined) < max(2, len(columns) - (len(row) < 2)):
            break
        if len(joined) < len(columns) and len(row) < 2:
            break
        columns = joined
        if len(row) > 1:
            end = index + 1
        elif not _fits_a_cell(row[0], columns):
            break
        else:
            end = index + 1
    while end > start + 1 and len(rows[end - 1]) < 2 and not _is_tail(rows, end - 1):
        end -= 1
    return end, columns


def _far(above: Sequence[Piece], below: Sequence[Piece]) -> bool:
    return above[0].base - below[0].base > 3.2 * max(above[0].size, below[0].size)


def _fits_a_cell(piece: Piece, columns: Sequence[tuple[float, float]]) -> bool:
    return any(left - 2 <= piece.left and piece.right <= right + 2 for left, right in columns)


def _is_tail(rows: Sequence[list[Piece]], index: int) -> bool:
    """A lone piece under a row still belongs to it when it hangs close and is not in the first column."""
    above, piece = rows[index - 1], rows[index][0]
    close = above[0].base - piece.base < 1.45 * piece.size
    return close and len(above) > 1 and piece.left > above[0].right


def _join(
    columns: Sequence[tuple[float, float]], row: Sequence[Piece]
) -> list[tuple[float, float]]:
    """Columns widened by the row's pieces; overlapping ones become one."""
    spans = sorted([*columns, *((piece.left, piece.right) for piece in row)])
    joined = [spans[0]]
    for left, right in spans[1:]:
        if left < joined[-1][1] - 0.5:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        else:
            joined.append((left, right))
    return joined


def _with_header(
    rows: Sequence[list[Piece]], start: int, columns: list[tuple[float, float]]
) -> int:
    """Takes a header row above whose pieces stand over the number columns only."""
    if start == 0 or _far(rows[start - 1], rows[start]) or len(rows[start - 1]) > 1:
        return start
    above = rows[start - 1][0]
    over = [c for c in columns[1:] if above.left < c[1] and above.right > c[0]]
    return start - 1 if above.left > columns[0][1] and len(over) == 1 else start


def _rows_to_grid(rows: Sequence[list[Piece]], columns: list[tuple[float, float]]) -> Grid | None:
    lefts = [left for left, _ in columns]
    table: list[list[list[Piece]]] = []
    for index, row in enumerate(rows):
        cells: list[list[Piece]] = [[] for _ in columns]
        for piece in row:
            cells[max(bisect_right(lefts, piece.left + 0.5) - 1, 0)].append(piece)
        if table and _continues(rows[index - 1], row, cells):
            for held, more in zip(table[-1], cells, strict=True):
                held += more
        else:
            table.append(cells)
    texts = [tuple(cell_text(cell) for cell in cells) for cells in table]
    if not _looks_like_table(texts):
        return None
    pieces = [piece for row in rows for piece in row]
    bold = [all(p.bold for cell in cells for p in cell) for cells in table]
    header = 1 if bold[0] and not all(bold) else 0
    return Grid(texts, pieces, tuple(lefts), header)


def _continues(above: Sequence[Piece], row: Sequence[Piece], cells: list[list[Piece]]) -> bool:
    """The row goes on with the cells above: its first column is empty, and it hangs close."""
    close = above[0].base - row[0].base < 1.45 * row[0].size
    if not close or len(row) >= len(cells):
        return False
    wraps = row[0].text[:1].islower() and len(row) == 1
    return wraps or (not cells[0] and not any(_NUMBER.fullmatch(piece.text) for piece in row))


def _looks_like_table(rows: list[tuple[str, ...]]) -> bool:
    """Enough of a grid to be sure: labels with values in a head are not a table."""
    if len(rows) < 2 or not _is_tabular(rows):
        return False
    full = [row for row in rows if sum(map(bool, row)) > 1]
    if len(rows[0]) > 2:
        return len(full) >= 2
    numbers = [row for row in full if _NUMBER.fullmatch(row[1])]
    whole = [int(row[1]) for row in numbers if row[1].isdecimal()]
    titled = sum(len(row[0]) for row in full) > _TITLE_LENGTH * len(full)
    if titled and len(whole) == len(full) and whole == sorted(whole):
        return False  # a list of contents with its page numbers
    return len(full) >= 3 and len(numbers) * 2 >= len(full) - 1 and len(numbers) >= 2


def _is_tabular(rows: list[tuple[str, ...]]) -> bool:
    """At least two rows and two columns hold something."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    return sum(any(row[column] for row in rows) for column in range(len(rows[0]))) > 1
