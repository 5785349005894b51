"""Of the lines that may head an item, those that go together: their numbers rise."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from raadslag.reader.cut.labels import label_of
from raadslag.reader.cut.page import Candidate, Page
from raadslag.reader.fields.outcome import is_formula
from raadslag.reader.words.closed import chapter_of

GAP, NEXT = -1.5, 0.0
"""Evidence that is enough for a number that fills a gap, or comes next after the last."""
LOOSE = 0.4
"""Evidence of a heading with a blank line above it and nothing against it."""


def run_of(strong: Sequence[Candidate], found: Sequence[Candidate]) -> list[Candidate]:
    return _gaps_filled(heaviest_run(strong, [c.number or 0 for c in strong]), found)


def by_chapter(page: Page, found: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """The headings of each part of the meeting that a line parts: "For lukkede døre"."""
    parts = [i for i in page.filled if chapter_of(page.lines[i].text) is not None]
    bounds = [bisect_left(found, i, key=lambda c: c.at) for i in parts]
    for a, b in pairwise([0, *bounds, len(found)]):
        yield list(found[a:b])


def counted(found: Sequence[Candidate]) -> list[Candidate]:
    """Headings with nothing around them to tell, where they count upwards without a gap, from one or
    (three of them) from wherever the year has come to, and have text between them: minutes without any
    heading inside the items."""
    good = [c for c in found if c.score >= LOOSE and may_be_title(c.title)]
    run: list[Candidate] = []
    for c in good:
        wanted = (run[-1].number or 0) + 1 if run else c.number
        if c.number == wanted and (not run or c.at > run[-1].body):
            run.append(c)
    enough = len(run) > (1 if run and run[0].number == 1 else 2)
    return run if enough and len(run) == len(good) else []


def _gaps_filled(run: list[Candidate], found: Sequence[Candidate]) -> list[Candidate]:
    """The run with weaker headings whose number is just the one that is missing there."""
    if not run:
        return run
    weak = [c for c in found if c.title and c.score >= GAP and c.title[:1].isupper()]
    run = [*_from_one(weak, run[0]), *run]
    filled: list[Candidate] = []
    for n, head in enumerate(run):
        filled.append(head)
        until = run[n + 1] if n + 1 < len(run) else None
        if until is not None and (until.number or 0) <= (head.number or 0) + 1:
            continue
        for c in weak[bisect_left(weak, head.body, key=lambda c: c.at) :]:
            if until is not None and c.at >= until.at:
                break
            wanted = (filled[-1].number or 0) + 1
            enough = c.score >= (GAP if until is not None else NEXT)
            if c.number == wanted and enough and (until is None or wanted < (until.number or 0)):
                filled.append(c)
    return filled


def _from_one(weak: Sequence[Candidate], first: Candidate) -> list[Candidate]:
    """Weaker headings right before the first that count from one up to it, all of them or none."""
    found: list[Candidate] = []
    for c in reversed([c for c in weak if c.at < first.at]):
        if c.number == (found[-1] if found else first).number - 1:  # type: ignore[operator]
            found.append(c)
    return found[::-1] if found and found[-1].number == 1 else []


def may_be_title(title: str | None) -> bool:
    if not title or not 2 < len(title) <= 200 or title[-1] in ".;,:" or is_formula(title):
        return False
    return label_of(title) is None and not title[:1].islower()


def heaviest_run(found: Sequence[Candidate], orders: Sequence[int]) -> list[Candidate]:
    """The heaviest run of candidates whose numbers (`orders`, one for each) rise. n log n."""
    best: list[float] = []
    back: list[int] = []
    tree: dict[int, tuple[float, int]] = {}
    size = max(orders, default=0) + 2
    for n, c in enumerate(found):
        weight, link, number = 0.0, -1, orders[n]
        while number > 0:
            weight, link = max((weight, link), tree.get(number, (0.0, -1)))
            number -= number & -number
        best.append(weight + c.score)
        back.append(link)
        number = orders[n] + 1
        while number <= size:
            tree[number] = max(tree.get(number, (0.0, -1)), (best[n], n))
            number += number & -number
    at = max(range(len(found)), key=best.__getitem__, default=-1)
    run: list[Candidate] = []
    while at >= 0:
        run.append(found[at])
        at = back[at]
    return run[::-1]
