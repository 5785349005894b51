"""Words printed across a page, UDKAST or KOPI: they are said of the file, and are no part of its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from raadslag.reader.formats.pdf.page_text import PageText
from raadslag.reader.formats.pdf.pieces import SLANTING, Piece
from raadslag.reader.formats.unread import is_draft_mark, watermark
from raadslag.record import Note, Where

_LARGER, _MUCH_LARGER = 1.5, 2.2
"""Times the page's usual letters from which slanting words, and pale level ones, are a mark."""
_LARGE = 24.0
"""Points below which pale words are small print and no mark."""
_MOST_WORDS = 5


def without_marks(
    pieces: list[Piece], text: PageText, number: int
) -> tuple[list[Piece], list[Note]]:
    """The page's pieces without the marks across it, and a note on each mark."""
    found = [piece for piece in pieces if _could_be(piece)]
    usual = _usual_size(pieces) if found else 0.0
    found = [piece for piece in found if _is_mark(piece, text, usual)]
    if not found:
        return pieces, []
    gone = {id(piece) for piece in found}
    where = Where(page=number)
    # A mark of several lines is one.
    words = " ".join(dict.fromkeys(piece.text for piece in found))
    return [piece for piece in pieces if id(piece) not in gone], [watermark(words, where)]


def _could_be(piece: Piece) -> bool:
    if piece.turn == SLANTING or piece.size >= _LARGE:
        return True
    return piece.text.isupper() and is_draft_mark(piece.text)


def _is_mark(piece: Piece, text: PageText, usual: float) -> bool:
    if is_draft_mark(piece.text):
        return True
    if len(piece.text.split()) > _MOST_WORDS:
        return False
    if piece.turn == SLANTING:
        return piece.size >= _LARGER * usual
    return piece.size >= max(_MUCH_LARGER * usual, _LARGE) and text.is_pale(piece)


def _usual_size(pieces: Sequence[Piece]) -> float:
    sizes: Counter[float] = Counter()
    for piece in pieces:
        if piece.turn != SLANTING:
            sizes[piece.size] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
