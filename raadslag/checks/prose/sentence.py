"""Prose as sentences whose figures are lifted out, so that a pattern reads the words around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from raadslag.checks.findings import Operand
from raadslag.checks.view import Part, Passage
from raadslag.danish.numbers import Quantity, figures_in, plain
from raadslag.record import Where

F = r"⟦(\d+)⟧"
"""One figure in a sentence's pattern; the group is its number in `figures`."""

_END = re.compile(
    r"(?<=[.!?:;])(?<!\bca\.)(?<!\bnr\.)(?<!\bpkt\.)(?<!\bjf\.)(?<!\bpr\.)(?<!\binkl\.)(?<!\bekskl\.)"
    r"(?<!\bf\.eks\.)(?<!\bbl\.a\.)(?<!\bstk\.)(?<!\bvedr\.)(?<!\bevt\.)(?<!\bhhv\.)(?<!\bmio\.)"
    r"(?<!\bkl\.)(?<!\bd\.)(?<!\bmax\.)(?<!\bmin\.)(?<!\d\.)(?<!\bt\.)\s+(?=[A-ZÆØÅ»”])"
    r"|(?<=[a-zæøå]\.)(?<!\bca\.)\s+(?=[A-ZÆØÅ])|(?<=\d{4}\.)\s+(?=[A-ZÆØÅ])|(?<=\d\.)\s+(?=(?:De|Der|Det|I|Af|Heraf|Den|På|For|Samlet)\b)|(?:(?<=[a-zæøå]{4}\.)|(?<=[a-zæøå]\)\.)|(?<=\bår\.))(?<!\binkl\.)(?<!\bekskl\.)(?<!\bvedr\.)(?<!\bmaks\.)(?<!\bcirka\.)\s+(?=\d[\d.,]*\s(?:[a-zæøå]{2,}|%))|\n+"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence. `pattern` is its text with every figure as ⟦n⟧; the words keep their letters."""

    text: str
    pattern: str
    figures: tuple[Quantity, ...]
    where: Where | None = None
    heading: bool = False

    def figure(self, group: str) -> Quantity:
        return self.figures[int(group)]

    def operand(self, quantity: Quantity) -> Operand:
        return Operand(quantity.text, plain(quantity.value), self.where)


@lru_cache(maxsize=512)
def passage_sentences(passage: Passage) -> tuple[Sentence, ...]:
    """The sentences of a passage, each with the line it stands on where the source's lines are kept."""
    found = []
    for offset, text in _split(passage.text):
        where = _place(passage, offset)
        found.append(text_to_sentence(text, where, heading=passage.heading))
    return tuple(found)


def text_to_sentence(text: str, where: Where | None = None, *, heading: bool = False) -> Sentence:
    figures = figures_in(text)
    pattern, position = [], 0
    for number, figure in enumerate(figures):
        pattern += [text[position : figure.start], f" ⟦{number}⟧"]
        position = figure.end
    pattern.append(text[position:])
    joined = re.sub(r"\s+", " ", "".join(pattern)).strip()
    return Sentence(text, joined, figures, where, heading)


def sentences(part: Part) -> tuple[tuple[Sentence, ...], ...]:
    """The part's prose, passage by passage."""
    return tuple(passage_sentences(passage) for passage in part.passages)


def _split(text: str) -> list[tuple[int, str]]:
    found, position = [], 0
    for match in _END.finditer(text):
        found.append((position, text[position : match.start()]))
        position = match.end()
    found.append((position, text[position:]))
    return [(offset, piece) for offset, piece in found if piece.strip()]


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


def same_unit(first: Quantity, second: Quantity) -> bool:
    """Whether two figures can be added or compared: the same unit, or one of them prints none."""
    if first.unit == second.unit:
        return True
    special = {"kr", "pct", "point"}
    if first.unit in special or second.unit in special:
        return False
    if not first.unit or not second.unit:
        return True
    return first.unit[:4] == second.unit[:4]


def of_kind(quantity: Quantity, kind: str) -> bool:
    """Whether the figure is of this kind: `kr`, `pct`, `point`, or `count` for everything else."""
    if kind == "count":
        return quantity.unit not in ("kr", "pct", "point")
    return quantity.unit == kind
