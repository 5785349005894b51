"""The letters of a PDF page that a person does not see, or sees struck out, and why."""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

import pypdfium2.raw as pdfium

from raadslag.covered import calls
from raadslag.covered.calls import Numbers, address_of
from raadslag.covered.objects import Box, Colour, PageObjects, TextObject, page_objects

Reason = Literal["covered", "outside", "unpainted", "colour", "tiny", "struck"]
LEAST_CONTRAST = 1.2
"""Contrast by WCAG 2.2 (1 to 21) below which nobody tells letters from their background; the palest
watermarks in use, such as grey of 85 per cent, have 1.4."""
_TINY = 2.5
"""Points: smaller letters are no print. Footnotes have six, a sheet shrunk from A3 about five."""
PAPER: Colour = (255, 255, 255)
_THIN, _THIN_SHARE = 3.0, 0.35
"""A line through words is this thin, in points and as a part of the letters' height. The library adds
the pen's width on both sides: a line of one point is told as two."""
_MIDDLE = (0.25, 0.72)
"""Where a line through words lies, from the letters' lowest to their highest point; one under them lies lower."""
_TALLEST = 60.0
"""Points: a taller run of text is slanting, and a line of a table may well cross its box."""
_COVERING_NOTES = frozenset({pdfium.FPDF_ANNOT_SQUARE, pdfium.FPDF_ANNOT_REDACT})
_LAST = 1 << 30
"""Annotations lie above everything on the page."""


@dataclass(slots=True)
class Hidden:
    """`letters`: the number of each hidden letter (as `FPDFText_*` counts them) and why it is hidden.

    `recognised`: the page is a picture with a scanner's own invisible text under it, which is its content.
    """

    letters: dict[int, Reason] = field(default_factory=dict)
    recognised: bool = False


@dataclass(slots=True)
class _Suspects:
    """Text objects that are hidden whole, and the boxes and lines that hide single letters of others."""

    whole: dict[int, Reason] = field(default_factory=dict)
    covers: list[tuple[int, Box]] = field(default_factory=list)
    lines: list[Box] = field(default_factory=list)
    edges: bool = False
    struck: list[Box] = field(default_factory=list)


def covered_letters(page: Any, text: Any) -> set[int]:
    """The letters that something opaque painted later hides; raw handles of a page and its text page."""
    hidden = hidden_letters(page, text, page_objects(page))
    return {index for index, why in hidden.letters.items() if why == "covered"}


def hidden_letters(page: Any, text: Any, objects: PageObjects) -> Hidden:
    """What of the page's text is no part of what a person reads; raw handles of pdfium."""
    if not objects.texts:
        return Hidden()
    sheet = _sheet(page)
    suspects = _Suspects()
    recognised = _judge_objects(objects, sheet, suspects)
    suspects.covers = _covers(objects) + _annotations(page, suspects.struck)
    suspects.lines = _lines_through(objects)
    if not (
        suspects.whole or suspects.covers or suspects.lines or suspects.edges or suspects.struck
    ):
        return Hidden(recognised=recognised)
    return Hidden(dict(_judge_letters(text, objects, sheet, suspects)), recognised)


def _sheet(page: Any) -> Box:
    """The part of the page that is shown."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page, box):
        return -1e9, -1e9, 1e9, 1e9
    return box.left, box.bottom, box.right, box.top


def _judge_objects(objects: PageObjects, sheet: Box, suspects: _Suspects) -> bool:
    """Fills in what can be told of whole text objects; true where a scanner's own text lies under a picture."""
    left, bottom, right, top = sheet
    recognised = False
    grounds = {shape.colour for shape in objects.shapes} | {PAPER}
    blending = {
        colour
        for colour in {text.colour for text in objects.texts.values()} - {None}
        if any(one is None or contrast(colour, one) < LEAST_CONTRAST for one in grounds)
    }
    for key, text in objects.texts.items():
        box = text.box
        if not text.painted:
            if any(_holds(picture, box) for picture in objects.pictures):
                recognised = True
            else:
                suspects.whole[key] = "unpainted"
        elif box[0] < left or box[2] > right or box[1] < bottom or box[3] > top:
            suspects.edges = True
        if box[3] - box[1] < _TINY and text.painted and _is_tiny(key):
            suspects.whole[key] = "tiny"
        elif text.colour in blending and _is_of_its_background(text, objects):
            suspects.whole[key] = "colour"
    return recognised


def _is_tiny(key: int) -> bool:
    size, matrix = Numbers(ctypes.c_float, 1), Numbers(ctypes.c_float, 6)
    calls.get_object_font_size(key, size.at[0])
    calls.get_object_matrix(key, matrix.at[0])
    c, d = matrix.values[2:4]
    return bool(0 < size.values[0] * (c * c + d * d) ** 0.5 < _TINY)


def _is_of_its_background(text: TextObject, objects: PageObjects) -> bool:
    colour = text.colour or PAPER
    below = [s for s in objects.shapes if s.order < text.order and _holds(s.box, text.box)]
    if not below:
        return contrast(colour, PAPER) < LEAST_CONTRAST
    ground = below[-1].colour
    # What a picture shows behind letters is not known.
    return ground is not None and contrast(colour, ground) < LEAST_CONTRAST


@cache
def contrast(one: Colour, two: Colour) -> float:
    """From 1, no difference, to 21, black on white, by WCAG 2.2."""
    light, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    """Relative luminance by WCAG 2.2, 0 to 1."""
    parts = [part / 255 for part in colour]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _covers(objects: PageObjects) -> list[tuple[int, Box]]:
    """Solid shapes painted over some run of text."""
    painted = [text for text in objects.texts.values() if text.painted]
    return [
        (shape.order, shape.box)
        for shape in objects.shapes
        if shape.solid
        and any(text.order < shape.order and _meet(shape.box, text.box) for text in painted)
    ]


def _annotations(page: Any, struck: list[Box]) -> list[tuple[int, Box]]:
    """Boxes that a program drew over the page as annotations; words it struck out are put in `struck`."""
    found = []
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        try:
            kind = pdfium.FPDFAnnot_GetSubtype(note)
            if kind in _COVERING_NOTES and (box := _filled_box(note)):
                found.append((_LAST, box))
            elif kind == pdfium.FPDF_ANNOT_STRIKEOUT:
                struck += _marked_boxes(note)
        finally:
            pdfium.FPDFPage_CloseAnnot(note)
    return found


def _filled_box(note: Any) -> Box | None:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    inner = pdfium.FPDFANNOT_COLORTYPE_InteriorColor
    filled = pdfium.FPDFAnnot_GetColor(note, inner, red, green, blue, alpha) and alpha.value == 255
    place = pdfium.FS_RECTF()
    if not filled or not pdfium.FPDFAnnot_GetRect(note, place):
        return None
    return place.left, place.bottom, place.right, place.top


def _marked_boxes(note: Any) -> Iterator[Box]:
    quad = pdfium.FS_QUADPOINTSF()
    for index in range(pdfium.FPDFAnnot_CountAttachmentPoints(note)):
        if pdfium.FPDFAnnot_GetAttachmentPoints(note, index, quad):
            across = [quad.x1, quad.x2, quad.x3, quad.x4]
            down = [quad.y1, quad.y2, quad.y3, quad.y4]
            yield min(across), min(down), max(across), max(down)


def _lines_through(objects: PageObjects) -> list[Box]:
    """Thin level lines that run through the middle of some run of text."""
    thin = sorted(
        ((box[1] + box[3]) / 2, box) for box in objects.thin
        if box[3] - box[1] <= _THIN and box[2] - box[0] > _THIN
    )  # fmt: skip
    if not thin:
        return []
    heights = [at for at, _ in thin]
    found = {}
    for text in objects.texts.values():
        left, bottom, right, top = text.box
        high = top - bottom
        if not _THIN < high < _TALLEST:
            continue
        first = bisect_left(heights, bottom + _MIDDLE[0] * high)
        last = bisect_right(heights, bottom + _MIDDLE[1] * high)
        for at, box in thin[first:last]:
            if box[0] < right and box[2] > left and box[3] - box[1] <= _THIN_SHARE * high:
                found[at, box] = box
    return list(found.values())


def _judge_letters(
    text: Any, objects: PageObjects, sheet: Box, suspects: _Suspects
) -> Iterator[tuple[int, Reason]]:
    at, room = address_of(text), Numbers(ctypes.c_double, 4)
    crossed: dict[int, list[int]] = {}
    for index in range(pdfium.FPDFText_CountChars(text)):
        key = calls.get_text_object(at, index)
        run = objects.texts.get(key) if key else None
        if run is None or not calls.get_char_box(at, index, *room.at):
            continue
        left, right, bottom, top = room.values
        letter = (left, bottom, right, top)
        if key in suspects.whole:
            yield index, suspects.whole[key]
        elif run.painted and _is_covered(run.order, letter, suspects.covers):
            yield index, "covered"
        elif suspects.edges and run.painted and not _holds(sheet, letter):
            yield index, "outside"
        elif _is_crossed(run.box, letter, suspects):
            crossed.setdefault(key, []).append(index)
    for letters in crossed.values():
        # A line of a table may touch one letter; whoever strikes out means words.
        if len(letters) > 1:
            yield from ((index, "struck") for index in letters)


def _is_covered(order: int, letter: Box, covers: Sequence[tuple[int, Box]]) -> bool:
    return any(turn > order and _holds(box, letter) for turn, box in covers)


def _is_crossed(run: Box, letter: Box, suspects: _Suspects) -> bool:
    middle, high = (letter[0] + letter[2]) / 2, run[3] - run[1]
    low, most = run[1] + _MIDDLE[0] * high, run[1] + _MIDDLE[1] * high
    for left, bottom, right, top in suspects.lines:
        if left - 1 <= middle <= right + 1 and low <= (bottom + top) / 2 <= most:
            return True
    return any(_holds(box, letter) for box in suspects.struck)


def _holds(cover: Box, letter: Box) -> bool:
    """The middle of the letter lies under the cover."""
    x, y = (letter[0] + letter[2]) / 2, (letter[1] + letter[3]) / 2
    return cover[0] <= x <= cover[2] and cover[1] <= y <= cover[3]


def _meet(one: Box, two: Box) -> bool:
    return one[0] < two[2] and one[2] > two[0] and one[1] < two[3] and one[3] > two[1]
