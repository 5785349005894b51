"""Deadlines in hverdage: no Sundays, no Danish public holidays, Saturdays as the organization says."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from importlib import import_module
from typing import Any

SATURDAY, SUNDAY = 5, 6


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[date]:
    return frozenset(_named(year))


def _named(year: int) -> Any:
    # The library loads the calendars of many faiths, a tenth of a second: when a deadline is asked for.
    return import_module("holidays").country_holidays("DK", years=year)


def is_workday(day: date, *, saturday_counts: bool) -> bool:
    """Is the day a hverdag? Store bededag was one of the holidays until 2023."""
    if day.weekday() == SUNDAY or (day.weekday() == SATURDAY and not saturday_counts):
        return False
    return day not in _holidays(day.year)


def holiday_on(day: date) -> str:
    """The public holiday's name; blank for any other day."""
    return str(_named(day.year).get(day) or "")


def workdays_before(day: date, count: int, *, saturday_counts: bool) -> date:
    """The last day on which something sent comes `count` hverdage before `day`.

    The meeting's own day does not count; the day of sending does: four hverdage before a Tuesday is
    the Thursday before, where Saturday counts.
    """
    while count > 0:
        day -= timedelta(days=1)
        if is_workday(day, saturday_counts=saturday_counts):
            count -= 1
    return day


def workdays_between(today: date, day: date, *, saturday_counts: bool) -> int:
    """How many hverdage are left after today, `day` itself counted; 0 where it is today or past."""
    count = 0
    while today < day:
        today += timedelta(days=1)
        count += is_workday(today, saturday_counts=saturday_counts)
    return count
