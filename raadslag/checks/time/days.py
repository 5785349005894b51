"""Days and periods that can't be: weekdays, spans, quarters, and periods that don't agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from raadslag.checks.findings import Flaw, Held, Operand, Verdict
from raadslag.checks.registry import rule
from raadslag.checks.time.moments import (
    MONTH,
    WEEKDAYS,
    Day,
    Period,
    days_in,
    impossible,
    periods_in,
)
from raadslag.checks.view import ItemView, MeetingView, Part, Passage
from raadslag.danish.lookalikes import MONTHS

CALENDAR = "Den gregorianske kalender."


def day_operand(day: Day, passage: Passage) -> Operand:
    return Operand(day.text, day.on.isoformat() if day.on else None, passage.where)


@rule(
    "tid-101",
    "Ugedag og dato passer ikke sammen",
    severity="error",
    scope="part",
    source=CALENDAR,
)
def weekday_and_date(part: Part) -> Iterator[Verdict]:
    """ "mandag den 6. maj 2024": the printed weekday against the calendar."""
    for passage in part.passages:
        for day in days_in(passage.text):
            if day.weekday and day.on:
                yield _weekday(day, day.on, (day_operand(day, passage),))


def _weekday(day: Day, on: date, operands: tuple[Operand, ...]) -> Verdict:
    right = WEEKDAYS[on.weekday()]
    if right == day.weekday:
        return Held(operands)
    return Flaw(
        severity="error",
        message=f"Den {on.day}. {MONTHS[on.month - 1]} {on.year} er en {right}, ikke en {day.weekday}.",
        operands=operands,
        calculation=f"{on.isoformat()} = {right}",
        tolerance="0",
    )


@rule(
    "tid-109",
    "Ugedagen passer ikke til en dato uden år",
    severity="warning",
    scope="meeting",
    source=CALENDAR + " Året er det, der ligger nærmest mødet.",
)
def weekday_near_meeting(view: MeetingView) -> Iterator[Verdict]:
    """ "tirsdag den 5. maj" without a year: wrong in every year near the meeting."""
    if view.meeting.date is None:
        return
    for item in view.items:
        for part in item.parts:
            for passage in part.passages:
                for day in days_in(passage.text):
                    if day.weekday and day.year is None and not impossible(day):
                        yield from _near(day, view.meeting.date, passage, item)


def _near(day: Day, meeting: date, passage: Passage, item: ItemView) -> Iterator[Verdict]:
    printed = re.findall(r"\b(20\d{2})\b", passage.text)
    years = {meeting.year - 1, meeting.year, meeting.year + 1, *map(int, printed)}
    possible = [
        date(y, day.month, day.day) for y in years if not (day.month == 2 and day.day == 29)
    ]
    operand = Operand(day.text, None, passage.where)
    if not possible or any(WEEKDAYS[on.weekday()] == day.weekday for on in possible):
        yield Held((operand,))
        return
    nearest = min(possible, key=lambda on: abs((on - meeting).days))
    right = WEEKDAYS[nearest.weekday()]
    yield Flaw(
        severity="warning",
        message=f"Den {day.day}. {MONTHS[day.month - 1]} {nearest.year} er en {right}, ikke en {day.weekday}.",
        operands=(operand,),
        calculation=f"{nearest.isoformat()} = {right}",
        tolerance="året er ikke trykt",
        item=item.item.number,
    )


@rule("tid-102", "Datoen findes ikke", severity="error", scope="part", source=CALENDAR)
def impossible_dates(part: Part) -> Iterator[Verdict]:
    """31 April, 30 February."""
    for passage in part.passages:
        for day in days_in(passage.text):
            if impossible(day):
                yield Flaw(
                    severity="error",
                    message=f"Datoen {day.text} findes ikke i kalenderen.",
                    operands=(Operand(day.text, None, passage.where),),
                    calculation=f"dag {day.day}, måned {day.month}",
                    tolerance="0",
                )


_BRACKET = re.compile(
    r"[^.;()]{0,30}?\(([^()]{5,70})\)|\s*(?:,\s*)?(?:dvs\.?|altså)\s([^.;()]{5,60})"
)
_MONTHS = re.compile(rf"\b({MONTH})\b", re.IGNORECASE)


@rule(
    "tid-103",
    "Kvartal eller halvår passer ikke til sine måneder",
    severity="error",
    scope="part",
    source="1. kvartal er januar til marts og så fremdeles; 1. halvår er januar til juni.",
)
def period_and_months(part: Part) -> Iterator[Verdict]:
    """ "2. kvartal 2024 (1. april – 30. juni)": the months in brackets against the quarter."""
    for passage in part.passages:
        for period in periods_in(passage.text):
            match = _BRACKET.match(passage.text, period.end)
            if match is None:
                continue
            span = match[1] or match[2]
            months = [MONTHS.index(name.lower()) + 1 for name in _MONTHS.findall(span)]
            years = {int(y) for y in re.findall(r"\b(20\d{2})\b", span)}
            if len(months) == 2 and not periods_in(span):
                yield _months(period, months, years, (span, passage))


def _months(
    period: Period, months: list[int], years: set[int], told: tuple[str, Passage]
) -> Verdict:
    span, passage = told
    operands = (Operand(period.text, None, passage.where), Operand(span, None, passage.where))
    first, last = period.months
    same_year = period.year is None or not years or years == {period.year}
    if months == [first, last] and same_year:
        return Held(operands)
    fits = f"{MONTHS[first - 1]} til {MONTHS[last - 1]}" + (
        f" {period.year}" if period.year else ""
    )
    return Flaw(
        severity="error",
        message=f"{period.text} er {fits}, ikke {span}.",
        operands=operands,
        calculation=f"{period.text} = {fits}",
        tolerance="0",
    )


def day_spans(text: str) -> Iterator[tuple[Day, Day]]:
    """Two days with "til" or a dash between them."""
    for first, last in pairwise(days_in(text)):
        between = text[first.end : last.start]
        if re.fullmatch(r"\s*(?:-|–|til(?: og med)?(?: den)?(?: d\.)?)\s*", between):
            yield first, last


_YEARS = re.compile(r"(?<![\d.,/-])((?:19|20)\d{2})\s?[-–]\s?((?:19|20)\d{2})(?![\d/.-]\d|-)")


@rule(
    "tid-104",
    "Perioden slutter, før den begynder",
    severity="error",
    scope="part",
    source="En periodes første dag ligger før dens sidste.",
)
def backward_spans(part: Part) -> Iterator[Verdict]:
    """ "fra 1. maj til 1. april 2024", "2024-2021"."""
    for passage in part.passages:
        for first, last in day_spans(passage.text):
            yield from _span(first, last, passage)
        for match in _YEARS.finditer(passage.text):
            operand = Operand(match[0], None, passage.where)
            if int(match[1]) <= int(match[2]):
                yield Held((operand,))
            else:
                yield Flaw(
                    severity="warning",
                    message=f"Perioden {match[0]} slutter, før den begynder; {match[2]}-{match[1]} passer.",
                    operands=(operand,),
                    calculation=f"{match[1]} > {match[2]}",
                    tolerance="0",
                )


def _span(first: Day, last: Day, passage: Passage) -> Iterator[Verdict]:
    if impossible(first) or impossible(last) or last.on is None:
        return
    begins = first.on or date(last.on.year, first.month, min(first.day, 28))
    operands = (day_operand(first, passage), day_operand(last, passage))
    if begins <= last.on:
        yield Held(operands)
    elif first.on is not None or first.month == last.month:
        yield Flaw(
            severity="error",
            message=f"Perioden fra {first.text} til {last.text} slutter, før den begynder.",
            operands=operands,
            calculation=f"{begins.isoformat()} > {last.on.isoformat()}",
            tolerance="0",
        )


@rule(
    "tid-105",
    "Den tidligere behandling ligger efter mødet",
    severity="error",
    scope="meeting",
    source="En sag kan ikke være behandlet tidligere på en senere dag.",
)
def earlier_treatment(view: MeetingView) -> Iterator[Verdict]:
    """The printed earlier treatment against the day of the meeting."""
    meeting = view.meeting.date
    if meeting is None:
        return
    for item in view.items:
        for prior in item.item.previous_treatment:
            if prior.date is None:
                continue
            text = prior.text or f"{prior.organization} {prior.date.isoformat()}"
            operands = (
                Operand(text, prior.date.isoformat(), item.item.where),
                Operand(meeting.isoformat(), meeting.isoformat(), None),
            )
            if prior.date <= meeting:
                yield Held(operands)
            else:
                yield Flaw(
                    severity="error",
                    message=f"Tidligere behandling er sat til {prior.date.isoformat()}, men mødet er {meeting.isoformat()}.",
                    operands=operands,
                    calculation=f"{prior.date.isoformat()} > {meeting.isoformat()}",
                    tolerance="0",
                    item=item.item.number,
                )


@rule(
    "tid-110",
    "Mødets ugedag og dato passer ikke sammen",
    severity="error",
    scope="meeting",
    source=CALENDAR,
)
def weekday_of_meeting(view: MeetingView) -> Iterator[Verdict]:
    """The weekday printed beside the meeting's own date, as the reader saw it."""
    on = view.meeting.date
    for note in view.meeting.notes:
        if note.code == "weekday-differs" and on is not None:
            right = WEEKDAYS[on.weekday()]
            yield Flaw(
                severity="error",
                message=f"Mødets dato {on.day}. {MONTHS[on.month - 1]} {on.year} er en {right}, men en anden ugedag er trykt.",
                operands=(Operand(on.isoformat(), on.isoformat(), note.where),),
                calculation=f"{on.isoformat()} = {right}",
                tolerance="0",
            )
