"""Stretches of time as minutes print them: quarters, half-years, seasons, months, weeks, school and budget
years, intervals of days, primo and ultimo.

Ask `periods_in(text, today)`; a period printed without its year is the next one not past `today`, and
has no first and last day where no `today` is given. Spans are inclusive days.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from raadslag.danish.feasts import FEASTS, feast
from raadslag.danish.moments import (
    ANY_MONTH,
    WEEKDAY,
    WEEKDAYS,
    day_on,
    days_in,
    last_day,
    month_of,
    next_on,
)
from raadslag.danish.sought import Sought

Kind = Literal[
    "day",
    "days",
    "week",
    "weekday",
    "turn",
    "month",
    "quarter",
    "half",
    "season",
    "feast",
    "turn",
    "year",
    "school year",
    "part",
]
Span = tuple[date, date]
ORDINALS = {
    "første": 1, "1": 1, "anden": 2, "andet": 2, "2": 2, "tredje": 3, "3": 3, "fjerde": 4, "4": 4, "sidste": 0,
}  # fmt: skip
SEASONS = {
    "forår": (3, 5),
    "sommer": (6, 8),
    "efterår": (9, 11),
    "vinter": (12, 2),
    "sensommer": (8, 9),
    "forsommer": (5, 6),
}
"""First and last month; the winter ends in the year after."""
_TURN = timedelta(days=7)
""" "Omkring månedsskiftet maj/juni": a week before and after."""
_YEAR = r"(?:19|20)\d\d"
_OF = rf"(?:,?\s+(?:af\s|i\s)?(?P<year>{_YEAR}))?"
_ORDINAL = r"(?P<n>[1-4]\.|første|anden|andet|tredje|fjerde|sidste)"
_PATTERNS: tuple[tuple[Kind, Sought], ...] = (
    ("quarter", Sought(rf"\b(?:(?P<from>[1-4])\.?\s?(?:og|-|–|til)\s?)?{_ORDINAL}\s?(?:kvartal|kvt\b|kv\b)\.?{_OF}", re.I)),
    ("half", Sought(rf"\b{_ORDINAL}\s?(?:halvår|halvdel(?= af (?:{_YEAR}|året))){_OF}", re.I)),
    ("season", Sought(rf"\b(?P<name>forår|(?:for|sen)?sommer|efterår|vinter)(?:et|en|månederne)?\b{_OF}", re.I)),
    ("feast", Sought(rf"\b(?P<name>{'|'.join(sorted(FEASTS, key=len, reverse=True))})(?:en|n|et|t|r|s)?\b{_OF}", re.I)),
    ("turn", Sought(rf"\bmånedsskiftet\s(?P<name>{ANY_MONTH})\.?(?:\s?[-–/]\s?|\s)(?P<until>{ANY_MONTH})\b{_OF}", re.I)),
    ("weekday", Sought(rf"\b(?P<n>første|anden|tredje|fjerde|sidste)\s(?P<weekday>{WEEKDAY})\si\s(?P<name>{ANY_MONTH})\b{_OF}", re.I)),
    ("month", Sought(rf"\b(?P<name>{ANY_MONTH})\b\.?(?:\s?[-–/]\s?|\s+(?:og|eller|til)\s+)(?P<until>{ANY_MONTH})\b\.?{_OF}", re.I)),
    ("month", Sought(rf"(?<!\d\. )(?<!\d\.)(?<!\d )\b(?P<name>{ANY_MONTH})\b\.?(?:\s+måned)?{_OF}", re.I)),
    ("week", Sought(rf"\buge(?:rne)?\s(?P<n>\d{{1,2}})(?:(?:\s?[-–]\s?|\s(?:og|eller|til)\s(?:uge\s)?)(?P<until>\d{{1,2}})(?!\d|[.:]\d))?{_OF}", re.I)),
    ("school year", Sought(rf"\bskoleår(?:et)?\s(?P<year>{_YEAR})(?:\s?[/-]\s?\d{{2,4}})?", re.I)),
    ("year", Sought(rf"(?:\båret\s)?(?<![\d.,/-])(?P<year>{_YEAR})(?![\d/-]|[.,]\d)")),
)  # fmt: skip
_PART = Sought(
    r"\b(?P<part>primo|medio|ultimo|(?:først|tidligt|sidst|sent) (?:på|i)|(?:begyndelsen|starten|midten|slutningen|udgangen) (?:af|på)"
    r"|(?:første|sidste|anden) (?:halv)?del af|(?:den )?(?:første|sidste) uge (?:af|i))\s+\Z",
    re.I,
)
_INTERVAL = re.compile(r"\s?(?:-|–|til(?:\s(?:og med|den|d\.))?|og med)\s?", re.I)
_BETWEEN = re.compile(
    r"\b(?:i)?mellem (?:den |d\. )?(?P<from>\d{1,2})\.(?P<month> [a-zæøå]{3,9}\.?)? og (?:den |d\. )?\Z",
    re.I,
)
""" "Mellem den 1. og den 15. oktober": what follows is the last day."""
_SHORT_INTERVAL = re.compile(
    r"\b(?P<from>\d{1,2})\.(?:\s?[-–]\s?|\stil\s(?:og med\s)?)(?:den\s|d\.\s)?\Z"
)
_LONGEST_BETWEEN = 34
_BEGIN = ("primo", "først", "tidligt", "begyndelsen", "starten", "første")
_MIDDLE = ("medio", "midten")


@dataclass(frozen=True, slots=True)
class Period:
    """A printed stretch of time at `start:end`. `number`: which quarter, half, month or week; `year` null
    where unprinted; `first` and `last` null where they cannot be told."""

    text: str
    start: int
    end: int
    kind: Kind
    number: int
    year: int | None
    first: date | None
    last: date | None

    def agrees(self, other: Period) -> bool:
        """The same period, as far as both print it."""
        years = self.year == other.year or None in (self.year, other.year)
        return self.kind == other.kind and self.number == other.number and years


def periods_in(text: str, today: date | None = None) -> list[Period]:
    """Every stretch of time that the text names, in order, none within another."""
    found = _days(text, today)
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not any(match.start() < one.end and one.start < match.end() for one in found):
                found.append(_made(text, match, kind, today))
    return sorted(found, key=lambda one: one.start)


def span_of(kind: Kind, number: int, year: int, until: int = 0) -> Span | None:
    """First and last day of a quarter, half-year, month, week, year or school year."""
    if kind == "quarter" and 1 <= number <= 4:
        return _months(year, number * 3 - 2, number * 3)
    if kind == "half" and number in (1, 2):
        return _months(year, number * 6 - 5, number * 6)
    if kind == "month":
        return _months(year, number, until or number)
    if kind == "turn":
        turn = last_day(year, number)
        return turn - _TURN, turn + _TURN
    if kind == "week" and 1 <= number <= 53:
        return _weeks(year, number, until or number)
    if kind == "school year":
        return date(year, 8, 1), date(year + 1, 7, 31)
    return (date(year, 1, 1), date(year, 12, 31)) if kind == "year" else None


def _months(year: int, first: int, last: int) -> Span:
    return date(year, first, 1), last_day(year + (last < first), last)


def _weeks(year: int, first: int, last: int) -> Span | None:
    try:
        return date.fromisocalendar(year, first, 1), date.fromisocalendar(year, last, 7)
    except ValueError:
        return None


def _days(text: str, today: date | None) -> list[Period]:
    found: list[Period] = []
    for day in days_in(text):
        on = day.on or (
            next_on(day.day, day.month, today) if today and day.month <= 12 and day.day else None
        )
        one = Period(day.text, day.start, day.end, "day", day.day, day.year, on, on)
        before = found[-1] if found else None
        if before and before.kind == "day" and _INTERVAL.fullmatch(text, before.end, day.start):
            first = (
                before.first
                if before.year
                else (next_on(before.number, _month(before), _back(on)) if on else None)
            )
            found[-1] = Period(
                text[before.start : day.end], before.start, day.end, "days", 0, day.year, first, on
            )
        elif on and (short := _opens_interval(text[: day.start])):
            start = day.start - len(short.group())
            first = _first_of(short, on)
            if before and before.start >= start:
                found.pop()
            found.append(
                Period(text[start : day.end], start, day.end, "days", 0, day.year, first, on)
            )
        else:
            found.append(one)
    return found


def _opens_interval(before: str) -> re.Match[str] | None:
    """What makes the day after it an interval's last: "den 3.-", "mellem den 1. og den "."""
    return _SHORT_INTERVAL.search(before[-20:]) or _BETWEEN.search(before[-_LONGEST_BETWEEN:])


def _first_of(opening: re.Match[str], last: date) -> date:
    """The interval's first day: of the last one's month, or of the month it prints itself."""
    day = int(opening["from"])
    month = month_of((opening.groupdict().get("month") or "").strip())
    if month and month != last.month:
        return day_on(last.year - (month > last.month), month, day) or last
    return last.replace(day=min(day, last.day)) if day else last


def _month(period: Period) -> int:
    return next(iter(days_in(period.text))).month


def _back(on: date) -> date:
    return on - timedelta(days=365)


def _made(text: str, match: re.Match[str], kind: Kind, today: date | None) -> Period:
    parts = match.groupdict()
    year = int(parts["year"]) if parts["year"] else None
    number, until = _number(kind, parts)
    span = _span(kind, parts, number, until, year, today)
    start = match.start()
    if part := _PART.search(text[max(0, start - 28) : start]):
        start -= len(part.group())
        span = _part_of(span, part["part"].lower(), kind) if span else None
        kind = "part"
    first, last = span or (None, None)
    end = match.end() - match.group().endswith(".")
    return Period(text[start:end], start, end, kind, number, year, first, last)


def _number(kind: Kind, parts: dict[str, str]) -> tuple[int, int]:
    if kind in ("quarter", "half"):
        number = ORDINALS[parts["n"].lower().rstrip(".")]
        return number or (4 if kind == "quarter" else 2), 0
    if kind == "week":
        return int(parts["n"]), int(parts["until"] or 0)
    if kind in ("month", "turn", "weekday"):
        return month_of(parts["name"]) or 0, month_of(parts.get("until") or "") or 0
    return 0, 0


def _span(
    kind: Kind, parts: dict[str, str], number: int, until: int, year: int | None, today: date | None
) -> Span | None:
    """The days it covers; without a year the next that is not past."""
    for guess in (
        [year]
        if year is not None
        else [today.year - 1, today.year, today.year + 1]
        if today
        else []
    ):
        span = _named(kind, parts, guess) or span_of(kind, number, guess, until)
        if span and kind == "quarter" and parts.get("from"):
            span = date(guess, int(parts["from"]) * 3 - 2, 1), span[1]
        if span and (year is not None or (today and span[1] >= today)):
            return span
    return None


def _named(kind: Kind, parts: dict[str, str], year: int) -> Span | None:
    name = (parts.get("name") or "").lower()
    if kind == "weekday":
        on = _weekday_of(year, month_of(name) or 1, ORDINALS[parts["n"].lower()], parts["weekday"])
        return on, on
    if kind == "season":
        first, last = SEASONS[name]
        return _months(year, first, last)
    if kind == "feast":
        return feast(name, year)
    return None


def _weekday_of(year: int, month: int, number: int, weekday: str) -> date:
    """The month's first, second … or (0) last Monday, Tuesday …"""
    wanted = WEEKDAYS.index(weekday.lower())
    if number == 0:
        last = last_day(year, month)
        return last - timedelta(days=(last.weekday() - wanted) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(wanted - first.weekday()) % 7 + 7 * (number - 1))


def _part_of(span: Span, part: str, kind: Kind) -> Span:
    """Its beginning, middle or end: a month of a year ("ultimo 2030" is December), ten days of a month,
    half of it or a week where that is said."""
    first, last = span
    begins, middle = part.removeprefix("den ").startswith(_BEGIN), part.startswith(_MIDDLE)
    if part.endswith(("uge af", "uge i")):
        week = timedelta(days=6)
        return (first, first + week) if begins else (last - week, last)
    if "halvdel" in part:
        half = first + (last - first) // 2
        return (first, half) if begins else (half + timedelta(days=1), last)
    if kind == "month":
        days = (1, 10) if begins else (11, 20) if middle else (21, last.day)
        return first.replace(day=days[0]), first.replace(day=days[1])
    if part.startswith("udgangen"):
        return last.replace(day=1), last
    if kind == "year":
        months = {"primo": (1, 1), "medio": (6, 6), "ultimo": (12, 12)}.get(part) or (
            (1, 3) if begins else (5, 8) if middle else (10, 12)
        )
        return _months(first.year, *months)
    third = (last - first) // 3
    if begins:
        return first, first + third
    return (first + third, last - third) if middle else (last - third, last)
