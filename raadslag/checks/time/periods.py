"""Periods, days and years that one part of an item says one way and another part another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from raadslag.checks.across.likeness import likeness, stems
from raadslag.checks.findings import Flaw, Held, Operand, Verdict
from raadslag.checks.prose.sentence import passage_sentences
from raadslag.checks.registry import rule
from raadslag.checks.time.days import day_operand, day_spans
from raadslag.checks.time.moments import MONTH, Period, days_in, periods_in
from raadslag.checks.view import ItemView, Passage


@rule(
    "tid-106",
    "Indstilling og sag taler om hver sin periode",
    severity="error",
    scope="item",
    source="Det, der indstilles, er det, der er fremlagt.",
)
def period_of_recommendation(item: ItemView) -> Iterator[Verdict]:
    """The half-year or quarter of the recommendation against title and case."""
    title, asked = _periods(item, "title"), _periods(item, "recommendation")
    body = _periods(item, "summary", "background", "case", "economy", "other", "law", "process")
    for kind in ("halvår", "kvartal"):
        told = [p for p in (*title, *body) if p[0].kind == kind]
        for period, passage in (p for p in asked if p[0].kind == kind):
            if told:
                yield _asked(period, passage, told, [p for p in title if p[0].kind == kind])
        if not any(p[0].kind == kind for p in asked):
            yield from _title_alone(kind, title, body)


Told = tuple[Period, Passage]


def _periods(item: ItemView, *keys: str) -> list[Told]:
    return [
        (period, passage)
        for part in item.part(*keys)
        for passage in part.passages
        for period in periods_in(passage.text)
    ]


def _asked(period: Period, passage: Passage, told: list[Told], title: list[Told]) -> Verdict:
    operand = Operand(period.text, None, passage.where)
    match = next((t for t in told if t[0].agrees(period)), None)
    if match is not None and not (title and not any(t[0].agrees(period) for t in title)):
        return Held((operand, Operand(match[0].text, None, match[1].where)))
    other = next((t for t in (title or told) if not t[0].agrees(period)), told[0])
    distinct = {(t[0].number, t[0].year) for t in told}
    grave = match is None and (bool(title) or len(distinct) == 1)
    return Flaw(
        severity="error" if grave else "warning",
        message=f"Indstillingen gælder {period.text}, men sagen handler om {other[0].text}.",
        operands=(operand, Operand(other[0].text, None, other[1].where)),
        calculation=f"{period.text} ≠ {other[0].text}",
        tolerance="0",
    )


def _title_alone(kind: str, title: list[Told], body: list[Told]) -> Iterator[Verdict]:
    named = [p for p in title if p[0].kind == kind]
    told = [p for p in body if p[0].kind == kind]
    if len(named) != 1 or not told:
        return
    period, passage = named[0]
    operand = Operand(period.text, None, passage.where)
    match = next((t for t in told if t[0].agrees(period)), None)
    if match is not None:
        yield Held((operand, Operand(match[0].text, None, match[1].where)))
        return
    yield Flaw(
        severity="warning",
        message=f"Overskriften siger {period.text}, men teksten nævner kun {told[0][0].text}.",
        operands=(operand, Operand(told[0][0].text, None, told[0][1].where)),
        calculation=f"{period.text} ≠ {told[0][0].text}",
        tolerance="0",
    )


@rule(
    "tid-107",
    "To steder siger det samme med hver sin dato",
    severity="warning",
    scope="item",
    source="Samme frist, møde eller høring har samme dag, hvor den end står i sagen.",
)
def same_day(item: ItemView) -> Iterator[Verdict]:
    """Two sentences with nearly the same words, and days that differ in one of day, month and year."""
    spoken = [
        (sentence.text, days[0], passage)
        for part in item.parts
        for passage in part.passages
        for sentence in passage_sentences(passage)
        if len(days := days_in(sentence.text)) == 1
    ]
    for number, (text, day, passage) in enumerate(spoken):
        for other_text, other, other_passage in spoken[number + 1 :]:
            if passage is other_passage or not _one_occasion(text, other_text):
                continue
            operands = (day_operand(day, passage), day_operand(other, other_passage))
            year = day.year == other.year or None in (day.year, other.year)
            same = (day.day == other.day) + (day.month == other.month) + year
            if same == 3:
                yield Held(operands)
            elif same == 2:
                yield Flaw(
                    severity="warning",
                    message=f"Samme oplysning står med {day.text} ét sted og {other.text} et andet; de bør være ens.",
                    operands=operands,
                    calculation=f"{day.text} ≠ {other.text}",
                    tolerance="0",
                )


_OCCASION = re.compile(
    r"\b(?:\w*frist\w*|høring\w*|ansøgning\w*|ikrafttræde\w*|træder|\w*møde\w*|indviel\w*|åbn\w*|lukke\w*|behandling)\b",
    re.IGNORECASE,
)


def _one_occasion(first: str, second: str) -> bool:
    """Nearly the same words; of short sentences two are enough where both name a deadline or the like."""
    if _set_apart(first, second):
        return False
    if _bare_likeness(first, second) >= 0.6:
        return True
    cues = [{w.lower()[:5] for w in _OCCASION.findall(text)} for text in (first, second)]
    mine, theirs = stems(_without_months(first)), stems(_without_months(second))
    shared, least = mine & theirs, min(len(mine), len(theirs))
    return bool(cues[0] & cues[1]) and len(shared) >= 2 and len(shared) * 5 >= least * 3


_BODY = re.compile(
    r"\b(?:\w*udvalget|kommunalbestyrelsen|byrådet|regionsrådet|magistraten|\w*rådet)\b", re.I
)
_TURN = re.compile(r"\b(?:første|anden|andet|tredje|næste)\b", re.I)


def _set_apart(first: str, second: str) -> bool:
    """Whether the sentences name other bodies or other turns: another body meets on another day."""
    bodies, turns = (
        [{word.lower() for word in pattern.findall(text)} for text in (first, second)]
        for pattern in (_BODY, _TURN)
    )
    return turns[0] != turns[1] or bool(bodies[0] and bodies[1] and not bodies[0] & bodies[1])


def _without_months(text: str) -> str:
    return re.sub(rf"\b(?:{MONTH})\b", " ", text, flags=re.IGNORECASE)


def _bare_likeness(first: str, second: str) -> float:
    """Likeness of what is said besides the months."""
    return likeness(_without_months(first), _without_months(second))


@rule(
    "tid-108",
    "Overskrift og indstilling nævner hver sit år",
    severity="warning",
    scope="item",
    source="Det, der indstilles, er det, overskriften siger.",
)
def year_of_recommendation(item: ItemView) -> Iterator[Verdict]:
    """One year in the title, another in a recommendation with the same words."""
    for title in (passage for part in item.part("title") for passage in part.passages):
        years = set(re.findall(r"\b(20\d{2})\b", title.text))
        for part in item.part("recommendation"):
            for point in part.passages:
                asked = set(re.findall(r"\b(20\d{2})\b", point.text))
                if len(years) != 1 or len(asked) != 1 or len(stems(title.text)) < 2:
                    continue
                shared = len(stems(title.text) & stems(point.text)) / len(stems(title.text))
                operands = (
                    Operand(next(iter(years)), None, title.where),
                    Operand(next(iter(asked)), None, point.where),
                )
                if years == asked:
                    yield Held(operands)
                elif shared >= 0.6:
                    yield Flaw(
                        severity="warning",
                        message=f"Overskriften siger {operands[0].text}, men indstillingen siger {operands[1].text}.",
                        operands=operands,
                        calculation=f"{operands[0].text} ≠ {operands[1].text}",
                        tolerance="0",
                    )


@rule(
    "tid-111",
    "Samme periode slutter på to forskellige dage",
    severity="warning",
    scope="item",
    source="En høring, en ordning eller en opgørelse har ét start- og ét sluttidspunkt i sagen.",
)
def spans_with_one_start(item: ItemView) -> Iterator[Verdict]:
    """Two spans of days that begin alike and end differently, told with some of the same words."""
    spoken = [
        (sentence.text, first, last, passage)
        for part in item.parts
        for passage in part.passages
        for sentence in passage_sentences(passage)
        for first, last in day_spans(sentence.text)
    ]
    for number, (text, first, last, passage) in enumerate(spoken):
        for other_text, other_first, other_last, other_passage in spoken[number + 1 :]:
            begins = (first.day, first.month, first.year or last.year)
            if begins != (other_first.day, other_first.month, other_first.year or other_last.year):
                continue
            operands = (
                Operand(f"{first.text} - {last.text}", None, passage.where),
                Operand(f"{other_first.text} - {other_last.text}", None, other_passage.where),
            )
            if last.on == other_last.on:
                yield Held(operands)
            elif len(stems(text) & stems(other_text)) >= 3:
                yield Flaw(
                    severity="warning",
                    message=f"Perioden fra {first.text} slutter {last.text} ét sted og {other_last.text} et andet; "
                    "de bør være ens.",
                    operands=operands,
                    calculation=f"{last.text} ≠ {other_last.text}",
                    tolerance="0",
                )
