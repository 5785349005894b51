"""The sentences of a part, each with its figures and its place in the section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from raadslag.checks.findings import Operand
from raadslag.checks.view import Part, Passage
from raadslag.danish.numbers import plain
from raadslag.danish.quantities import Quantity, figures_in
from raadslag.danish.sentences import sentences as ends_of
from raadslag.record import Where

WRAPPED = 60
"""Letters from which a line is taken to go on in the next: shorter ones before a capital stand alone."""
_LINE = re.compile(r"\n(?=[A-ZÆØÅ\d•*–-])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; `start` is its place in the passage."""

    text: str
    passage: Passage
    start: int

    @property
    def figures(self) -> tuple[Quantity, ...]:
        return figures_in(self.text)

    @property
    def where(self) -> Where | None:
        return _place(self.passage, self.start)

    def operand(self, quantity: Quantity) -> Operand:
        return self.marked(quantity.text, quantity.start, plain(quantity.value))

    def marked(self, text: str, start: int = 0, value: str | None = None) -> Operand:
        """The words at `start` of the sentence, with their place."""
        offset = self.passage.offset + self.start + start
        return Operand(text, value, self.where, self.passage.section, offset)


@lru_cache(maxsize=512)
def passage_sentences(passage: Passage) -> tuple[Sentence, ...]:
    """The sentences of a passage, each with the line it stands on where the source's lines are kept."""
    found = []
    for start, end in ends_of(passage.text, colons=False):
        for first, last in _lines(passage.text, start, end):
            text = passage.text[first:last]
            lead = len(text) - len(text.lstrip())
            if text.strip():
                found.append(Sentence(text.strip(), passage, first + lead))
    return tuple(found)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence parted at line breaks behind short lines: those are lines of a list without marks."""
    begun = start
    for match in _LINE.finditer(text, start, end):
        if match.start() - max(text.rfind("\n", start, match.start()), start) < WRAPPED:
            yield begun, match.start()
            begun = match.end()
    yield begun, end


def sentences(part: Part) -> tuple[tuple[Sentence, ...], ...]:
    """The part's prose, passage by passage."""
    return tuple(passage_sentences(passage) for passage in part.passages)


def _place(passage: Passage, offset: int) -> Where | None:
    """The line inside a passage whose line breaks are the source's; else the passage's place."""
    where = passage.where
    if where is None or where.line_from is None or where.line_to is None:
        return where
    breaks = passage.text.count("\n")
    if not breaks or where.line_to - where.line_from != breaks:
        return where
    line = where.line_from + passage.text.count("\n", 0, offset)
    return Where(where.page, line, line)
