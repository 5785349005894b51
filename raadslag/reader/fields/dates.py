"""Danish dates and times as minutes print them."""

from __future__ import annotations

import re
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jan january", "februar feb february", "marts mar march", "april apr",
            "maj may", "juni jun june", "juli jul july", "august aug", "september sep sept",
            "oktober okt october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"

LONG = re.compile(rf"\b(\d{{1,2}})\.?[ -]?({_MONTH})[ -]?,? ?((?:19|20)\d\d)\b", re.I)
ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")
SHORT = re.compile(r"\b(\d{1,2})[-./] ?(\d{1,2})[-./] ?((?:19|20)\d\d)\b")
SLASH = re.compile(r"\b(\d{1,2})/(\d{1,2})[ -]((?:19|20)\d\d)\b")
ENGLISH = re.compile(rf"\b({_MONTH}) (\d{{1,2}}), ((?:19|20)\d\d)\b", re.I)
DATE = re.compile(
    rf"(?:{LONG.pattern}|{ISO.pattern}|{SHORT.pattern}|{SLASH.pattern}|{ENGLISH.pattern})", re.I
)
"""Any full date; read what it found with `date_of`."""

TIME = re.compile(r"\b([01]?\d|2[0-4])[:.]([0-5]\d)(?::[0-5]\d)?\b(?!\.?\d)")
CLOCK = re.compile(r"\bkl\.? ?([01]?\d|2[0-4])(?:[:.]([0-5]\d))?\b", re.I)


def date_of(text: str) -> date | None:
    """The first full date in the text, null where there is none or it is no day."""
    found = DATE.search(text)
    return _to_date(found.group(0)) if found else None


def dates_in(text: str) -> list[tuple[int, int, date]]:
    """Every full date with its start and end in the text."""
    spots = ((m.start(), m.end(), _to_date(m.group(0))) for m in DATE.finditer(text))
    return [(start, end, day) for start, end, day in spots if day]


def times_in(text: str) -> list[str]:
    """Times of day as HH:MM: after "kl." also whole hours, else only with minutes."""
    rest = DATE.sub(lambda m: " " * len(m.group(0)), text)
    spots = {m.start(1): _time(m.group(1), m.group(2)) for m in CLOCK.finditer(rest)}
    spots |= {m.start(1): _time(m.group(1), m.group(2)) for m in TIME.finditer(rest)}
    return [spots[at] for at in sorted(spots)]


def weekday_of(text: str) -> int | None:
    """The weekday printed in the text (Monday is 0), null where there is none."""
    low = text.casefold()
    return next((n for n, name in enumerate(WEEKDAYS) if name in low), None)


def _time(hour: str, minute: str | None) -> str:
    return f"{int(hour):02d}:{minute or '00'}"


def _to_date(text: str) -> date | None:
    for pattern, order in (
        (ISO, "ymd"), (LONG, "dmy"), (SHORT, "dmy"), (SLASH, "dmy"), (ENGLISH, "mdy"),
    ):  # fmt: skip
        if found := pattern.fullmatch(text):
            parts = dict(zip(order, found.groups(), strict=True))
            try:
                return date(int(parts["y"]), _month(parts["m"]), int(parts["d"]))
            except ValueError:
                return None
    return None


def _month(text: str) -> int:
    return int(text) if text.isdigit() else MONTHS[text.casefold().rstrip(".")]
