"""Whether two printed names are one body: genitives, endings, short forms and abbreviations."""

from __future__ import annotations

import re

from raadslag.reader.words import fold

COUNCILS = {
    "kb": "kommunalbestyrelsen", "by": "byrådet", "br": "borgerrepræsentationen", "øu": "økonomiudvalget",
    "øk": "økonomiudvalget", "ku": "kommunalbestyrelsen", "mag": "magistraten", "rr": "regionsrådet",
}  # fmt: skip
"""Abbreviations that mean the same everywhere."""
_GENERIC = frozenset(("udvalget", "rådet", "mødet", "udvalg"))
_LONGEST_ABBREVIATION = 5


def same_body(one: str | None, other: str | None) -> bool:
    """Whether two names may be one body: equal, one in the other, an abbreviation, or a telling word shared.

    Committees are printed in the genitive, cut short and renamed, so that only a real difference
    counts; an unknown name is no difference.
    """
    if not one or not other:
        return True
    if fold(one) in _GENERIC or fold(other) in _GENERIC:
        return True
    a, b = plain_body(one), plain_body(other)
    if a == b or _inside(a, b) or _inside(b, a):
        return True
    if is_abbreviation(one) != is_abbreviation(other):
        short, long = (one, b) if is_abbreviation(one) else (other, a)
        return _stands_for(fold(short), long)
    shared = {w for w in a.split() if len(w) >= 5} & {w for w in b.split() if len(w) >= 5}
    return bool(shared - {"udvalg"})


def is_abbreviation(text: str) -> bool:
    """A short name in capitals ("KB", "SOSU")."""
    return len(text) <= _LONGEST_ABBREVIATION and text.isupper()


def plain_body(text: str) -> str:
    """The name as compared: folded, no marks, no genitive, no definite ending, no municipality's "Udvalget for"."""
    text = re.sub(r"[^\wæøå ]", " ", fold(COUNCILS.get(fold(text), text)))
    text = re.sub(
        r"\b(\w*(?:udvalget|rådet|bestyrelsen|magistraten|direktionen|nævnet))s\b", r"\1", text
    )
    text = re.sub(r"\b(\w*(?:udvalg|råd|nævn))et\b", r"\1", text)
    return " ".join(text.split())


def _inside(part: str, whole: str) -> bool:
    return len(part) >= 4 and re.search(rf"\b{re.escape(part)}\b", whole) is not None


def _stands_for(short: str, name: str) -> bool:
    """The letters come in the name in this order, the first one first."""
    if short in COUNCILS:
        return False
    name = re.sub(r"^(?:udvalg for|udvalg)\s+", "", name)
    if not name.startswith(short[0]):
        return False
    at = 0
    for letter in short:
        at = name.find(letter, at) + 1
        if not at:
            return False
    return True
