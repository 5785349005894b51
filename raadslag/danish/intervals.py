"""Interval arithmetic: what a printed number can stand for, given the digits it was printed with.

The idea is XBRL Calculations 1.1: a fact rounded to d decimals stands for the interval of half a
unit of its last digit to both sides, and a sum is broken only when the intervals cannot overlap.
"""

from __future__ import annotations

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
