"""The small markup of the town's texts to typed blocks: paragraphs, lists, tables, sub-headings.

A blank line parts paragraphs; `- ` and `1. ` begin list items; `| a | b |` are table rows, the
first of them the header; `Tabel: …` right above a table is its caption; `### ` is a sub-heading;
`<https://…>` is a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from raadslag.record import (
    Block,
    BulletList,
    Heading,
    ListItem,
    Paragraph,
    Section,
    Span,
    Table,
    blocks_to_text,
)

_LINK = re.compile(r"<(https?://[^>]+)>")
_NUMBERED = re.compile(r"^\d+\. ")
_CAPTION = "Tabel: "

KEYS: dict[str, str] = {
    "Sammendrag": "summary",
    "Baggrund": "background",
    "Sagsfremstilling": "case",
    "Økonomiske konsekvenser": "economy",
    "Lovgrundlag": "law",
    "Høring": "hearing",
    "Videre proces": "process",
}
"""Møllested's own headings to the meaning of the record."""


def spans(text: str) -> tuple[Span, ...]:
    """Runs of text with their links."""
    parts: list[Span] = []
    at = 0
    for link in _LINK.finditer(text):
        if link.start() > at:
            parts.append(Span(text[at : link.start()]))
        parts.append(Span(link[1], href=link[1]))
        at = link.end()
    if at < len(text):
        parts.append(Span(text[at:]))
    return tuple(parts)


def links(lines: Iterable[str]) -> tuple[str, ...]:
    """The addresses in the lines, in order."""
    return tuple(address for line in lines for address in _LINK.findall(line))


def blocks(lines: Sequence[str]) -> tuple[Block, ...]:
    """The blocks of the lines, in order."""
    return tuple(_blocks(lines))


def sections(heading: str | None, lines: Sequence[str]) -> tuple[Section, ...]:
    """One section of level 1 and, after it, its sub-sections of level 2 (`### `).

    As in a record that was read: the first holds the whole text, the others repeat their part.
    """
    _, *subs = _cut(lines)
    key = KEYS.get(heading or "", "other")
    whole = blocks(lines)
    found = [Section(heading, key, 1, blocks_to_text(whole), whole)]
    for title, body in subs:
        inner = blocks(body)
        found.append(Section(title, key, 2, blocks_to_text(inner), inner))
    return tuple(found)


def paragraphs(lines: Sequence[str]) -> list[str]:
    """The paragraphs as text, each on one line."""
    found = [" ".join(part).strip() for part in _parts(lines)]
    return [text for text in found if text]


def _parts(lines: Sequence[str]) -> Iterator[list[str]]:
    for filled, part in groupby(lines, key=lambda line: bool(line.strip())):
        if filled:
            yield list(part)


def _cut(lines: Sequence[str]) -> list[tuple[str | None, list[str]]]:
    found: list[tuple[str | None, list[str]]] = [(None, [])]
    for line in lines:
        if line.startswith("### "):
            found.append((line[4:].strip(), []))
        else:
            found[-1][1].append(line)
    return found


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    for part in _parts(lines):
        for kind, run in groupby(part, key=_kind):
            chunk = list(run)
            if kind == "table":
                yield _table(chunk)
            elif kind == "heading":
                yield from (Heading(2, spans(line[4:].strip())) for line in chunk)
            elif kind in {"bullets", "numbers"}:
                yield _list(chunk, ordered=kind == "numbers")
            else:
                yield Paragraph(spans(" ".join(line.strip() for line in chunk)))


def _kind(line: str) -> str:
    if line.startswith(("|", _CAPTION)):
        return "table"
    if line.startswith("### "):
        return "heading"
    if line.startswith("- "):
        return "bullets"
    return "numbers" if _NUMBERED.match(line) else "text"


def _list(lines: Sequence[str], *, ordered: bool) -> BulletList:
    texts = [_NUMBERED.sub("", line) if ordered else line[2:] for line in lines]
    items = tuple(ListItem((Paragraph(spans(text.strip())),)) for text in texts)
    return BulletList(ordered=ordered, items=items)


def _table(lines: Sequence[str]) -> Table:
    caption = next((x.removeprefix(_CAPTION) for x in lines if x.startswith(_CAPTION)), None)
    rows = [_cells(line) for line in lines if line.startswith("|")]
    wide = max(len(row) for row in rows)
    full = [row + ("",) * (wide - len(row)) for row in rows]
    return Table(caption=caption, columns=full[0], rows=tuple(full[1:]))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
