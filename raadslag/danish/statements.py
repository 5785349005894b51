"""Sentences as quantities with the words around them; a word's role comes from `relations.toml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from raadslag.danish.numbers import Interval
from raadslag.danish.quantities import RATE, SHARE, Quantity, quantities_in
from raadslag.danish.spans import spans_in
from raadslag.danish.vocabulary import rows

NEAR = 8
"""Words before a figure in which a role's word still speaks of it: "Den samlede udgift til de to skoler bliver 4"."""
_KINDS = {
    **dict.fromkeys(("kr", RATE), "kr"),
    **dict.fromkeys(("pct", SHARE), "pct"),
    "point": "point",
    **dict.fromkeys(
        ("år", "års", "måneder", "måned", "uger", "uge", "dage", "dag", "timer", "time", "minutter", "hverdage",
         "arbejdsdage", "kalenderdage"), "time",
    ),
    "gange": "times",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """A quantity as it is said. `before` and `after` are the words to the figures on either side, in
    small letters, no further than the sentence; `sentence` and `place` count from 0 in the window."""

    quantity: Quantity
    sentence: int
    place: int
    before: str
    after: str
    kind: str
    """`kr`, `pct`, `point`, `time`, `times`, `span` (from–to in time), or `count` for what is counted."""

    @property
    def value(self) -> Decimal:
        return self.quantity.value

    @property
    def span(self) -> Interval:
        """What the printed number can stand for."""
        return self.quantity.interval

    @property
    def each(self) -> bool:
        """Printed as so much for each: "150 kr. pr. medlem"."""
        return self.quantity.unit == RATE

    def ahead(self, count: int) -> list[str]:
        """The last words before it, without their commas."""
        return self.before.replace(",", " ").split()[-count:]

    def behind(self, count: int) -> list[str]:
        """The first words after it, without their commas and stops."""
        return [word.strip(".,;:()") for word in self.after.split()[:count]]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """The words of a role, the longest first; a * stands for any ending."""
    row = next(row for row in rows("relations") if row["name"] == name)
    return _forms(row["words"])


def _forms(given: Sequence[str]) -> re.Pattern[str]:
    words = sorted(given, key=len, reverse=True)
    forms = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"(?<![\w-])(?:{forms})(?!\w)")


@cache
def _opposites() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    row = next(row for row in rows("relations") if row["name"] == "opposites")
    pairs = (pair.split("/") for pair in row["words"])
    return tuple((_forms([one]), _forms([other])) for one, other in pairs)


def opposed(first: str, second: str) -> bool:
    """Whether the two runs of words hold the two sides of one pair: "kvinder", "mænd"."""
    theirs = _sides(second)
    return any((pair, not side) in theirs for pair, side in _sides(first))


@lru_cache(maxsize=8192)
def _sides(words: str) -> frozenset[tuple[int, bool]]:
    """The pairs, by number, of which the words hold the first (true) or the second side."""
    return frozenset(
        (number, side is pair[0])
        for number, pair in enumerate(_opposites())
        for side in pair
        if side.search(words)
    )


@lru_cache(maxsize=8192)
def spoken(name: str, words: str) -> str | None:
    """The last word of the role in these words; null where none is."""
    found = [match.group() for match in _pattern(name).finditer(words)]
    return found[-1] if found else None


def lead(said: Said, name: str, near: int = NEAR) -> str | None:
    """The role's word among the last `near` words before the figure."""
    return spoken(name, last_words(said.before, near))


def tail(said: Said, name: str, near: int = 3) -> str | None:
    """The role's word among the first `near` words after the figure."""
    return spoken(name, first_words(said.after, near))


@lru_cache(maxsize=8192)
def last_words(text: str, count: int) -> str:
    return " ".join(text.split()[-count:])


@lru_cache(maxsize=8192)
def first_words(text: str, count: int) -> str:
    return " ".join(text.split()[:count])


@lru_cache(maxsize=1024)
def said_in(sentences: Sequence[str]) -> tuple[Said, ...]:
    """The quantities of some sentences in a row, in reading order. What a sentence without any says
    before a colon or list is said of the next."""
    found: list[Said] = []
    carried = ""
    for number, text in enumerate(sentences):
        quantities = _with_spans(text)
        small = text.lower()
        if not quantities:
            carried = small if small.rstrip().endswith(":") else ""
            continue
        ends = [0, *(one.end for one in quantities)]
        starts = [*(one.start for one in quantities), len(text)]
        gaps = [small[a:b] for a, b in zip(ends, starts, strict=True)]
        gaps[0] = f"{carried} {gaps[0]}"
        carried = ""
        for place, one in enumerate(quantities):
            kind = _kind(one, gaps[place])
            found.append(Said(one, number, len(found), gaps[place], gaps[place + 1], kind))
    return tuple(found)


def _kind(quantity: Quantity, before: str) -> str:
    """A bare number after "svarprocenten er" is one of per cent."""
    if quantity.unit == SPAN:
        return "span"
    if not quantity.noun and "procent" in last_words(before, 3) and quantity.unit == "":
        return "pct"
    return _KINDS.get(quantity.unit, "count")


AGED = re.compile(
    r"(?<![\w.,-])(?P<n>\d{2,3})[- ]års[- ]?(?:jubilæum|fødselsdag|dag)\b", re.IGNORECASE
)
""" "Fejrer i 2030 sit 75-års jubilæum": so many years after the first."""
OF_AGE = "jubilæum"
SPAN = "span"
_LENGTH = {"år": 1, "timer": 60, "dage": 1}


def _with_spans(text: str) -> tuple[Quantity, ...]:
    """The quantities, and the spans of time as quantities of their length in their unit."""
    spans = [one for one in spans_in(text) if not one.backward]
    if not spans:
        return quantities_in(text)
    found = [q for q in quantities_in(text) if not any(s.start <= q.start < s.end for s in spans)]
    for match in AGED.finditer(text):
        years = Decimal(match["n"])
        found = [one for one in found if not match.start() <= one.start < match.end()]
        found.append(
            Quantity(
                match.group(),
                years,
                Interval(years, years),
                "års",
                Decimal(1),
                *match.span(),
                noun=OF_AGE,
            )
        )
    for one in spans:
        low, high = Decimal(one.least) / _LENGTH[one.unit], Decimal(one.most) / _LENGTH[one.unit]
        found.append(
            Quantity(
                one.text,
                high,
                Interval(low, high),
                SPAN,
                Decimal(1),
                one.start,
                one.end,
                noun=one.unit,
            )
        )
    return tuple(sorted(found, key=lambda one: one.start))
