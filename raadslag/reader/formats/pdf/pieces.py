"""A run of text on a PDF page: its place, how it is set, and which way it is turned."""

from __future__ import annotations

import re
from dataclasses import dataclass

from raadslag.covered.objects import Box
from raadslag.reader.formats.pdf.rules import turn_point

CELL_GAP = 0.8
"""Blank between two runs on one line, in letter heights, from which they may be two cells."""
LEADER = re.compile(r"[._]{5}|(?:\. ){4}|…{2}")
"""Dots that lead to a page number: a line of contents, never cells."""
SLANTING = 4
"""`Piece.turn` of a line that is neither level nor upright."""
_ASLANT = 0.05
"""Part of a letter's step from which a line is not level; italics lean, but their lines do not."""
_UPRIGHT, _TALL = 1.5, 14.0
"""Times its width, and points, from which a run's height tells that its letters lie on their side."""
_FAR_TALLER = 16.5
"""Points of a run's height: a line aslant takes so much, and so do words printed over a page."""
_OTHER_SIZE = 2.2
"""Times their neighbours on one line from which letters are no part of it."""
Direction = tuple[int, float, float, float, float]
"""Of a letter: turn, base line, where it begins and ends along its line, and its height."""


@dataclass(slots=True)
class Piece:
    """A run of text on one line: points from the page's lower left corner, as the page is read.

    `line` counts the page's content lines; pieces of one content line share it. `first` is the
    number of its first letter on the page. `turn` counts quarter turns against the clock.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    base: float
    size: float
    bold: bool
    line: int
    first: int = 0
    turn: int = 0


def parts(before: Direction, now: Direction) -> bool:
    """Another line, or another cell of a sideways one, begins."""
    if before[0] != now[0]:
        return True
    if now[0] == SLANTING:
        return False
    size = max(now[4], 1.0)
    if now[0] == 0:
        return not 1 / _OTHER_SIZE < size / max(before[4], 1.0) < _OTHER_SIZE
    return abs(before[1] - now[1]) > 0.5 * size or not -size < now[2] - before[3] < CELL_GAP * size


def stands(box: Box) -> bool:
    """A run of text higher than wide, and higher than letters are, or far higher than any line: it is turned,
    aslant, or set far larger than what it is printed over."""
    high = box[3] - box[1]
    return high > max(_UPRIGHT * (box[2] - box[0]), _TALL) or high > _FAR_TALLER


def turn_of(a: float, b: float) -> int:
    """Quarter turns against the clock of a line whose letters step by (a, b); `SLANTING` between them."""
    if abs(b) <= _ASLANT * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= _ASLANT * abs(b):
        return 1 if b > 0 else 3
    return SLANTING


def turned_pieces(pieces: list[Piece], turn: int, size: tuple[float, float]) -> list[Piece]:
    """The pieces of a page that is shown turned clockwise, as it is read."""
    for piece in pieces:
        turn_piece(piece, turn, size)
        if piece.turn != SLANTING:
            piece.turn = (piece.turn - turn) % 4
    return pieces


def turn_piece(piece: Piece, turn: int, size: tuple[float, float]) -> None:
    """The piece's place when the page is turned clockwise by quarters (`size` is of the turned page)."""
    one = turn_point(piece.left, piece.bottom, turn, size)
    two = turn_point(piece.right, piece.top, turn, size)
    piece.left, piece.right = sorted((one[0], two[0]))
    piece.bottom, piece.top = sorted((one[1], two[1]))
    piece.base = piece.bottom
