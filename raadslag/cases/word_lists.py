"""Lists that a writer's program hands over in pieces, put together again with their levels.

Word's lists are paragraphs that say `mso-list:l0 level2 lfo1` and carry their own mark; Word on the web
sends one list for each point, whose `aria-level` says how deep it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from raadslag.cases.list_marks import marks_of
from raadslag.record import Block, BulletList, ListItem, Paragraph, Span, spans_to_text

DEEPEST = 9
"""Word has nine levels."""
_MARK = re.compile(r"^\s*(?:[·•▪◦o§■●❖➢→✓☐\-–]|(\d{1,3})[.)]|([ivx]{2,5}|[a-zæøå])[.)])\s+", re.I)
_LEVEL = re.compile(r"mso-list:[^;]{0,40}?level(\d)", re.I)


@dataclass(frozen=True, slots=True)
class WordItem:
    """A paragraph that Word meant as a point of a list; level 1 is the outermost."""

    spans: tuple[Span, ...]
    level: int


@dataclass(frozen=True, slots=True)
class DeepList:
    """A list that stands at a level below the list before it."""

    level: int
    block: BulletList


Piece = Block | WordItem | DeepList


def level_of(element: HtmlElement) -> int:
    """At which level the program says that a paragraph or a list's first point stands."""
    said = _LEVEL.search(element.get("style", ""))
    level = said[1] if said else element.get("aria-level") or element.get("data-aria-level") or "1"
    return (
        min(max(int(level), 1), DEEPEST)
        if level.isascii() and level.isdigit() and len(level) < 3
        else 1
    )


def put_together(pieces: Iterable[Piece]) -> Iterator[Block]:
    """The blocks, with runs of points as lists within lists."""
    run: list[WordItem] = []
    last: BulletList | None = None
    for piece in pieces:
        if isinstance(piece, WordItem):
            run.append(piece)
            continue
        if run:
            if last is not None:
                yield last
            last, run = _nested(run), []
        if isinstance(piece, DeepList):
            last = _under(last, piece.block, piece.level) if last else piece.block
            continue
        if last is not None:
            yield last
            last = None
        if isinstance(piece, BulletList):
            last = piece
        else:
            yield piece
    if last is not None:
        yield last
    if run:
        yield _nested(run)


def _nested(run: list[WordItem]) -> BulletList:
    """Points of one run: what stands deeper lies in the point before it."""
    top = min(item.level for item in run)
    groups: list[list[WordItem]] = []
    for item in run:
        if item.level == top or not groups:
            groups.append([item])
        else:
            groups[-1].append(item)
    marks = [_MARK.match(spans_to_text(group[0].spans)) for group in groups]
    ordered, start, numbering = marks_of([mark.group() if mark else "-" for mark in marks])
    items = []
    for group, mark in zip(groups, marks, strict=True):
        blocks: tuple[Block, ...] = (Paragraph(_without(group[0].spans, mark)),)
        if group[1:]:
            blocks = (*blocks, _nested(group[1:]))
        items.append(ListItem(blocks))
    return BulletList(ordered, tuple(items), start, numbering=numbering)


def _under(above: BulletList, below: BulletList, level: int) -> BulletList:
    """`below` in the last point of `above`, as deep as its level says and the list reaches."""
    *items, last = above.items
    inner = last.blocks[-1] if last.blocks else None
    if isinstance(inner, BulletList):
        grown = (
            _under(inner, below, level - 1)
            if level > 2
            else replace(inner, items=(*inner.items, *below.items))
        )
        blocks = (*last.blocks[:-1], grown)
    else:
        blocks = (*last.blocks, below)
    return replace(above, items=(*items, ListItem(blocks)))


def _without(spans: tuple[Span, ...], mark: re.Match[str] | None) -> tuple[Span, ...]:
    left = len(mark.group()) if mark else 0
    kept: list[Span] = []
    for span in spans:
        cut, left = span.text[left:], max(0, left - len(span.text))
        if cut:
            kept.append(replace(span, text=cut))
    return tuple(kept)
