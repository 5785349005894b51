"""Rows of cells to a table: which rows are its header, and every row as long as the widest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from raadslag.danish.attending import label_of_people
from raadslag.reader.words import danish, fold
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


TextLine = tuple[str, int | None]
"""A line that a table holds, and the level of its heading; null for running text."""


def minutes_in(rows: Sequence[Sequence[str]]) -> list[TextLine]:
    """The lines of a table that holds minutes and no figures; empty for every other table.

    Either its first column names what stands beside ("Dato | 3. maj", "Beslutning | Afvist."), or its
    first row does so for each item below ("Punkt | Beslutning | Frist").
    """
    full = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if len(full) < 2:
        return []
    width = max(map(len, full))
    named = sum(_kind(row[0]) is not None for row in full)
    if width == 2 and all(len(row) == 2 for row in full) and _MOSTLY * len(full) <= named:
        return [line for label, value in full for line in _labelled(label, value)]
    kinds = [_kind(cell) for cell in full[0]]
    if kinds[0] not in ("item", "number") or not {"decision", "recommendation"} & set(kinds):
        return []
    return [line for row in full[1:] for line in _item_lines(full[0], kinds, row)]


_MOSTLY = 0.7
"""Part of a first column's cells that must be known labels."""
_ITEM_WORDS = frozenset(
    {"punkt", "pkt", "pkt.", "sag", "emne", "titel", "dagsordenspunkt", "overskrift"}
)
_NUMBER_WORDS = frozenset(
    {"nr", "nr.", "punkt nr", "punkt nr.", "pkt. nr.", "sag nr", "sag nr.", "#"}
)
_NUMBERED = re.compile(r"(?:punkt|pkt\.?|sag)? ?(\d{1,3}) ?[.:)–-]{0,2} (\S.*)", re.IGNORECASE)


def _kind(cell: str) -> str | None:
    """What a cell names: an item, its number, a heading's role, or a label of the meeting's head."""
    word = fold(cell)
    if word in _ITEM_WORDS:
        return "item"
    if word in _NUMBER_WORDS:
        return "number"
    if len(word) > _LONGEST_HEAD or not word:
        return None
    known = danish().labels.get(word) or (label_of_people(f"{cell.rstrip(' :')}:") and "label")
    return danish().role(cell) or known or None


def _labelled(label: str, value: str) -> list[TextLine]:
    kind = _kind(label)
    if kind == "item":
        return [(_item_title(value), 2)] if value else []
    if kind and danish().role(label):
        return [(label, 3), (value, None)] if value else [(label, 3)]
    return [(f"{label.rstrip(' :')}: {value}", None)]


def _item_lines(
    heads: Sequence[str], kinds: Sequence[str | None], row: Sequence[str]
) -> list[TextLine]:
    cells = list(zip(heads, kinds, row, strict=False))
    title = " ".join(cell for _, kind, cell in cells if kind in ("item", "number") and cell)
    lines: list[TextLine] = [(_item_title(title), 2)] if title else []
    for head, kind, cell in cells:
        if cell and kind not in ("item", "number"):
            lines += _labelled(head, cell)
    return lines


def _item_title(text: str) -> str:
    found = _NUMBERED.fullmatch(text)
    return f"Punkt {found[1]}: {found[2]}" if found else text
