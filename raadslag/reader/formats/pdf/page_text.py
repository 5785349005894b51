"""What pdfium says of a page: pieces of text with their place, in the order of the page's content.

One line of text costs a handful of calls into the library, not one for every letter: that keeps the
whole reading within about twice the time of bare text extraction.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any, Literal

import pypdfium2.raw as pdfium

from raadslag.covered import MANY_PATHS, Hidden, hidden_letters, is_picture, page_objects
from raadslag.covered.calls import (
    Numbers,
    address_of,
    count_rects,
    get_char_box,
    get_char_origin,
    get_font_info,
    get_font_size,
    get_matrix,
    get_rect,
    get_text_object,
)
from raadslag.danish.hyphens import SOFT
from raadslag.reader.formats.letters import is_row_of_letters, needs_cleaning, one_line
from raadslag.reader.formats.lost import has_lost
from raadslag.reader.formats.pdf.empty import is_picture_of_text, letters_inside
from raadslag.reader.formats.pdf.glyphs import is_lost, page_letters
from raadslag.reader.formats.pdf.links import Link, page_links
from raadslag.reader.formats.pdf.pieces import (
    CELL_GAP,
    LEADER,
    Direction,
    Piece,
    parts,
    stands,
    turn_of,
    turned_pieces,
)
from raadslag.reader.formats.pdf.rules import Rule, box_to_rules, turned_rules

_LOOSE_GAP = 0.6
_BREAK = re.compile("\r\n|\r|\n|\ufffe")
_BOLD_NAME = re.compile("bold|black|heavy|demi", re.IGNORECASE)
_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_] +){3,}[^\W\d_](?=[ :.]|$)")
"""A word set with blanks between its letters: "B E S L U T N I N G"."""
_WORD_GAP = 1.5
"""Times the usual blank between letters of such a line from which another word begins."""
_MOST_RULES = 3_000
_NAME_LENGTH = 128
_FORCE_BOLD = 1 << 18
_SPREAD = 0.95
"""Width of a line's average letter, in letter heights, from which blanks may hide inside a run."""
_LINES_HIGH = 1.6
"""Letter heights of a line from which it is several lines, or has letters raised and lowered."""
_PALE = 128
"""Of 255: large letters lighter than this are a mark under the text."""


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
        self.handle = pdfium.FPDF_LoadPage(document, index)
        if not self.handle:
            raise ValueError(f"page {index + 1} cannot be loaded")
        self.text = pdfium.FPDFText_LoadPage(self.handle)
        if not self.text:
            pdfium.FPDF_ClosePage(self.handle)
            raise ValueError(f"page {index + 1} has no text page")
        self._at = address_of(self.text)
        self._box = Numbers(ctypes.c_double, 4)
        self._matrix = Numbers(ctypes.c_float, 6)
        self._flags = ctypes.c_int()
        self._flags_at = ctypes.addressof(self._flags)
        self._name = ctypes.create_string_buffer(_NAME_LENGTH)
        self._name_at = ctypes.addressof(self._name)
        self._fonts: dict[bytes, bool] = {}
        self._tidy = one_line
        self.size: tuple[float, float] = (
            pdfium.FPDF_GetPageWidthF(self.handle),
            pdfium.FPDF_GetPageHeightF(self.handle),
        )
        """Width and height in points, as the page is read."""
        self.rotation = int(pdfium.FPDFPage_GetRotation(self.handle)) % 4
        """Quarter turns clockwise: 0 to 3."""
        self.objects = page_objects(self.handle)
        self.loose_lines = 0
        """Lines with a blank wider than between words: cells perhaps, if walls are drawn there."""
        self.hidden = Hidden()
        """Letters that are no part of the pieces, and why."""
        self.nameless = 0
        """Lines that were left out because the file does not say which letters they are."""

    def __enter__(self) -> PageText:
        return self

    def __exit__(self, *_: object) -> None:
        pdfium.FPDFText_ClosePage(self.text)
        pdfium.FPDF_ClosePage(self.handle)

    def pieces(self, marks: dict[tuple[bytes, int], str]) -> list[Piece]:
        """Every piece of text, in content order. Letters without a name get one of `marks`, by font and code."""
        text = page_letters(self.text, marks)
        if not text:
            return []
        self.hidden = hidden_letters(self.handle, self.text, self.objects)
        text = _blanked(text, self.hidden)
        if not needs_cleaning(text):
            self._tidy = _fold
        found: list[Piece] = []
        odd = has_lost(text)
        turned = any(stands(text.box) for text in self.objects.texts.values())
        for number, (line, start, hyphen) in enumerate(_lines_of(text)):
            if odd and is_lost(line):
                self.nameless += 1
            else:
                runs = self._turned_runs(line, start) if turned else ((line, start),)
                cut = [piece for run in runs for piece in self._line_pieces(*run, number)]
                if cut and hyphen:
                    cut[-1].text += hyphen
                found += cut
        return turned_pieces(found, self.rotation, self.size) if self.rotation else found

    def unread_picture(self, pieces: Sequence[Piece]) -> Literal["page", "part"] | None:
        """The page is a picture of writing, or a picture stands where a part of its text should."""
        if not self.objects.pictures and len(self.objects.thin) < MANY_PATHS:
            return None
        if is_picture(self.objects, letters_inside(pieces, self.size[1]), self.size):
            return "page"
        boxes = self.objects.pictures if not self.rotation else []
        return "part" if any(is_picture_of_text(box, pieces, self.size) for box in boxes) else None

    def rulings(self) -> tuple[list[Rule], list[Rule]]:
        """Horizontal and vertical thin lines drawn on the page (edges of filled boxes too)."""
        across: list[Rule] = []
        down: list[Rule] = []
        for box in self.objects.thin:
            box_to_rules(*box, across, down)
        if len(across) + len(down) > _MOST_RULES:
            return [], []  # a drawing, not a table
        if self.rotation:
            return turned_rules(across, down, self.rotation, self.size)
        return across, down

    def links(self, document: Any) -> list[Link]:
        """Links to the outside with the words they lie on; none on a turned page."""
        return [] if self.rotation else page_links(document, self.handle, self.text)

    def is_pale(self, piece: Piece) -> bool:
        """The piece is set in a light colour."""
        run = self.objects.texts.get(get_text_object(self._at, piece.first) or 0)
        return bool(run and run.colour and min(run.colour) > _PALE)

    def _line_pieces(self, text: str, first: int, number: int) -> list[Piece]:
        count = len(text)
        boxes = self._boxes(first, count)
        if not boxes:
            return []
        size, base, turn = self._set_how(first, boxes[0])
        bold = self._bold_at(first) and (len(boxes) == 1 or self._bold_at(first + count - 1))
        left, top, right, bottom = _around(boxes)
        whole = Piece(
            self._tidy(text), left, right, top, bottom, base, size, bold, number, first, turn
        )
        if not whole.text:
            return []
        if turn:
            return [whole]
        if text[1:2] == " " and _SPACED.search(text):
            whole.text = self._tidy(self._closed_up(text, first))
            return [whole]
        apart = len(boxes) > 1 and self._runs_apart(boxes, size)
        if (apart or (right - left) / count > _SPREAD * size) and not LEADER.search(text):
            return self._split(whole, text, first)
        return [whole]

    def _turned_runs(self, line: str, first: int) -> Iterator[tuple[str, int]]:
        """The line cut where its letters turn, where sideways ones begin a line, and at their wide blanks.

        The library tells sideways lines as one.
        """
        begun, before = 0, None
        for offset, letter in enumerate(line):
            if letter == " ":
                continue
            now = self._direction(first + offset)
            if before is not None and parts(before, now):
                yield line[begun:offset].rstrip(), first + begun
                begun = offset
            before = now
        yield line[begun:], first + begun

    def _direction(self, index: int) -> Direction:
        at, (x, y, *_) = self._at, self._box.at
        get_matrix(at, index, self._matrix.at[0])
        a, b, c, d = self._matrix.values[:4]
        turn = turn_of(a, b)
        get_char_origin(at, index, x, y)
        origin = self._box.values[:2]
        get_char_box(at, index, *self._box.at)
        left, right, bottom, top = self._box.values
        size = get_font_size(at, index) * (c * c + d * d) ** 0.5
        if turn == 1:
            return turn, origin[0], bottom, top, size
        if turn == 3:
            return turn, origin[0], -top, -bottom, size
        return turn, origin[1], left, right, size

    def _closed_up(self, text: str, first: int) -> str:
        """The line with its letter-spaced words whole: what is wider than the usual blank parts words."""
        parts, done = [], 0
        for found in _SPACED.finditer(text):
            if is_row_of_letters(found[0].replace(" ", "")):
                continue
            places = [at for at in range(found.start(), found.end()) if text[at] != " "]
            edges = []
            for at in places:
                get_char_box(self._at, first + at, *self._box.at)
                edges.append(self._box.values[:2])
            gaps = [after[0] - before[1] for before, after in pairwise(edges)]
            wide = _WORD_GAP * max(median(gaps), 0.1) + 1
            word = text[places[0]]
            for at, gap in zip(places[1:], gaps, strict=True):
                word += (" " if gap > wide else "") + text[at]
            parts += [text[done : found.start()], word]
            done = found.end()
        return "".join([*parts, text[done:]])

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
        if not inside or " " not in piece.text or self.rotation or piece.turn:
            return [piece]
        return self._split(piece, piece.text, piece.first, inside)

    def _split(
        self, whole: Piece, text: str, first: int, walls: Sequence[float] = ()
    ) -> list[Piece]:
        """The line cut at its wide blanks and walls, by the place of each letter."""
        page, four, values = self._at, self._box.at, self._box.values
        wide, back = CELL_GAP * whole.size, 4 * whole.size
        cuts: list[_Cut] = []
        for offset, letter in enumerate(text):
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
        return [self._cut_piece(whole, cut) for cut in cuts]

    def _cut_piece(self, whole: Piece, cut: _Cut) -> Piece:
        bold = self._bold_at(cut.first)
        text = self._tidy(cut.text)
        piece = replace(
            whole, text=text, left=cut.left, right=cut.right, bold=bold, first=cut.first
        )
        if whole.top - whole.bottom > _LINES_HIGH * whole.size:
            # The library took several lines for one, as where two columns' lines overlap.
            get_char_origin(self._at, cut.first, *self._box.at[:2])
            piece.base = self._box.values[1]
            piece.top, piece.bottom = piece.base + 0.75 * piece.size, piece.base - 0.2 * piece.size
        return piece

    def _set_how(self, index: int, box: list[float]) -> tuple[float, float, int]:
        """Letter height in points, base line and turn of the letter, whose run has the given box."""
        size: float = get_font_size(self._at, index)
        if not get_matrix(self._at, index, self._matrix.at[0]):
            return size or max(box[1] - box[3], 1.0), box[3], 0
        a, b, c, d, _, base = self._matrix.values[:]
        size *= abs(d) if not c else (c * c + d * d) ** 0.5
        turn = turn_of(a, b) if b or a < 0 else 0
        if b:
            # Slanting text has another base line at every letter.
            found = get_char_origin(self._at, index, *self._box.at[:2])
            base = self._box.values[1] if found else box[3]
        return float(round(size, 1)) or max(box[1] - box[3], 1.0), base, turn

    def _bold_at(self, index: int) -> bool:
        get_font_info(self._at, index, self._name_at, _NAME_LENGTH, self._flags_at)
        key = self._name.value
        bold = self._fonts.get(key)
        if bold is None:
            bold = bool(_BOLD_NAME.search(key.decode("utf-8", "replace")))
            self._fonts[key] = bold
        return bold or bool(self._flags.value & _FORCE_BOLD)


def _lines_of(text: str) -> Iterator[tuple[str, int, str]]:
    """Each line that holds something: its letters, the number of the first, and the hyphen that ends it."""
    start = 0
    for end in [*(found.start() for found in _BREAK.finditer(text)), len(text)]:
        line = text[start:end]
        stripped = line.strip()
        if stripped:
            # Places are asked for at letters, for a blank has none.
            lead = len(line) - len(line.lstrip())
            hyphen = "-" if text[end : end + 1] == "\ufffe" else ""
            if stripped.endswith(SOFT):
                stripped, hyphen = stripped.rstrip(SOFT), SOFT
            yield stripped, start + lead, hyphen
        start = end + (2 if text[end : end + 2] == "\r\n" else 1)


def _blanked(text: str, hidden: Hidden) -> str:
    """The text with a blank for each letter that is hidden."""
    if not hidden.letters:
        return text
    letters = list(text)
    for index in hidden.letters:
        if index < len(letters) and letters[index] not in "\r\n":
            letters[index] = " "
    return "".join(letters)


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
