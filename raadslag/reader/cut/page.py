"""The document as the item cutter sees it: lines, headings, and what an item's heading is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from raadslag.danish.bodies import may_be_same
from raadslag.reader.cut.contents import Contents
from raadslag.reader.cut.marks import Mark
from raadslag.reader.lines.line import Line
from raadslag.reader.words import Vocabulary, fold
from raadslag.reader.words.closed import chapter_of

OPENERS = frozenset(
    ("prior", "wrapper", "summary", "background", "path", "decider", "kind_of_item")
)
"""Meanings of headings that begin an item."""
GROUP = re.compile(
    r"^(?:[A-F][.:]\s+)?(?:sager til (?:afgørelse|drøftelse|behandling|orientering|beslutning)\b.*|orientering(?:ssager)?"
    r"|[A-ZÆØÅ -]+UDVALGETS? SAGER)$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the meeting before its items are read, against which dated headings are held."""

    organization: str | None
    day: date | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may head an item. `at` is its line, `body` the first line after heading and number."""

    at: int
    body: int
    number: int | None
    title: str | None
    score: float
    style: str


@dataclass(frozen=True, slots=True)
class ItemSpan:
    """The lines of one item: heading from `at`, text from `body` up to, not including, `end`."""

    at: int
    body: int
    end: int
    number: int | None
    title: str | None
    journal: str | None = None
    closed: bool | None = None
    group: str | None = None


@dataclass(slots=True)
class Page:
    """The whole document as the item cutter sees it."""

    lines: Sequence[Line]
    marks: list[Mark | None]
    contents: Contents
    words: Vocabulary
    width: float | None
    known: Known = Known(None, None)
    filled: list[int] = field(default_factory=list)
    dated_decisions: bool = False
    says_decision: bool = True
    labels: set[int] = field(default_factory=set)
    """Lines that are labels of the document's own, known by coming again."""

    def __post_init__(self) -> None:
        self.filled = [i for i, line in enumerate(self.lines) if line.text or line.table]
        own = [
            m
            for m in self.marks
            if m and m.role == "dated" and m.decision and " fra " not in m.heading
        ]
        # Decisions headed by body and date, all of one day: a plain "Beslutning" is then no decision's.
        self.dated_decisions = len(own) > 1 and len({m.day for m in own}) == 1

    def role(self, i: int) -> str:
        """The meaning of the heading at line `i`: a dated one is this meeting's decision, or `earlier`."""
        mark = self.marks[i]
        if mark is None:
            return ""
        if mark.role == "dated":
            return (
                ("decision" if is_this_meeting(mark, self.known) else "earlier")
                if mark.decision
                else "dated"
            )
        return "other" if mark.role == "decision" and self.dated_decisions else mark.role

    def between(self, first: int, last: int) -> list[int]:
        """The lines with text from line `first` on, up to, not including, line `last`."""
        return self.filled[bisect_left(self.filled, first) : bisect_left(self.filled, last)]

    def after(self, at: int, count: int) -> list[int]:
        """The next `count` lines with text after line `at`."""
        spot = bisect_left(self.filled, at + 1)
        return self.filled[spot : spot + count]

    def before(self, at: int, count: int) -> list[int]:
        """The `count` lines with text before line `at`, nearest first."""
        spot = bisect_left(self.filled, at)
        return self.filled[max(0, spot - count) : spot][::-1]


_FROM = re.compile(r"^beslutning(?:er)? fra\b", re.I)


def is_this_meeting(mark: Mark, known: Known) -> bool:
    """A dated heading is this meeting's where date and body fit the header, as far as both are known."""
    if mark.day and known.day:
        # "Beslutning i <body> den <day>" on the day itself is ours, even where the header calls the
        # body by another name; "Beslutning fra" and a bare name tell of somebody else's.
        ours = mark.decision and not _FROM.match(mark.heading)
        return mark.day == known.day and (ours or may_be_same(mark.body, known.organization))
    if mark.day and not mark.decision:
        return False
    return may_be_same(mark.body, known.organization)


def same_decision(page: Page, one: int, next_one: int) -> bool:
    """Two headings of decisions with no heading between them that are one item's: one stands right under
    the other, or they name two bodies that met together."""
    a, b = page.marks[one], page.marks[next_one]
    if page.before(next_one, 1) == [one]:
        return True
    return bool(a and b and a.body and b.body and not may_be_same(a.body, b.body))


def is_group(text: str, words: Vocabulary) -> bool:
    """A line that parts groups of items."""
    if len(text) > 90:
        return False
    if fold(text) in words.groups or chapter_of(text) is not None:
        return True
    folded = fold(text)
    if not ("sager" in folded or "punkter" in folded or "orient" in folded):
        return False  # one of these is in every line that the pattern fits
    return bool(GROUP.match(text)) and (folded != "orientering" or text[1:2] in ".:")
