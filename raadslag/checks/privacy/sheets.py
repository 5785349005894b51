"""The sheets of a workbook as rows: hidden ones named, dates as days, leading noughts as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from raadslag.checks.privacy.markup import formula_words, letters, parsed
from raadslag.checks.privacy.stream import APART, CELL, LINE, Piece

LEADING_ZERO = re.compile(r"0{6}\\?[-–]\\?0{4}|\"?0{6}\"?-\"?0{4}|0{10}")
"""Formats that print ten figures, so that a lost leading nought is shown again."""
_DATE_FORMATS = frozenset(
    str(number) for number in [*range(14, 18), 22, *range(27, 37), *range(50, 59)]
)
"""Built-in formats of days (ECMA-376, 18.8.30)."""
_DATE_CODE = re.compile(r"d.{0,4}m|m.{0,4}y|y.{0,4}m", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,8})?(?:E\+?\d{1,2})?")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
MOST_COLUMNS = 16_384


@dataclass(frozen=True, slots=True)
class _Styles:
    """Indexes of the cell styles that print ten figures, and of those that print a day."""

    ten: frozenset[str] = frozenset()
    day: frozenset[str] = frozenset()


def workbook_rows(parts: Mapping[str, bytes]) -> Iterator[Piece]:
    """Every row of every sheet, cells parted by a tab, with what its columns are called."""
    book = parsed(parts.get("xl/workbook.xml", b""))
    if book is None:
        return
    strings = _shared_strings(parts.get("xl/sharedStrings.xml", b""))
    styles = _styles(parts.get("xl/styles.xml", b""))
    since = date(1904, 1, 1) if 'date1904="1"' in _first(parts) else date(1899, 12, 30)
    sheets = list(book.iter("{*}sheet"))
    paths = sorted((n for n in parts if re.match(r"xl/worksheets/sheet\d+\.xml", n)), key=_number)
    for sheet, path in zip(sheets, paths, strict=False):
        hidden = sheet.get("state") in {"hidden", "veryHidden"}
        place = f"{'skjult ark' if hidden else 'ark'} {sheet.get('name', '')}".strip()
        root = parsed(parts[path])
        if root is not None:
            cells = _Cells(strings, styles, since)
            yield from cells.rows(root, place, shown=not hidden)
            yield from cells.formulas(root, place)


def _first(parts: Mapping[str, bytes]) -> str:
    return parts.get("xl/workbook.xml", b"")[:20_000].decode("utf-8", "replace")


class _Cells:
    """The values of a sheet's cells as they are shown."""

    def __init__(self, strings: list[str], styles: _Styles, since: date) -> None:
        self._strings, self._styles, self._since = strings, styles, since
        self._heads: dict[int, str] = {}
        self._shown_at: dict[str, str] = {}

    def rows(self, root: Any, place: str, *, shown: bool) -> Iterator[Piece]:
        glue = APART
        for row in root.iter("{*}row"):
            cells = self._row(row)
            if not cells:
                continue
            width = max(cells) + 1
            text = CELL.join(cells.get(column, "") for column in range(width))
            heads = tuple(self._heads.get(column, "") for column in range(width))
            where = f"{place}, række {row.get('r', '')}".rstrip()
            yield Piece(text, place=where, shown=shown, heads=heads, glue=glue, numbers=True)
            glue = LINE

    def _row(self, row: Any) -> dict[int, str]:
        cells: dict[int, str] = {}
        for place, cell in enumerate(row.iter("{*}c")):
            found = _REFERENCE.match(cell.get("r", ""))
            column = min(_column(found[1]) if found else place, MOST_COLUMNS)
            value, is_number = self._value(cell)
            if value:
                cells[column] = " ".join(value.split())
                self._shown_at[cell.get("r", "")] = value
            if value and not is_number:
                self._heads.setdefault(column, value[:80])
        return cells

    def formulas(self, root: Any, place: str) -> Iterator[Piece]:
        """What formulas are made of, worked out by nobody yet: strings and other cells put together."""
        said = [formula_words(node.text or "", self._shown_at) for node in root.iter("{*}f")]
        text = APART.join(dict.fromkeys(word for word in said if word))
        if text:
            yield Piece(text, place=f"{place}, formler", shown=False, glue=APART, again=True)

    def _value(self, cell: Any) -> tuple[str, bool]:
        if cell.get("t") == "inlineStr":
            return letters(cell), False
        value = next((node.text or "" for node in cell.iter("{*}v")), "")
        if cell.get("t") == "s":
            index = int(value) if value.isdigit() else -1
            return (self._strings[index] if 0 <= index < len(self._strings) else ""), False
        if cell.get("t") in {None, "n"} and _NUMBER.fullmatch(value):
            return self._shown(value, cell.get("s", "")), True
        return value, False

    def _shown(self, value: str, style: str) -> str:
        """A number as its format prints it."""
        number = float(value)
        if style in self._styles.day and 0 < number < 80_000:
            return f"{self._since + timedelta(days=int(number)):%d-%m-%Y}"
        if not number.is_integer():
            return value
        return str(int(number)).zfill(10 if style in self._styles.ten else 0)


def _column(letters_of_it: str) -> int:
    number = 0
    for letter in letters_of_it:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _shared_strings(data: bytes) -> list[str]:
    root = parsed(data)
    return [] if root is None else [letters(node) for node in root.iter("{*}si")]


def _styles(data: bytes) -> _Styles:
    root = parsed(data)
    cells = None if root is None else next(iter(root.iter("{*}cellXfs")), None)
    if root is None or cells is None:
        return _Styles()
    codes = {
        node.get("numFmtId", ""): node.get("formatCode", "") for node in root.iter("{*}numFmt")
    }
    ten = {number for number, code in codes.items() if LEADING_ZERO.search(code)}
    day = {number for number, code in codes.items() if _DATE_CODE.search(code)} | _DATE_FORMATS
    used = [(str(place), style.get("numFmtId", "")) for place, style in enumerate(cells)]
    return _Styles(
        frozenset(place for place, number in used if number in ten),
        frozenset(place for place, number in used if number in day - ten),
    )


def _number(name: str) -> int:
    return int(re.sub(r"\D", "", name.rsplit("/", 1)[-1]) or 0)
