"""Characters that no text here may hold, made visible: one function, at every door.

A database refuses some of them (NUL), XML others (ESC), no font has the next ones (private use,
noncharacters), and a few hide or turn round what stands beside them. What Word is known to mean by
one is written as Word shows it; anything else becomes `UNKNOWN`, which a reader can see and a rule
of the checks points at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

UNKNOWN = "\ufffd"
"""Stands where a character was that cannot be kept (Unicode's own REPLACEMENT CHARACTER)."""
MOST_MARKS = 8
"""Combining marks on one letter. Pointed Hebrew has four, Vietnamese two; more of them is a flood."""

_BREAKS = dict.fromkeys("\x0b\x0c\u2028\u2029", "\n")
_WORD = {"\x07": " ", "\x1e": "\u2011", "\x1f": "\u00ad"}
"""Word's cell mark, hard hyphen and soft hyphen, as they come with copied text."""
_CP1252 = {
    chr(code): bytes([code]).decode("cp1252", "ignore") or UNKNOWN for code in range(0x80, 0xA0)
}
"""Nobody writes C1 controls: they are cp1252 letters that a program took for Latin-1."""
_SYMBOLS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf076": "❖", "\uf0d8": "➢", "\uf0e0": "→", "\uf0e8": "→",
    "\uf0fc": "✓", "\uf0fb": "✗", "\uf06f": "☐", "\uf0a8": "☐", "\uf0fe": "☒", "\uf06e": "■",
    "\uf06c": "●", "\uf0b0": "°", "\uf0b1": "±", "\uf0a3": "≤", "\uf0b3": "≥", "\uf0b4": "×",
    "\uf02d": "–", "\uf04a": "☺", "\uf020": " ", "\uf0a0": " ",
}  # fmt: skip
"""Bullets and signs of the Symbol and Wingdings fonts, as Word puts them on the clipboard."""
_DIRECTIONS = dict.fromkeys("\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff", "")
"""Marks that fold a text's direction, seen by nobody; each letter has its own direction anyway."""
_KNOWN: Mapping[str, str] = _BREAKS | _WORD | _CP1252 | _SYMBOLS | _DIRECTIONS

_NEVER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    "\u2028\u2029\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffc"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
    + "\U000e0000-\U000e00ff\U000f0000-\U0010ffff]"
)  # fmt: skip
_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,16}\U000e007f")
"""A flag like Scotland's: the one use of tag letters that shows something."""
_LONG_RUN = re.compile(f"[^\x00-\u02ff]{{{MOST_MARKS + 1},}}")
"""Where a flood of marks can be: so many letters beyond Latin side by side."""


def clean(text: str) -> str:
    """The text with every character that cannot be kept made visible; most texts come back as they are.

    Line breaks and tabs stay. Cleaning twice is cleaning once.
    """
    if _NEVER.search(text):
        text = _NEVER.sub(_instead, text) if not _FLAG.search(text) else _but_flags(text)
    return _LONG_RUN.sub(_without_flood, text)


def one_line(text: str) -> str:
    """Clean letters on one line, as in a title: runs of white space are one space, ends trimmed."""
    return " ".join(clean(text).split())


def _instead(found: re.Match[str]) -> str:
    return _KNOWN.get(found.group(), UNKNOWN)


def _but_flags(text: str) -> str:
    """Clean what stands between flags."""
    out, at = [], 0
    for flag in _FLAG.finditer(text):
        out += [_NEVER.sub(_instead, text[at : flag.start()]), flag.group()]
        at = flag.end()
    return "".join([*out, _NEVER.sub(_instead, text[at:])])


def _without_flood(found: re.Match[str]) -> str:
    """At most `MOST_MARKS` combining marks in a row; one `UNKNOWN` stands for the rest."""
    out: list[str] = []
    run = 0
    for letter in found.group():
        run = run + 1 if unicodedata.category(letter) in {"Mn", "Me"} else 0
        if run <= MOST_MARKS:
            out.append(letter)
        elif run == MOST_MARKS + 1:
            out.append(UNKNOWN)
    return "".join(out)
