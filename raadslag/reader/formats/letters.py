"""Letters as every format hands them on: NFC, no ligatures, no control characters, folded spaces."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

_ODD = re.compile("[^\n\r\t\x20-\x7e\xa0-\xac\xae-\u02af\u2000-\u200a\u2010-\u2027\u202f\u20ac]")
_SPACES = re.compile("[ \u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_DROPPED_RANGES = (
    (0x00, 0x08),
    (0x0E, 0x1F),
    (0x7F, 0x9F),
    (0xAD, 0xAD),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x2064),
    (0xD800, 0xDFFF),
    (0xFEFF, 0xFEFF),
    (0xFFFE, 0xFFFF),
)
_DROPPED = {code: None for low, high in _DROPPED_RANGES for code in range(low, high + 1)}
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st"}
_TABLE: dict[int, str | None] = (
    _DROPPED | _LIGATURES | {0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x85: "\n", 0x2028: "\n"}
)
# Word's own bullets come as private letters of the Symbol and Wingdings fonts.
_TABLE |= dict.fromkeys([0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC, 0xF076], "•")
_RAISED = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_][ \u00a0]{1,6}){3,}[^\W\d_](?=[\s:.]|$)")
_APART = re.compile(r"[ \u00a0]{2,}")
_PARTIES = frozenset("ABCDFIKLMNOQVÆØÅ")
_LINK_SCHEMES = frozenset({"http", "https", "mailto"})


def clean_letters(text: str) -> str:
    """NFC text without ligatures and control characters, runs of spaces folded; tabs and newlines stay."""
    if _ODD.search(text):
        text = unicodedata.normalize("NFC", text.translate(_TABLE))
    return _SPACES.sub(" ", text)


def needs_cleaning(text: str) -> bool:
    """False where `clean_letters` would change nothing but white space."""
    return _ODD.search(text) is not None


def one_line(text: str) -> str:
    """Clean letters on one line, without white space at the ends."""
    return " ".join(clean_letters(text).split())


def raised(text: str) -> str:
    """Figures set small and high, as such: "m2" with a raised 2 is "m²"; other letters as they are."""
    return text.translate(_RAISED) if text.strip("+-−0123456789n") == "" else text


def power(text: str) -> str:
    """A formula's exponent: ², or ^(n+1)."""
    small = raised(text)
    return small if small != text else f"^{_grouped(text)}"


def fraction(above: str, below: str) -> str:
    """A formula's fraction on one line: a/b, (a+b)/c."""
    return f"{_grouped(above)}/{_grouped(below)}"


def _grouped(text: str) -> str:
    return text if text.replace(",", "").replace(".", "").isalnum() else f"({text})"


def is_row_of_letters(letters: str) -> bool:
    """All different and letters of parties or local lists: "A B C F V" is a list, no letter-spaced word."""
    return len(set(letters)) == len(letters) and set(letters) <= _PARTIES


def closed_up(text: str) -> str:
    """Words set with a blank between their letters are whole: "B e s l u t n i n g" is "Beslutning".

    Two blanks or more part words. A row of party letters ("A B C F V") is none.
    """
    if not _SPACED.search(text):
        return text
    return _SPACED.sub(lambda found: _close(found[0]), text)


def _close(spaced: str) -> str:
    words = [word.replace(" ", "") for word in _APART.split(spaced)]
    return spaced if is_row_of_letters("".join(words)) else " ".join(words)


def safe_href(address: str | None) -> str | None:
    """The address if it is an absolute http, https or mailto one, else null."""
    if not address:
        return None
    # Browsers pass over white space and control characters inside a scheme; so must we.
    bare = "".join(
        letter for letter in address if letter > " " and letter not in "\x7f\u00a0\ufeff"
    )
    try:
        parts = urlsplit(bare)
    except ValueError:
        return None
    if parts.scheme.lower() not in _LINK_SCHEMES:
        return None
    return bare if parts.netloc or (parts.scheme.lower() == "mailto" and parts.path) else None
