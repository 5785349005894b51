"""Tables that are no tables: the head's labels and an item's headings with their text in cells.

Such a table is opened into lines, so that items, decisions and labels are read there as anywhere; a
table of figures stays one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from raadslag.reader.lines.line import Line
from raadslag.reader.words import Vocabulary, fold
from raadslag.record import Table

_ITEM = frozenset(("punkt", "sag", "pkt.", "dagsordenspunkt", "nr. og titel", "emne"))
KNOWN = 0.5
"""Share of a first column's cells that must be known labels or headings."""


def tables_opened(lines: Sequence[Line], words: Vocabulary) -> list[Line]:
    """The lines, tables of labels and of items opened."""
    found: list[Line] = []
    for line in lines:
        cells = None if line.table is None else _opened(line.table, words)
        if cells is None:
            found.append(line)
            continue
        for text, level in cells:
            found.append(Line(text, line.number, line.page, heading=level, starts_block=True))
    return found


def _opened(table: Table, words: Vocabulary) -> list[tuple[str, int | None]] | None:
    if table.columns and "decision" in map(words.role, table.columns):
        return list(_by_column(table, words))
    rows = [table.columns, *table.rows] if table.columns else list(table.rows)
    if any(len(row) != 2 for row in rows) or not rows:
        return None
    known = sum(_is_known(row[0], words) for row in rows)
    return list(_by_row(rows, words)) if known >= max(2, KNOWN * len(rows)) else None


def _is_known(cell: str, words: Vocabulary) -> bool:
    name = fold(cell)
    return name in words.labels or name in _ITEM or words.role(cell) is not None


def _by_column(table: Table, words: Vocabulary) -> Iterator[tuple[str, int | None]]:
    """Each row an item: its title in the first cell, under each other heading what the cell holds."""
    last = [words.role(name) == "decision" for name in table.columns[1:]]
    for row in table.rows:
        yield row[0], 2
        parts = zip(last, table.columns[1:], row[1:], strict=False)
        for _, heading, cell in sorted(parts, key=lambda part: part[0]):
            if cell:
                yield heading, None
                yield cell, None


def _by_row(rows: Sequence[Sequence[str]], words: Vocabulary) -> Iterator[tuple[str, int | None]]:
    """Each row a label and its value, a heading and its text, or the title of an item."""
    for name, cell in rows:
        if fold(name) in _ITEM:
            yield cell, 2
        elif words.role(name) is None and fold(name) in words.labels:
            yield f"{name.rstrip(' :')}: {cell}", None
        else:
            yield name, None
            if cell:
                yield cell, None
