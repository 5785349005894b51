"""CPR numbers whose figures stand apart: one in each cell, line or part, or in groups that nobody
writes a number in (`070 761 4285`; `07`, `07`, `61`, `4285` on four lines).

What is apart is read as one row of groups, wherever it comes from: beside each other on a line, one
below the other on lines, or down a table's column. Only a row that is all of a number counts, so that
tables of figures are no numbers; a word beside decides the rest (`raadslag.checks.privacy.cpr`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from raadslag.checks.privacy.cpr_forms import Candidate, cpr_of, is_cpr_figures

MOST_GROUP = 7
"""Figures in a group: more are a number of their own."""
_BESIDE = re.compile(r"[0-9]{1,7}(?:[ \t|,;/_\"'-]{1,5}[0-9]{1,7}){1,200}")
_BELOW = re.compile(r"\n[ \t]?[0-9]{1,7}[ \t]?(?:\n{1,3}[ \t]?[0-9]{1,7}[ \t]?(?=\n|\Z)){1,200}")
_GROUP = re.compile(r"[0-9]{1,7}")
_NOT_BEFORE, _NOT_AFTER = frozenset("0123456789.,:/-"), re.compile(r"[0-9]|[.,:/%-] ?[0-9]|%")
FIGURES = 10
_DATED = frozenset({(2, 2, 2, 4), (2, 2, 4, 4)})
"""Day, month, year and the four, each for itself."""


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that stand together, and where."""

    text: str
    start: int
    end: int


def spread(text: str) -> Iterator[Candidate]:
    """Numbers that stand apart in a folded text: on one line, or one group a line."""
    for run in _BESIDE.finditer(text):
        is_alone = run.start() == 0 or text[run.start() - 1] not in _NOT_BEFORE
        if is_alone and not _NOT_AFTER.match(text, run.end()):
            yield from put_together(_groups(text, run.start(), run.end()), below=False)
    lines = f"\n{text}"
    for run in _BELOW.finditer(lines):
        yield from put_together(_groups(text, run.start(), run.end() - 1), below=True)


def _groups(text: str, start: int, end: int) -> list[Group]:
    return [Group(one.group(), *one.span()) for one in _GROUP.finditer(text, start, end)]


def put_together(groups: Sequence[Group], *, below: bool) -> Iterator[Candidate]:
    """The numbers that a row of groups makes: one of all of it, or one of every ten single figures.

    `below`: the groups stand one below the other.
    """
    at = 0
    while at < len(groups):
        end = at
        while end < len(groups) and len(groups[end].text) == 1:
            end += 1
        # A row may begin with its own number.
        if end > at and (end - at) % FIGURES in {0, 1}:
            for first in range(at + (end - at) % FIGURES, end, FIGURES):
                yield from _number(groups[first : first + FIGURES])
        at = end + 1
    lengths = tuple(len(one.text) for one in groups)
    is_padded = groups[0].text[0] == "0" and lengths[0] > 1
    is_dated = lengths in _DATED and (below or is_padded)
    if max(lengths) > 1 and (is_dated or (is_padded and sum(lengths) == FIGURES)):
        yield from _number(groups)


def _number(groups: Sequence[Group]) -> Iterator[Candidate]:
    whole = "".join(one.text for one in groups)
    if len(whole) == FIGURES + 2:
        whole = cpr_of(whole[:2], whole[2:4], whole[4:8], whole[8:]) or ""
    if len(whole) == FIGURES and is_cpr_figures(whole):
        start, end = groups[0].start, groups[-1].end
        yield Candidate(
            start, end, whole, whole[-4:], exact=False, unnamed="ask", loose=True, apart=True
        )
