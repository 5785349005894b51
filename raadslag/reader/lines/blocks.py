"""Lines to blocks: paragraphs put together again, lists, tables, each with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from raadslag.danish.hyphens import joined
from raadslag.danish.moments import MONTH
from raadslag.reader.lines.layout import runs_on
from raadslag.reader.lines.line import Line
from raadslag.reader.lines.tables import CAPTION, column_table, tab_table
from raadslag.record import Block, BulletList, ListItem, Paragraph, Span, Table, Where
from raadslag.record.blocks import block_to_text

BULLET = re.compile(r"^(?:[•○▪■‣]\s*|[-–*]\s+)(?=\S)")
NUMBER = re.compile(rf"^(\d{{1,3}})(?:[.)]\s+|\.\)\s*)(?!(?:{MONTH})\b)(?=\S)")
_AFTER_LETTER = (".", ")")
LETTER = re.compile(r"^[a-zA-ZæøåÆØÅ][.)]\s+(?=\S)")
AT_NUMBER = re.compile(r"^(?:ad|at)\s+\d{1,2}[.)]", re.I)
_ENDS = (".", "!", "?", ":", ";", "…", '"', "”", ")")
LONGEST_CAPTION = 100
_UNIT = re.compile(r"\b(?:kr|pct|mio|t\.?kr|stk|mv)\.$", re.I)
_SAYS = re.compile(
    r"\b(?:er|var|viser|vises|fremgår|ses|følger|har|havde|kan|skal|vil|bliver|blev|fordeler|indstiller)\b",
    re.I,
)


@dataclass(slots=True)
class Chunk:
    """Lines that make one paragraph or one list item; `mark` is "" for a paragraph."""

    lines: list[Line]
    mark: str = ""
    level: int = 0


def lines_to_blocks(lines: Sequence[Line], width: float | None) -> tuple[Block, ...]:
    """Blocks in reading order."""
    blocks: list[Block] = []
    chunks: list[Chunk] = []
    at = 0
    while at < len(lines):
        made = _table_at(lines, at)
        if made is None:
            _add(chunks, lines, at, width)
            at += 1
            continue
        table, at = made
        caption = _caption(chunks)
        blocks += _chunks_to_blocks(chunks)
        chunks = []
        blocks.append(replace(table, caption=table.caption or caption))
    return tuple(blocks + _chunks_to_blocks(chunks))


def _table_at(lines: Sequence[Line], at: int) -> tuple[Table, int] | None:
    line = lines[at]
    if line.table is not None:
        spot = line.table.where or line.where
        return replace(line.table, where=spot), at + 1
    if "\t" in line.text:
        return tab_table(lines, at, len(lines))
    if (
        line.text
        and len(line.text) <= 70
        and line.list_mark is None
        and line.starts_block is not True
    ):
        return column_table(lines, at, len(lines))
    return None


def _caption(chunks: list[Chunk]) -> str | None:
    """The line right above a table where it is its caption: it says so, or is short and no sentence."""
    if not chunks or chunks[-1].mark or len(chunks[-1].lines) != 1:
        return None
    text = chunks[-1].lines[0].text
    if CAPTION.match(text) or _could_caption(text):
        chunks.pop()
        return text
    return None


def _could_caption(text: str) -> bool:
    return (
        len(text) <= LONGEST_CAPTION
        and (text[0].isupper() or text[0].isdecimal())
        and (not text.endswith(_ENDS) or bool(_UNIT.search(text)) or text.endswith(")"))
        and not _SAYS.search(text)
    )


def _add(chunks: list[Chunk], lines: Sequence[Line], at: int, width: float | None) -> None:
    line = lines[at]
    if not line.text:
        return
    mark = list_mark_of(line)
    before = lines[at - 1] if at else None
    if mark is not None:
        chunks.append(Chunk([line], mark, line.list_level or 1))
    elif chunks and before is not None and _belongs(chunks[-1], before, line, width):
        chunks[-1].lines.append(line)
    else:
        chunks.append(Chunk([line]))


def list_mark_of(line: Line) -> str | None:
    """ "-" for a bullet, the number for a numbered item, null for no list item."""
    if line.list_mark is not None:
        return line.list_mark
    text = line.text
    if text[:1].isalpha():
        return text[:2] if text[1:2] in _AFTER_LETTER and LETTER.match(text) else None
    if BULLET.match(text):
        return "-"
    if found := NUMBER.match(text):
        return f"{found.group(1)}."
    return None


def _belongs(chunk: Chunk, before: Line, line: Line, width: float | None) -> bool:
    """The line goes on with the chunk: the margin broke it, or a page did in the middle of a sentence."""
    if line.starts_block or line.heading is not None:
        return False
    last = chunk.lines[-1]
    if before.text and before is last:
        if runs_on(before, line, width):
            return not AT_NUMBER.match(line.text)
        return (
            bool(chunk.mark)
            and line.text[:1].islower()
            and not last.text.endswith((".", ":", ";"))
            and not line.text.startswith("at ")
        )
    unfinished = len(last.text) > 60 and not last.text.endswith(_ENDS) and not chunk.mark
    return unfinished and line.text[:1].islower() and not line.text.startswith("at ")


def joined_text(lines: Sequence[Line]) -> str:
    """Lines of one paragraph as one text; a word broken at the line's end is put together."""
    parts: list[str] = []
    for line in lines:
        # Only the last line can change by what follows, so that long paragraphs stay cheap.
        last = parts.pop() if parts else ""
        whole = join(last, line.text)
        parts += [last, " ", line.text] if last and whole == f"{last} {line.text}" else [whole]
    return "".join(parts)


def join(text: str, more: str) -> str:
    """Two lines as one: a hyphen at the break goes where a word was cut, stays where it belongs."""
    if not text:
        return more
    if text.endswith("/") and text[-2:-1] not in ("", " ") and more[:1].isalpha():
        return text + more
    return joined(text, more) or f"{text} {more}"


def _chunks_to_blocks(chunks: list[Chunk]) -> list[Block]:
    blocks: list[Block] = []
    at = 0
    while at < len(chunks):
        if not _listed(chunks[at]):
            blocks.append(_paragraph(chunks[at]))
            at += 1
            continue
        end = at + 1
        while (
            end < len(chunks) and _listed(chunks[end]) and _same_list(chunks[end - 1], chunks[end])
        ):
            end += 1
        blocks.append(_list(chunks[at:end]))
        at = end
    return blocks


def _listed(chunk: Chunk) -> bool:
    """Letters ("A.") and odd marks stay in the text, for the record's lists know dots and numbers."""
    return chunk.mark == "-" or chunk.mark.rstrip(".)").isdecimal()


def _same_list(before: Chunk, after: Chunk) -> bool:
    if (before.mark == "-") != (after.mark == "-"):
        return False
    return after.mark == "-" or int(after.mark.rstrip(".)")) == int(before.mark.rstrip(".)")) + 1


def _where(lines: Sequence[Line]) -> Where:
    return Where(lines[0].page, lines[0].number, lines[-1].number)


def _paragraph(chunk: Chunk) -> Paragraph:
    if chunk.mark and chunk.lines[0].list_mark is not None:
        return Paragraph((Span(f"{chunk.mark} "), *_spans(chunk.lines, 0)), _where(chunk.lines))
    return Paragraph(_spans(chunk.lines, 0), _where(chunk.lines))


def _list(chunks: list[Chunk]) -> BulletList:
    items = tuple(
        ListItem((Paragraph(_spans(c.lines, _mark_length(c.lines[0])), _where(c.lines)),))
        for c in chunks
    )
    first = chunks[0].mark
    lines = [line for chunk in chunks for line in chunk.lines]
    ordered = first != "-"
    return BulletList(ordered, items, int(first.rstrip(".)")) if ordered else 1, _where(lines))


def _mark_length(line: Line) -> int:
    if line.list_mark is not None:
        return 0
    found = BULLET.match(line.text) or NUMBER.match(line.text)
    return found.end() if found else 0


def _spans(lines: Sequence[Line], skip: int) -> tuple[Span, ...]:
    """The paragraph's spans: the lines' own where they have any, else one plain span."""
    if not any(line.spans for line in lines):
        return (Span(joined_text(lines)[skip:]),)
    spans: list[Span] = []
    for n, line in enumerate(lines):
        own = list(line.spans) or [Span(line.text)]
        if n and spans:
            spans.append(Span(" "))
        spans += own
    return tuple(_cut(spans, skip))


def _cut(spans: list[Span], skip: int) -> list[Span]:
    while skip and spans:
        if len(spans[0].text) > skip:
            return [replace(spans[0], text=spans[0].text[skip:]), *spans[1:]]
        skip -= len(spans[0].text)
        spans = spans[1:]
    return spans


def paragraphs_of(blocks: Sequence[Block]) -> list[str]:
    """The texts of the blocks, a list's items one by one."""
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, BulletList):
            texts += [block_to_text(part) for item in block.items for part in item.blocks]
        else:
            texts.append(block_to_text(block))
    return [text for text in texts if text]
