"""Tables that are no tables: minutes set in cells are opened into lines, and read there as anywhere.

Either the first column names what stands beside ("Dato | 3. maj", "Beslutning | Afvist."), or the first row
does so for each item below ("Punkt | Beslutning | Frist"). The cells may stand in a table, on lines parted by
tabs, or one to a line, as an export leaves them. A table of figures stays one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from raadslag.danish.attending import label_of_people
from raadslag.reader.lines.line import Line
from raadslag.reader.words import danish, fold

_LONGEST_HEAD = 60
"""Letters in a cell that names something; longer ones are text."""


TextLine = tuple[str, int | None]
"""A line that a table holds, and the level of its heading; null for running text."""


def tables_opened(lines: Sequence[Line]) -> list[Line]:
    """The lines, those tables opened that hold minutes."""
    found: list[Line] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        after = at + 1
        rows: Sequence[Sequence[str]] = ()
        if line.table is not None:
            rows = [line.table.columns, *line.table.rows]
        elif _names_column(line.text):
            after, rows = _of_tabs(lines, at) if "\t" in line.text else _of_lines(lines, at)
        cells = minutes_in(rows) if rows else []
        found += [
            Line(text, line.number, line.page, heading=level, starts_block=True)
            for text, level in cells
        ] or lines[at:after]
        at = after
    return found


def _names_column(text: str) -> bool:
    """The line begins with what the first column of such a table is called ("Punkt", "Nr.")."""
    return text[:1] in "#NPSETODPpns" and _kind(text.partition("\t")[0]) in ("item", "number")


def _of_tabs(lines: Sequence[Line], at: int) -> tuple[int, list[list[str]]]:
    """The line after a table whose rows are lines with tabs, and its rows."""
    after = at
    while after < len(lines) and ("\t" in lines[after].text or not lines[after].text):
        after += 1
    return after, [line.text.split("\t") for line in lines[at:after] if line.text]


def _of_lines(lines: Sequence[Line], at: int) -> tuple[int, list[list[str]]]:
    """The line after a table whose cells stand one to a line, and its rows: each begins with its number."""
    names: list[str] = []
    after = at
    while after < len(lines) and len(names) <= MOST_COLUMNS:
        text = lines[after].text
        if text and _kind(text) is None and fold(text) not in _COLUMN_WORDS:
            break
        names += [text] if text else []
        after += 1
    if len(names) < 2 or "decision" not in map(_kind, names):
        return at + 1, []
    rows: list[list[str]] = []
    number = None
    for i in range(after, len(lines)):
        text = lines[i].text
        begins = _ROW.match(text)
        if begins and (number is None or int(begins[1]) == number + 1):
            rows.append([text])
            number = int(begins[1])
        elif text and (not rows or len(rows[-1]) == len(names)):
            break
        elif text:
            rows[-1].append(text)
        after = i + 1
    whole = sum(len(row) == len(names) for row in rows)
    return (after, [names, *rows]) if 2 * whole > len(rows) > 1 else (at + 1, [])


def minutes_in(rows: Sequence[Sequence[str]]) -> list[TextLine]:
    """The lines of a table that holds minutes and no figures; empty for every other table."""
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
_COLUMN_WORDS = frozenset(
    "ansvarlig ansvarlige ansvar tovholder frist deadline tid varighed hvem hvornår type bemærkning bemærkninger opfølgning".split()
)
"""What else the columns of such a table are called."""
MOST_COLUMNS = 7
_ROW = re.compile(
    r"(?:punkt|pkt\.?|sag)? ?(\d{1,3})(?:[.:)]| ?[-–]|$| (?=[A-ZÆØÅ]))", re.IGNORECASE
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
    # What nobody knows the column of stands before the parts that have headings of their own.
    for head, kind, cell in sorted(cells, key=lambda one: one[1] in ("recommendation", "decision")):
        if cell and kind not in ("item", "number"):
            lines += _labelled(head, cell)
    return lines


def _item_title(text: str) -> str:
    found = _NUMBERED.fullmatch(text)
    return f"Punkt {found[1]}: {found[2]}" if found else text
