"""The pdfium functions that are asked for every line or thing of a page, with addresses as plain numbers.

The library's own bindings look at the type of each pointer in each call, which costs more than the
call itself. Signatures are those of `fpdf_text.h` and `fpdf_edit.h`; whoever calls keeps the memory
alive.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

_AT = ctypes.c_void_p
_INT = ctypes.c_int


def address_of(handle: Any) -> int:
    """The address that a handle of the library holds."""
    return ctypes.cast(handle, _AT).value or 0


def _by_address(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    return ctypes.CFUNCTYPE(result, *arguments)(address_of(function))


count_rects = _by_address(pdfium.FPDFText_CountRects, _INT, _AT, _INT, _INT)
get_rect = _by_address(pdfium.FPDFText_GetRect, _INT, _AT, _INT, _AT, _AT, _AT, _AT)
get_char_box = _by_address(pdfium.FPDFText_GetCharBox, _INT, _AT, _INT, _AT, _AT, _AT, _AT)
get_char_origin = _by_address(pdfium.FPDFText_GetCharOrigin, _INT, _AT, _INT, _AT, _AT)
get_font_size = _by_address(pdfium.FPDFText_GetFontSize, ctypes.c_double, _AT, _INT)
get_matrix = _by_address(pdfium.FPDFText_GetMatrix, _INT, _AT, _INT, _AT)
get_font_info = _by_address(
    pdfium.FPDFText_GetFontInfo, ctypes.c_ulong, _AT, _INT, _AT, ctypes.c_ulong, _AT
)
get_unicode = _by_address(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _AT, _INT)
is_hyphen = _by_address(pdfium.FPDFText_IsHyphen, _INT, _AT, _INT)
is_unmapped = _by_address(pdfium.FPDFText_HasUnicodeMapError, _INT, _AT, _INT)
get_text_object = _by_address(pdfium.FPDFText_GetTextObject, _AT, _AT, _INT)
count_objects = _by_address(pdfium.FPDFPage_CountObjects, _INT, _AT)
get_object = _by_address(pdfium.FPDFPage_GetObject, _AT, _AT, _INT)
count_inner = _by_address(pdfium.FPDFFormObj_CountObjects, _INT, _AT)
get_inner = _by_address(pdfium.FPDFFormObj_GetObject, _AT, _AT, ctypes.c_ulong)
get_type = _by_address(pdfium.FPDFPageObj_GetType, _INT, _AT)
get_bounds = _by_address(pdfium.FPDFPageObj_GetBounds, _INT, _AT, _AT, _AT, _AT, _AT)
get_fill = _by_address(pdfium.FPDFPageObj_GetFillColor, _INT, _AT, _AT, _AT, _AT, _AT)
get_stroke = _by_address(pdfium.FPDFPageObj_GetStrokeColor, _INT, _AT, _AT, _AT, _AT, _AT)
get_draw_mode = _by_address(pdfium.FPDFPath_GetDrawMode, _INT, _AT, _AT, _AT)
get_render_mode = _by_address(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _AT)
get_object_matrix = _by_address(pdfium.FPDFPageObj_GetMatrix, _INT, _AT, _AT)
is_see_through = _by_address(pdfium.FPDFPageObj_HasTransparency, _INT, _AT)
get_object_font_size = _by_address(pdfium.FPDFTextObj_GetFontSize, _INT, _AT, _AT)


class Numbers:
    """Room for what a call writes: `values[:]` are the numbers, `at` the address of each."""

    __slots__ = ("at", "values")

    def __init__(
        self,
        kind: type[ctypes.c_double | ctypes.c_float | ctypes.c_uint | ctypes.c_int],
        count: int,
    ):
        self.values: Any = (kind * count)()
        first, step = ctypes.addressof(self.values), ctypes.sizeof(kind)
        self.at = tuple(first + step * place for place in range(count))
