"""CPR numbers that a table wears down or parts: nine figures left of ten, the day in one column (or
in two or three) and the four figures in another, whatever stands between; or figures one below the
other in a column.

The heads of the columns name them; where there are none, the columns beside each other tell it. Lines
of a form (`Født: 07.07.1961`, `"nr": "4285"`) are a row whose heads stand before its cells.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from raadslag.checks.privacy.cpr import BLANK_HEAD, find_cpr, is_other
from raadslag.checks.privacy.cpr_forms import cpr_of, day_of, is_cpr_figures
from raadslag.checks.privacy.cpr_spread import FIGURES
from raadslag.checks.privacy.hits import Hit
from raadslag.checks.privacy.stream import APART, CELL, Piece, Stream
from raadslag.checks.privacy.words import of
from raadslag.danish.names import is_first, of_a_body

_NINE, _LONG = re.compile(r"\d{9}"), re.compile(r"\d{7,10}")
_GROUP = re.compile(r"[0-9]{1,7}|[0-9]{1,2}([./-])[0-9]{1,2}\1(?:[0-9]{2}){1,2}")
_SHORT, _FOUR = re.compile(r"\d{1,4}"), re.compile(r"\d{4}")
_SERIAL_HEAD = re.compile(of("cpr", "ending", "named"))
_OWN_HEAD = re.compile(of("cpr", "own"))
"""Heads that say of the figures under them that they are a person's number, or its first part."""
_ELSE_HEAD = re.compile(of("cpr", "elsewhere"))
"""Heads of four figures that are no part of it."""
_OUR_TIME = re.compile(r"(?:19[5-9]|20[0-4])\d")
_LABELLED = re.compile(
    r"[\"']?[ ]?[:=][ ]?[\"']?(?P<cell>[0-9][0-9 ./-]{0,12}[0-9]|[0-9])(?![0-9])"
)
_LABEL_ENDS = re.compile(r"[\n,;&?{(]")
LONGEST_LABEL = 40
FORM_SPAN = 160
"""Signs between two lines of one form."""
FARTHEST_CELL = 40
"""Columns between a day and the four figures that belong to it."""
MOST_NAMES = 5
"""Words of a person's name."""
THIS_YEARS = "2016"
"""A day with a whole year from here on, beside a name and four figures, is more often a date of something done."""
MOST_BELOW = 100
"""Figures alone down a column; more are a column of numbers."""
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
    yield from _down(table)
    for piece, begins in stream.placed():
        if not piece.numbers:
            for form in _forms(piece.text, begins):
                yield from _parted(form)


def _forms(text: str, at: int) -> Iterator[list[_Cell]]:
    """Figures that a word names (`Født: 070761`, `?nr=4285`), those near each other together as a row."""
    form: list[_Cell] = []
    reached = 0
    for line in _LABELLED.finditer(text):
        before = text[max(reached, line.start() - LONGEST_LABEL) : line.start()]
        if form and line.start() - reached > FORM_SPAN:
            yield form
            form = []
        head = _LABEL_ENDS.split(before)[-1].strip(" \"'").lower()
        form.append(_Cell(line["cell"].strip(), at + line.start("cell"), head))
        reached = line.end()
    yield form


def _down(table: Sequence[tuple[Piece, list[_Cell]]]) -> Iterator[Hit]:
    """Numbers that are read from the top of a column: all of it that is figures, or tens of single ones."""
    columns: dict[int, list[_Cell]] = {}
    for piece, cells in table:
        if piece.glue == APART:
            yield from _ended(columns)
        for column in sorted({*columns, *range(len(cells))}):
            is_figures = column < len(cells) and _GROUP.fullmatch(cells[column].text)
            if is_figures:
                columns.setdefault(column, []).append(cells[column])
            elif column in columns:
                yield from _read_down(columns.pop(column))
    yield from _ended(columns)


def _ended(columns: dict[int, list[_Cell]]) -> Iterator[Hit]:
    for cells in columns.values():
        yield from _read_down(cells)
    columns.clear()


def _read_down(cells: Sequence[_Cell]) -> Iterator[Hit]:
    signs = sum(map(str.isdecimal, "".join(cell.text for cell in cells)))
    is_whole = signs in {FIGURES, FIGURES + 2} or signs == len(cells)
    if len(cells) < 2 or signs > MOST_BELOW or not is_whole or _ELSE_HEAD.search(cells[0].head):
        return
    starts = list(accumulate((len(cell.text) + 1 for cell in cells), initial=0))
    for hit in find_cpr("\n".join(cell.text for cell in cells), lambda _: cells[0].head):
        first = cells[bisect_right(starts, hit.start) - 1]
        yield replace(hit, start=first.start, end=first.start + len(first.text))


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
    is_named = any(map(_is_name, cells))
    for first, last, day in _days(cells):
        is_person = is_named and (len(day[2]) == 2 or day[2] < THIS_YEARS)
        reached = max(0, first - FARTHEST_CELL)
        for place, cell in enumerate(cells[reached : last + FARTHEST_CELL], reached):
            is_beside = place == last + 1 and last > first
            if first <= place <= last or not _SHORT.fullmatch(cell.text):
                continue
            named = bool(_SERIAL_HEAD.search(cell.head))
            is_blank = len(cell.head) <= BLANK_HEAD
            is_own = any(_OWN_HEAD.search(part.head) for part in cells[first : last + 1])
            is_told = is_own or (is_beside and is_blank) or is_person
            if not named and not (_FOUR.fullmatch(cell.text) and is_told):
                continue
            if not named and (
                _ELSE_HEAD.search(cell.head)
                or is_other(cell.head)
                or _OUR_TIME.fullmatch(cell.text)
            ):
                continue
            if number := cpr_of(*day, cell.text):
                one, other = sorted((cells[first], cell), key=lambda part: part.start)
                end = max(cells[last].start + len(cells[last].text), cell.start + len(cell.text))
                yield Hit(
                    "cpr", "stop" if named else "ask", number, one.start, max(end, other.start)
                )
                break


def _is_name(cell: _Cell) -> bool:
    """A person's name and nothing more: Karla; Karla Mosegaard; Mosegaard, Karla."""
    words = cell.text.replace(",", " ").split()
    return (
        0 < len(words) <= MOST_NAMES
        and any(map(is_first, words))
        and not any(map(of_a_body, words))
    )


def _days(cells: list[_Cell]) -> Iterator[tuple[int, int, tuple[str, str, str]]]:
    """First and last cell of each day, and its day, month and year."""
    texts = [cell.text for cell in cells]
    for place, text in enumerate(texts):
        if not text[:1].isdecimal():
            continue
        is_worn = len(text) == 5 and text.isdecimal() and _OWN_HEAD.search(cells[place].head)
        if day := day_of(text.zfill(6) if is_worn else text):
            yield place, place, day
        for count in (2, 3):
            parts = texts[place : place + count]
            if len(parts) == count and all(map(_SHORT.fullmatch, parts)):
                day = day_of(parts[0] + parts[1]) if count == 2 else (parts[0], parts[1], parts[2])
                if count == 3 and len(parts[0]) == 4:
                    day = (parts[2], parts[1], parts[0])
                if day and len(day[0]) < 3 and len(day[1]) < 3 and len(day[2]) in {2, 4}:
                    yield place, place + count - 1, day
