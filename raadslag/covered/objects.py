"""What is painted on a PDF page, in the order it is painted: text, filled shapes, thin lines, pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from raadslag.covered import calls
from raadslag.covered.calls import Numbers, address_of

_DEEPEST = 4
_MOST_OBJECTS = 20_000
_LEAST_HIGH, _LEAST_WIDE = 4.0, 6.0
"""Points: a thinner thing is a line of a table or under a word, and neither covers nor colours."""
_SOLID = 250
"""Of 255: paint that lets less than this through is seen through."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points of the unturned page."""
Colour = tuple[int, int, int]
_Matrix = tuple[float, float, float, float, float, float]
_PLAIN: _Matrix = (1, 0, 0, 1, 0, 0)
_STROKED, _UNPAINTED = frozenset({1, 5}), frozenset({3, 7})
"""Text render modes: only the outline is painted; nothing is (a scanner's own text lies so under its picture)."""


@dataclass(slots=True)
class TextObject:
    """A run of text: its turn, place and colour (null: a pattern); `painted` is false for invisible text."""

    order: int
    box: Box
    colour: Colour | None
    painted: bool


@dataclass(slots=True)
class Shape:
    """A filled path (`colour`) or a picture (null) large enough to lie over or under letters."""

    order: int
    box: Box
    colour: Colour | None
    solid: bool


@dataclass(slots=True)
class PageObjects:
    """`texts` by their address in the library; `thin` are the boxes of all paths, lines among them."""

    texts: dict[int, TextObject] = field(default_factory=dict)
    shapes: list[Shape] = field(default_factory=list)
    thin: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)


def page_objects(page: Any) -> PageObjects:
    """Everything on the page; `page` is a raw handle of pdfium."""
    found = PageObjects()
    look = _Look()
    for order, (thing, kind, matrix) in enumerate(_objects(address_of(page))):
        if order > _MOST_OBJECTS:
            break
        if box := look.box(thing, matrix):
            _keep(found, look, order, thing, kind, box)
    return found


def _keep(found: PageObjects, look: _Look, order: int, thing: int, kind: int, box: Box) -> None:
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        found.texts[thing] = TextObject(order, box, *look.text_paint(thing))
    elif kind == pdfium.FPDF_PAGEOBJ_PATH:
        found.thin.append(box)
        if _is_large(box) and (paint := look.path_paint(thing)):
            found.shapes.append(Shape(order, box, *paint))
    elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING) and _is_large(box):
        found.shapes.append(Shape(order, box, None, not calls.is_see_through(thing)))
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            found.pictures.append(box)


class _Look:
    """Asks the library of one thing at a time, in room that is made once."""

    def __init__(self) -> None:
        self._box = Numbers(ctypes.c_float, 4)
        self._paint = Numbers(ctypes.c_uint, 4)
        self._mode = Numbers(ctypes.c_int, 2)

    def box(self, thing: int, matrix: _Matrix) -> Box | None:
        if not calls.get_bounds(thing, *self._box.at):
            return None
        left, bottom, right, top = self._box.values
        box = (left, bottom, right, top)
        return box if matrix is _PLAIN else _moved(box, matrix)

    def text_paint(self, thing: int) -> tuple[Colour | None, bool]:
        mode = calls.get_render_mode(thing)
        if mode in _UNPAINTED:
            return None, False
        ask = calls.get_stroke if mode in _STROKED else calls.get_fill
        if not ask(thing, *self._paint.at):
            return None, True
        red, green, blue, alpha = self._paint.values
        if alpha >= _SOLID:
            return (red, green, blue), True
        through = 255 - alpha
        mixed = tuple((part * alpha + 255 * through) // 255 for part in (red, green, blue))
        return (mixed[0], mixed[1], mixed[2]), True

    def path_paint(self, thing: int) -> tuple[Colour, bool] | None:
        """The colour a path is filled with, and whether it hides what lies below; null where it is not filled."""
        calls.get_draw_mode(thing, *self._mode.at)
        if not self._mode.values[0] or not calls.get_fill(thing, *self._paint.at):
            return None
        red, green, blue, alpha = self._paint.values
        return (red, green, blue), alpha >= _SOLID and not calls.is_see_through(thing)


def _objects(page: int) -> Iterator[tuple[int, int, _Matrix]]:
    for index in range(calls.count_objects(page)):
        thing = calls.get_object(page, index)
        kind = calls.get_type(thing)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _opened(thing, _PLAIN, 0)
        else:
            yield thing, kind, _PLAIN


def _opened(form: int, matrix: _Matrix, depth: int) -> Iterator[tuple[int, int, _Matrix]]:
    """What a form holds, with the form's matrix."""
    inner = _times(_matrix_of(form), matrix)
    inner = _PLAIN if inner == _PLAIN else inner
    for index in range(calls.count_inner(form)):
        thing = calls.get_inner(form, index)
        kind = calls.get_type(thing)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield thing, kind, inner
        elif depth + 1 < _DEEPEST:
            yield from _opened(thing, inner, depth + 1)


def _is_large(box: Box) -> bool:
    return box[2] - box[0] >= _LEAST_WIDE and box[3] - box[1] >= _LEAST_HIGH


def _matrix_of(thing: int) -> _Matrix:
    room = Numbers(ctypes.c_float, 6)
    if not calls.get_object_matrix(thing, room.at[0]):
        return _PLAIN
    a, b, c, d, e, f = room.values
    return a, b, c, d, e, f


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
    a, b, c, d, e, f = matrix
    corners = [(x * a + y * c + e, x * b + y * d + f) for x in box[::2] for y in box[1::2]]
    wide, high = [x for x, _ in corners], [y for _, y in corners]
    return min(wide), min(high), max(wide), max(high)
