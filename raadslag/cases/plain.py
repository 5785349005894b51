"""Blocks as plain text with light marks, for a browser without JavaScript, and back again.

A blank line parts paragraphs, `## ` begins a heading, `- `, `1. ` and `a) ` list items, `| ` table rows
(a row of `| ---` under the first makes it the header). `**strong**`, `_emphasis_`, `[text](address)`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import takewhile

from raadslag.cases.list_marks import marks_of
from raadslag.record import (
    Block,
    BulletList,
    Figure,
    Heading,
    ListItem,
    Paragraph,
    Span,
    Table,
    point_mark,
)

INLINE = re.compile(
    r"\*\*(.+?)\*\*|(?<!\w)_(.+?)_(?!\w)|\[([^\[\]]+)\]\(((?:https?://|mailto:)[^\s)]+)\)"
)
HEADING, BULLET, NUMBER = re.compile(r"^(#{2,4}) +(.+)$"), re.compile(r"^[-*•] +(.+)$"), re.compile(r"^(\d{1,4})[.)] +(.+)$")  # fmt: skip
LETTER = re.compile(r"^([a-zA-Z]|[ivxIVX]{2,5})\) +(.+)$")
RULE = re.compile(r"^(?=.*---)[\s|:-]+$")


def blocks_to_plain(blocks: Iterable[Block]) -> str:
    """The text that a plain text field shows."""
    return "\n\n".join(text for text in map(_block_to_plain, blocks) if text)


def plain_to_blocks(text: str) -> tuple[Block, ...]:
    """Blocks of plain text with light marks. Everything that is no mark is text."""
    found: list[Block] = []
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        while lines:
            block, used = _first_block(lines)
            found.append(block)
            lines = lines[used:]
    return tuple(found)


def _first_block(lines: list[str]) -> tuple[Block, int]:
    if heading := HEADING.match(lines[0]):
        return Heading(len(heading[1]), _spans(heading[2])), 1
    if lines[0].startswith("|"):
        rows = _run(lines, lambda line: line.startswith("|"))
        return _table(rows), len(rows)
    for pattern, ordered in ((NUMBER, True), (BULLET, False)):
        found = list(takewhile(bool, map(pattern.match, lines)))
        marks = [mark for mark in found if mark]
        if marks:
            items = tuple(ListItem((Paragraph(_spans(mark[mark.re.groups])),)) for mark in marks)
            return BulletList(ordered, items, int(marks[0][1]) if ordered else 1), len(marks)
    if lettered := [mark for mark in takewhile(bool, map(LETTER.match, lines)) if mark]:
        ordered, start, numbering = marks_of([f"{mark[1]})" for mark in lettered])
        items = tuple(ListItem((Paragraph(_spans(mark[2])),)) for mark in lettered)
        return BulletList(ordered, items, start, numbering=numbering), len(lettered)
    run = _run(lines, lambda line: not _begins_block(line))
    return Paragraph(_spans(" ".join(run))), len(run)


def _begins_block(line: str) -> bool:
    return line.startswith("|") or any(p.match(line) for p in (HEADING, BULLET, NUMBER, LETTER))


def _run(lines: list[str], fits: Callable[[str], bool]) -> list[str]:
    return list(takewhile(fits, lines))


def _table(rows: list[str]) -> Table:
    headed = len(rows) > 1 and bool(RULE.match(rows[1]))
    cells = [
        [
            cell.strip()
            for cell in re.split(r"(?<!\\)\|", row.strip().removeprefix("|").removesuffix("|"))
        ]
        for row in rows
        if not RULE.match(row)
    ]
    cells = [[cell.replace("\\|", "|") for cell in row] for row in cells] or [[""]]
    width = max(map(len, cells))
    grid = [tuple(row + [""] * (width - len(row))) for row in cells]
    return Table(None, grid[0] if headed else (), tuple(grid[1:] if headed else grid))


def _spans(text: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    at = 0
    for mark in INLINE.finditer(text):
        if mark.start() > at:
            spans.append(Span(text[at : mark.start()]))
        strong, emphasis, label, href = mark.groups()
        spans.append(
            Span(strong or emphasis or label, bool(strong), bool(emphasis), href if label else None)
        )
        at = mark.end()
    if at < len(text):
        spans.append(Span(text[at:]))
    return tuple(spans)


def _block_to_plain(block: Block) -> str:
    match block:
        case Paragraph():
            return _inline(block.spans)
        case Heading():
            return "#" * max(2, min(block.level, 4)) + " " + _inline(block.spans)
        case BulletList():
            marks = (
                point_mark(n, block.numbering) if block.ordered else "-"
                for n in range(block.start, block.start + len(block.items))
            )
            return "\n".join(
                f"{mark} {' '.join(_block_to_plain(part).replace(chr(10), ' ') for part in item.blocks)}"
                for mark, item in zip(marks, block.items, strict=True)
            )
        case Table():
            head = (
                [_row(block.columns), _row(["---"] * len(block.columns))] if block.columns else []
            )
            return "\n".join(head + [_row(row) for row in block.rows])
        case Figure():
            return block.caption or block.alt


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _inline(spans: Iterable[Span]) -> str:
    return "".join(_mark(span) for span in spans)


def _mark(span: Span) -> str:
    if span.href:
        return f"[{span.text}]({span.href})"
    if span.strong:
        return f"**{span.text}**"
    return f"_{span.text}_" if span.emphasis else span.text
