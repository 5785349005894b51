"""The days of a year's plan: so many weeks apart, or the same weekday of each month."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

JULY = 7


def year_of_meetings(
    first: datetime, *, weeks: int, until: date, skip_july: bool = True
) -> list[datetime]:
    """Every `weeks` weeks at the same local hour, July left out: a proposal for a year's plan."""
    local = timezone.localtime(first)
    days = []
    while local.date() <= until:
        if not (skip_july and local.month == JULY):
            days.append(timezone.make_aware(local.replace(tzinfo=None)))
        local = local + timedelta(weeks=weeks)
    return days


def months_of_meetings(first: datetime, *, until: date, skip_july: bool = True) -> list[datetime]:
    """The same weekday of each month, as the second Tuesday, at the same local hour.

    A fifth weekday is the month's last: not every month has five.
    """
    local = timezone.localtime(first).replace(tzinfo=None)
    which, days, month = (local.day - 1) // 7, [], local.replace(day=1)
    while month.date() <= until:
        to_weekday = (local.weekday() - month.weekday()) % 7
        day = month + timedelta(days=to_weekday + 7 * which)
        if day.month != month.month:
            day -= timedelta(weeks=1)
        if day >= local and day.date() <= until and not (skip_july and day.month == JULY):
            days.append(timezone.make_aware(day))
        month = (month + timedelta(days=31)).replace(day=1)
    return days
