"""CPR numbers that a sheet keeps as numbers: nine figures, or ten, alone in a cell.

The head of the column names them; where it does not, a column of them tells itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from raadslag.checks.privacy.cpr import find_cpr
from raadslag.checks.privacy.cpr_forms import is_cpr_figures
from raadslag.checks.privacy.hits import Hit
from raadslag.checks.privacy.stream import CELL, Piece, Stream

_FIGURES = re.compile(r"\d{9}")
_LONG_FIGURES = re.compile(r"\d{7,10}")
SHARE = 0.5
"""Of a column's long numbers, the part that can be CPR numbers from which each is asked about."""


def find_lost_noughts(stream: Stream) -> Iterator[Hit]:
    """Cells of nine figures that are a CPR number without its leading nought."""
    cells = [(piece, start, column, text) for piece, start, column, text in _cells(stream)]
    alike: Counter[tuple[str, int]] = Counter()
    every: Counter[tuple[str, int]] = Counter()
    for piece, _, column, text in cells:
        every[_column(piece, column)] += 1
        alike[_column(piece, column)] += len(text) >= 9 and is_cpr_figures(text)
    for piece, start, column, text in cells:
        if not _FIGURES.fullmatch(text) or not is_cpr_figures(text):
            continue
        key = _column(piece, column)
        head = piece.heads[column] if column < len(piece.heads) else ""
        found = next(find_cpr(f"{head} {text.zfill(10)}" if head else text.zfill(10)), None)
        named = found is not None and found.tier == "stop" and bool(head)
        if named and _names(head):
            yield Hit("cpr", "stop", text.zfill(10), start, start + len(text))
        elif alike[key] >= SHARE * every[key]:
            yield Hit("cpr", "ask", text.zfill(10), start, start + len(text))


def _names(head: str) -> bool:
    return any(word in head.lower() for word in ("cpr", "person", "født", "fødsel"))


def _column(piece: Piece, column: int) -> tuple[str, int]:
    return re.sub(r"\d+\Z", "", piece.place), column


def _cells(stream: Stream) -> Iterator[tuple[Piece, int, int, str]]:
    """Cells that are one long number: the row, where it begins in the printed text, its column."""
    for piece, begins in stream.placed():
        if not piece.numbers:
            continue
        at = begins
        for column, cell in enumerate(piece.text.split(CELL)):
            text = cell.strip()
            if _LONG_FIGURES.fullmatch(text):
                yield piece, at + cell.index(text), column, text
            at += len(cell) + 1
