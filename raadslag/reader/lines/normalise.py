"""Letters made equal before anyone reads them: NFC, plain spaces, no ligatures, no invisible marks."""

from __future__ import annotations

import re
import unicodedata

_PLAIN = str.maketrans(
    {
        "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\u3000": " ", "\u2002": " ",
        "\u2003": " ", "\u200b": None, "\u200c": None, "\u200d": None, "\ufeff": None, "\u00ad": None,
        "\u2060": None, "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi",
        "\ufb04": "ffl", "\u2011": "-", "\uf0b7": "•", "\uf0a7": "•", "\u25cf": "•", "\u25aa": "•",
        "\u00b7": "•", "\u2022": "•", "\u25e6": "•", "\u2028": " ", "\u2029": " ", "\r": None,
        "\x00": None,
    }
)  # fmt: skip
_ODD = re.compile("[" + "".join(map(chr, _PLAIN)) + "]")
_SPACES = re.compile(r"[ \v]{2,}")


def clean(text: str) -> str:
    """One line as the parser reads it: tabs are kept, runs of spaces folded, ends trimmed of spaces.

    A tab at the very start stays: it is an empty first cell.
    """
    if _ODD.search(text):
        text = text.translate(_PLAIN)
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if "\t" in text:
        text = "\t".join(cell.strip(" ") for cell in text.split("\t")).rstrip("\t")
        if not text.strip():
            return ""
    if "  " in text or "\v" in text:
        text = _SPACES.sub(" ", text)
    return text.strip(" \n\f")
