"""Blocks as plain text with light marks, for a browser without JavaScript, and back again.

A blank line parts paragraphs, `## ` begins a heading, `- `, `1. ` and `a) ` list items, `| ` table rows
(a row of `| ---` under the first makes it the header); a line `Søjler: `, `Linje: ` or `Tabel: ` over them
is the table's caption and how it is shown. `![what it shows](billede:0a1b… "caption")` is a picture. A list within a list begins two blanks further in. `**strong**`, `_emphasis_`, `[text](address)`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
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
    walk_figures,
)
from raadslag.record.blocks import TableForm

INLINE = re.compile(
    r"\*\*(.+?)\*\*|(?<!\w)_(.+?)_(?!\w)|\[([^\[\]]+)\]\(((?:https?://|mailto:)[^\s)]+)\)"
)
HEADING, BULLET, NUMBER = re.compile(r"^(#{2,4}) +(.+)$"), re.compile(r"^[-*•] +(.+)$"), re.compile(r"^(\d{1,4})[.)] +(.+)$")  # fmt: skip
LETTER = re.compile(r"^([a-zA-Z]|[ivxIVX]{2,5})\) +(.+)$")
LISTED = re.compile(r"^\s*(?:[-*•]|\d{1,4}[.)]|(?:[a-zA-Z]|[ivxIVX]{2,5})\)) +\S")
PICTURE = re.compile(r'^!\[(.*)\]\(billede:([0-9a-f]{12,64})(?: "(.*)")?\)$')
LONGEST_PICTURE = 6000
"""Letters of a line that is a picture: its words and its caption."""
CAPTION = re.compile(r"^(Tabel|Søjler|Linje): ?(.*)$", re.IGNORECASE)
SHOWN: dict[str, TableForm] = {"tabel": "table", "søjler": "bar", "linje": "line"}
SHORT = 12
"""Hexadecimal digits that name a picture: a case has few."""
RULE = re.compile(r"^(?=.*---)[\s|:-]+$")


def blocks_to_plain(blocks: Iterable[Block]) -> str:
    """The text that a plain text field shows."""
    return "\n\n".join(text for text in map(_block_to_plain, blocks) if text)


def plain_to_blocks(text: str) -> tuple[Block, ...]:
    """Blocks of plain text with light marks. Everything that is no mark is text."""
    found: list[Block] = []
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        raw = [line.rstrip() for line in part.split("\n") if line.strip()]
        while lines := [line.strip() for line in raw]:
            block, used = _list(raw) if LISTED.match(raw[0]) else _first_block(lines)
            found.append(block)
            raw = raw[used:]
    return tuple(found)


def _list(raw: list[str]) -> tuple[Block, int]:
    """A list with what is indented under its points, and how many lines it took."""
    depth = _indent(raw[0])
    taken = list(takewhile(lambda line: bool(LISTED.match(line)) and _indent(line) >= depth, raw))
    own = [n for n, line in enumerate(taken) if _indent(line) <= depth + 1]
    block, used = _first_block([taken[n].strip() for n in own])
    if not isinstance(block, BulletList):
        return block, 1
    stop = own[used] if used < len(own) else len(taken)
    own = own[:used]
    ends = [*own[1:], stop]
    items = []
    for item, start, end in zip(block.items, own, ends, strict=True):
        inner, at = list(item.blocks), start + 1
        while at < end:
            below, count = _list(taken[at:end])
            inner.append(below)
            at += count
        items.append(ListItem(tuple(inner)))
    return replace(block, items=tuple(items)), stop


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _first_block(lines: list[str]) -> tuple[Block, int]:
    if heading := HEADING.match(lines[0]):
        return Heading(len(heading[1]), _spans(heading[2])), 1
    if picture := _pictured(lines[0]):
        return Figure(picture[2], picture[1].strip(), picture[3] or None), 1
    if told := _captioned(lines, 0):
        rows = _run(lines[1:], lambda line: line.startswith("|"))
        table = replace(
            _table(rows), caption=told[2].strip() or None, shown_as=SHOWN[told[1].lower()]
        )
        return table, len(rows) + 1
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
    count = next((n for n in range(1, len(lines)) if _begins_block(lines, n)), len(lines))
    return Paragraph(_spans(" ".join(lines[:count]))), count


def _begins_block(lines: list[str], at: int) -> bool:
    return (
        lines[at].startswith("|")
        or any(mark.match(lines[at]) for mark in (HEADING, BULLET, NUMBER, LETTER))
        or bool(_pictured(lines[at]) or _captioned(lines, at))
    )


def _pictured(line: str) -> re.Match[str] | None:
    return PICTURE.match(line) if len(line) <= LONGEST_PICTURE else None


def _captioned(lines: list[str], at: int) -> re.Match[str] | None:
    """The line over a table that says how it is shown."""
    below = lines[at + 1] if at + 1 < len(lines) else ""
    return CAPTION.match(lines[at]) if below.startswith("|") else None


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
            lines = "\n".join(
                line
                for mark, item in zip(marks, block.items, strict=True)
                for line in _item_lines(mark, item)
            )
            return "\n\n".join([lines, *map(_picture, walk_figures([block]))])
        case Table():
            head = (
                [_row(block.columns), _row(["---"] * len(block.columns))] if block.columns else []
            )
            return "\n".join(_caption_line(block) + head + [_row(row) for row in block.rows])
        case Figure():
            return _picture(block)


def _caption_line(table: Table) -> list[str]:
    if not table.caption and table.shown_as == "table":
        return []
    name = next(name for name, form in SHOWN.items() if form == table.shown_as)
    return [f"{name.capitalize()}: {table.caption or ''}".rstrip()]


def _picture(block: Figure) -> str:
    """A line of its own; without a file only its words can stand."""
    if not block.file:
        return block.caption or block.alt
    caption = f' "{block.caption}"' if block.caption else ""
    return " ".join(f"![{block.alt}](billede:{block.file[:SHORT]}{caption})".split())


def _item_lines(mark: str, item: ListItem) -> Iterable[str]:
    """A point's own words on its line, the lists in it two blanks further in."""
    words = (_block_to_plain(p) for p in item.blocks if not isinstance(p, BulletList | Figure))
    yield f"{mark} {' '.join(' '.join(words).split())}"
    for part in item.blocks:
        if isinstance(part, BulletList):
            yield from (f"  {line}" for line in _block_to_plain(part).split("\n"))


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
