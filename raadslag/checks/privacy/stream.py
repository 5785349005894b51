"""Many printed pieces as one text, so that a detector sees what stands across two of them.

A number may begin in one paragraph, cell, page or column and end in the next. Pieces are joined
(cells by a tab, lines by a line end, paragraphs by an empty line), the whole is folded once, and a
hit leads back to the piece that it begins in.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from raadslag.danish import Folded, fold
from raadslag.record import Where

PARAGRAPH, LINE, CELL = "\n\n", "\n", "\t"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of printed text. `place` is where in Danish words (`skjult ark Løn`), for files.

    `heads` are the names of the columns where the piece is a table's row, its cells parted by tabs.
    `shown` is false for what a reader of the page does not see. `glue` parts it from the one before.
    `numbers` says that bare figures in it are a sheet's cells, whose leading nought may be lost.
    """

    text: str
    where: Where | None = None
    place: str = ""
    page: int | None = None
    shown: bool = True
    heads: tuple[str, ...] = ()
    glue: str = PARAGRAPH
    numbers: bool = False


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
        column = piece.text.count("\t", 0, offset)
        return piece.heads[column] if column < len(piece.heads) else ""


_CODES = re.compile(
    r"%[0-9A-Fa-f]{2}|&#?\w{1,10};|\\[ux][0-9a-fA-F]{2,4}|(?<=\d)[*_`]{1,3}(?=[\d-])|(?<=-)[*_`]{1,3}(?=\d)"
)
"""Signs written in another code: `%2D`, `&#45;`, `\\u002d`, and marks set inside a number."""
_CODE_SIGN = re.compile(r"[%&\\*_`]")
_CODED = re.compile(r"\\[ux]([0-9a-fA-F]{2,4})")
_AROUND = 60
"""Signs around such a code that are read once more as they are meant."""


def meant(text: str) -> Iterator[str]:
    """Stretches of the text that hold signs written in another code, read as they are meant."""
    reached = 0
    for sign in _CODE_SIGN.finditer(text):
        match = _CODES.match(text, sign.start())
        if match and match.end() > reached:
            reached = min(len(text), match.end() + 2 * _AROUND)
            part = text[max(0, match.start() - _AROUND) : reached]
            part = _CODED.sub(lambda code: chr(int(code[1], 16)), html.unescape(unquote(part)))
            yield re.sub(r"[*_`]", "", part)
