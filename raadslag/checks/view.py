"""The record as the rules see it: items of parts, parts of passages and tables, in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from raadslag.checks.findings import Operand
from raadslag.record import (
    Block,
    BulletList,
    Figure,
    Heading,
    Item,
    Meeting,
    Paragraph,
    Section,
    Table,
    Where,
    spans_to_text,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of prose: a paragraph, a heading, or one item of a list.

    `list_number` tells which list of the part it belongs to (counted from 1), 0 outside lists;
    `point` is the number printed before a point of a numbered list, 0 elsewhere. `section` is its
    part's `place`, `offset` where it begins in that part's text.
    """

    text: str
    where: Where | None = None
    list_number: int = 0
    heading: bool = False
    point: int = 0
    section: str | None = None
    offset: int = 0

    def operand(self, text: str, value: str | None = None, start: int | None = None) -> Operand:
        """Words of the passage as an operand; `start` where they begin in it, null to look for them."""
        at = self.text.find(text) if start is None else start
        offset = self.offset + at if at >= 0 and self.section != "attachments" else None
        return Operand(text, value, self.where, self.section, offset)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an item: a section, the title, the recommendations or the decision.

    `key` is the section's key, or `title`, `recommendation`, `decision`, `tables`. `flow` holds
    passages and tables in reading order.
    """

    key: str
    heading: str | None
    flow: tuple[Passage | Table, ...]
    place: str = ""
    """`title`, `recommendation`, `decision`, `tables`, or `section:n`, the n-th section counted from 0."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(piece for piece in self.flow if isinstance(piece, Passage))

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(piece for piece in self.flow if isinstance(piece, Table))


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item with its parts. `index` counts the items of the record from 0."""

    index: int
    item: Item
    parts: tuple[Part, ...]

    @property
    def titles(self) -> tuple[Passage, ...]:
        """The attachments' titles."""
        where = self.item.where
        return tuple(
            Passage(one.title, where, section="attachments") for one in self.item.attachments
        )

    def part(self, *keys: str) -> tuple[Part, ...]:
        """The parts with one of these keys, in reading order."""
        return tuple(part for part in self.parts if part.key in keys)


MissingLetters = Callable[[str], Iterable[str]]
"""The letters of a text that no font at hand has."""


@dataclass(frozen=True, slots=True)
class MeetingView:
    """The whole meeting. `protected` are terms that may not stand in anything open; `now` is given
    where a rule looks at the clock, else null and such a rule is silent. `missing_letters` is null
    where nobody said what documents can show. `known` are the names of members, officials and
    authors beside those that the meeting itself tells."""

    meeting: Meeting
    items: tuple[ItemView, ...]
    protected: tuple[str, ...] = ()
    now: datetime | None = None
    missing_letters: MissingLetters | None = None
    known: frozenset[str] = frozenset()


def item_to_view(item: Item, index: int) -> ItemView:
    """An item as parts: title, sections, tables that stand in no section, recommendations, decision."""
    return ItemView(index, item, tuple(_parts(item)))


def _placed(flow: Iterable[Passage | Table], text: str, place: str) -> Iterator[Passage | Table]:
    """The flow with its place in every passage, and each passage's offset in the text it came from."""
    at = 0
    for piece in flow:
        if isinstance(piece, Passage):
            found = text.find(piece.text, at)
            at = found if found >= 0 else at
            piece = replace(piece, section=place, offset=at)
        yield piece


def meeting_to_view(
    meeting: Meeting,
    *,
    protected: Iterable[str] = (),
    now: datetime | None = None,
    missing_letters: MissingLetters | None = None,
    known: Iterable[str] = (),
) -> MeetingView:
    items = tuple(item_to_view(item, index) for index, item in enumerate(meeting.items))
    return MeetingView(meeting, items, tuple(protected), now, missing_letters, frozenset(known))


def _parts(item: Item) -> Iterator[Part]:
    if item.title:
        title = Passage(item.title, _first_line(item.where), section="title")
        yield Part("title", None, (title,), "title")
    shown: set[tuple[tuple[str, ...], ...]] = set()
    for number, section in enumerate(item.sections):
        part = section_to_part(section, f"section:{number}")
        shown.update(table.rows for table in part.tables)
        yield part
    left = tuple(table for table in item.tables if table.rows not in shown)
    if left:
        yield Part("tables", None, left, "tables")
    if item.recommendations:
        place = item.recommendations_where
        points = tuple(Passage(text, place, 1) for text in item.recommendations)
        flow = tuple(_placed(points, "\n".join(item.recommendations), "recommendation"))
        yield Part("recommendation", "Indstilling", flow, "recommendation")
    if item.decision.text:
        texts = _paragraphs(item.decision.text, item.decision.where)
        flow = tuple(_placed(texts, item.decision.text, "decision"))
        yield Part("decision", "Beslutning", flow, "decision")


def section_to_part(section: Section, place: str = "") -> Part:
    """A section as a flow. Without blocks its plain text is used, rows of tabs read as tables."""
    if section.blocks:
        flow = _flow(section.blocks, _Counter())
    else:
        flow = _text_flow(section.text, section.where)
    return Part(section.key, section.heading, tuple(_placed(flow, section.text, place)), place)


class _Counter:
    """Counts the lists of a part."""

    def __init__(self) -> None:
        self.lists = 0


def _flow(blocks: Iterable[Block], counter: _Counter, inside: int = 0) -> Iterator[Passage | Table]:
    for block in blocks:
        match block:
            case Paragraph():
                yield from _pieces(spans_to_text(block.spans), block.where, inside)
            case Heading():
                yield Passage(spans_to_text(block.spans), block.where, inside, heading=True)
            case BulletList():
                counter.lists += 1
                number = counter.lists
                for place, item in enumerate(block.items):
                    point = block.start + place if block.ordered else 0
                    yield from _pointed(_flow(item.blocks, counter, number), point)
            case Table():
                yield block
            case Figure():
                if block.caption:
                    yield Passage(block.caption, block.where, inside)


def _pointed(flow: Iterator[Passage | Table], point: int) -> Iterator[Passage | Table]:
    """The flow of a point, its number at the first passage."""
    for piece in flow:
        if point and isinstance(piece, Passage):
            piece = replace(piece, point=point)
            point = 0
        yield piece


_BREAK = re.compile(r"\n\s*\n")


def _text_flow(text: str, where: Where | None) -> Iterator[Passage | Table]:
    for chunk in _BREAK.split(text):
        yield from _pieces(chunk, where, 0)


def _pieces(text: str, where: Where | None, inside: int) -> Iterator[Passage | Table]:
    """Prose of a paragraph; lines parted by tabs or pipes, two or more, are read as a table."""
    lines = text.split("\n")
    rows = [(n, cells) for n, line in enumerate(lines) if (cells := _cells(line))]
    if len(rows) < 2:
        if text.strip():
            yield Passage(text.strip(), where, inside)
        return
    first, last = rows[0][0], rows[-1][0]
    before, after = "\n".join(lines[:first]).strip(), "\n".join(lines[last + 1 :]).strip()
    if before:
        yield Passage(before, where, inside)
    width = max(len(cells) for _, cells in rows)
    padded = tuple(cells + ("",) * (width - len(cells)) for _, cells in rows)
    places = tuple(place for n, _ in rows if (place := _line_of(where, n, len(lines))))
    yield Table(rows=padded, where=where, row_places=places if len(places) == len(rows) else ())
    if after:
        yield Passage(after, where, inside)


def _cells(line: str) -> tuple[str, ...]:
    if "\t" in line:
        return tuple(cell.strip() for cell in line.split("\t"))
    if line.count("|") >= 2 and line.strip().startswith("|"):
        return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
    return ()


def _line_of(where: Where | None, offset: int, count: int) -> Where | None:
    """The place of one line of a text whose lines are the source's own; else the whole place."""
    if where is None or where.line_from is None or where.line_to is None:
        return where
    if where.line_to - where.line_from + 1 != count:
        return where
    line = where.line_from + offset
    return Where(where.page, line, line)


def _first_line(where: Where | None) -> Where | None:
    if where is None:
        return None
    return Where(where.page, where.line_from, where.line_from)


def _paragraphs(text: str, where: Where | None) -> Iterator[Passage | Table]:
    for chunk in _BREAK.split(text):
        if chunk.strip():
            yield Passage(chunk.strip(), where)
