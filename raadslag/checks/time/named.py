"""Half-years and quarters by their number and year."""

from __future__ import annotations

import re
from dataclasses import dataclass

ORDINALS = {"første": 1, "anden": 2, "andet": 2, "tredje": 3, "fjerde": 4}
PERIOD = re.compile(
    rf"\b(?P<n>[1-4]|{'|'.join(ORDINALS)})\.?\s?(?P<kind>halvår|kvartal|kv\b)\.?"
    r"(?:\s+(?:af\s|i\s)?(?P<y>(?:19|20)\d{2}))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """A printed quarter or half-year."""

    text: str
    kind: str
    number: int
    year: int | None
    start: int
    end: int

    def agrees(self, other: Period) -> bool:
        """The same period, as far as both print it."""
        years = self.year == other.year or None in (self.year, other.year)
        return self.kind == other.kind and self.number == other.number and years


def named_in(text: str) -> list[Period]:
    """The half-years and quarters of a text."""
    found = []
    for match in PERIOD.finditer(text):
        word = match["n"].lower()
        number = int(word) if word.isdigit() else ORDINALS[word]
        kind = "half" if match["kind"].lower() == "halvår" else "quarter"
        if kind == "quarter" or number <= 2:
            year = int(match["y"]) if match["y"] else None
            found.append(Period(match[0], kind, number, year, *match.span()))
    return found
