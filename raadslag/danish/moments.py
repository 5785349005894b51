"""Days and times of day, in every form that minutes print them; the months and weekdays of the house.

Ask `date_of(text)` for the first full date, `dates_in(text)` for all of them, `days_in(text)` for days
printed with or without a year or weekday, `times_in(text)` for times as HH:MM. To build a pattern of
one's own take `MONTH` and `WEEKDAY` (choices, no group); to print a month take `MONTH_NAMES[n - 1]`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from raadslag.danish.sought import Sought

MONTH_NAMES = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_SHORT_MONTHS = (
    "jan", "febr feb", "mar", "apr", "", "jun", "jul", "aug", "sept sep", "okt", "nov", "dec",
)  # fmt: skip
_ENGLISH_MONTHS = (
    "january", "february", "march", "", "may", "june", "july", "", "", "october oct", "", "",
)  # fmt: skip
MONTHS = {
    name: number
    for number, spellings in enumerate(
        zip(MONTH_NAMES, _SHORT_MONTHS, _ENGLISH_MONTHS, strict=True), start=1
    )
    for name in " ".join(spellings).split()
}
"""Every spelling of a month, in small letters, to its number: Danish, cut short, and the English of exports."""
MONTH = "|".join(MONTH_NAMES)
"""The months in full, as a pattern's choices."""
ANY_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
WEEKDAY = "|".join(WEEKDAYS)
_SHORT_WEEKDAYS = "man|tirs|tir|ons|tors|tor|fre|lør|søn"

_YEAR = r"(?:19|20)\d\d"
_D, _M = r"\d{1,2}", r"\d{1,2}"
LONG = Sought(
    rf"\b({_D})\.?[ -]?((?:{ANY_MONTH})(?![a-zæøå])\.?)[ -]?,? ?({_YEAR})\b", re.IGNORECASE
)
ISO = Sought(rf"\b({_YEAR})-(\d\d)-(\d\d)\b")
SHORT = Sought(rf"\b({_D})[-./] ?({_M})[-./] ?({_YEAR})\b")
SLASH = Sought(rf"\b({_D})/({_M})[ -]({_YEAR})\b")
TWO_DIGITS = Sought(rf"(?<![\w/.-])({_D})/({_M})[ -/](\d\d)\b(?![-./]?\d)")
"""27/8-20, 27/8 20. With points it may be a KLE number (01.02.05) and is no date by itself."""
ENGLISH = Sought(rf"\b((?:{ANY_MONTH})\b\.?) ({_D})(?:st|nd|rd|th)?,? ({_YEAR})\b", re.IGNORECASE)
_FORMS = (
    (ISO, "ymd"), (LONG, "dmy"), (SHORT, "dmy"), (SLASH, "dmy"), (ENGLISH, "mdy"), (TWO_DIGITS, "dmy"),
)  # fmt: skip
DATE = Sought(
    rf"(?:{'|'.join(form.pattern for form, _ in (_FORMS[1], _FORMS[0], *_FORMS[2:]))})",
    re.IGNORECASE,
)
"""Any full date; read what it found with `date_of`."""

_DIGIT = re.compile(r"\d")
DAY = re.compile(
    rf"\b(?:(?P<weekday>{WEEKDAY}|(?:{_SHORT_WEEKDAYS})\.)(?:\s+(?:den|d\.)|,)?\s*(?:den\s|d\.\s?)?)?"
    rf"(?:(?P<d>{_D})\.\s?(?P<month>{ANY_MONTH})\b\.?(?:,?\s+(?P<y>{_YEAR}))?"
    rf"|(?P<dn>{_D})(?P<mark>[.\-/])\s?(?P<mn>{_M})[.\-/ ]\s?(?P<yn>{_YEAR}|(?<=[-/])\d\d)"
    rf"|(?P<iy>{_YEAR})-(?P<im>\d\d)-(?P<id>\d\d))\b",
    re.IGNORECASE,
)
"""A day with or without weekday, with or without a year where the month is a word."""

NO_YEAR = Sought(
    rf"\b(?:(?:den|d\.|senest|inden|frist:?|til|fra|{WEEKDAY}) ?){{1,2}}(?P<day>{_D})/(?P<month>{_M})(?![\d/-])(?! ?(?:19|20)\d\d)",
    re.IGNORECASE,
)
"""A day and a month parted by a slash after a word that tells it is a day: "senest d. 15/11"."""
TIME = re.compile(r"\b([01]?\d|2[0-4])[:.]([0-5]\d)(?::[0-5]\d)?\b(?!\.?\d)")
CLOCK = Sought(r"\b(?:kl\.?|klokken) ?([01]?\d|2[0-4])(?:[:.,]([0-5]\d))?\b", re.IGNORECASE)
UNTIL = Sought(
    rf"{CLOCK.pattern}\s?(?:-|–|til(?: kl\.?)?)\s?([01]?\d|2[0-4])(?:[:.,]([0-5]\d))?\b(?!\.?\d)",
    re.IGNORECASE,
)
"""A clock time and the one it lasts until: "kl. 16-18"."""
_CENTURY_TURN = 70
"""Two-digit years from 70 on are of the last century; municipalities were founded in 1970."""


@dataclass(frozen=True, slots=True)
class Day:
    """A printed day at `start:end`. `weekday` in full, small letters; `year` null where unprinted."""

    text: str
    weekday: str | None
    day: int
    month: int
    year: int | None
    start: int
    end: int

    @property
    def on(self) -> date | None:
        """The date; null without a year and where the calendar has no such day."""
        return day_on(self.year, self.month, self.day) if self.year is not None else None


def date_of(text: str) -> date | None:
    """The first full date in the text, null where there is none or it is no day."""
    found = DATE.search(text)
    return _to_date(found.group(0)) if found else None


def dates_in(text: str) -> list[tuple[int, int, date]]:
    """Every full date with its start and end in the text."""
    spots = ((m.start(), m.end(), _to_date(m.group(0))) for m in DATE.finditer(text))
    return [(start, end, day) for start, end, day in spots if day]


@lru_cache(maxsize=2048)
def days_in(text: str) -> tuple[Day, ...]:
    """Every day with its place: also those printed without a year ("tirsdag den 4. maj")."""
    if not _DIGIT.search(text):
        return ()
    found = [day for match in DAY.finditer(text) if (day := _day(match))]
    if "/" in text:
        found += [day for m in NO_YEAR.finditer(text) if (day := _without_year(m))]
        found.sort(key=lambda day: day.start)
    return tuple(found)


def _without_year(match: re.Match[str]) -> Day | None:
    day, month = int(match["day"]), int(match["month"])
    start, end = match.start("day"), match.end()
    return Day(match.string[start:end], None, day, month, None, start, end) if month <= 12 else None


def times_in(text: str) -> list[str]:
    """Times of day as HH:MM: after "kl." also whole hours, else only with minutes."""
    rest = DATE.sub(lambda m: " " * len(m.group(0)), text)
    spots = {m.start(1): _time(m.group(1), m.group(2)) for m in CLOCK.finditer(rest)}
    spots |= {m.start(1): _time(m.group(1), m.group(2)) for m in TIME.finditer(rest)}
    spots |= {m.start(3): _time(m.group(3), m.group(4)) for m in UNTIL.finditer(rest)}
    return [spots[at] for at in sorted(spots)]


def weekday_of(text: str) -> int | None:
    """The weekday printed in the text (Monday is 0), null where there is none."""
    low = text.casefold()
    return next((n for n, name in enumerate(WEEKDAYS) if name in low), None)


def month_of(word: str) -> int | None:
    """The number of a month's name in any spelling ("Sept.", "maj", "October"), null for another word."""
    return MONTHS.get(word.casefold().rstrip("."))


def day_on(year: int, month: int, day: int) -> date | None:
    """That day, null where the calendar has none (31 April)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_day(year: int, month: int) -> date:
    """The month's last day."""
    return date(year, month, monthrange(year, month)[1])


def is_impossible(day: Day) -> bool:
    """Whether no calendar has this day: 31 April, month 13, 29 February of a common year."""
    if not 1 <= day.month <= 12:
        return True
    return not 1 <= day.day <= monthrange(day.year or 2024, day.month)[1]


def next_on(day: int, month: int, after: date) -> date | None:
    """The first such day that is not before `after`: what a day printed without a year means."""
    return next(
        (on for year in (after.year, after.year + 1) if (on := day_on(year, month, day)) and on >= after),
        None,
    )  # fmt: skip


def _time(hour: str, minute: str | None) -> str:
    return f"{int(hour):02d}:{minute or '00'}"


def _to_date(text: str) -> date | None:
    for pattern, order in _FORMS:
        if found := pattern.fullmatch(text):
            parts = dict(zip(order, found.groups(), strict=True))
            return day_on(_year(parts["y"]), _month(parts["m"]), int(parts["d"]))
    return None


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else MONTHS[text.casefold().rstrip(".")]


def _year(text: str) -> int:
    year = int(text)
    return year if year > 99 else year + (1900 if year >= _CENTURY_TURN else 2000)


def _day(match: re.Match[str]) -> Day | None:
    parts = match.groupdict()
    if parts["yn"] and len(parts["yn"]) == 2 and parts["mark"] != "/":
        return None
    weekday = _weekday(parts["weekday"])
    day = int(_one(parts, "d", "dn", "id"))
    month = _month(_one(parts, "month", "mn", "im"))
    year = parts["y"] or parts["yn"] or parts["iy"]
    return Day(match[0], weekday, day, month, _year(year) if year else None, *match.span())


def _one(parts: dict[str, str], *names: str) -> str:
    return next(value for name in names if (value := parts[name]))


def _weekday(text: str | None) -> str | None:
    if text is None:
        return None
    low = text.lower().rstrip(".")
    return next((name for name in WEEKDAYS if name.startswith(low)), None)
