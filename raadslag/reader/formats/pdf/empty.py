"""A place on a page where a text is missing: under a heading that the next heading follows at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from raadslag.covered.objects import Box
from raadslag.reader.formats.pdf.pieces import Piece
from raadslag.reader.words import danish

_ITEM = re.compile(r"(?:dagsordens?)?(?:punkt|pkt|sag)\b|\d{1,3}[.:)]\s", re.IGNORECASE)
_LEAST_SIZE = 12.0
"""Points that a picture of writing is high at least."""
_LEAST_WIDE = 0.25
"""Part of the page's width that a picture of writing takes at least; logos and signs are smaller."""
_EDGE = 0.08
"""Part of the page's height, above and below, where heads and footers stand."""


def stands_for_text(box: Box, pieces: Sequence[Piece], height: float) -> bool:
    """What lies in the box lies right under a known heading, and a heading or nothing comes below it."""
    low, high = box[1] - 2, box[3] + 2
    inner = [p for p in pieces if _EDGE * height < p.base < (1 - _EDGE) * height]
    if any(low < piece.base < high - 2 for piece in inner):
        return False
    above = min((p for p in inner if p.base >= high - 2), key=lambda p: p.base, default=None)
    below = max((p for p in inner if p.base <= low), key=lambda p: p.base, default=None)
    if above is None or not danish().role(above.text):
        return False
    return below is None or bool(danish().role(below.text) or _ITEM.match(below.text))


def is_picture_of_text(box: Box, pieces: Sequence[Piece], size: tuple[float, float]) -> bool:
    """A picture large enough for writing stands where a text is missing."""
    if box[2] - box[0] < _LEAST_WIDE * size[0] or box[3] - box[1] < _LEAST_SIZE:
        return False
    return stands_for_text(box, pieces, size[1])


def letters_inside(pieces: Sequence[Piece], height: float) -> int:
    """Letters and figures between the page's head and its footer."""
    return sum(
        sum(map(str.isalnum, piece.text))
        for piece in pieces
        if _EDGE * height < piece.base < (1 - _EDGE) * height
    )
