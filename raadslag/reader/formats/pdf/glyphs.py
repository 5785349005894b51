"""The letters of a PDF page by number, and those that the file prints without naming them."""

from __future__ import annotations

import ctypes
import re
from typing import Any

import pypdfium2.raw as pdfium

from raadslag.covered.calls import (
    address_of,
    get_font_info,
    get_unicode,
    is_hyphen,
    is_unmapped,
)
from raadslag.reader.formats.lost import FIRST_MARK, LOST, MARKS, has_lost

_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd\ue000-\uf8ff]")
_HYPHEN = "\ufffe"
"""How pdfium tells a hyphen that ends a line; a letter without a name is told the same."""
_BULLETS = frozenset("\uf0b7\uf0a7\uf0d8\uf0fc\uf076")
"""Word's own bullets: private letters with a known look."""
_LINE = re.compile(r"(?:\A|(?<=\n))\S")
_MOST_LOST = 0.4
"""Part of a line's letters without a name from which the line says nothing."""
_NAME_LENGTH = 128


def page_letters(text: Any, marks: dict[tuple[bytes, int], str]) -> str:
    """The page's letters, one for each that `FPDFText_*` counts; U+FFFE is a hyphen at a line's end.

    Letters without a name are U+FFFD, or one of `marks` where font and code tell them apart.
    """
    count = pdfium.FPDFText_CountChars(text)
    if count <= 0:
        return ""
    buffer = ctypes.create_string_buffer((count + 1) * 2)
    letters = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    written = pdfium.FPDFText_GetText(text, 0, count, letters)
    found = buffer.raw[: max(written - 1, 0) * 2].decode("utf-16-le", "replace")
    at = address_of(text)
    if len(found) == count and not _ODD.search(found) and not _is_odd(at, found):
        return found
    return "".join(_named(at, index, marks) for index in range(count))


def _is_odd(at: int, found: str) -> bool:
    """A hyphen is none, or a line begins with a letter that the file does not name."""
    if _HYPHEN in found and not all(
        get_unicode(at, index) for index, letter in enumerate(found) if letter == _HYPHEN
    ):
        return True
    return any(is_unmapped(at, line.start()) for line in _LINE.finditer(found))


def _named(at: int, index: int, marks: dict[tuple[bytes, int], str]) -> str:
    code = get_unicode(at, index)
    if code in (0x0D, 0x0A, 0x09, 0x20):
        return chr(code)
    if code == 2 and is_hyphen(at, index):
        return _HYPHEN
    if code in (0, 0xFFFD, 0xFFFE):
        return LOST
    letter = chr(code)
    private = 0xE000 <= code < 0xF900 and letter not in _BULLETS
    if not private and code >= 0x20 and not is_unmapped(at, index):
        return letter
    font = ctypes.create_string_buffer(_NAME_LENGTH)
    flags = ctypes.c_int()
    get_font_info(at, index, ctypes.addressof(font), _NAME_LENGTH, ctypes.addressof(flags))
    key = (font.value, code)
    if key not in marks and len(marks) >= MARKS:
        return LOST
    return marks.setdefault(key, chr(FIRST_MARK + len(marks)))


def is_lost(line: str) -> bool:
    """More of the line's letters have no name than can be put back."""
    if not has_lost(line):
        return False
    letters = line.replace(" ", "")
    return sum(map(has_lost, letters)) > _MOST_LOST * len(letters)
