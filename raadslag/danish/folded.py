"""Text as every detector reads it: one spelling of each sign, with the way back to what was printed.

Unicode's compatible form (NFKC), signs without a width out, every kind of space one space, every
dash one dash, every digit 0 to 9. Made before a word or a number is looked for, so that no detector
needs to know how many ways there are to write it.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"
"""Signs that are drawn over the one before: accents, strokes, variants."""
_SPACES = " \u00a0\u115f\u1160\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164\uffa0"
"""Spaces, and letters that are drawn as nothing."""
_WIDTHLESS = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
"""The commonest of Unicode's format characters (Cf); the others are met one by one."""
_RAISED = "\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089"
"""Digits set high or low: alone a note's mark or a power, three in a row a number."""
_PLAIN = "\t\n -~\u00a7\u00b0\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u2018\u2019\u201c\u201d\u201e\u2022\u20ac\u00ab\u00bb"
"""Signs that stay what they are."""
_RAISED_SIGN = re.compile(f"[{_RAISED}]")
_SPACE_SIGNS = frozenset("\u115f\u1160\u2800\u3164\uffa0\ufffd")
"""Drawn as nothing; and the sign for one that could not be read."""
_MINUSES = frozenset("\u2212\u2043\u02d7")
_LINE_ENDS = frozenset("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")

_RUN = re.compile(rf"[^{_PLAIN}]+|  +")
"""Where something may have to be respelt; looked for alone, since most texts have little of it."""
_MARK = re.compile(f"[{_MARKS}]")
_ODD = re.compile(
    rf"(?P<space>[{_SPACES}][{_SPACES}{_WIDTHLESS}]+)"
    rf"|(?P<drawn>[^\n][{_MARKS}]+)"
    rf"|(?P<raised>[{_RAISED}]{{3,}})"
    r"|(?P<line>\r\n)"
    rf"|(?P<sign>[^{_PLAIN}])"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and where each stretch of it stands in the printed one (counted from 0)."""

    text: str
    original: str
    """The text as printed."""
    _starts: array[int]
    """Where each stretch begins in `text`."""
    _printed: array[int]
    """Where it begins in the printed text; one more at the end, the printed text's length."""
    _changed: bytes
    """1 for a stretch that was written otherwise, 0 for one that stands sign for sign."""

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """The printed text's `start:end` for the folded text's, which must not be empty."""
        return self._place(start)[0], self._place(end - 1)[1]

    def _place(self, at: int) -> tuple[int, int]:
        """The printed signs that the folded sign at `at` came from."""
        if not self._starts:
            return at, at + 1
        stretch = bisect_right(self._starts, at) - 1
        if self._changed[stretch]:
            return self._printed[stretch], self._printed[stretch + 1]
        begins = self._printed[stretch] + at - self._starts[stretch]
        return begins, begins + 1


def fold(text: str) -> Folded:
    """The text in one spelling. Folding twice is folding once. Takes time in step with the length."""
    made = _Made()
    done = 0
    for run in _RUN.finditer(text):
        start, end = run.span()
        if start > done and _MARK.match(text, start) and text[start - 1] != "\n":
            start -= 1  # the sign that it is drawn over
        if text[end - 1] == "\r" and text[end : end + 1] == "\n":
            end += 1
        for match in _ODD.finditer(text, start, end):
            new = _respelt(match)
            if new != match.group():
                made.add(text[done : match.start()], done, False)
                made.add(new, match.start(), True)
                done = match.end()
    if not done:
        return Folded(text, text, array("Q"), array("Q"), b"")
    made.add(text[done:], done, False)
    made.printed.append(len(text))
    return Folded("".join(made.pieces), text, made.starts, made.printed, bytes(made.changed))


class _Made:
    """A folded text while it grows."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.starts, self.printed = array("Q"), array("Q")
        self.changed = bytearray()
        self._length = 0

    def add(self, piece: str, at: int, is_changed: bool) -> None:
        """One more stretch, printed at `at`; two spaces that meet are one."""
        if self.pieces and piece[:1] == " " and self.pieces[-1][-1] == " ":
            piece, at = piece[1:], at if is_changed else at + 1
        if piece:
            self.pieces.append(piece)
            self.starts.append(self._length)
            self.printed.append(at)
            self.changed.append(is_changed)
            self._length += len(piece)


def _respelt(match: re.Match[str]) -> str:
    text = match.group()
    match match.lastgroup:
        case "space":
            return " "
        case "line":
            return "\n"
        case "sign":
            return _sign(text)
    return "".join(_digit(sign) or _sign(sign) for sign in unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=4096)
def _sign(sign: str) -> str:
    """One sign in its one spelling; nothing for what has no width of its own."""
    if sign in _LINE_ENDS:
        return "\n"
    if _RAISED_SIGN.fullmatch(sign):
        return f" {unicodedata.normalize('NFKC', sign)}"
    if "\u2044" in (plain := unicodedata.normalize("NFKC", sign)) and sign != "\u2044":
        return " " + plain.replace("\u2044", "/")  # 2½ is not 21/2
    if plain != sign:
        return "".join(map(_sign, plain))
    return _of_kind(sign)


def _of_kind(sign: str) -> str:
    if digit := _digit(sign):
        return digit
    if sign in _SPACE_SIGNS:
        return " "
    if sign in _MINUSES:
        return "-"
    match unicodedata.category(sign):
        case "Cf" | "Mn" | "Me":
            return ""
        case "Cc":
            return sign if sign in "\t\n" else ""
        case "Zs" | "Co" | "Cn" | "Cs":
            return " "
        case "Pd":
            return "-"
    return sign


def _digit(sign: str) -> str:
    """The digit as one of 0 to 9, whatever script it is written in; nothing for another sign."""
    value: float = unicodedata.decimal(sign, -1)
    if value < 0 and not _RAISED_SIGN.fullmatch(sign):
        value = unicodedata.numeric(sign, -1)  # ❶, 二: figures in a ring and those of Chinese
    return str(int(value)) if value in range(10) else ""
