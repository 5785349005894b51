"""Running text set in columns side by side: found by the gutter between them, read one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from raadslag.danish.hyphens import joined
from raadslag.reader.formats.pdf.pieces import Piece
from raadslag.reader.words import danish

_LEADING = 1.7
"""Letter heights between the base lines of one paragraph at most."""
_OFF = 0.8
"""Letter heights between the base lines of two columns' lines that stand side by side: half a line at most."""
_LEAST_ROWS = 4
"""Rows with text on both sides of a gutter from which it parts columns."""
_GUTTER = 6.0
"""Points that a gutter is wide at least."""
_LETTERS = 18
"""Mean letters of a column's line; labels and the cells of a table are shorter."""
_RUNS_ON = 0.3
"""Part of a column's lines that go on with a sentence: they begin with a small letter."""
_FULL, _MOSTLY_FULL = 0.8, 0.6
"""Part of a column's width that a full line takes, and part of the lines that are full in text without them."""
_ITEM = re.compile(r"(?:dagsordens?)?(?:punkt|pkt\.?|sag)\s*\d", re.IGNORECASE)


@dataclass(slots=True)
class Region:
    """A part of a page set in columns; `columns` are their pieces from the left."""

    columns: list[list[Piece]]

    @property
    def pieces(self) -> list[Piece]:
        """All that stands in the region."""
        return [piece for column in self.columns for piece in column]

    @property
    def top(self) -> float:
        """The upper edge in points."""
        return max(piece.top for piece in self.pieces)


def to_rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces on one base line together, top down, each row from the left."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.base):
        if rows and rows[-1][0].base - piece.base < 0.45 * min(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda piece: piece.left)
    return rows


def to_paragraphs(column: Sequence[Piece]) -> list[Piece]:
    """A column's lines, those of one paragraph as one: its lines are shorter than the page's."""
    lines = [row[0] for row in to_rows(column)]
    edge = max(piece.right for piece in lines)
    paragraphs: list[Piece] = []
    before: Piece | None = None
    for piece in lines:
        if before is not None and _goes_on(before, piece, edge):
            text = joined(paragraphs[-1].text, piece.text) or f"{paragraphs[-1].text} {piece.text}"
            paragraphs[-1] = replace(
                paragraphs[-1], text=text, base=piece.base, bottom=piece.bottom
            )
        else:
            paragraphs.append(piece)
        before = piece
    return paragraphs


def _goes_on(above: Piece, below: Piece, edge: float) -> bool:
    """The sentence goes on, or the line above is full: the next one's first word had no room on it."""
    if (above.bold, above.size) != (below.bold, below.size):
        return False
    if any(_ITEM.match(piece.text) or danish().role(piece.text) for piece in (above, below)):
        return False
    if above.base - below.base > _LEADING * below.size:
        return False
    if (
        below.text[:1].islower()
        and above.text[-1:] not in ".:;?!"
        and not below.text.startswith("at ")
    ):
        return True
    letter = (above.right - above.left) / max(len(above.text), 1)
    return above.right + letter * (len(below.text.split(" ", 1)[0]) + 1) > edge - letter


def column_regions(rows: Sequence[list[Piece]]) -> list[Region]:
    """The stretches of rows that one gutter goes through, where both its sides are running text."""
    rows = _bands(rows)
    found = []
    start = 0
    while start < len(rows):
        end, gutter = _stretch(rows, start)
        region = _region(rows[start:end], gutter) if gutter else None
        if region:
            found.append(region)
        start = end if region else start + 1
    return found


def _bands(rows: Sequence[list[Piece]]) -> list[list[Piece]]:
    """The rows, those side by side on base lines of their own put together: columns need not share theirs."""
    bands: list[list[Piece]] = []
    for row in rows:
        above = bands[-1] if bands else []
        near = above and above[0].base - row[0].base < _OFF * row[0].size
        if near and (above[-1].right < row[0].left or row[-1].right < above[0].left):
            bands[-1] = sorted([*above, *row], key=lambda piece: piece.left)
        else:
            bands.append(row)
    return bands


def _stretch(rows: Sequence[list[Piece]], start: int) -> tuple[int, float | None]:
    """The end of the rows from `start` that leave a common strip free, and the strip's middle."""
    for low, high in _gaps(rows[start]):
        end, last = start + 1, start + 1
        for row in rows[start + 1 :]:
            narrowed = _free(low, high, row)
            if narrowed is None:
                break
            low, high = narrowed
            end += 1
            if _on_both_sides(row, (low + high) / 2):
                last = end
        if last - start >= _LEAST_ROWS:
            middle = (low + high) / 2
            sides = [
                [p for row in rows[start:last] for p in row if (p.left >= middle) == right]
                for right in (False, True)
            ]
            if all(map(_holds_headings, sides)):
                return end, middle
            # Lone lines at the end belong to a column only where they are close below it.
            return max(last, _close(rows, last, end)), middle
    return start + 1, None


def _close(rows: Sequence[list[Piece]], last: int, end: int) -> int:
    """The end of the rows of the longer column: each goes on with a sentence, close below the one before."""
    while last < end:
        row = rows[last]
        above = max(
            (p for p in rows[last - 1] if p.left < row[0].right), key=lambda p: p.left, default=None
        )
        if above is None or above.base - row[0].base >= 2 * row[0].size:
            break
        if above.text.endswith((".", "?", "!", ":")) or above.bold != row[0].bold:
            break
        last += 1
    return last


def _gaps(row: Sequence[Piece]) -> Iterator[tuple[float, float]]:
    for left, right in pairwise(row):
        if right.left - left.right >= _GUTTER:
            yield left.right, right.left


def _free(low: float, high: float, row: Sequence[Piece]) -> tuple[float, float] | None:
    """The strip as far as the row leaves it free; null where it does not."""
    for piece in row:
        if piece.left <= low or piece.right <= (low + high) / 2:
            low = max(low, piece.right)
        else:
            high = min(high, piece.left)
    return (low, high) if high - low >= _GUTTER else None


def _on_both_sides(row: Sequence[Piece], gutter: float) -> bool:
    return row[0].right <= gutter <= row[-1].left


def _region(rows: Sequence[list[Piece]], gutter: float) -> Region | None:
    sides: list[list[Piece]] = [[], []]
    for row in rows:
        for piece in row:
            sides[piece.left >= gutter].append(piece)
    if sum(_on_both_sides(row, gutter) for row in rows) < _LEAST_ROWS:
        return None
    columns: list[list[Piece]] = []
    headed = all(_holds_headings(side) for side in sides)
    for side in sides:
        inner = column_regions(to_rows(side))
        if len(inner) == 1 and len(inner[0].pieces) == len(side):
            columns += inner[0].columns
        elif _is_running(side) or headed:
            columns.append(side)
        else:
            return None
    return Region(columns)


def _holds_headings(side: Sequence[Piece]) -> bool:
    """A side that is minutes of its own; a table names its columns once, in its first row."""
    top = max(piece.base for piece in side) if side else 0.0
    known = [p for p in side if danish().role(p.text) or _ITEM.match(p.text)]
    return len(known) > 1 and any(piece.base < top - 1 for piece in known)


def _is_running(side: Sequence[Piece]) -> bool:
    """Sentences go on from line to line."""
    if len(side) < _LEAST_ROWS:
        return False
    letters = sum(len(piece.text) for piece in side)
    left, right = min(piece.left for piece in side), max(piece.right for piece in side)
    on = sum(piece.text[:1].islower() for piece in side)
    full = sum(piece.right - left >= _FULL * (right - left) for piece in side)
    runs = on >= _RUNS_ON * len(side) or full >= _MOSTLY_FULL * len(side)
    return letters >= _LETTERS * len(side) and runs
