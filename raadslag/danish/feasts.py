"""Feasts and holidays as minutes name them, with their first and last day of a year."""

from __future__ import annotations

from datetime import date, timedelta

FEASTS = {
    "jul": (12, 24, 3), "jul og nytår": (12, 26, 6), "juleferie": (12, 21, 13), "nytår": (12, 31, 1), "årsskifte": (12, 31, 1), "årets udgang": (12, 31, 1),
    "sommerferie": (7, 1, 31), "sommerpause": (7, 1, 31), "skolestart": (8, 10, 3), "efterårsferie": (10, 10, 9), "vinterferie": (2, 10, 9),
    "påske": (0, -3, 5), "påskeferie": (0, -8, 10), "pinse": (0, 49, 2),
}  # fmt: skip
"""First day (month, day) and number of days, about: schools' holidays differ by municipality. Month 0 counts
from Easter Day."""


def feast(name: str, year: int) -> tuple[date, date]:
    """First and last day of a feast or holiday that begins in that year."""
    month, day, days = FEASTS[name]
    on = date(year, month, day) if month else easter(year) + timedelta(days=day)
    return on, on + timedelta(days=days - 1)


def easter(year: int) -> date:
    """Easter Day by the Gregorian calendar (Meeus, Astronomical Algorithms, 1991)."""
    century, of_century = divmod(year, 100)
    moon = century // 4 + (century - (century + 8) // 25 + 1) // 3
    epact = (19 * (year % 19) + century - moon + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    shift = (year % 19 + 11 * epact + 22 * week) // 451
    month, day = divmod(epact + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)
