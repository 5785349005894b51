"""CPR numbers that a table wears down or parts: nine figures left of ten, the day in one column (or
in two or three) and the four figures in another, whatever stands between.

The heads of the columns name them; where there are none, the columns beside each other tell it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from raadslag.checks.privacy.cpr import is_other
from raadslag.checks.privacy.cpr_forms import cpr_of, day_of, is_cpr_figures
from raadslag.checks.privacy.hits import Hit
from raadslag.checks.privacy.stream import CELL, Piece, Stream
from raadslag.checks.privacy.words import of

_NINE, _LONG = re.compile(r"\d{9}"), re.compile(r"\d{7,10}")
_SHORT, _FOUR = re.compile(r"\d{1,4}"), re.compile(r"\d{4}")
_SERIAL_HEAD = re.compile(of("cpr", "ending", "named"))
_OWN_HEAD = re.compile(r"cpr|person|født|fødsel")
"""Heads that say of the figures under them that they are a person's number."""
SHARE = 0.5
"""Of a column's long numbers, the part that can be CPR numbers from which each is asked about."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell's words, where they begin in the printed text, and what the column is called."""

    text: str
    start: int
    head: str


def find_in_rows(stream: Stream) -> Iterator[Hit]:
    """Numbers that lost their leading nought, and those whose parts stand in several cells."""
    table = [
        (piece, list(_cells(piece, begins))) for piece, begins in stream.placed() if piece.numbers
    ]
    yield from _worn(table)
    for _, cells in table:
        yield from _parted(cells)


def _cells(piece: Piece, at: int) -> Iterator[_Cell]:
    for column, cell in enumerate(piece.text.split(CELL)):
        head = piece.heads[column].lower() if column < len(piece.heads) else ""
        yield _Cell(cell.strip(), at + len(cell) - len(cell.lstrip()), head)
        at += len(cell) + 1


def _worn(table: list[tuple[Piece, list[_Cell]]]) -> Iterator[Hit]:
    """Cells of nine figures that are a CPR number without its leading nought."""
    alike: Counter[tuple[str, int]] = Counter()
    every: Counter[tuple[str, int]] = Counter()
    found: list[tuple[tuple[str, int], _Cell]] = []
    for piece, cells in table:
        for column, cell in enumerate(cells):
            if _LONG.fullmatch(cell.text):
                key = piece.place.rstrip("0123456789"), column
                every[key] += 1
                is_cpr = len(cell.text) >= 9 and is_cpr_figures(cell.text)
                alike[key] += is_cpr
                found += [(key, cell)] if is_cpr and _NINE.fullmatch(cell.text) else []
    for key, cell in found:
        is_own = _OWN_HEAD.search(cell.head) and not is_other(cell.head)
        if is_own or alike[key] >= SHARE * every[key]:
            end = cell.start + len(cell.text)
            yield Hit("cpr", "stop" if is_own else "ask", cell.text.zfill(10), cell.start, end)


def _parted(cells: list[_Cell]) -> Iterator[Hit]:
    """The day in one cell or in up to three beside each other, and four figures in another."""
    for first, last, day in _days(cells):
        for place, cell in enumerate(cells):
            is_beside = place == last + 1 and last > first
            if first <= place <= last or not _SHORT.fullmatch(cell.text):
                continue
            named = bool(_SERIAL_HEAD.search(cell.head))
            if not named and (cell.head or not is_beside or not _FOUR.fullmatch(cell.text)):
                continue
            if number := cpr_of(*day, cell.text):
                one, other = sorted((cells[first], cell), key=lambda part: part.start)
                end = max(cells[last].start + len(cells[last].text), cell.start + len(cell.text))
                yield Hit(
                    "cpr", "stop" if named else "ask", number, one.start, max(end, other.start)
                )
                break


def _days(cells: list[_Cell]) -> Iterator[tuple[int, int, tuple[str, str, str]]]:
    """First and last cell of each day, and its day, month and year."""
    texts = [cell.text for cell in cells]
    for place, text in enumerate(texts):
        if not text[:1].isdecimal():
            continue
        if day := day_of(text):
            yield place, place, day
        for count in (2, 3):
            parts = texts[place : place + count]
            if len(parts) == count and all(map(_SHORT.fullmatch, parts)):
                day = day_of(parts[0] + parts[1]) if count == 2 else (parts[0], parts[1], parts[2])
                if day and len(day[0]) < 3 and len(day[1]) < 3 and len(day[2]) in {2, 4}:
                    yield place, place + count - 1, day
