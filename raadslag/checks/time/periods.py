"""Periods, days and years that one part of an item says one way and another part another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from raadslag.checks.across.likeness import stems
from raadslag.checks.findings import Flaw, Held, Verdict
from raadslag.checks.prose.sentence import passage_sentences
from raadslag.checks.registry import rule
from raadslag.checks.time.days import apart, named_in
from raadslag.checks.view import ItemView, Passage
from raadslag.danish.bodies import bodies_in, same_body
from raadslag.danish.moments import MONTH, Day, days_in
from raadslag.danish.periods import Period
from raadslag.danish.spans import Span, spans_in

TOLD = ("summary", "background", "case", "economy", "other", "law", "process")
MOST = 400
"""Sentences with a day that are held against one another; a case has some tens."""
MOST_TOLD = 50
"""Pairs of days that are told of one item; what is put right makes room for the next."""
Told = tuple[Period, Passage]


@rule("tid-106")
def period_of_recommendation(item: ItemView) -> Iterator[Verdict]:
    """The half-year or quarter of the recommendation against title, case and the attachments' titles."""
    title, asked = _periods(item, "title"), _periods(item, "recommendation", "decision")
    body, files = _periods(item, *TOLD), _in_titles(item)
    for kind in ("half", "quarter"):
        heads, told = _kind(kind, title), _kind(kind, [*title, *body])
        wanted = _kind(kind, asked)
        if told:
            yield from (_asked(period, passage, told, heads) for period, passage in wanted)
        if not wanted and len(heads) == 1 and _kind(kind, body):
            message = "Overskriften siger {}, men teksten nævner kun {}."
            yield _agree(heads[0], _kind(kind, body), message)
        named = _kind(kind, files)
        if named and len({(one[0].number, one[0].year) for one in named}) == 1:
            decided = wanted or heads
            message = "Der tages stilling til {}, men bilaget gælder {}."
            yield from (_agree(one, named, message) for one in decided[:1])


def _periods(item: ItemView, *keys: str) -> list[Told]:
    passages = [passage for part in item.part(*keys) for passage in part.passages]
    return [(period, passage) for passage in passages for period in named_in(passage.text)]


def _in_titles(item: ItemView) -> list[Told]:
    return [(period, title) for title in item.titles for period in named_in(title.text)]


def _kind(kind: str, told: list[Told]) -> list[Told]:
    return [one for one in told if one[0].kind == kind]


def _agree(one: Told, others: list[Told], message: str) -> Verdict:
    """One period against others, of which one must be the same."""
    match = next((other for other in others if other[0].agrees(one[0])), None)
    other = match or others[0]
    operands = tuple(
        passage.operand(period.text, None, period.start) for period, passage in (one, other)
    )
    if match is not None:
        return Held(operands)
    first, second = one[0].text, other[0].text
    return apart(message.format(first, second), operands, f"{first} ≠ {second}")


def _asked(period: Period, passage: Passage, told: list[Told], title: list[Told]) -> Verdict:
    operand = passage.operand(period.text, None, period.start)
    match = next((one for one in told if one[0].agrees(period)), None)
    in_title = not title or any(one[0].agrees(period) for one in title)
    other = (
        match
        if match and in_title
        else next((t for t in (title or told) if not t[0].agrees(period)), told[0])
    )
    operands = (operand, other[1].operand(other[0].text, None, other[0].start))
    if match is not None and in_title:
        return Held(operands)
    one_period = len({(one[0].number, one[0].year) for one in told}) == 1
    message = f"Indstillingen gælder {period.text}, men sagen handler om {other[0].text}."
    grave = match is None and (bool(title) or one_period)
    return apart(
        message, operands, f"{period.text} ≠ {other[0].text}", "error" if grave else "warning"
    )


@rule("tid-107")
def same_day(item: ItemView) -> Iterator[Verdict]:
    """Two sentences with nearly the same words, and days that differ in one of day, month and year."""
    yield from _as_of_titles(item)
    spoken = [
        (text, days[0], passage)
        for text, passage in _sentences(item)
        if len(days := days_in(text)) == 1
    ]
    told = 0
    for verdict in _at_odds(spoken[:MOST]):
        yield verdict
        told += isinstance(verdict, Flaw)
        if told == MOST_TOLD:
            return


def _at_odds(spoken: Sequence[tuple[str, Day, Passage]]) -> Iterator[Verdict]:
    for number, (text, day, passage) in enumerate(spoken):
        for other_text, other, other_passage in spoken[number + 1 :]:
            titles = passage.section == other_passage.section == "attachments"
            if titles or passage is other_passage or not _one_occasion(text, other_text):
                continue
            year = day.year == other.year or None in (day.year, other.year)
            same = (day.day == other.day) + (day.month == other.month) + year
            operands = (passage.operand(day.text), other_passage.operand(other.text))
            if same == 3:
                yield Held(operands)
            elif same == 2:
                message = f"Samme oplysning står med {day.text} ét sted og {other.text} et andet; de bør være ens."
                yield apart(message, operands, f"{day.text} ≠ {other.text}")


_AS_OF = re.compile(r"\bpr\.?\s(?:den\s)?\Z", re.IGNORECASE)
_LONG = 10
"""Letters of a word that two titles have in common only where they are of one thing: "budgetopfølgning"."""


def _as_of_titles(item: ItemView) -> Iterator[Verdict]:
    """ "Budgetopfølgningen pr. 30. juni" is decided upon; the attachment of that name is pr. 31. marts."""
    decided = [p for part in item.part("title", "recommendation") for p in part.passages]
    told = [(day, p) for p in decided for day in _as_of(p.text)]
    for day, passage in told[:1]:
        named = [
            (other, title)
            for title in item.titles
            if _long_words(title.text) & _long_words(passage.text)
            for other in _as_of(title.text)
        ]
        if not named:
            continue
        same = [one for one in named if (one[0].day, one[0].month) == (day.day, day.month)]
        other, title = (same or named)[0]
        operands = (passage.operand(day.text), title.operand(other.text))
        if same:
            yield Held(operands)
        else:
            message = f"Der tages stilling pr. {day.text}, men bilaget er pr. {other.text}."
            yield apart(message, operands, f"{day.text} ≠ {other.text}")


def _as_of(text: str) -> list[Day]:
    return [day for day in days_in(text) if _AS_OF.search(text[: day.start][-12:])]


def _long_words(text: str) -> set[str]:
    return {word.lower()[:_LONG] for word in re.findall(rf"[^\W\d]{{{_LONG},60}}", text)}


def _sentences(item: ItemView) -> Iterator[tuple[str, Passage]]:
    for part in item.parts:
        for passage in part.passages:
            yield from ((sentence.text, passage) for sentence in passage_sentences(passage))
    yield from ((title.text, title) for title in item.titles)


_OCCASION = re.compile(
    r"\b(?:\w{0,30}frist\w*|høring\w*|ansøgning\w*|ikrafttræde\w*|træder|\w{0,30}møde\w*|indviel\w*|åbn\w*|lukke\w*|behandling)\b",
    re.IGNORECASE,
)
_TURN = re.compile(r"\b(?:første|anden|andet|tredje|næste)\b", re.IGNORECASE)
_MONTH = re.compile(rf"\b(?:{MONTH})\b", re.IGNORECASE)


def _one_occasion(first: str, second: str) -> bool:
    """Nearly the same words; of short sentences two are enough where both name a deadline or the like."""
    (mine, my_cues), (theirs, their_cues) = _worn(first), _worn(second)
    shared, least = len(mine & theirs), min(len(mine), len(theirs))
    if shared < 2:
        return False
    near = bool(my_cues & their_cues) and shared * 5 >= least * 3
    alike = shared >= 3 and shared / least >= 0.6
    return (near or alike) and not _set_apart(first, second)


@lru_cache(maxsize=2 * MOST)
def _worn(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """A sentence's content words without its month, and the deadlines or the like that it names."""
    cues = frozenset(word.lower()[:5] for word in _OCCASION.findall(text))
    return stems(_MONTH.sub(" ", text)), cues


def _set_apart(first: str, second: str) -> bool:
    """Whether the sentences name other bodies or other turns: another body meets on another day."""
    (my_turns, mine), (their_turns, theirs) = _meant(first), _meant(second)
    common = any(same_body(one, other) for one in mine for other in theirs)
    return my_turns != their_turns or bool(mine and theirs and not common)


@lru_cache(maxsize=2 * MOST)
def _meant(text: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The turns and the bodies that a sentence names."""
    turns = frozenset(word.lower() for word in _TURN.findall(text))
    return turns, tuple(one.text for one in bodies_in(text))


@rule("tid-108")
def year_of_recommendation(item: ItemView) -> Iterator[Verdict]:
    """One year in the title, another in a recommendation with the same words."""
    points = [point for part in item.part("recommendation") for point in part.passages]
    for title in (passage for part in item.part("title") for passage in part.passages):
        years, words = set(re.findall(r"\b(20\d{2})\b", title.text)), stems(title.text)
        for point in points:
            asked = set(re.findall(r"\b(20\d{2})\b", point.text))
            if len(years) != 1 or len(asked) != 1 or len(words) < 2:
                continue
            (said,), (wanted,) = years, asked
            operands = (title.operand(said), point.operand(wanted))
            if said == wanted:
                yield Held(operands)
            elif len(words & stems(point.text)) / len(words) >= 0.6:
                message = f"Overskriften siger {said}, men indstillingen siger {wanted}."
                yield apart(message, operands, f"{said} ≠ {wanted}")


@rule("tid-111")
def spans_with_one_start(item: ItemView) -> Iterator[Verdict]:
    """Two spans of days that begin alike and end differently, in text or an attachment's title, told
    with some of the same words."""
    spoken = [(text, span, passage) for text, passage in _sentences(item) for span in _days(text)]
    spoken = spoken[:MOST]
    for number, (text, span, passage) in enumerate(spoken):
        for other_text, other, other_passage in spoken[number + 1 :]:
            if span.days is None or other.days is None or span.days[0] != other.days[0]:
                continue
            operands = (passage.operand(span.text), other_passage.operand(other.text))
            least = 2 if other_passage in item.titles else 3
            if span.days[1] == other.days[1]:
                yield Held(operands)
            elif len(stems(text) & stems(other_text)) >= least:
                message = (
                    f"Perioden er {span.text} ét sted og {other.text} et andet; de bør være ens."
                )
                yield apart(message, operands, f"{span.text} ≠ {other.text}")


def _days(text: str) -> list[Span]:
    return [span for span in spans_in(text) if span.days is not None]
