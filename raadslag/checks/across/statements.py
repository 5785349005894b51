"""The same figure in several places of an item: summary, case, economy and recommendation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from raadslag.checks.across.likeness import likeness, marks, other_names
from raadslag.checks.findings import Flaw, Held, Verdict
from raadslag.checks.prose.sentence import Sentence, sentences
from raadslag.checks.registry import rule
from raadslag.checks.tables.grids import grids
from raadslag.checks.view import ItemView, Part
from raadslag.danish.numbers import show, slip
from raadslag.danish.quantities import Quantity

ALIKE = 0.6
MOST = 400
"""Sentences with figures that are held against one another; a case has some tens."""
TOLD = ("title", "summary", "recommendation", "decision", "economy")
"""Parts that tell again what another part tells first."""


@rule("tal-301")
def same_statement(item: ItemView) -> Iterator[Verdict]:
    """Two sentences with nearly the same words and one figure of a unit that differs."""
    spoken = spoken_of(item)
    counted = counts_of(item, spoken)
    spoken = spoken[:MOST]
    for number, (part, sentence) in enumerate(spoken):
        for other_part, other in spoken[number + 1 :]:
            if part is other_part:
                continue
            told = part.key in TOLD or other_part.key in TOLD
            yield from _compared(sentence, other, counted, ALIKE if told else 0.8)


def spoken_of(item: ItemView) -> list[tuple[Part, Sentence]]:
    return [
        (part, sentence)
        for part in item.parts
        for passage in sentences(part)
        for sentence in passage
        if sentence.figures
    ]


def counts_of(item: ItemView, spoken: Sequence[tuple[Part, Sentence]]) -> Counter[Decimal]:
    """How often every number is printed in the item, in prose and in tables."""
    counted = Counter(abs(q.value) for _, sentence in spoken for q in sentence.figures)
    for part in item.parts:
        for grid in grids(part):
            for line in grid.rows.lines:
                counted.update(abs(c.value) for c in line.cells if c.value is not None)
    return counted


def _compared(
    first: Sentence, second: Sentence, counted: Counter[Decimal], least: float
) -> Iterator[Verdict]:
    """Two like sentences, figure by figure in their order, where they have equally many of a unit."""
    degree = likeness(first.text, second.text)
    if degree < min(least, 0.5) or marks(first.text) != marks(second.text):
        return
    if other_names(first.text, second.text):
        return
    for unit in {q.unit for q in first.figures}:
        mine = [q for q in first.figures if q.unit == unit]
        theirs = [q for q in second.figures if q.unit == unit]
        if len(mine) != len(theirs):
            continue
        apart = [(a, b) for a, b in zip(mine, theirs, strict=True) if not _agree(a, b)]
        for a, b in zip(mine, theirs, strict=True):
            if _agree(a, b):
                yield Held((first.operand(a), second.operand(b)))
        if len(apart) == 1 and _a_slip(*apart[0], counted, degree, least, len(mine)):
            yield _two_values(first, second, *apart[0])


def _agree(first: Quantity, second: Quantity) -> bool:
    return first.interval.overlaps(second.interval) or first.value == second.value


def _a_slip(
    first: Quantity,
    second: Quantity,
    counted: Counter[Decimal],
    degree: float,
    least: float,
    n: int,
) -> bool:
    """One value stands alone in the item, and either looks like a slip of the other or the words
    are so much the same that they can't mean two things."""
    if min(counted[abs(first.value)], counted[abs(second.value)]) > 1:
        return False
    near = slip(first.value, second.value, shortest=2)
    big = min(abs(first.value / first.step), abs(second.value / second.step)) >= 10
    if near and big and degree >= min(least, 0.5):
        return True
    return degree >= max(least, 0.75) and (near or n > 1 or degree >= 0.85)


def _two_values(first: Sentence, second: Sentence, a: Quantity, b: Quantity) -> Flaw:
    return Flaw(
        severity="warning",
        message=f"Samme oplysning står med {a.text} ét sted og {b.text} et andet; de bør være ens.",
        operands=(first.operand(a), second.operand(b)),
        calculation=f"{show(a.value)} over for {show(b.value)}",
        tolerance="efter de trykte cifre",
    )
