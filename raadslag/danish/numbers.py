"""Numbers as Danish prints and says them: digits, words, fractions, and what a printed one can stand for.

Interval arithmetic after XBRL Calculations 1.1: a fact rounded to d decimals stands for half a unit of
its last digit to both sides, and a sum is broken only when the intervals cannot overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

HALF = Decimal("0.5")
SLACK = Decimal("1e-9")


@dataclass(frozen=True, slots=True)
class Interval:
    low: Decimal
    high: Decimal

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def times(self, factor: Decimal) -> Interval:
        ends = (self.low * factor, self.high * factor)
        return Interval(min(ends), max(ends))

    def by(self, other: Interval) -> Interval | None:
        """Quotient; null where the divisor may be nought."""
        if other.low <= 0 <= other.high:
            return None
        ends = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def overlaps(self, other: Interval) -> bool:
        return self.low <= other.high + SLACK and other.low <= self.high + SLACK

    def contains(self, value: Decimal) -> bool:
        return self.low - SLACK <= value <= self.high + SLACK

    def magnitude(self) -> Interval:
        """The interval of the absolute value."""
        if self.low >= 0:
            return self
        if self.high <= 0:
            return -self
        return Interval(Decimal(0), max(-self.low, self.high))

    @property
    def width(self) -> Decimal:
        return self.high - self.low


def around(value: Decimal, half_width: Decimal) -> Interval:
    return Interval(value - half_width, value + half_width)


def total(intervals: Iterable[Interval]) -> Interval:
    result = Interval(Decimal(0), Decimal(0))
    for interval in intervals:
        result = result + interval
    return result


NUMBER = r"(?:\d{1,3}(?:[.\u00a0\u202f]\d{3})+(?!\d)|\d+)(?:,\d+|½)?"
"""One number in digits: points or thin spaces part thousands, a comma decimals; 12½."""

_ONES = "nul en to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten"
WORDS: dict[str, int] = {word: value for value, word in enumerate(_ONES.split())}
"""Words from nul to nitten and their numbers."""
_TENS = {"tyve": 20, "tredive": 30, "fyrre": 40, "halvtreds": 50, "tres": 60, "halvfjerds": 70, "firs": 80,
         "halvfems": 90}  # fmt: skip
NUMERALS: dict[str, Decimal] = {
    **{word: Decimal(value) for word, value in WORDS.items() if value >= 2},
    **{word: Decimal(value) for word, value in _TENS.items()},
    **{
        f"{one}og{ten}": Decimal(WORDS[one] + value)
        for one in _ONES.split()[1:10]
        for ten, value in _TENS.items()
    },
    "halvanden": Decimal("1.5"),
    "halvandet": Decimal("1.5"),
    "hundrede": Decimal(100),
}
"""Number words, "to" to "nioghalvfems" ("en" is mostly an article): the Danish count by scores."""
_PARTS = {
    "halv": 2, "anden": 2, "andet": 2, "tredj": 3, "fjerd": 4, "kvart": 4, "femt": 5, "sjett": 6, "syvend": 7,
    "ottend": 8, "niend": 9, "tiend": 10,
}  # fmt: skip
"""The stem of an ordinal and what it parts by: tredj(edel), hver femt(e)."""
FRACTION = (
    r"(?P<half>halvdelen|hver anden|hvert andet)"
    r"|hver(?:t)? (?P<every>tredje|fjerde|femte|sjette|syvende|ottende|niende|tiende)\b"
    r"|(?P<times>en|et|to|tre|fire|fem|seks|syv|otte|ni) (?P<nth>tredje|fjerde|femte|sjette|syvende|ottende|niende|tiende)del(?:e)?\b"
    r"|(?P<quarter>(?:en|tre) kvart)\b"
)
"""A share said in words: "hver fjerde", "to tredjedele", "halvdelen"."""


def fraction(match: re.Match[str]) -> Decimal:
    """The share that a match of `FRACTION` says, in per cent."""
    if match["half"]:
        return Decimal(50)
    if match["quarter"]:
        return Decimal(75 if match["quarter"].lower().startswith("tre") else 25)
    nth = match["every"] or match["nth"]
    parts = next(value for stem, value in _PARTS.items() if nth.lower().startswith(stem))
    return Decimal(100 * WORDS.get((match["times"] or "en").lower(), 1)) / parts


def decimal(printed: str) -> Decimal:
    """A number printed the Danish way: points and thin spaces for thousands, comma for decimals."""
    plain = re.sub(r"[.\s\u00a0\u202f]", "", printed).replace(",", ".").replace("½", ".5")
    return Decimal(plain.replace("−", "-").replace("–", "-"))


def show(value: Decimal) -> str:
    """A number the Danish way: `1.234,5`, minus as `-`, no needless noughts."""
    rounded = value.quantize(Decimal("0.01")) if value != value.to_integral() else value
    whole, _, rest = f"{rounded:f}".partition(".")
    rest = rest.rstrip("0")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(digits):,}".replace(",", ".")
    return f"{sign}{grouped},{rest}" if rest else f"{sign}{grouped}"


def plain(value: Decimal) -> str:
    """A number for machines: a point for decimals, no grouping, no needless noughts."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def slip(first: Decimal, second: Decimal, *, shortest: int = 3) -> bool:
    """Whether one number is the other with one slip: a digit changed, dropped, doubled or two
    neighbours exchanged, or the unit off by tens, hundreds or thousands. Two digits are too few to
    tell a slip from another number, unless it is the unit; `shortest` digits are left of a number
    that lost one."""
    if first == second or not first or not second:
        return False
    one, other = _digits(first, second)
    if one.rstrip("0") == other.rstrip("0"):
        return True
    if min(len(one), len(other)) < 2:
        return False
    if len(one) == len(other):
        return _one_changed(one, other)
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    if len(longer) - len(shorter) != 1 or len(shorter) < shortest:
        return False
    return any(longer[:n] + longer[n + 1 :] == shorter for n in range(len(longer)))


def _one_changed(one: str, other: str) -> bool:
    differing = [n for n in range(len(one)) if one[n] != other[n]]
    if len(differing) == 1:
        return True
    if len(differing) != 2 or differing[1] != differing[0] + 1:
        return False
    a, b = differing
    return one[a] == other[b] and one[b] == other[a]


def _digits(first: Decimal, second: Decimal) -> tuple[str, str]:
    """The digits of both, with the same number of decimals, and noughts shared at the end gone."""
    exponents = [int(value.normalize().as_tuple().exponent) for value in (first, second)]
    lowest = min(exponents)
    return tuple(str(int(abs(value).scaleb(-lowest))) for value in (first, second))  # type: ignore[return-value]
