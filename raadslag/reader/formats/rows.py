"""Rows of cells to a table: which rows are its header, and every row as long as the widest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from raadslag.record import Table, Where

_NUMBER = re.compile(
    r"[-–−+(*]?\s{0,8}\d(?:[\d.,\s]{0,30}[\d.,])?\s{0,8}(?:\)\s{0,8})?(?:%|pct\.?|kr\.?|mio\.?(?: kr\.?)?|t\.?kr\.?|point)?|[-–]",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_HEAD = 60
"""Letters in a header cell; longer ones are text."""
_LONG_CELL = 1_200
"""Letters in a cell from which a table with few columns is the page's layout."""


def rows_to_table(
    rows: Sequence[Sequence[str]],
    *,
    header_rows: int = 0,
    caption: str | None = None,
    where: Where | None = None,
) -> Table:
    """The table; without a header known from the format, a first row of labels becomes one."""
    width = max((len(row) for row in rows), default=0)
    full = [tuple(row) + ("",) * (width - len(row)) for row in rows]
    full = [row for row in full if any(row)]
    header_rows = min(header_rows, len(full) - 1)
    if header_rows <= 0 and _first_is_header(full):
        header_rows = 1
    columns: tuple[str, ...] = ()
    if header_rows > 0:
        heads = zip(*full[:header_rows], strict=True)
        columns = tuple(" ".join(dict.fromkeys(part for part in head if part)) for head in heads)
    return Table(caption, columns, tuple(full[max(header_rows, 0) :]), where)


def reads_as_text(rows: Sequence[Sequence[str]]) -> bool:
    """True for a grid that is no table: one row or column, the page's layout, or labels with values.

    A head such as "Dato: | 3. maj" is better read as lines.
    """
    width = max((len(row) for row in rows), default=0)
    if width < 2 or len(rows) < 2:
        return True
    if width < 4 and any(len(cell) > _LONG_CELL for row in rows for cell in row):
        return True
    labels = sum(bool(row) and row[0].endswith(":") for row in rows)
    return width == 2 and 2 * labels >= len(rows)


def _first_is_header(rows: Sequence[tuple[str, ...]]) -> bool:
    """Labels over figures, or a full row of short labels over a table of text."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    first, rest = rows[0], rows[1:]
    if any(len(cell) > _LONGEST_HEAD for cell in first):
        return False
    if any(_NUMBER.fullmatch(cell) and not _YEAR.fullmatch(cell) for cell in first):
        return False
    figures = any(
        _mostly_numbers([row[column] for row in rest]) and first[column]
        for column in range(1, len(first))
    )
    return figures or (len(rows) > 2 and len(first) > 2 and all(first))


def _mostly_numbers(cells: Sequence[str]) -> bool:
    held = [cell for cell in cells if cell]
    return bool(held) and 2 * sum(bool(_NUMBER.fullmatch(cell)) for cell in held) > len(held)
