"""Text as typed blocks and spans. No HTML is ever stored, so a script has nowhere to live."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from raadslag.record.places import Where


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text. `href` is an absolute http(s) or mailto address, or null."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    type: ClassVar[str] = "paragraph"
    spans: tuple[Span, ...] = ()
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; `level` 2 is the highest (1 is the section's own)."""

    type: ClassVar[str] = "heading"
    level: int = 2
    spans: tuple[Span, ...] = ()
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class ListItem:
    blocks: tuple[Block, ...] = ()


Numbering = Literal["1", "a", "A", "i", "I"]
"""How the points of an ordered list are marked: figures, letters, Roman numbers."""


@dataclass(frozen=True, slots=True)
class BulletList:
    type: ClassVar[str] = "list"
    ordered: bool = False
    items: tuple[ListItem, ...] = ()
    start: int = 1
    where: Where | None = None
    # Left out of the JSON where it is the usual one: records kept before keep their hash.
    numbering: Numbering = field(default="1", metadata={"spared": True})


TableForm = Literal["table", "bar", "line"]
"""How a table is shown: as it is, or drawn as a chart of bars or lines with the table as its text."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as printed: cells are text, figures are never repaired.

    `columns` is the header row (empty where the table has none); every row of `rows` is as long as
    the widest row. `row_places` runs parallel to `rows` where the source has lines, else is empty.
    `shown_as` is the writer's wish: a table that no chart can be drawn of is shown as it is.
    """

    type: ClassVar[str] = "table"
    caption: str | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    where: Where | None = None
    row_places: tuple[Where, ...] = ()
    shown_as: TableForm = field(default="table", metadata={"spared": True})


@dataclass(frozen=True, slots=True)
class Figure:
    """An image in the text: `file` names kept bytes by their sha256, `alt` is what it shows, in words.

    `width` and `height` are in dots, `media_type` image/png or image/jpeg, where the house holds the
    image; what is not known is left out of the JSON.
    """

    type: ClassVar[str] = "figure"
    file: str | None = None
    alt: str = ""
    caption: str | None = None
    where: Where | None = None
    media_type: str | None = field(default=None, metadata={"spared": True})
    width: int | None = field(default=None, metadata={"spared": True})
    height: int | None = field(default=None, metadata={"spared": True})


Block = Paragraph | Heading | BulletList | Table | Figure


def paragraph(text: str, where: Where | None = None) -> Paragraph:
    """One paragraph of plain text."""
    return Paragraph((Span(text),) if text else (), where)


def spans_to_text(spans: Iterable[Span]) -> str:
    """The letters of the spans, without their marks."""
    return "".join(span.text for span in spans)


def block_to_text(block: Block) -> str:
    """Plain text of one block: list items on lines of their own, cells parted by a tab."""
    match block:
        case Paragraph() | Heading():
            return spans_to_text(block.spans)
        case BulletList():
            return "\n".join(_list_lines(block))
        case Table():
            rows = ([block.columns] if block.columns else []) + list(block.rows)
            lines = ([block.caption] if block.caption else []) + ["\t".join(row) for row in rows]
            return "\n".join(lines)
        case Figure():
            return "\n".join(dict.fromkeys(filter(None, (block.caption, block.alt))))


def blocks_to_text(blocks: Iterable[Block]) -> str:
    """Plain text of many blocks, a blank line between them."""
    return "\n\n".join(text for text in map(block_to_text, blocks) if text)


def walk_tables(blocks: Iterable[Block]) -> Iterator[Table]:
    """Every table in the blocks, those inside lists too, in reading order."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, BulletList):
            for item in block.items:
                yield from walk_tables(item.blocks)


def point_mark(number: int, numbering: Numbering) -> str:
    """The mark before a point (counted from 1): 3., c), iii)."""
    if numbering == "1" or number < 1:
        return f"{number}."
    if numbering in {"a", "A"}:
        letters, left = "", number
        while left:
            left, place = divmod(left - 1, 26)
            letters = chr(ord("a") + place) + letters
    else:
        letters = _roman(number)
    return f"{letters if numbering.islower() else letters.upper()})"


def _roman(number: int) -> str:
    signs = [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]  # fmt: skip
    text = ""
    for value, sign in signs:
        count, number = divmod(number, value)
        text += sign * count
    return text


def _list_lines(block: BulletList) -> Iterator[str]:
    for number, item in enumerate(block.items, start=block.start):
        mark = point_mark(number, block.numbering) if block.ordered else "-"
        yield f"{mark} {blocks_to_text(item.blocks)}"


@dataclass(frozen=True, slots=True)
class Section:
    """One headed part of an item. `heading` as printed, null where the text has none.

    `key` is the meaning (`summary`, `background`, `case`, `economy`, `law`, `hearing`, `process`,
    `other`); `level` 1 is a section of the template, 2 a free sub-heading. `text` is the plain text
    of `blocks`. `message` is the number of the notice (meddelelse) that the section is, where its item
    holds several.
    """

    heading: str | None = None
    key: str = "other"
    level: int = 1
    text: str = ""
    blocks: tuple[Block, ...] = field(default=())
    where: Where | None = None
    message: int | None = field(default=None, metadata={"spared": True})


def walk_figures(blocks: Iterable[Block]) -> Iterator[Figure]:
    """Every image in the blocks, those inside lists too, in reading order."""
    for block in blocks:
        if isinstance(block, Figure):
            yield block
        elif isinstance(block, BulletList):
            for item in block.items:
                yield from walk_figures(item.blocks)
