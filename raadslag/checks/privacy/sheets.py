"""The sheets of a workbook as rows: hidden ones named, dates as days, leading noughts as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import reduce
from typing import Any, Literal

from lxml import etree

from raadslag.checks.privacy.markup import formula_words, is_unknown_formula, letters, parsed
from raadslag.checks.privacy.stream import APART, CELL, LINE, Contents, Piece, Unseen

_TEN_CODE = re.compile(r"0{6}\\?[-–]\\?0{4}|\"?0{6}\"?-\"?0{4}|0{10}")
"""Formats that print ten figures, so that a lost leading nought is shown again."""
_DAY_FORMATS = frozenset(map(str, [*range(14, 18), 22, *range(27, 37), *range(50, 59)]))
"""Built-in formats of days (ECMA-376, 18.8.30)."""
_DAY_CODE = re.compile(r"d.{0,4}m|m.{0,4}y|y.{0,4}m", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,17})?(?:E[+-]?\d{1,2})?")
_POWERED = re.compile(r"\d[.,]\d{1,15}E\+?\d{1,2}", re.IGNORECASE)
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
MOST_COLUMNS = 16_384
Format = Literal["ten", "day"]


def workbook_rows(parts: Mapping[str, bytes]) -> Contents:
    """Every row of every sheet, cells parted by a tab, with what its columns are called."""
    book = parsed(head := parts.get("xl/workbook.xml", b""))
    if book is None:
        return
    shared = parsed(parts.get("xl/sharedStrings.xml", b""))
    strings = [] if shared is None else [letters(node) for node in shared.iter("{*}si")]
    formats = _formats(parsed(parts.get("xl/styles.xml", b"")))
    since = date(1904, 1, 1) if b'date1904="1"' in head[:20_000] else date(1899, 12, 30)
    paths = sorted((int(found[1]), name) for name in parts if (found := _SHEET.match(name)))
    named = dict(zip((path for _, path in paths), book.iter("{*}sheet"), strict=False))
    for _, path in paths:
        sheet = named.get(path, etree.Element("sheet", state="hidden", name="uden navn"))
        hidden = sheet.get("state") in {"hidden", "veryHidden"}
        place = f"{'skjult ark' if hidden else 'ark'} {sheet.get('name', '')}".strip()
        root = parsed(parts[path])
        if root is not None:
            cells = _Cells(strings, formats, since)
            yield from cells.rows(root, place, shown=not hidden)
            yield from cells.formulas(root, place)
    yield from _kept_for_pivots(parts)


def _kept_for_pivots(parts: Mapping[str, bytes]) -> Contents:
    """What a pivot table has kept of the rows it was made of, also after they are gone (ECMA-376, 18.10)."""
    for name in sorted(parts):
        root = parsed(parts[name]) if "pivotCache/" in name else None
        for record in root.iter("{*}r", "{*}sharedItems") if root is not None else ():
            cells = CELL.join(plain_number(str(value.get("v", ""))) for value in record)
            yield Piece(cells, place="gemt til pivottabel", shown=False, glue=LINE, numbers=True)


def _formats(styles: Any) -> dict[str, Format]:
    """Which cell styles print ten figures, and which a day, by their index."""
    cells = None if styles is None else next(iter(styles.iter("{*}cellXfs")), None)
    if cells is None:
        return {}
    codes = {n.get("numFmtId", ""): n.get("formatCode", "") for n in styles.iter("{*}numFmt")}
    found: dict[str, Format] = {}
    for place, style in enumerate(cells):
        number = style.get("numFmtId", "")
        if _TEN_CODE.search(codes.get(number, "")):
            found[str(place)] = "ten"
        elif number in _DAY_FORMATS or _DAY_CODE.search(codes.get(number, "")):
            found[str(place)] = "day"
    return found


@dataclass(slots=True)
class _Cells:
    """The values of a sheet's cells as they are shown, and the names of its columns."""

    strings: list[str]
    formats: dict[str, Format]
    since: date
    heads: dict[int, str] = field(default_factory=dict)
    shown_at: dict[str, str] = field(default_factory=dict)

    def rows(self, root: Any, place: str, *, shown: bool) -> Iterator[Piece]:
        glue = APART
        for row in root.iter("{*}row"):
            if cells := self._row(row):
                columns = range(max(cells) + 1)
                text = CELL.join(cells.get(column, "") for column in columns)
                heads = tuple(self.heads.get(column, "") for column in columns)
                where = f"{place}, række {row.get('r', '')}".rstrip()
                yield Piece(text, place=where, shown=shown, heads=heads, glue=glue, numbers=True)
                glue = LINE

    def formulas(self, root: Any, place: str) -> Contents:
        """What formulas are made of, worked out by nobody yet: strings and other cells put together."""
        said = [formula_words(node.text or "", self.shown_at) for node in root.iter("{*}f")]
        if any(map(is_unknown_formula, root.iter("{*}c"))):
            yield Unseen(
                "Arket har formler, som intet program har regnet ud, og som sætter tekst sammen"
            )
        text = APART.join(dict.fromkeys(word for word in said if word))
        if text:
            yield Piece(text, place=f"{place}, formler", shown=False, glue=APART, again=True)

    def _row(self, row: Any) -> dict[int, str]:
        cells: dict[int, str] = {}
        for place, cell in enumerate(row.iter("{*}c")):
            found = _REFERENCE.match(name := cell.get("r", ""))
            column = min(_column(found[1]) if found else place, MOST_COLUMNS)
            value, is_number = self._value(cell)
            if value:
                cells[column] = " ".join(value.split())
                self.shown_at[name] = value
            if value and not is_number:
                self.heads.setdefault(column, value[:80])
        return cells

    def _value(self, cell: Any) -> tuple[str, bool]:
        kind, value = cell.get("t"), next((node.text or "" for node in cell.iter("{*}v")), "")
        if kind == "inlineStr":
            return letters(cell), False
        if kind == "s":
            index = int(value) if value.isdecimal() else -1
            return (self.strings[index] if 0 <= index < len(self.strings) else ""), False
        if kind in {None, "n"} and _NUMBER.fullmatch(value):
            return self._shown(value, self.formats.get(cell.get("s", ""))), True
        return value, False

    def _shown(self, value: str, how: Format | None) -> str:
        """A number as its format prints it."""
        number = float(value)
        if how == "day" and 0 < number < 80_000:
            return f"{self.since + timedelta(days=int(number)):%d-%m-%Y}"
        if how == "ten":
            return str(round(number)).zfill(10)
        return str(int(number)) if number.is_integer() else value


def plain_number(cell: str) -> str:
    """A whole number written with a power of ten, as sheets write long ones, in its figures: `2,20482E+09`."""
    if not _POWERED.fullmatch(cell):
        return cell
    number = float(cell.replace(",", "."))
    return str(int(number)) if number.is_integer() else cell


def _column(name: str) -> int:
    return reduce(lambda number, letter: number * 26 + ord(letter) - 64, name, 0) - 1
