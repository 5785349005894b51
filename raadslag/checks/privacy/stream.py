"""Many printed pieces as one text, so that a detector sees what stands across two of them.

A number may begin in one paragraph, cell, page or column and end in the next. Pieces are joined
(cells by a tab, lines by a line end, paragraphs by an empty line), the whole is folded once, and a
hit leads back to the piece that it begins in.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from raadslag.danish import Folded, fold
from raadslag.record import Where

PARAGRAPH, LINE, CELL, APART = "\n\n", "\n", "\t", "\n" * 6
"""What parts a piece from the one before; no number is put together across the last."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of printed text. `place` is where in Danish words (`skjult ark Løn`), for files.

    `heads` are the names of the columns where the piece is a table's row, its cells parted by tabs.
    `shown` is false for what a reader of the page does not see. `glue` parts it from the one before.
    `numbers` says that bare figures in it are a sheet's cells, whose leading nought may be lost.
    `again` is what another piece said, read in another way: only what is new is told of it.
    """

    text: str
    where: Where | None = None
    place: str = ""
    page: int | None = None
    shown: bool = True
    heads: tuple[str, ...] = ()
    glue: str = PARAGRAPH
    numbers: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class Unseen:
    """A part that could not be looked through. `why` is a Danish sentence without a full stop.

    `covered` tells of text that something is painted over: it was searched, and anyone can read it.
    """

    why: str
    page: int | None = None
    covered: bool = False


class TooLarge(Exception):
    """The file unpacks to more than a document can hold; the message is a Danish sentence."""


_YEAR_HEAD = re.compile(r"\D{0,12}(?:19|20)\d\d(?:[/-]\d{2,4})?\D{0,12}")

Contents = Iterator[Piece | Unseen]


def heads_of(first: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns: the first row, marked as such or not, where its figures are years only."""
    named = (cell for cell in first if any(map(str.isdecimal, cell)))
    return tuple(first) if all(map(_YEAR_HEAD.fullmatch, named)) else ()


def count_before(text: str, sign: str, at: int) -> int:
    """How many times the sign stands in `text[:at]`: asked of every hit in a text, and counted once."""
    return bisect_left(_places(text, sign), at)


@lru_cache(maxsize=16)
def _places(text: str, sign: str) -> array[int]:
    return array("Q", (found.start() for found in re.finditer(re.escape(sign), text)))


class Stream:
    """Pieces as one folded text. `folded.original` is what was printed, joined."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self.pieces: Sequence[Piece] = tuple(pieces)
        self._starts: list[int] = []
        parts: list[str] = []
        length = 0
        for piece in self.pieces:
            glue = piece.glue if parts else ""
            parts += [glue, piece.text]
            self._starts.append(length + len(glue))
            length += len(glue) + len(piece.text)
        self.folded: Folded = fold("".join(parts))

    def piece_at(self, printed: int) -> tuple[Piece, int]:
        """The piece in which a place of the printed text lies, and the place within the piece."""
        index = max(0, bisect_right(self._starts, printed) - 1)
        return self.pieces[index], printed - self._starts[index]

    def placed(self) -> Iterator[tuple[Piece, int]]:
        """Every piece, and where it begins in the printed text."""
        return zip(self.pieces, self._starts, strict=True)

    def head_at(self, folded: int) -> str:
        """The name of the column in which a place of the folded text lies; empty outside tables."""
        piece, offset = self.piece_at(self.folded.printed(folded, folded + 1)[0])
        column = count_before(piece.text, "\t", offset)
        return piece.heads[column] if column < len(piece.heads) else ""
