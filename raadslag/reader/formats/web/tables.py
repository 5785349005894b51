"""A table element to a record table, or the verdict that it only serves the page's layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from raadslag.reader.formats.letters import one_line, raised
from raadslag.reader.formats.rows import reads_as_text, rows_to_table
from raadslag.reader.formats.web import words
from raadslag.reader.formats.web.seen import Seen, walk
from raadslag.reader.lines.opened import TextLine, minutes_in
from raadslag.record import Table

_WIDEST = 200
"""Columns that a row may claim by its spans."""
_TALLEST = 2_000


@dataclass(slots=True)
class _Cell:
    text: str
    head: bool
    columns: int
    rows: int


def element_to_table(table: LexborNode, seen: Seen) -> Table | list[TextLine] | None:
    """The table, its lines where it holds minutes, or null where it should be read as running text:
    layout, one column, labels."""
    if _has_structure(table):
        return None
    rows = [list(_cells(row, seen)) for row in own_rows(table)]
    rows = [row for row in rows if row]
    if not rows:
        return None
    grid = _spread(rows)
    if lines := minutes_in(grid):
        return lines
    if reads_as_text(grid):
        return None
    caption = table.css_first("caption")
    return rows_to_table(
        grid,
        header_rows=_header_rows(rows),
        caption=node_text(caption, seen) or None if caption else None,
    )


def own_rows(table: LexborNode) -> Iterator[LexborNode]:
    """The table's rows in order; a nested table's rows are not its own."""
    node = table.child
    while node is not None:
        if node.tag == "tr":
            yield node
        elif node.tag in ("thead", "tbody", "tfoot"):
            row = node.child
            while row is not None:
                if row.tag == "tr":
                    yield row
                row = row.next
        node = node.next


def node_text(node: LexborNode, seen: Seen | None = None) -> str:
    """All that is read below the node on one line; blocks and breaks parted by a blank."""
    parts: list[str] = []
    small = 0
    seen = seen or Seen()
    for opens, inner in walk(node, seen.leaves_out):
        if inner.tag == "sup":
            small += 1 if opens else -1
        elif not opens:
            continue
        elif inner.tag == "-text":
            text = inner.text_content or ""
            parts.append(raised(text) if small else text)
        elif inner.tag in words.FIELDS:
            parts.append(seen.field_text(inner) or "")
        elif inner.tag in ("p", "div", "br", "li", "tr", "td", "th"):
            parts.append(" ")
    return one_line("".join(parts))


def _cells(row: LexborNode, seen: Seen) -> Iterator[_Cell]:
    cell = row.child
    while cell is not None:
        if cell.tag in ("td", "th"):
            yield _Cell(
                node_text(cell, seen),
                cell.tag == "th",
                _span(cell, "colspan", _WIDEST),
                _span(cell, "rowspan", _TALLEST),
            )
        cell = cell.next


def _span(cell: LexborNode, name: str, most: int) -> int:
    value = (cell.attributes.get(name) or "").strip()
    return min(max(int(value), 1), most) if value.isdecimal() and len(value) < 6 else 1


def _spread(rows: list[list[_Cell]]) -> list[list[str]]:
    """Every cell at its column: a spanning cell's text stands once, the rest it covers is empty."""
    below: dict[int, int] = {}
    grid: list[list[str]] = []
    for row in rows:
        line: list[str] = []
        for cell in row:
            while below.get(len(line), 0) > 0:
                below[len(line)] -= 1
                line.append("")
            start = len(line)
            line += [cell.text, *[""] * (cell.columns - 1)][: _WIDEST - start]
            if cell.rows > 1:
                below |= dict.fromkeys(range(start, len(line)), cell.rows - 1)
        while below.get(len(line), 0) > 0 and len(line) < _WIDEST:
            below[len(line)] -= 1
            line.append("")
        grid.append(line)
    return grid


def _header_rows(rows: list[list[_Cell]]) -> int:
    count = 0
    for row in rows:
        if not all(cell.head or not cell.text for cell in row) or not any(c.head for c in row):
            break
        count += 1
    return count if count < len(rows) else 0


def _has_structure(table: LexborNode) -> bool:
    if (table.attributes.get("role") or "") in ("presentation", "none"):
        return True
    # A node's own selector finds the node itself, too.
    return len(table.css("table")) > 1 or any(
        table.css_first(heading) is not None for heading in words.HEADINGS
    )
