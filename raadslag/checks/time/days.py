"""Days and spans that no calendar has: weekdays, impossible days, backward spans, quarters and months."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from raadslag.checks.findings import Flaw, Held, Operand, Severity, Verdict
from raadslag.checks.registry import rule
from raadslag.checks.view import ItemView, MeetingView, Part, Passage
from raadslag.danish.moments import (
    MONTH,
    MONTH_NAMES,
    WEEKDAYS,
    Day,
    day_on,
    days_in,
    is_impossible,
    month_of,
)
from raadslag.danish.periods import Period, periods_in
from raadslag.danish.spans import spans_in


def day_operand(day: Day, passage: Passage) -> Operand:
    return passage.operand(day.text, day.on.isoformat() if day.on else None, day.start)


def apart(
    message: str,
    operands: tuple[Operand, ...],
    shown: str,
    grave: Severity = "warning",
    room: str = "0",
) -> Flaw:
    """A flaw of two things that should agree."""
    return Flaw(grave, message, operands, calculation=shown, tolerance=room)


def days_of(part: Part) -> Iterator[tuple[Day, Passage]]:
    for passage in part.passages:
        for day in days_in(passage.text):
            yield day, passage


@rule("tid-101")
def weekday_and_date(part: Part) -> Iterator[Verdict]:
    """ "mandag den 6. maj 2024": the printed weekday against the calendar."""
    for day, passage in days_of(part):
        if day.weekday and day.on:
            operands = (day_operand(day, passage),)
            right = WEEKDAYS[day.on.weekday()]
            yield (
                Held(operands) if right == day.weekday else _weekday(day.on, day.weekday, operands)
            )


def _weekday(on: date, said: str, operands: tuple[Operand, ...], grave: Severity = "error") -> Flaw:
    right = WEEKDAYS[on.weekday()]
    said = f"ikke en {said}" if said else "men en anden ugedag er trykt"
    message = f"Den {on.day}. {MONTH_NAMES[on.month - 1]} {on.year} er en {right}, {said}."
    return apart(message, operands, f"{on.isoformat()} = {right}", grave)


@rule("tid-109")
def weekday_near_meeting(view: MeetingView) -> Iterator[Verdict]:
    """ "tirsdag den 5. maj" without a year: wrong in every year near the meeting."""
    meeting = view.meeting.date
    if meeting is None:
        return
    for item in view.items:
        for part in item.parts:
            for day, passage in days_of(part):
                if day.weekday and day.year is None and not is_impossible(day):
                    yield from _near(day, meeting, passage, item)


def _near(day: Day, meeting: date, passage: Passage, item: ItemView) -> Iterator[Verdict]:
    printed = re.findall(r"\b(20\d{2})\b", passage.text)
    years = {meeting.year - 1, meeting.year, meeting.year + 1, *map(int, printed)}
    possible = [on for year in years if (on := day_on(year, day.month, day.day)) is not None]
    operands = (day_operand(day, passage),)
    if not possible or any(WEEKDAYS[on.weekday()] == day.weekday for on in possible):
        yield Held(operands)
        return
    nearest = min(possible, key=lambda on: abs((on - meeting).days))
    flaw = _weekday(nearest, day.weekday or "", operands, "warning")
    yield Flaw(
        flaw.severity,
        flaw.message,
        operands,
        flaw.calculation,
        "året er ikke trykt",
        item=item.item.number,
    )


@rule("tid-102")
def impossible_dates(part: Part) -> Iterator[Verdict]:
    """31 April, 30 February."""
    for day, passage in days_of(part):
        if is_impossible(day):
            operands = (passage.operand(day.text, None, day.start),)
            shown = f"dag {day.day}, måned {day.month}"
            yield apart(f"Datoen {day.text} findes ikke i kalenderen.", operands, shown, "error")


_BRACKET = re.compile(
    r"[^.;()\n]{0,30}\(([^()\n]{5,70})\)|(?:\s?,)?\s?(?:dvs\.?|altså)\s([^.;()\n]{5,60})"
)
_MONTHS = re.compile(rf"\b({MONTH})\b", re.IGNORECASE)


@rule("tid-103")
def period_and_months(part: Part) -> Iterator[Verdict]:
    """ "2. kvartal 2024 (1. april – 30. juni)": the months in brackets against the quarter."""
    for passage in part.passages:
        for period in named_in(passage.text):
            match = _BRACKET.match(passage.text, period.end)
            if match is None:
                continue
            span = match[1] or match[2]
            months = [month_of(name) for name in _MONTHS.findall(span)]
            years = {int(year) for year in re.findall(r"\b(20\d{2})\b", span)}
            if len(months) == 2 and not named_in(span):
                yield _months(period, months, years, span, passage)


def named_in(text: str) -> list[Period]:
    """The half-years and quarters of a text, by number and year."""
    low = text.lower()
    if "halvår" not in low and "kv" not in low:
        return []
    return [one for one in periods_in(text) if one.kind in ("half", "quarter") and one.number]


def _months(
    period: Period, months: list[int | None], years: set[int], span: str, passage: Passage
) -> Verdict:
    operands = (passage.operand(period.text, None, period.start), passage.operand(span))
    length = 6 if period.kind == "half" else 3
    first, last = (period.number - 1) * length + 1, period.number * length
    same_year = period.year is None or not years or years == {period.year}
    if months == [first, last] and same_year:
        return Held(operands)
    year = f" {period.year}" if period.year else ""
    fits = f"{MONTH_NAMES[first - 1]} til {MONTH_NAMES[last - 1]}{year}"
    return apart(
        f"{period.text} er {fits}, ikke {span}.", operands, f"{period.text} = {fits}", "error"
    )


@rule("tid-104")
def backward_spans(part: Part) -> Iterator[Verdict]:
    """ "fra 1. maj til 1. april 2024", "2024-2021", "kl. 14.30 og slutter kl. 13.00"."""
    for passage in part.passages:
        for span in spans_in(passage.text):
            operands = (passage.operand(span.text, None, span.start),)
            if not span.backward:
                yield Held(operands)
            elif span.unit != "timer" or "slutter" in span.text:
                grave: Severity = "error" if span.unit == "dage" else "warning"
                yield apart(
                    f"Perioden {span.text} slutter, før den begynder.", operands, span.text, grave
                )


@rule("tid-105")
def earlier_treatment(view: MeetingView) -> Iterator[Verdict]:
    """The printed earlier treatment against the day of the meeting."""
    meeting = view.meeting.date
    for item in view.items if meeting else ():
        for prior in item.item.previous_treatment:
            if prior.date is None or meeting is None:
                continue
            then, now = prior.date.isoformat(), meeting.isoformat()
            text = prior.text or f"{prior.organization} {then}"
            operands = (Operand(text, then, item.item.where), Operand(now, now, None))
            if prior.date <= meeting:
                yield Held(operands)
            else:
                message = f"Tidligere behandling er sat til {then}, men mødet er {now}."
                yield Flaw(
                    "error", message, operands, f"{then} > {now}", "0", item=item.item.number
                )


@rule("tid-110")
def weekday_of_meeting(view: MeetingView) -> Iterator[Verdict]:
    """The weekday printed beside the meeting's own date, as the reader saw it."""
    on = view.meeting.date
    for note in view.meeting.notes:
        if note.code == "weekday-differs" and on is not None:
            yield _weekday(on, "", (Operand(on.isoformat(), on.isoformat(), note.where),))


_AT = re.compile(r"\bkl\.? ?(\d{1,2})(?:[.:](\d\d))?\b(?![.,]\d)", re.IGNORECASE)
_HERE = re.compile(
    r"\b(?:deltager|deltog|deltage|fremmøder|orienterer|forlod|forlader|ankom|mødte|indtrådte|udtrådte|gik|hævet|hæves|sluttede|slutter|begynder|begyndte|starter|startede|indledes|åbnes)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:borgermøde|temamøde|arrangement|åbent|åbningstid|fest|kursus|frist|tur|besigtigelse|hver|dagligt|hverdage|busafgang)\w*",
    re.IGNORECASE,
)
"""What has hours of its own."""
_GUEST = re.compile(
    r"\b(?:deltager|deltog|orienterer|fremmøder|holder oplæg|gav oplæg)\b", re.IGNORECASE
)
_IN_MEETING = re.compile(
    r"\b(?:mødet|punktet|dette punkt|sagens behandling|behandlingen af punktet)\b", re.IGNORECASE
)


@rule("tid-113")
def time_in_meeting(view: MeetingView) -> Iterator[Verdict]:
    """ "Skoleleder deltager i punktet kl. 13.00" at a meeting from 15 to 17."""
    start, end = _minutes(view.meeting.start_time), _minutes(view.meeting.end_time)
    if start is None:
        return
    for item in view.items:
        for part in item.parts:
            for passage in part.passages:
                for at in _AT.finditer(passage.text) if _HERE.search(passage.text) else ():
                    yield from _outside(at, passage, item, view, start, end)


_OPENS = re.compile(
    r"(?:^|[.\n]\s*|\b(?:og|at)\s)(?:udvalgets\s|dagens\s)?mødet?\s(?:starter|begynder|indledes|åbnes|startes|sættes)\b",
    re.IGNORECASE,
)
_OTHER_MEETING = re.compile(r"\b(?!udvalgsm)[a-zæøå]{3,20}møde\w*\b", re.IGNORECASE)


def _opens(around: str) -> bool:
    """ "Mødet indledes kl. 14.30 med …": the meeting's own start, and no other meeting's."""
    return bool(_OPENS.search(around)) and not _OTHER_MEETING.search(around)


def _outside(
    at: re.Match[str],
    passage: Passage,
    item: ItemView,
    view: MeetingView,
    start: int,
    end: int | None,
) -> Iterator[Verdict]:
    begin = (
        max(passage.text.rfind(". ", 0, at.start()), passage.text.rfind("\n", 0, at.start())) + 1
    )
    stop = passage.text.find(". ", at.end())
    around = passage.text[begin : stop if stop >= 0 else len(passage.text)]
    guest = _GUEST.search(around) and not _ELSEWHERE.search(around)
    here = guest or (_HERE.search(around) and _IN_MEETING.search(around))
    if not here or any(day.on != view.meeting.date for day in days_in(around)):
        return
    said = int(at[1]) * 60 + int(at[2] or 0)
    if _opens(around):
        end = start
    meeting = f"{view.meeting.start_time}" + (f"-{view.meeting.end_time}" if end else "")
    operands = (passage.operand(at.group(), None, at.start()), Operand(meeting, None, None))
    if start <= said <= (end if end and end >= start else 24 * 60):
        yield Held(operands)
    else:
        message = f"Der står {at.group()}, men mødet er kl. {meeting}."
        yield Flaw(
            "warning",
            message,
            operands,
            f"{at.group()} uden for {meeting}",
            "0",
            item=item.item.number,
        )


def _minutes(clock: str | None) -> int | None:
    hour, _, minute = (clock or "").partition(":")
    return int(hour) * 60 + int(minute) if hour.isdecimal() and minute.isdecimal() else None
