"""Time told from the day of the meeting: "om tre måneder", "i næste uge", "senere på året", "senest 14 dage
efter mødet". Ask `from_now(text, today)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from raadslag.danish.moments import last_day
from raadslag.danish.rhythms import NUMBER, count
from raadslag.danish.sought import Sought

_LEEWAY = timedelta(weeks=3)
""" "Om et halvt år" is kept three weeks before and after the day (`asked_again` has its source)."""
_SHORT_LEEWAY = timedelta(days=3)
_UNIT = r"(?P<unit>dage?|uger?|måneder|måned|kvartaler|kvartal|år|(?:års|måneds|uges) tid)"
_ABOUT = r"(?:(?:ca\.|cirka|omkring|godt|knap|højst|maks\.|de|det|den|næste|kommende|første) ){0,3}"
_FROM_NOW = Sought(
    rf"\b(?P<how>senest om|om|efter|inden for|indenfor|inden|senest|i løbet af|over|i) (?P<about>{_ABOUT})"
    rf"(?:(?P<least>{NUMBER})(?:\s?[-–]\s?|\s(?:til|eller)\s))?(?P<n>{NUMBER}) {_UNIT}\b(?! (?:siden|gammel))(?P<from> efter (?:dagens |dette )?møde(?:t)?\b)?",
    re.I,
)
_CALENDAR = Sought(
    r"\b(?:(?P<how>i løbet af|inden for|indenfor|inden|senest|først|tidligt|sidst|senere|i|til|på|med|ved) (?:på |i )?)?"
    r"(?P<end>(?:med |ved )?(?:udgangen|slutningen) af )?(?:den |det )?(?:(?P<which>næste|kommende|førstkommende|følgende|indeværende|denne|dette) )?"
    r"(?P<unit>uge|ugen|måned|måneden|kvartal|kvartalet|halvår|halvåret|år|året|kalenderår|budgetår)\b(?! (?:19|20)\d\d)",
    re.I,
)
_IN_MONTH = re.compile(
    r"\b(?:(?P<how>inden|senest|før) )?den (?P<day>\d{1,2})\. i (?P<which>næste|denne) måned\b",
    re.I,
)
_ENDING = re.compile(
    r"\b(?P<how>inden|senest ved|ved|før) (?P<unit>ugens|månedens|kvartalets|halvårets) (?:udgang|afslutning|slutning)\b",
    re.I,
)
_NAMES_ONE = re.compile(r"dag|uge|måned|kvart|år", re.I)
""" Without one of these no pattern can match; looking first is cheap."""
_UNITS = {
    "uge": "week",
    "måned": "month",
    "kvartal": "quarter",
    "halvår": "half",
    "år": "year",
    "kalenderår": "year",
    "budgetår": "year",
}
_LENGTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_NEXT = frozenset(("næste", "kommende", "førstkommende", "følgende"))
_THIS = frozenset(("indeværende", "denne", "dette"))
_WITHIN = frozenset(("senere", "sidst", "i løbet af"))
""" "Senere på året": the year needs no word that tells which."""


@dataclass(frozen=True, slots=True)
class FromNow:
    """A phrase at `start:end`; days inclusive, `last` null where it is open; both null without `today`."""

    start: int
    end: int
    first: date | None
    last: date | None


def from_now(text: str, today: date | None) -> Iterator[FromNow]:
    """Every phrase that counts from `today`."""
    if not _NAMES_ONE.search(text):
        return
    for match in _IN_MONTH.finditer(text):
        yield FromNow(*match.span(), *(_day_in_month(match, today) if today else (None, None)))
    for match in _FROM_NOW.finditer(text):
        if _counts(match):
            yield FromNow(*match.span(), *(_span(match, today) if today else (None, None)))
    for match in _CALENDAR.finditer(text):
        if (found := _calendar(match, today)) is not None:
            yield found
    for match in _ENDING.finditer(text):
        first, last = _around(_unit(match["unit"][:-1]), today) if today else (None, None)
        yield FromNow(*match.span(), today if first else None, last)


def _counts(match: re.Match[str]) -> bool:
    """ "I to år" tells how long, "senest 3 uger" wants the day it is counted from."""
    how, about = match["how"].lower(), match["about"].lower()
    if how in ("i", "over"):
        return "næste" in about or "kommende" in about
    return how != "senest" or match["from"] is not None


def _span(match: re.Match[str], today: date) -> tuple[date, date | None]:
    unit, how = match["unit"].lower(), match["how"].lower()
    on = _later(today, count(match["n"]), unit)
    if how == "efter":
        return on, None
    if match["from"] or how not in ("om", "senest om"):
        return today, on
    leeway = _LEEWAY if unit.startswith(("måned", "år", "kvartal")) else _SHORT_LEEWAY
    soon = _later(today, count(match["least"]), unit) if match["least"] else on
    return soon - leeway, on + leeway


def _later(today: date, number: float, unit: str) -> date:
    if unit.startswith("dag"):
        return today + timedelta(days=int(number))
    if unit.startswith("uge"):
        return today + timedelta(weeks=int(number))
    months = number * (12 if unit.startswith("år") else 3 if unit.startswith("kvartal") else 1)
    return months_after(today, int(months))


def months_after(today: date, months: int) -> date:
    """The same day some months later, the month's last day where it has none such."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    end = last_day(year, month + 1)
    return end if today.day > end.day else end.replace(day=today.day)


def _calendar(match: re.Match[str], today: date | None) -> FromNow | None:
    """A week, month, quarter or year that is told by its place from today; null where nothing tells it."""
    how, which, word = ((match[name] or "").lower() for name in ("how", "which", "unit"))
    definite = word.endswith(("en", "et"))
    told = bool(how) if which in _NEXT | _THIS and which != "næste" else which == "næste"
    ends = definite and not which and (bool(match["end"]) or how in _WITHIN)
    if not (told or ends):
        return None
    if today is None:
        return FromNow(*match.span(), None, None)
    unit = _unit(word)
    first, last = _around(unit, today)
    if which in _NEXT:
        first, last = _around(unit, last + timedelta(days=1))
    limits = how in ("inden", "senest")
    if match["end"] and not limits:
        first = last.replace(day=1)
    elif limits:
        first, last = today, last if match["end"] else first - timedelta(days=1)
    elif how == "sidst":
        first = last - (last - first) // 4
    return FromNow(*match.span(), max(first, today), last)


def _day_in_month(match: re.Match[str], today: date) -> tuple[date, date]:
    """ "Inden den 15. i næste måned"."""
    month = months_after(today.replace(day=1), int(match["which"].lower() == "næste"))
    on = month.replace(day=min(int(match["day"]) or 1, last_day(month.year, month.month).day))
    return (today, on) if match["how"] else (on, on)


def _unit(word: str) -> str:
    return next(
        _UNITS[name] for name in sorted(_UNITS, key=len, reverse=True) if word.startswith(name)
    )


def _around(unit: str, day: date) -> tuple[date, date]:
    """First and last day of the week, month, quarter, half-year or year that holds the day."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    length = _LENGTHS[unit]
    month = (day.month - 1) // length * length + 1
    return date(day.year, month, 1), last_day(day.year, month + length - 1)
