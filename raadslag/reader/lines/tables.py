"""Tables from text: cells parted by tabs, or one cell to a line. Figures stay as printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from raadslag.reader.lines.line import Line
from raadslag.record import Table, Where

AMOUNT = re.compile(
    r"^[-–+±]?\s?(?:\d{1,3}(?:[. ]\d{3})+|\d+)(?:,\d+)?\s?(?:kr\.?|mio\.?(?: kr\.?)?|t\.?kr\.?|1\.000 kr\.?|pct\.?|%|\*\)?)?$|^[-–]$|^\(?-?\d[\d.,]*\)?$",
    re.I,
)
CAPTION = re.compile(r"^(?:tabel|figur|oversigt|skema)\b.{0,160}$", re.I)
_CELL = re.compile(rf"{AMOUNT.pattern}|^\d[\d.,]*\s?[a-zæøå²³/]{{1,10}}\.?$", re.I)
"""A figure alone in its cell, with its unit: "4,2 km"."""
MOST_COLUMNS = 8
_YEAR = re.compile(r"^(?:19|20)\d\d$|^\(\d\)$|^$")
MAX_GAP = 2


def tab_table(lines: Sequence[Line], start: int, end: int) -> tuple[Table, int] | None:
    """The table whose cells are parted by tabs at line `start`, and the line after it."""
    rows, stop = _tab_lines(lines, start, end)
    width = _usual_width(rows)
    if width < 2 or (len(rows) < 2 and width < 3):
        return None
    cells, places = _whole_rows(rows, width)
    return table_of(cells, places), stop


def _tab_lines(lines: Sequence[Line], start: int, end: int) -> tuple[list[tuple[Line, bool]], int]:
    """Lines of the table: those with tabs, and short ones between them (wrapped cells)."""
    rows: list[tuple[Line, bool]] = []
    at, stop = start, start
    while at < end:
        line = lines[at]
        if "\t" in line.text:
            rows.append((line, True))
            stop = at + 1
        elif (
            line.table
            or len(line.text) > 90
            or at - stop >= MAX_GAP + 1
            or (line.text and (not _tabs_follow(lines, at, end) or not lines[at - 1].text))
        ):
            break
        elif line.text:
            rows.append((line, False))
        at += 1
    while rows and not rows[-1][1]:
        rows.pop()
    return rows, stop


def _tabs_follow(lines: Sequence[Line], at: int, end: int) -> bool:
    return any("\t" in lines[j].text for j in range(at + 1, min(end, at + 3)))


def _usual_width(rows: list[tuple[Line, bool]]) -> int:
    counts = Counter(line.text.count("\t") + 1 for line, has_tabs in rows if has_tabs)
    if not counts:
        return 0
    most = max(counts.values())
    return max(width for width, n in counts.items() if n * 2 >= most)


def _whole_rows(rows: list[tuple[Line, bool]], width: int) -> tuple[list[list[str]], list[Where]]:
    """Lines to rows: a row cut over lines goes on until it has all its cells."""
    cells: list[list[str]] = []
    places: list[Where] = []
    for n, (line, has_tabs) in enumerate(rows):
        parts = [part.strip() for part in line.text.split("\t")]
        open_row = bool(cells) and len(cells[-1]) < width
        if (
            open_row
            and (not has_tabs or len(cells[-1]) + len(parts) - 1 <= width)
            and not _fits_alone(parts, width, cells[-1])
        ):
            cells[-1][-1] = f"{cells[-1][-1]} {parts[0]}".strip()
            cells[-1].extend(parts[1:])
            places[-1] = Where(places[-1].page, places[-1].line_from, line.number)
        elif (
            not has_tabs
            and cells
            and not AMOUNT.match(cells[-1][-1])
            and not _begins(line.text, rows, n)
        ):
            cells[-1][-1] = f"{cells[-1][-1]} {parts[0]}".strip()
            places[-1] = Where(places[-1].page, places[-1].line_from, line.number)
        else:
            cells.append(parts)
            places.append(line.where)
            if not has_tabs and not _goes_on(line.text, rows, n):
                cells[-1] = parts + [""] * (width - 1)
    return cells, places


def _fits_alone(parts: list[str], width: int, before: list[str]) -> bool:
    """A short row is a whole row of its own where the next one is complete without it."""
    return len(parts) >= width - 1 and len(before) > 1


def _begins(text: str, rows: list[tuple[Line, bool]], n: int) -> bool:
    return text[:1].isupper() and n + 1 < len(rows) and not rows[n + 1][0].text[:1].isupper()


def _goes_on(text: str, rows: list[tuple[Line, bool]], n: int) -> bool:
    """The first cell runs into the next line: a hyphen, a comma, or a small letter says so."""
    if n + 1 >= len(rows):
        return False
    following = rows[n + 1][0].text
    return (
        text.endswith(("-", ",", " og", " af", " for", " til", "/"))
        or following[:1].islower()
        or following[:1] in "(\t"
    )


def table_of(rows: list[list[str]], places: list[Where], caption: str | None = None) -> Table:
    """Rows of equal length; the first is the header where it holds no figures."""
    width = max((len(row) for row in rows), default=0)
    even = [tuple(row + [""] * (width - len(row))) for row in rows]
    head: tuple[str, ...] = ()
    if len(even) > 1 and _is_header(even[0]):
        head, even, places = even[0], even[1:], places[1:] if places else places
    spot = _spread(places)
    return Table(caption, head, tuple(even), spot, tuple(places))


def _is_header(row: tuple[str, ...]) -> bool:
    if not row[0]:
        return True
    return not any(AMOUNT.match(cell) and not _YEAR.match(cell) for cell in row[1:])


def _spread(places: list[Where]) -> Where | None:
    if not places:
        return None
    return Where(places[0].page, places[0].line_from, places[-1].line_to)


def column_table(lines: Sequence[Line], start: int, end: int) -> tuple[Table, int] | None:
    """A table with one cell to a line: a label and, under it, the same number of figures each time."""
    if not _label(lines[start]):
        return None
    filled = [i for i in range(start, min(end, start + 400)) if lines[i].text]
    rows: list[list[str]] = []
    places: list[Where] = []
    at = _header_width(lines, filled)
    count = max(0, at - 1)
    head = tuple(lines[i].text for i in filled[:at])
    while at < len(filled) and _label(lines[filled[at]]):
        figures = _figures(lines, filled, at + 1)
        if not figures or (count and figures != count):
            break
        count = figures
        cells = filled[at : at + 1 + count]
        rows.append([lines[i].text for i in cells])
        places.append(Where(lines[cells[0]].page, lines[cells[0]].number, lines[cells[-1]].number))
        at += 1 + count
    if len(rows) < 2:
        return None
    table = Table(None, head, tuple(map(tuple, rows)), _spread(places), tuple(places))
    return table, filled[at - 1] + 1


def _header_width(lines: Sequence[Line], filled: list[int]) -> int:
    """The number of labels at the start that head a row of one label and figures under the others."""
    for width in range(2, MOST_COLUMNS):
        if width >= len(filled) or not _label(lines[filled[width - 1]]):
            return 0
        row = _label(lines[filled[width]])
        if row and _figures(lines, filled, width + 1) == width - 1:
            return width
    return 0


def _label(line: Line) -> bool:
    text = line.text
    return (
        bool(text)
        and len(text) <= 70
        and not _CELL.match(text)
        and text[-1] not in ".:;"
        and text[0].isalpha()
        and not line.table
    )


def _figures(lines: Sequence[Line], filled: list[int], at: int) -> int:
    n = 0
    while at + n < len(filled) and _CELL.match(lines[filled[at + n]].text):
        n += 1
    return n
