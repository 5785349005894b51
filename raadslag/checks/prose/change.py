"""Change in prose: from, to, by how much, by how many per cent, and the word for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from raadslag.checks.findings import Flaw, Held, Operand, Verdict
from raadslag.checks.prose.sentence import F, Sentence, same_unit, sentences
from raadslag.checks.registry import rule
from raadslag.checks.tables import words
from raadslag.checks.tables.linked import change
from raadslag.checks.view import Part
from raadslag.danish.intervals import Interval
from raadslag.danish.numbers import Quantity, show

GAP = r"[^⟦⟧;:]{0,70}?"
FROM_TO = re.compile(
    rf"\bfra(?: en| et)?(?: {GAP})? ?{F}{GAP}\btil(?: en| et)?(?: {GAP})? ?{F}", re.I
)
AGAINST = re.compile(rf"{F}{GAP}\b(?:mod|imod|sammenlignet med|i forhold til){GAP} {F}", re.I)
LEVELS = re.compile(
    rf"{F}[^⟦⟧;]{{0,70}}?{F}[^⟦⟧;]{{0,40}}?\b(?:en|et) (?:[a-zæøå]+ )?(?:{words.UP}|{words.DOWN}) på {F}",
    re.I,
)
"""Two levels, then "et fald på" and the change."""
BY = re.compile(
    r"(?:\b(?:svarende til|svarer til|hvilket er|det er|det vil sige|dvs\.?|altså|eller)\b|\(|=)"
    rf"(?:(?!\b(?:heraf|hvoraf|inkl\w*|ekskl\w*|mod|af|under|mål\w*)\b)[^⟦⟧;]){{0,35}}?{F}",
    re.I,
)
BY_WORD = re.compile(
    rf"\b(?:{words.UP}|{words.DOWN})(?: [a-zæøå0-9-]+){{0,7}}? (?:med|på)(?: i alt| samlet| hele)? {F}",
    re.I,
)
BY_DIRECTLY = re.compile(rf"\b(?:{words.UP}|{words.DOWN})(?: (?:med|samlet|i alt))* {F}", re.I)
BEFORE = re.compile(rf"{F} (?:lavere|højere|færre|flere) end\b", re.I)
"""The change told before the levels: "5,1 pct. lavere end året før"."""
MORE_THAN = re.compile(
    rf"{F}[^⟦⟧;]{{0,50}}?{F} (?:[a-zæøå]+ )?(?P<word>flere|færre|mere|mindre|højere|lavere)\b[^⟦⟧;]{{0,12}}"
    rf"\bend\b[^⟦⟧;]{{0,60}}?{F}",
    re.I,
)
"""The new level, how much more or less it is, and the old level."""
UP = re.compile(rf"\b{words.UP}\b", re.I)
DOWN = re.compile(rf"\b{words.DOWN}\b", re.I)
SPELLS = {"år", "måneder", "uger", "dage", "timer", "minutter", "gange", "kvartaler"}
NOT = re.compile(r"\bikke\b|\bhverken\b|\buden\b|\btrods\b|\bselv ?om\b|\bmens\b|\bmålet?\b", re.I)


@rule(
    "tal-205",
    "Ændring, procent og niveau passer ikke sammen",
    severity="error",
    scope="part",
    source="Ændring = nyt - gammelt; procent = ændring / gammelt · 100, efter de trykte cifre.",
)
def change_and_levels(part: Part) -> Iterator[Verdict]:
    """ "fra 120 til 150, svarende til 25 pct.": the change and the per cent against the levels."""
    for passage in sentences(part):
        for sentence in passage:
            for old, new, either in _pairs(sentence):
                yield from _changes(sentence, old, new, either=either)
            yield from _more_than(sentence)


def _more_than(sentence: Sentence) -> Iterator[Verdict]:
    """ "590 borgere, hvilket er 65 flere end i 2023, hvor der var 525"."""
    match = MORE_THAN.search(sentence.pattern)
    if match is None or len(sentence.figures) > 4:
        return
    new, by, old = (sentence.figure(match[n]) for n in (1, 2, 4))
    if not same_unit(new, old) or new.value < 0 or old.value < 0:
        return
    spans = list(_spans(old, new, by))
    if not spans:
        return
    down = match["word"].lower() in ("færre", "mindre", "lavere")
    span = -spans[0] if down else spans[0]
    operands = tuple(sentence.operand(figure) for figure in (by, old, new))
    if span.overlaps(by.interval):
        yield Held(operands)
    else:
        yield _change_flaw(old, new, by, spans[0].magnitude(), operands)


@rule(
    "tal-207",
    "Ordet for retningen modsiger tallene",
    severity="error",
    scope="part",
    source="»Steget« kræver et større tal end før, »faldet« et mindre.",
)
def direction_words(part: Part) -> Iterator[Verdict]:
    """ "faldet fra 120 til 150": the word for the direction against the levels."""
    for passage in sentences(part):
        for sentence in passage:
            pairs = [(old, new) for old, new, either in _pairs(sentence) if not either]
            span = FROM_TO.search(sentence.pattern)
            if len(pairs) == 1 and span is not None and not NOT.search(sentence.pattern):
                direction = _direction(_clause(sentence.pattern, *span.span()))
                if direction and _direction(sentence.pattern) == direction:
                    yield from _directed(sentence, *pairs[0], direction)
            yield from _than_last_year(sentence)
        for before, after in pairwise(passage):
            yield from _carried_on(before, after)


THAN_BEFORE = re.compile(
    rf"{F}[^⟦⟧;:]{{0,30}}?\bmod {F} (?:[a-zæøå]+ )?(?:sidste år|året før|året forinden|for et år siden),? (?:hvilket er |det er |altså |svarende til )?(?P<word>en stigning|et fald)\b",
    re.I,
)


def _than_last_year(sentence: Sentence) -> Iterator[Verdict]:
    """ "540 mod 562 sidste år, en stigning": the word against the two levels."""
    match = THAN_BEFORE.search(sentence.pattern)
    if match is None:
        return
    new, old = sentence.figure(match[1]), sentence.figure(match[2])
    if same_unit(new, old) or not (new.noun and old.noun):
        yield from _directed(sentence, old, new, 1 if "stig" in match["word"].lower() else -1)


_CLAUSE = re.compile(r",? (?:og|men|mens|idet|da|så) |[;:]")


def _clause(pattern: str, start: int, end: int) -> str:
    """The words around the two levels, up to the next clause on either side."""
    before = _CLAUSE.split(pattern[max(0, start - 70) : start])[-1]
    after = _CLAUSE.split(pattern[end : end + 60])[0]
    return f"{before} {after}"


def _pairs(sentence: Sentence) -> Iterator[tuple[Quantity, Quantity, bool]]:
    """Old and new level; the flag tells that either may be the old one."""
    taken: set[str] = set()
    for match in FROM_TO.finditer(sentence.pattern):
        old, new = sentence.figure(match[1]), sentence.figure(match[2])
        if same_unit(old, new) and "range" not in (old.hedge, new.hedge):
            taken.update((match[1], match[2]))
            yield old, new, False
    for match in AGAINST.finditer(sentence.pattern):
        first, second = sentence.figure(match[1]), sentence.figure(match[2])
        if not taken & {match[1], match[2]} and same_unit(first, second):
            taken.update((match[1], match[2]))
            yield second, first, True
    levels = None if taken else LEVELS.search(sentence.pattern)
    if levels and same_unit(sentence.figure(levels[1]), sentence.figure(levels[2])):
        yield sentence.figure(levels[1]), sentence.figure(levels[2]), True


def _changes(
    sentence: Sentence, old: Quantity, new: Quantity, *, either: bool
) -> Iterator[Verdict]:
    if not (UP.search(sentence.pattern) or DOWN.search(sentence.pattern)) or old.unit == "point":
        return
    for by in _amounts(sentence, old, new):
        spans = list(_spans(old, new, by))
        if either:
            spans += list(_spans(new, old, by))
        if not spans:
            continue
        operands = tuple(sentence.operand(figure) for figure in (by, old, new))
        if any(by.interval.magnitude().overlaps(span.magnitude()) for span in spans):
            yield Held(operands)
        else:
            yield _change_flaw(old, new, by, spans[0].magnitude(), operands)


def _amounts(sentence: Sentence, old: Quantity, new: Quantity) -> Iterator[Quantity]:
    """The figures that say how large the change is: bound by "svarende til", "på", "med"."""
    seen: set[int] = set()
    patterns = (BY, BY_WORD, BY_DIRECTLY, BEFORE)
    for match in (found for pattern in patterns for found in pattern.finditer(sentence.pattern)):
        figure = sentence.figure(match[1])
        between = sentence.pattern[match.start() : match.end()]
        if figure in (old, new) or int(match[1]) in seen or re.search(r"\b(?:af|ud af)\b", between):
            continue
        seen.add(int(match[1]))
        of_another = re.match(r"\s*(?:\w+ )?(?:ud )?af\b", sentence.pattern[match.end() :])
        spell = figure.unit in SPELLS and figure.unit not in (old.unit, new.unit)
        if len(sentence.figures) <= 4 and not of_another and not spell:
            yield figure


def _spans(old: Quantity, new: Quantity, by: Quantity) -> Iterator[Interval]:
    """What the change can be: in per cent of the old level, or in the levels' own unit."""
    if by.unit == "pct" and old.unit != "pct":
        span = change((old.interval, new.interval))
        if span is not None:
            yield span
    elif by.unit == "point" or (by.unit == "pct" and old.unit == "pct"):
        if old.unit == "pct":
            yield new.interval - old.interval
            span = change((old.interval, new.interval))
            if by.unit == "pct" and span is not None:
                yield span
    elif same_unit(by, old) and same_unit(by, new) and by.unit not in ("pct", "point"):
        yield new.interval - old.interval


def _change_flaw(
    old: Quantity, new: Quantity, by: Quantity, span: Interval, operands: tuple[Operand, ...]
) -> Flaw:
    middle = ((span.low + span.high) / 2).quantize(by.step if by.step < 1 else old.step)
    unit = {"pct": " pct.", "point": " procentpoint", "kr": " kr."}.get(by.unit, "")
    return Flaw(
        severity="error",
        message=f"Fra {old.text} til {new.text} er en ændring på {show(middle)}{unit}, ikke {by.text}.",
        operands=operands,
        calculation=f"{show(new.value)} - {show(old.value)} = {show(new.value - old.value)}"
        + (f"; i procent af {show(old.value)}: {show(middle)}" if by.unit == "pct" else ""),
        tolerance=f"{show(span.low)} til {show(span.high)}{unit}",
    )


def _direction(pattern: str) -> int:
    """1 for up, -1 for down, 0 where the sentence says neither or both."""
    up, down = bool(UP.search(pattern)), bool(DOWN.search(pattern))
    return (up and not down) - (down and not up)


def _directed(
    sentence: Sentence, old: Quantity, new: Quantity, direction: int
) -> Iterator[Verdict]:
    if old.value < 0 or new.value < 0 or old.signed or new.signed:
        return
    operands = (sentence.operand(old), sentence.operand(new))
    right = new.value >= old.value if direction > 0 else new.value <= old.value
    if right or old.interval.overlaps(new.interval):
        yield Held(operands)
        return
    said = (UP if direction > 0 else DOWN).search(sentence.pattern)
    word = said.group() if said else ""
    fits = "et fald" if direction > 0 else "en stigning"
    yield Flaw(
        severity="error",
        message=f"Der står »{word}«, men fra {old.text} til {new.text} er {fits}.",
        operands=operands,
        calculation=f"{show(new.value)} - {show(old.value)} = {show(new.value - old.value)}",
        tolerance="0",
    )


_CARRY = re.compile(
    rf"^(?:Denne|Dette|Andelen|Antallet|Tallet|Det tal)\b[^⟦⟧]{{0,60}}\b({words.UP}|{words.DOWN})\b"
    rf"[^⟦⟧]{{0,15}}\btil {F}",
    re.I,
)


def _carried_on(before: Sentence, after: Sentence) -> Iterator[Verdict]:
    """ "… 79 pct. Denne andel er steget til 83 pct.": the level stands in the sentence before."""
    match = _CARRY.search(after.pattern)
    if match is None or NOT.search(after.pattern):
        return
    new = after.figure(match[2])
    old = [figure for figure in before.figures if figure.unit == new.unit]
    if len(old) != 1:
        return
    up = bool(UP.search(match[1]))
    operands = (before.operand(old[0]), after.operand(new))
    if (new.value >= old[0].value) == up or new.value == old[0].value:
        yield Held(operands)
        return
    fits = "faldet" if up else "steget"
    yield Flaw(
        severity="warning",
        message=f"Der står »{match[1]}« til {new.text}, men før stod {old[0].text}; »{fits}« passer.",
        operands=operands,
        calculation=f"{show(new.value)} - {show(old[0].value)} = {show(new.value - old[0].value)}",
        tolerance="0",
    )
