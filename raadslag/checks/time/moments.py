"""Days, months, quarters and halves as Danish minutes write them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from raadslag.danish.lookalikes import MONTHS

MONTH = "|".join(MONTHS)
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
WEEKDAY = "|".join(WEEKDAYS)
DAY = re.compile(
    rf"\b(?:(?P<weekday>{WEEKDAY})(?:\s+(?:den|d\.)|,)?\s*(?:den\s|d\.\s?)?)?"
    rf"(?:(?P<d>\d{{1,2}})\.\s?(?P<month>{MONTH})(?:\s+(?P<y>(?:19|20)\d{{2}}))?"
    r"|(?P<dn>\d{1,2})[.\-/](?P<mn>\d{1,2})[.\-/](?P<yn>(?:19|20)\d{2}))\b",
    re.IGNORECASE,
)
PERIOD = re.compile(
    r"\b(?P<n>[1-4]|første|andet|tredje|fjerde|anden)\.?\s?(?P<kind>halvår|kvartal|kv\b)\.?"
    r"(?:\s+(?:af\s|i\s)?(?P<y>(?:19|20)\d{2}))?",
    re.IGNORECASE,
)
ORDINALS = {"første": 1, "anden": 2, "andet": 2, "tredje": 3, "fjerde": 4}


@dataclass(frozen=True, slots=True)
class Day:
    """A printed day. `on` is null where the calendar has no such day; `year` null where unprinted."""

    text: str
    weekday: str | None
    day: int
    month: int
    year: int | None
    start: int
    end: int

    @property
    def on(self) -> date | None:
        if self.year is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


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

    @property
    def months(self) -> tuple[int, int]:
        """First and last month, 1 to 12."""
        length = 6 if self.kind == "halvår" else 3
        return (self.number - 1) * length + 1, self.number * length


def days_in(text: str) -> tuple[Day, ...]:
    found: list[Day] = []
    if not any(letter.isdigit() for letter in text):
        return ()
    for match in DAY.finditer(text):
        numeric = match["dn"] is not None
        month = int(match["mn"]) if numeric else MONTHS.index(match["month"].lower()) + 1
        year = match["yn"] if numeric else match["y"]
        weekday = match["weekday"].lower() if match["weekday"] else None
        day = int(match["dn"] if numeric else match["d"])
        found.append(Day(match[0], weekday, day, month, int(year) if year else None, *match.span()))
    return tuple(found)


def periods_in(text: str) -> tuple[Period, ...]:
    found = []
    for match in PERIOD.finditer(text):
        word = match["n"].lower()
        number = int(word) if word.isdigit() else ORDINALS[word]
        kind = "halvår" if match["kind"].lower() == "halvår" else "kvartal"
        if kind == "halvår" and number > 2:
            continue
        year = int(match["y"]) if match["y"] else None
        found.append(Period(match[0], kind, number, year, *match.span()))
    return tuple(found)


def impossible(day: Day) -> bool:
    """Whether no calendar has this day: 31 April, 30 February, month 13, 29 February of a common year."""
    if not 1 <= day.month <= 12:
        return True
    longest = monthrange(day.year or 2024, day.month)[1]
    return not 1 <= day.day <= longest
