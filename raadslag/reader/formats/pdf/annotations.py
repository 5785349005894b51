"""What is laid over a PDF page: filled-in fields and typed text are read at their place, comments are said."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from raadslag.covered.objects import Box
from raadslag.reader.formats.letters import one_line
from raadslag.reader.formats.pdf.empty import stands_for_text
from raadslag.reader.formats.pdf.page_text import PageText
from raadslag.reader.formats.pdf.pieces import Piece, turn_piece
from raadslag.reader.formats.unread import shortened, unread
from raadslag.record import Note, Where

_MOST = 2_000
"""Annotations read on one page."""
_LONGEST = 20_000
_UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_COMMENTS = frozenset(
    {
        pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_HIGHLIGHT, pdfium.FPDF_ANNOT_UNDERLINE,
        pdfium.FPDF_ANNOT_SQUIGGLY, pdfium.FPDF_ANNOT_STRIKEOUT, pdfium.FPDF_ANNOT_CARET,
        pdfium.FPDF_ANNOT_INK, pdfium.FPDF_ANNOT_LINE, pdfium.FPDF_ANNOT_SQUARE,
        pdfium.FPDF_ANNOT_CIRCLE, pdfium.FPDF_ANNOT_POLYGON, pdfium.FPDF_ANNOT_POLYLINE,
    }
)  # fmt: skip
_MARKS = frozenset({pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_WATERMARK})
_WRITTEN = frozenset(
    {
        pdfium.FPDF_FORMFIELD_TEXTFIELD,
        pdfium.FPDF_FORMFIELD_COMBOBOX,
        pdfium.FPDF_FORMFIELD_LISTBOX,
    }
)
_TICKED = frozenset({pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON})
_PASSWORD_FIELD = 1 << 13
_LETTER, _LEADING = 10.0, 1.25
"""Points of a filled-in letter where the field does not say, and line heights between its lines."""


@dataclass(frozen=True, slots=True)
class _Place:
    """The page that is read: its number, what is printed on it, and its height in points."""

    number: int
    printed: Sequence[Piece]
    height: float


class Annotations:
    """Reads page after page of a document; `form` is its form handle, null where it has no fields."""

    def __init__(self, form: Any | None) -> None:
        self._form = form

    def read(
        self, text: PageText, printed: Sequence[Piece], number: int
    ) -> tuple[list[Piece], list[Note]]:
        """Pieces in unturned points, top down, and notes on what is no text of the page."""
        pieces: list[Piece] = []
        notes: list[Note] = []
        page = text.handle
        place = _Place(number, printed, text.size[1])
        count = min(pdfium.FPDFPage_GetAnnotCount(page), _MOST)
        if count and self._form is not None:
            # Without this the form does not know which of the page's boxes are ticked.
            pdfium.FORM_OnAfterLoadPage(page, self._form)
        for index in range(count):
            note = pdfium.FPDFPage_GetAnnot(page, index)
            try:
                self._read_one(note, place, pieces, notes)
            finally:
                pdfium.FPDFPage_CloseAnnot(note)
        if count and self._form is not None:
            pdfium.FORM_OnBeforeClosePage(page, self._form)
        return pieces, notes

    def _read_one(self, note: Any, place: _Place, pieces: list[Piece], notes: list[Note]) -> None:
        number = place.number
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        if kind in (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP):
            return
        is_field = kind == pdfium.FPDF_ANNOT_WIDGET and self._form is not None
        words = self._field_words(note) if is_field else _value(note, b"Contents")
        if kind in _MARKS:
            words = words or _value(note, b"Name")
        if not words.strip():
            return
        where = Where(page=number)
        if pdfium.FPDFAnnot_GetFlags(note) & _UNSEEN:
            told = f"Side {number} har et skjult felt med tekst; det er ikke læst med, men kan stadig læses i filen."
            notes.append(unread("hidden-text", told, where))
        elif is_field or kind == pdfium.FPDF_ANNOT_FREETEXT:
            pieces += _placed(note, words)
            if words in _BOXES:
                told = f"Side {number} har afkrydsningsfelter; se efter, at de er læst sammen med deres tekst."
                notes.append(unread("form-choice", told, where))
        elif kind in _COMMENTS:
            if (box := _box_of(note)) and stands_for_text(box, place.printed, place.height):
                pieces += _placed(note, words)
            notes.append(
                unread(
                    "comment",
                    f"Side {number} har en kommentar: »{shortened(one_line(words))}«.",
                    where,
                )
            )
        elif kind in _MARKS:
            told = f"Side {number} har et stempel eller vandmærke: »{shortened(one_line(words))}«."
            notes.append(unread("watermark", told, where))

    def _field_words(self, note: Any) -> str:
        kind = pdfium.FPDFAnnot_GetFormFieldType(self._form, note)
        if kind in _TICKED:
            return _BOXES[bool(pdfium.FPDFAnnot_IsChecked(self._form, note))]
        if kind not in _WRITTEN:
            return ""
        if pdfium.FPDFAnnot_GetFormFieldFlags(self._form, note) & _PASSWORD_FIELD:
            return ""
        form = self._form
        return _text(lambda room, size: pdfium.FPDFAnnot_GetFormFieldValue(form, note, room, size))


_BOXES = ("☐", "☒")


def _value(note: Any, key: bytes) -> str:
    return _text(lambda room, size: pdfium.FPDFAnnot_GetStringValue(note, key, room, size))


def _text(ask: Callable[[Any, int], int]) -> str:
    room = (ctypes.c_ushort * _LONGEST)()
    size = min(ask(room, ctypes.sizeof(room)), ctypes.sizeof(room))
    return bytes(room)[: max(size - 2, 0)].decode("utf-16-le", "replace")


def _box_of(note: Any) -> Box | None:
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFAnnot_GetRect(note, box):
        return None
    return box.left, box.bottom, box.right, box.top


def _placed(note: Any, words: str) -> Iterator[Piece]:
    """The words as lines in their rectangle, from its top."""
    box = _box_of(note)
    if box is None:
        return
    left, bottom, right, upper = box
    lines = [
        text
        for line in words.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if (text := one_line(line))
    ]
    high = upper - bottom
    size = min(_LETTER, max(high / (max(len(lines), 1) * _LEADING), 4.0))
    # One line stands in the middle of a low field, several begin at its top.
    top = (upper + bottom + size) / 2 if high < 2.5 * size else upper - 0.25 * size
    for count, text in enumerate(lines):
        up = top - count * size * _LEADING
        yield Piece(text, left, right, up, up - size, up - 0.8 * size, size, False, -1 - count)


def with_laid_over(
    pieces: list[Piece], laid: Sequence[Piece], turn: int, size: tuple[float, float]
) -> list[Piece]:
    """The page's pieces with those laid over it, each before what stands below it."""
    if not laid:
        return pieces
    printed = {(piece.text, round(piece.base / 6)) for piece in pieces}
    together = list(pieces)
    for piece in laid:
        if turn:
            turn_piece(piece, turn, size)
        if any((piece.text, round(piece.base / 6) + sway) in printed for sway in (-1, 0, 1)):
            continue  # the page prints the field's value, too
        below = (at for at, other in enumerate(together) if other.base < piece.base - 2)
        together.insert(next(below, len(together)), piece)
    for line, piece in enumerate(together):
        piece.line = line if piece.line < 0 else piece.line + len(together)
    return together
