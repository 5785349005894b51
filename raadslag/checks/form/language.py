"""Advice on language: never a hindrance, always `info`.

LIX is C.-H. Björnsson's measure (1968): words a sentence plus the percentage of words longer than
six letters. 45 to 54 is hard (official texts), 55 and over very hard.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from raadslag.checks.findings import Flaw, Operand, Verdict
from raadslag.checks.registry import rule
from raadslag.checks.view import ItemView, Part
from raadslag.danish.sentences import sentence_texts
from raadslag.record import Item, Paragraph, Section, Where, spans_to_text

VERY_HARD = 60
"""LIX from which advice is given; names of committees alone lift a Danish agenda by some points."""
FEWEST_WORDS = 40
LONGEST_SENTENCE = 45
"""Words in one sentence."""


_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_EMPTY_LINK = re.compile(
    r"^\W*(?:(?:klik\s+)?her|link|læs\s+mere(?:\s+her)?|se\s+mere|dette\s+link)\W*$", re.IGNORECASE
)
_ADDRESS = re.compile(r"^\s*(?:https?://|www\.)\S+\s*$", re.IGNORECASE)


def lix(text: str) -> float | None:
    """LIX of a text; null under `FEWEST_WORDS` words, where the measure says nothing."""
    words = _WORD.findall(text)
    if len(words) < FEWEST_WORDS:
        return None
    long = sum(len(word) > 6 for word in words)
    return len(words) / max(1, len(sentences(text))) + 100 * long / len(words)


def sentences(text: str) -> list[str]:
    """The sentences of a text; an abbreviation's full stop ends none."""
    return [
        part for line in text.split("\n") for part in sentence_texts(line) if _WORD.search(part)
    ]


@rule("sprog-101")
def hard_to_read(part: Part) -> Iterable[Verdict]:
    """Summary and recommendation are read by everybody: LIX under 60."""
    if part.key not in {"summary", "recommendation"}:
        return
    text = "\n".join(passage.text for passage in part.passages)
    measure = lix(text)
    if measure is not None and measure >= VERY_HARD:
        first = part.passages[0]
        yield Flaw(
            "info",
            f"{part.heading or 'Teksten'} har lix {measure:.0f}, meget svær; kortere sætninger og ord bringer den under {VERY_HARD}.",
            (Operand(_start(first.text), f"{measure:.0f}", first.where),),
            calculation="ord pr. sætning + procent lange ord (over 6 bogstaver)",
        )


@rule("sprog-102")
def long_sentences(part: Part) -> Iterable[Verdict]:
    """A sentence of more than 45 words is read twice or not at all."""
    for passage in part.passages:
        for sentence in sentences(passage.text):
            count = len(_WORD.findall(sentence))
            if count > LONGEST_SENTENCE:
                yield Flaw(
                    "info",
                    f"En sætning har {count} ord; del den: »{_start(sentence)}«.",
                    (Operand(_start(sentence), str(count), passage.where),),
                )


@rule("sprog-201")
def headings_without_text(view: ItemView) -> Iterable[Verdict]:
    """A heading with nothing under it promises what isn't there."""
    return _empty_sections(view.item)


def _empty_sections(item: Item) -> Iterator[Flaw]:
    for section, following in zip_longest(item.sections, item.sections[1:]):
        holds_next = following is not None and following.level > section.level
        if section.heading and not section.text.strip() and not section.blocks and not holds_next:
            yield Flaw(
                "info",
                f"Overskriften »{section.heading}« har ingen tekst; skriv noget, eller tag den ud.",
                (Operand(section.heading, None, section.where),),
            )


@rule("sprog-202")
def links_without_text(view: ItemView) -> Iterable[Verdict]:
    """A link says where it leads, not »her« and not its bare address."""
    for section in view.item.sections:
        for text, where in _links(section):
            if _EMPTY_LINK.match(text) or _ADDRESS.match(text) or not text.strip():
                yield Flaw(
                    "info",
                    f"Linket »{text.strip()}« siger ikke, hvor det fører hen; skriv målets navn som linktekst.",
                    (Operand(text.strip(), None, where),),
                )


def _links(section: Section) -> Iterator[tuple[str, Where | None]]:
    for block in section.blocks:
        if isinstance(block, Paragraph):
            for span in block.spans:
                if span.href and not span.href.startswith("mailto:"):
                    yield spans_to_text((span,)), block.where


@rule("sprog-203")
def tables_without_head(part: Part) -> Iterable[Verdict]:
    """Without a head, neither a screen reader nor a member knows what a column holds."""
    for table in part.tables:
        if not any(cell.strip() for cell in table.columns) and len(table.rows) > 1:
            first = " | ".join(table.rows[0])
            yield Flaw(
                "info",
                "En tabel har ingen kolonneoverskrifter; skriv, hvad kolonnerne indeholder.",
                (Operand(_start(first), None, table.where),),
            )


def _start(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 70 else flat[:67].rsplit(" ", 1)[0] + " …"
