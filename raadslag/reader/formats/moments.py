"""Dates and times as exports write them. Times are local Danish time."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

_DANISH = ZoneInfo("Europe/Copenhagen")
_STAMP = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})(?:\s+(\d{1,2})[:.](\d{2}))?")


def iso_moment(text: str | None) -> tuple[date | None, str | None]:
    """Day and "HH:MM" of an ISO time; an offset is turned into Danish time. Nulls where it is none."""
    try:
        moment = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None, None
    if moment.tzinfo is not None:
        moment = moment.astimezone(_DANISH)
    midnight = (moment.hour, moment.minute) == (0, 0)
    return moment.date(), None if midnight else f"{moment:%H:%M}"


def danish_moment(text: str | None) -> tuple[date | None, str | None]:
    """Day and "HH:MM" of "15-05-2013 16:30:00". Nulls where it is none; midnight is no time."""
    found = _STAMP.match((text or "").strip())
    if not found:
        return None, None
    try:
        day = date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None, None
    if not found[4] or int(found[4]) > 23 or int(found[5]) > 59:
        return day, None
    time = f"{int(found[4]):02}:{found[5]}"
    return day, None if time == "00:00" else time
