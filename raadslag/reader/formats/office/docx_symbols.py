"""Signs that Word writes as a font's number: ticked boxes, arrows, Greek letters."""

from __future__ import annotations

from raadslag.reader.formats.lost import LOST

_WINGDINGS = dict(
    zip(
        (0x6C, 0x6E, 0x6F, 0x71, 0xA7, 0xA8, 0xD8, 0xE0, 0xF0, 0xFB, 0xFC, 0xFD, 0xFE, 0x4A, 0x4C),
        "●■☐☐▪☐➢→⇨✗✓☒☒☺☹", strict=True,
    )
)  # fmt: skip
_SYMBOL = dict(
    zip(
        (0x61, 0x62, 0x67, 0x64, 0x65, 0x71, 0x6C, 0x6D, 0x70, 0x73, 0x74, 0x77, 0x44, 0x53, 0x57,
         0xA3, 0xAE, 0xB0, 0xB1, 0xB3, 0xB4, 0xB7, 0xB9, 0xBB, 0xD7, 0xDE, 0xA5, 0xC5, 0x2D, 0x2B, 0x3D),
        "αβγδεθλμπστωΔΣΩ≤→°±≥×•≠≈·⇒∞⊕−+=", strict=True,
    )
)  # fmt: skip
"""Codes of the fonts Wingdings and Symbol, by their makers' tables."""


def symbol(font: str, number: str) -> str:
    """The sign of `number` (hexadecimal) in the font; U+FFFD where we do not know it."""
    try:
        code = int(number, 16)
    except ValueError:
        return LOST
    # Word adds F000 to the codes of such fonts.
    low = code - 0xF000 if 0xF000 <= code < 0xF100 else code
    if font.lower().startswith("wingdings"):
        return _WINGDINGS.get(low, LOST)
    if font.lower() == "symbol":
        return _SYMBOL.get(
            low, chr(low) if chr(low).isdecimal() or chr(low) in "()[]{},.%/<>" else LOST
        )
    if code >= 0xE000:
        return LOST
    return chr(code) if code >= 0x20 else LOST
