"""Which letters of a PDF page are hidden by something painted over them later. Pure; knows nobody.

A black box drawn on a page hides nothing from a program: the letters below it can still be copied
and searched. Whoever reads such a file must not take them for content, and nobody may publish it
unasked.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

_LEAST_HIGH, _LEAST_WIDE = 4.0, 6.0
"""Points: a thinner thing is a line of a table or under a word."""
_DEEPEST = 4
_MOST_OBJECTS = 20_000
_INVISIBLE = 3
"""The text render mode of a scanner's own text, which is meant to lie under the picture."""
_COVERING_NOTES = frozenset({pdfium.FPDF_ANNOT_SQUARE, pdfium.FPDF_ANNOT_REDACT})

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points of the unturned page."""
_Matrix = tuple[float, float, float, float, float, float]
_PLAIN: _Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class _Painted:
    """A thing on the page: when it is painted (counted from 0), and where."""

    order: int
    box: Box


def covered_letters(page: Any, text: Any) -> set[int]:
    """The numbers of the letters (as `FPDFText_*` counts them) that something opaque hides.

    `page` and `text` are raw handles of pdfium: a page and its text page.
    """
    covers, letters = _painted(page)
    covers += _notes(page)
    if not covers or not letters:
        return set()
    hidden: set[int] = set()
    boxes = [cover.box for cover in covers]
    for index in _letters_in(text, boxes):
        key = ctypes.cast(pdfium.FPDFText_GetTextObject(text, index), ctypes.c_void_p).value or 0
        order = letters.get(key)
        box = _char_box(text, index)
        if (
            order is not None
            and box
            and any(c.order > order and _holds(c.box, box) for c in covers)
        ):
            hidden.add(index)
    return hidden


def _painted(page: Any) -> tuple[list[_Painted], dict[int, int]]:
    """What may cover, in the order it is painted; and each text object with its turn."""
    covers: list[_Painted] = []
    letters: dict[int, int] = {}
    for order, (thing, kind, matrix) in enumerate(_objects(page)):
        if order > _MOST_OBJECTS:
            break
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            if pdfium.FPDFTextObj_GetTextRenderMode(thing) != _INVISIBLE:
                letters[ctypes.cast(thing, ctypes.c_void_p).value or 0] = order
        elif letters and (box := _opaque_box(thing, kind, matrix)):
            covers.append(_Painted(order, box))
    return covers, letters


def _objects(page: Any) -> Iterator[tuple[Any, int, _Matrix]]:
    """Every object of the page in the order it is painted, those of forms with the form's matrix."""
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _opened(pdfium.FPDFPage_GetObject(page, index), _PLAIN, 0)


def _opened(thing: Any, matrix: _Matrix, depth: int) -> Iterator[tuple[Any, int, _Matrix]]:
    kind = pdfium.FPDFPageObj_GetType(thing)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield thing, kind, matrix
    elif depth < _DEEPEST:
        inner = _times(_matrix_of(thing), matrix)
        for index in range(pdfium.FPDFFormObj_CountObjects(thing)):
            yield from _opened(pdfium.FPDFFormObj_GetObject(thing, index), inner, depth + 1)


def _opaque_box(thing: Any, kind: int, matrix: _Matrix) -> Box | None:
    """Where a filled path or a picture hides what lies below; null where it does not."""
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(thing, mode, stroke)
        if not mode.value:
            return None
    elif kind not in {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING}:
        return None
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        return None
    box = _moved((left.value, bottom.value, right.value, top.value), matrix)
    if box[2] - box[0] < _LEAST_WIDE or box[3] - box[1] < _LEAST_HIGH:
        return None
    return None if pdfium.FPDFPageObj_HasTransparency(thing) else box


def _notes(page: Any) -> list[_Painted]:
    """Boxes that a program drew as annotations: they lie above everything on the page."""
    found = []
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        try:
            box = _note_box(note)
        finally:
            pdfium.FPDFPage_CloseAnnot(note)
        if box:
            found.append(_Painted(_MOST_OBJECTS + 1, box))
    return found


def _note_box(note: Any) -> Box | None:
    if pdfium.FPDFAnnot_GetSubtype(note) not in _COVERING_NOTES:
        return None
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    inner = pdfium.FPDFANNOT_COLORTYPE_InteriorColor
    filled = pdfium.FPDFAnnot_GetColor(note, inner, red, green, blue, alpha) and alpha.value == 255
    place = pdfium.FS_RECTF()
    if not filled or not pdfium.FPDFAnnot_GetRect(note, place):
        return None
    return place.left, place.bottom, place.right, place.top


def _letters_in(text: Any, boxes: Sequence[Box]) -> Iterator[int]:
    for index in range(pdfium.FPDFText_CountChars(text)):
        box = _char_box(text, index)
        if box and any(_holds(cover, box) for cover in boxes):
            yield index


def _char_box(text: Any, index: int) -> Box | None:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top):
        return None
    return left.value, bottom.value, right.value, top.value


def _holds(cover: Box, letter: Box) -> bool:
    """The middle of the letter lies under the cover."""
    x, y = (letter[0] + letter[2]) / 2, (letter[1] + letter[3]) / 2
    return cover[0] <= x <= cover[2] and cover[1] <= y <= cover[3]


def _matrix_of(thing: Any) -> _Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, found):
        return _PLAIN
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(one: _Matrix, two: _Matrix) -> _Matrix:
    a, b, c, d, e, f = one
    return (
        a * two[0] + b * two[2],
        a * two[1] + b * two[3],
        c * two[0] + d * two[2],
        c * two[1] + d * two[3],
        e * two[0] + f * two[2] + two[4],
        e * two[1] + f * two[3] + two[5],
    )


def _moved(box: Box, matrix: _Matrix) -> Box:
    if matrix == _PLAIN:
        return box
    a, b, c, d, e, f = matrix
    corners = [(x * a + y * c + e, x * b + y * d + f) for x in box[::2] for y in box[1::2]]
    wide, high = [x for x, _ in corners], [y for _, y in corners]
    return min(wide), min(high), max(wide), max(high)
