"""The pdfium functions that are asked for every line of text, with addresses as plain numbers.

The library's own bindings look at the type of each pointer in each call, which costs more than the
call itself. Signatures are those of `fpdf_text.h`; whoever calls keeps the memory alive.
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


class Numbers:
    """Room for what a call writes: `values[:]` are the numbers, `at` the address of each."""

    __slots__ = ("at", "values")

    def __init__(self, kind: type[ctypes.c_double | ctypes.c_float], count: int):
        self.values = (kind * count)()
        first, step = ctypes.addressof(self.values), ctypes.sizeof(kind)
        self.at = tuple(first + step * place for place in range(count))
