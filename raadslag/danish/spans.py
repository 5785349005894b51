"""Spans of time as they are printed, with their length: "2031-2034", "kl. 13.00-14.30", "1. maj til 3. juni 2031"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from raadslag.danish.moments import MONTH, day_on, days_in, month_of

_TO = r"\s?(?:-|–|til og med|til|tom\.)\s?"
YEARS = re.compile(rf"(?<![\d.,/-])(?P<a>(?:19|20)\d\d){_TO}(?P<b>(?:19|20)\d\d)(?![\d/]|[.,-]\d)")
CLOCK = re.compile(
    r"\bkl\.? ?(?P<h>\d{1,2})(?:[.:](?P<m>\d\d))?(?:\s?(?:-|–|til|og slutter|og varer til)\s?(?:kl\.? ?)?)"
    r"(?P<i>\d{1,2})(?:[.:](?P<n>\d\d))?(?!\d|[.,]\d)"
)
HOURS = re.compile(
    r"(?<![\d.:])(?P<h>\d{1,2})[.:](?P<m>[0-5]\d)\s?(?:-|–|til)\s?(?P<i>\d{1,2})[.:](?P<n>[0-5]\d)(?![\d]|[.:,]\d)"
)
SINCE = re.compile(
    r"\b(?:født|stiftet|stiftedes|grundlagt|oprettet|åbnet|åbnede|indviet|bygget|opført|etableret|startet|stod færdig)\s(?:i\s)?(?P<a>(?:19|20)\d\d)\b"
    r"[^.;\n]{0,80}?\b(?P<b>(?:19|20)\d\d)\b"
)
"""A beginning and a later year: what turns so old in between."""
WEEKS = re.compile(
    r"\buger?(?:ne)?\s(?P<a>\d{1,2})\s?(?:-|–|til)\s?(?P<b>\d{1,2})(?!\d|[.,]\d)", re.IGNORECASE
)
NAMED = re.compile(rf"\b(?P<a>{MONTH})\s?(?:-|–|til og med|til)\s?(?P<b>{MONTH})\b", re.IGNORECASE)
IN_MONTH = re.compile(
    rf"\b(?P<a>\d{{1,2}})\.\s?(?:-|–|til(?: og med)?)\s?(?:den\s|d\.\s)?(?P<b>\d{{1,2}})\.\s?(?:{MONTH})\b",
    re.IGNORECASE,
)
_FROM_DAY = re.compile(
    r"\s*(?:-|–|(?:,\s)?(?:og\s)?(?:til og med|til|slutter|løber til|er færdigt?|afsluttes|ender))\s*(?:den\s|d\.\s)?"
)
"""What stands between the first and the last day of a span."""


@dataclass(frozen=True, slots=True)
class Span:
    """A span of time. `unit` is år, timer (kept in minutes) or dage; `least` and `most` its length, the
    first and last day or year counted or not; null where it ends before it begins."""

    text: str
    unit: str
    least: int
    most: int
    start: int
    end: int
    backward: bool = False
    days: tuple[date, date] | None = None
    """First and last day, where it is a span of days."""


@lru_cache(maxsize=4096)
def spans_in(text: str) -> tuple[Span, ...]:
    """Every span of years, hours or days in reading order."""
    return tuple(
        sorted(
            (*_years(text), *_ages(text), *_hours(text), *_days(text), *_stretches(text)),
            key=lambda one: one.start,
        )
    )


def _years(text: str) -> Iterator[Span]:
    for match in YEARS.finditer(text):
        length = int(match["b"]) - int(match["a"])
        dash = match.group()[4:-4].strip() in ("-", "–", "til og med")
        yield Span(match.group(), "år", length + dash, length + 1, *match.span(), length < 0)


def _ages(text: str) -> Iterator[Span]:
    """ "stiftet i 1951 og fylder 80 år i 2031": the span ends, and stands, at the later year."""
    for match in SINCE.finditer(text):
        length = int(match["b"]) - int(match["a"])
        if length > 0:
            yield Span(f"{match['a']}-{match['b']}", "år", length - 1, length, *match.span("b"))


def _hours(text: str) -> Iterator[Span]:
    clocks = list(CLOCK.finditer(text))
    clocks += [
        one
        for one in HOURS.finditer(text)
        if not any(c.start() < one.end() and one.start() < c.end() for c in clocks)
    ]
    for match in clocks:
        first = int(match["h"]) * 60 + int(match["m"] or 0)
        last = int(match["i"]) * 60 + int(match["n"] or 0)
        if max(first, last) <= 24 * 60:
            yield Span(
                match.group(), "timer", last - first, last - first, *match.span(), last < first
            )


def _stretches(text: str) -> Iterator[Span]:
    """Weeks by number and months by name, both ends counted."""
    for match in WEEKS.finditer(text):
        length = int(match["b"]) - int(match["a"]) + 1
        if length > 0:
            yield Span(match.group(), "dage", length * 7, length * 7, *match.span())
    for match in IN_MONTH.finditer(text):
        length = int(match["b"]) - int(match["a"])
        if length > 0:
            yield Span(match.group(), "dage", length, length + 1, *match.span())
    for match in NAMED.finditer(text):
        length = (month_of(match["b"]) or 0) - (month_of(match["a"]) or 0) + 1
        if length > 1:
            yield Span(match.group(), "dage", length * 30, length * 31, *match.span())


def _days(text: str) -> Iterator[Span]:
    for one, other in pairwise(days_in(text)):
        if other.on is None or not _FROM_DAY.fullmatch(text, one.end, other.start):
            continue
        first, last = day_on(one.year or other.on.year, one.month, one.day), other.on
        if first is None:
            continue
        if one.year is None and first > last and first.month > last.month:
            first = day_on(first.year - 1, first.month, first.day) or first
        length = (last - first).days
        yield Span(
            text[one.start : other.end],
            "dage",
            length,
            length + 1,
            one.start,
            other.end,
            length < 0,
            (first, last),
        )
