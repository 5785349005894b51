"""What pdfium says of a page: pieces of text with their place, in the order of the page's content.

One line of text costs a handful of calls into the library, not one for every letter: that keeps the
whole reading within about twice the time of bare text extraction.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from raadslag.covered import covered_letters
from raadslag.reader.formats.letters import needs_cleaning, one_line
from raadslag.reader.formats.pdf.calls import (
    Numbers,
    address_of,
    count_rects,
    get_char_box,
    get_char_origin,
    get_font_info,
    get_font_size,
    get_matrix,
    get_rect,
)
from raadslag.reader.formats.pdf.links import Link, page_links
from raadslag.reader.formats.pdf.rules import Rule, box_to_rules, turn_point, turned_rules

CELL_GAP = 0.8
"""Blank between two runs on one line, in letter heights, from which they may be two cells."""
_LOOSE_GAP = 0.6
_BREAK = re.compile("\r\n|\r|\n|\x02|\ufffe")
_BOLD_NAME = re.compile("bold|black|heavy|demi", re.IGNORECASE)
LEADER = re.compile(r"[._]{5}|(?:\. ){4}|…{2}")
"""Dots that lead to a page number: a line of contents, never cells."""
_MOST_RULES = 3_000
_NAME_LENGTH = 128
_FORCE_BOLD = 1 << 18
_SPREAD = 0.95
"""Width of a line's average letter, in letter heights, from which blanks may hide inside a run."""


@dataclass(slots=True)
class Piece:
    """A run of text on one line: points from the page's lower left corner, as the page is read.

    `line` counts the page's content lines; pieces of one content line share it. `first` is the
    number of its first letter on the page.
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


@dataclass(slots=True)
class _Cut:
    """A piece in the making: letters, the number of the first one, and the edges."""

    text: str
    first: int
    left: float
    right: float


class PageText:
    """The open text page of one PDF page. Use as a context manager."""

    def __init__(self, document: Any, index: int) -> None:
        self._page = pdfium.FPDF_LoadPage(document, index)
        if not self._page:
            raise ValueError(f"page {index + 1} cannot be loaded")
        self._text = pdfium.FPDFText_LoadPage(self._page)
        if not self._text:
            pdfium.FPDF_ClosePage(self._page)
            raise ValueError(f"page {index + 1} has no text page")
        self._at = address_of(self._text)
        self._box = Numbers(ctypes.c_double, 4)
        self._matrix = Numbers(ctypes.c_float, 6)
        self._flags = ctypes.c_int()
        self._flags_at = ctypes.addressof(self._flags)
        self._name = ctypes.create_string_buffer(_NAME_LENGTH)
        self._name_at = ctypes.addressof(self._name)
        self._fonts: dict[bytes, bool] = {}
        self._tidy = one_line
        self.loose_lines = 0
        """Lines with a blank wider than between words: cells perhaps, if walls are drawn there."""
        self.is_covered = False
        """Letters of the page lie under something painted later; they are no part of its pieces."""

    def __enter__(self) -> PageText:
        return self

    def __exit__(self, *_: object) -> None:
        pdfium.FPDFText_ClosePage(self._text)
        pdfium.FPDF_ClosePage(self._page)

    def size(self) -> tuple[float, float]:
        """Width and height in points, as the page is read."""
        return pdfium.FPDF_GetPageWidthF(self._page), pdfium.FPDF_GetPageHeightF(self._page)

    def rotation(self) -> int:
        """Quarter turns clockwise: 0 to 3."""
        return int(pdfium.FPDFPage_GetRotation(self._page)) % 4

    def pieces(self) -> list[Piece]:
        """Every piece of text, in content order."""
        count = pdfium.FPDFText_CountChars(self._text)
        if count <= 0:
            return []
        text = self._whole_text(count)
        same = len(text) == count
        text = self._uncovered(text, same=same)
        if not needs_cleaning(text):
            self._tidy = _fold
        found: list[Piece] = []
        start = 0
        for number, end in enumerate([*(m.start() for m in _BREAK.finditer(text)), len(text)]):
            hyphen = end < len(text) and text[end] in "\x02\ufffe"
            line = text[start:end]
            stripped = line.strip()
            if stripped:
                # Places are asked for at letters, for a blank has none.
                lead = start + len(line) - len(line.lstrip())
                first = lead if same else self._char_at(lead)
                found += self._line_pieces(stripped + "-" * hyphen, first, len(stripped), number)
            start = end + (2 if text[end : end + 2] == "\r\n" else 1)
        turn = self.rotation()
        return _turned(found, turn, self.size()) if turn else found

    def rulings(self) -> tuple[list[Rule], list[Rule]]:
        """Horizontal and vertical thin lines drawn on the page (edges of filled boxes too)."""
        across: list[Rule] = []
        down: list[Rule] = []
        box = [ctypes.c_float() for _ in range(4)]
        four = tuple(ctypes.byref(number) for number in box)
        for index in range(min(pdfium.FPDFPage_CountObjects(self._page), 20_000)):
            thing = pdfium.FPDFPage_GetObject(self._page, index)
            if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_PATH:
                continue
            if pdfium.FPDFPageObj_GetBounds(thing, *four):
                left, bottom, right, top = (number.value for number in box)
                box_to_rules(left, bottom, right, top, across, down)
        if len(across) + len(down) > _MOST_RULES:
            return [], []  # a drawing, not a table
        if turn := self.rotation():
            return turned_rules(across, down, turn, self.size())
        return across, down

    def links(self, document: Any) -> list[Link]:
        """Links to the outside with the words they lie on; none on a turned page."""
        return [] if self.rotation() else page_links(document, self._page, self._text)

    def _whole_text(self, count: int) -> str:
        buffer = ctypes.create_string_buffer((count + 1) * 2)
        letters = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        written = pdfium.FPDFText_GetText(self._text, 0, count, letters)
        return buffer.raw[: max(written - 1, 0) * 2].decode("utf-16-le", "replace")

    def _uncovered(self, text: str, *, same: bool) -> str:
        """The text with a blank for each letter that something opaque hides."""
        hidden = covered_letters(self._page, self._text)
        if not hidden:
            return text
        self.is_covered = True
        letters = list(text)
        for index in hidden:
            at = index if same else pdfium.FPDFText_GetTextIndexFromCharIndex(self._text, index)
            if 0 <= at < len(letters) and letters[at] not in "\r\n":
                letters[at] = " "
        return "".join(letters)

    def _char_at(self, text_index: int) -> int:
        return max(int(pdfium.FPDFText_GetCharIndexFromTextIndex(self._text, text_index)), 0)

    def _line_pieces(self, text: str, first: int, count: int, number: int) -> list[Piece]:
        boxes = self._boxes(first, count)
        if not boxes:
            return []
        size, base = self._size_and_base(first, boxes[0])
        bold = self._bold_at(first) and (len(boxes) == 1 or self._bold_at(first + count - 1))
        left, top, right, bottom = _around(boxes)
        whole = Piece(self._tidy(text), left, right, top, bottom, base, size, bold, number, first)
        apart = len(boxes) > 1 and self._runs_apart(boxes, size)
        if (apart or (right - left) / count > _SPREAD * size) and not LEADER.search(text):
            return self._split(whole, text, first, count)
        return [whole] if whole.text else []

    def _runs_apart(self, boxes: list[list[float]], size: float) -> bool:
        widest = max([later[0] - earlier[2] for earlier, later in pairwise(boxes)])
        self.loose_lines += widest > _LOOSE_GAP * size
        if widest > CELL_GAP * size:
            return True
        return any(later[2] < earlier[0] - size for earlier, later in pairwise(boxes))

    def _boxes(self, first: int, count: int) -> list[list[float]]:
        """Left, top, right, bottom of each run of the line."""
        page, four, values = self._at, self._box.at, self._box.values
        boxes = []
        for index in range(count_rects(page, first, count)):
            get_rect(page, index, *four)
            boxes.append(values[:])
        return boxes

    def split_at(self, piece: Piece, walls: Sequence[Rule]) -> list[Piece]:
        """The piece cut where an upright line goes through it; whole where none does."""
        middle = (piece.top + piece.bottom) / 2
        inside = [
            wall.at
            for wall in walls
            if piece.left + 1 < wall.at < piece.right - 1 and wall.start < middle < wall.end
        ]
        if not inside or " " not in piece.text or self.rotation():
            return [piece]
        return self._split(piece, piece.text, piece.first, len(piece.text), inside)

    def _split(
        self, whole: Piece, text: str, first: int, count: int, walls: Sequence[float] = ()
    ) -> list[Piece]:
        """The line cut at its wide blanks and walls, by the place of each letter."""
        page, four, values = self._at, self._box.at, self._box.values
        wide, back = CELL_GAP * whole.size, 4 * whole.size
        cuts: list[_Cut] = []
        for offset in range(count):
            letter = text[offset]
            if letter.isspace():
                if cuts:
                    cuts[-1].text += " "
                continue
            get_char_box(page, first + offset, *four)
            start, end = values[:2]
            edge = cuts[-1].right if cuts else None
            if (
                edge is None
                or start - edge > wide
                or end < edge - back
                or _walled(edge, start, walls)
            ):
                cuts.append(_Cut(letter, first + offset, start, end))
            else:
                cuts[-1].text += letter
                cuts[-1].right = end
        if cuts:
            cuts[-1].text += text[count:]
        return [self._cut_piece(whole, cut) for cut in cuts]

    def _cut_piece(self, whole: Piece, cut: _Cut) -> Piece:
        bold = self._bold_at(cut.first)
        text = self._tidy(cut.text)
        return replace(whole, text=text, left=cut.left, right=cut.right, bold=bold, first=cut.first)

    def _size_and_base(self, index: int, box: list[float]) -> tuple[float, float]:
        """Letter height in points and the base line of the letter, whose run has the given box."""
        size: float = get_font_size(self._at, index)
        if not get_matrix(self._at, index, self._matrix.at[0]):
            return size or max(box[1] - box[3], 1.0), box[3]
        _, b, c, d, _, base = self._matrix.values[:]
        size *= abs(d) if not c else (c * c + d * d) ** 0.5
        if b:
            # Slanting text has another base line at every letter.
            found = get_char_origin(self._at, index, *self._box.at[:2])
            base = self._box.values[1] if found else box[3]
        return float(round(size, 1)) or max(box[1] - box[3], 1.0), base

    def _bold_at(self, index: int) -> bool:
        get_font_info(self._at, index, self._name_at, _NAME_LENGTH, self._flags_at)
        key = self._name.value
        bold = self._fonts.get(key)
        if bold is None:
            bold = bool(_BOLD_NAME.search(key.decode("utf-8", "replace")))
            self._fonts[key] = bold
        return bold or bool(self._flags.value & _FORCE_BOLD)


def _fold(text: str) -> str:
    # Of all blanks only the plain space is printable, and most lines hold no other.
    if "  " not in text and text.isprintable():
        return text.strip(" ")
    return " ".join(text.split())


def _walled(edge: float, start: float, walls: Sequence[float]) -> bool:
    """True when a wall stands between a letter that ended at `edge` and one that starts at `start`."""
    return any(edge - 1 <= wall <= start + 1 for wall in walls)


def _around(boxes: list[list[float]]) -> Sequence[float]:
    if len(boxes) == 1:
        return boxes[0]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), max(tops), max(rights), min(bottoms)


def _turned(pieces: list[Piece], turn: int, size: tuple[float, float]) -> list[Piece]:
    for piece in pieces:
        one = turn_point(piece.left, piece.bottom, turn, size)
        two = turn_point(piece.right, piece.top, turn, size)
        piece.left, piece.right = sorted((one[0], two[0]))
        piece.bottom, piece.top = sorted((one[1], two[1]))
        piece.base = piece.bottom
    return pieces
