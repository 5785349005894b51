"""The editor's HTML into blocks. What is not a known block is gone; its text stays as a paragraph.

Word's habits are served: lists that are paragraphs with `mso-list`, an all-bold first row as header,
`o:p` elements, tables inside tables flattened; what is struck out, hidden or a comment is gone. Scripts, styles and event handlers have nowhere to live.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html as lxml_html
from lxml.etree import ParserError, _Comment, _ProcessingInstruction
from lxml.html import HtmlElement

from raadslag.cases.list_marks import numbering_of
from raadslag.cases.pasted_html import prepare
from raadslag.cases.picture_marks import picture_in, shown_as
from raadslag.cases.word_lists import DeepList, Piece, WordItem, level_of, put_together
from raadslag.record import (
    Block,
    BulletList,
    Figure,
    Heading,
    ListItem,
    Paragraph,
    Span,
    Table,
    spans_to_text,
)
from raadslag.record.letters import clean

DROPPED = {"script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math",
           "head", "title", "meta", "link", "form", "input", "button", "select", "textarea",
           "audio", "video", "canvas", "img", "xml", "o:smarttagtype"}  # fmt: skip
HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
STRONG, EMPHASIS = {"b", "strong"}, {"i", "em"}
BREAKS = {"p", "div", "section", "article", "blockquote", "pre", "ul", "ol", "table", "hr", "dl",
          "dt", "dd", "header", "footer", "main", "figure", "figcaption", "address", *HEADINGS}  # fmt: skip
SAFE_LINK = re.compile(r"^(https?://|mailto:)[^\s<>\"']+$", re.I)
WHITE = re.compile(r"[ \t\r\n\f]+")
MAX_DEPTH = 60


@dataclass(frozen=True, slots=True)
class Pasted:
    """What became of an HTML fragment: its blocks, and Danish sentences of what could not be kept."""

    blocks: tuple[Block, ...] = ()
    said: tuple[str, ...] = ()


def html_to_blocks(text: str) -> tuple[Block, ...]:
    """Typed blocks of an HTML fragment. Never raises for odd markup; empty text is no blocks."""
    return read_pasted(text).blocks


def read_pasted(text: str) -> Pasted:
    """The fragment's blocks, and what of it was not kept. Never raises for odd markup."""
    if not text or not text.strip():
        return Pasted()
    try:
        root = lxml_html.fragment_fromstring(text.replace("\x00", ""), create_parent="div")
    except (ParserError, ValueError):
        return Pasted()
    said = prepare(root)
    blocks = list(_blocks(root, 0))
    return Pasted(tuple(put_together(blocks)), said)


def _blocks(element: HtmlElement, depth: int) -> Iterator[Piece]:
    """Blocks of an element's content; loose text between blocks becomes paragraphs."""
    loose: list[Span] = []
    if element.text:
        loose.append(Span(element.text))
    for child in element:
        name = _name(child)
        if picture := picture_in(child):
            yield from _paragraphs(loose)
            loose = []
            yield picture
        elif name in BREAKS and depth < MAX_DEPTH:
            yield from _paragraphs(loose)
            loose = []
            yield from _block(child, name, depth + 1)
        elif name == "br":
            loose.append(Span("\n"))
        elif name and name not in DROPPED:
            if _holds_blocks(child) and depth < MAX_DEPTH:
                yield from _paragraphs(loose)
                loose = []
                yield from _blocks(child, depth + 1)
            else:
                loose.extend(_spans(child))
        if child.tail:
            loose.append(Span(child.tail))
    yield from _paragraphs(loose)


def _block(element: HtmlElement, name: str, depth: int) -> Iterator[Piece]:
    if name in HEADINGS:
        if spans := _tidy(_spans(element)):
            yield Heading(HEADINGS[name], spans)
        yield from _pictures(element)
    elif name in {"ul", "ol"}:
        if items := tuple(_items(element, depth)):
            start = element.get("start", "1")
            numbering = numbering_of(element) if name == "ol" else "1"
            block = BulletList(name == "ol", items, whole(start), numbering=numbering)
            level = level_of(element[0]) if len(element) else 1
            yield DeepList(level, block) if level > 1 else block
    elif name == "table":
        if (table := _table(element)) is not None:
            yield table
        yield from _pictures(element)
    elif name == "p" and _word_list(element):
        if spans := _tidy(_spans(element)):
            yield WordItem(spans, level_of(element))
        yield from _pictures(element)
    elif name != "hr":
        yield from _blocks(element, depth)


def _word_list(element: HtmlElement) -> bool:
    style, classes = element.get("style", "").lower(), element.get("class", "").lower()
    return "mso-list" in style or "listparagraph" in classes.replace("-", "")


def _items(element: HtmlElement, depth: int) -> Iterator[ListItem]:
    """The points of a list; a list that stands between points belongs to the one before it."""
    held: ListItem | None = None
    for child in element:
        name = _name(child)
        if not name or name in DROPPED:
            continue
        inner = name in {"ul", "ol"}
        pieces = _block(child, name, depth + 1) if inner else _blocks(child, depth + 1)
        blocks = tuple(put_together(pieces))
        if inner and held is not None:
            held = ListItem((*held.blocks, *blocks))
        elif blocks:
            if held is not None:
                yield held
            held = ListItem(blocks)
    if held is not None:
        yield held


def _table(element: HtmlElement) -> Table | None:
    said = next((_cell(c) for c in element.iter("caption")), "")
    caption = said or " ".join(clean(element.get("data-caption", "")).split()) or None
    rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
    cells = [[cell for cell in row if _name(cell) in {"td", "th"}] for row in rows]
    cells = [row for row in cells if row]
    if not cells:
        return None
    texts = _filled(
        [[(_cell(c), _span(c, "colspan"), _span(c, "rowspan")) for c in row] for row in cells]
    )
    headed = all(_name(c) == "th" or _all_bold(c) for c in cells[0]) and len(texts) > 1
    width = max(map(len, texts))
    grid = [tuple(row + [""] * (width - len(row))) for row in texts]
    rest = tuple(grid[1:] if headed else grid)
    return Table(caption, grid[0] if headed else (), rest, shown_as=shown_as(element))


def _filled(rows: list[list[tuple[str, int, int]]]) -> list[list[str]]:
    """A cell over several columns or rows is repeated wherever it reaches: each row reads alone."""
    reached: dict[tuple[int, int], str] = {}
    grid: list[list[str]] = []
    for y, row in enumerate(rows):
        line: list[str] = []
        for text, wide, tall in row:
            while (y, len(line)) in reached:
                line.append(reached.pop((y, len(line))))
            below = range(y + 1, min(y + tall, len(rows)))
            reached |= {(at, len(line) + dx): text for at in below for dx in range(wide)}
            line += [text] * wide
        while (y, len(line)) in reached:
            line.append(reached.pop((y, len(line))))
        grid.append(line)
    return grid


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1")
    return max(1, min(whole(value), 100))


def whole(text: str) -> int:
    """A number as HTML's attributes have it, up to five digits; 1 for anything else."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _cell(cell: HtmlElement) -> str:
    return WHITE.sub(" ", clean(spans_to_text(_spans(cell))).replace("\xa0", " ")).strip()


def _all_bold(cell: HtmlElement) -> bool:
    spans = [span for span in _spans(cell) if span.text.strip()]
    return bool(spans) and all(span.strong for span in spans)


def _spans(
    element: HtmlElement, strong: bool = False, emphasis: bool = False, href: str | None = None
) -> list[Span]:
    """Runs of text of an element and all below it, with the marks they stand under."""
    name, found = _name(element), []
    if not name or name in DROPPED:
        return []
    style = element.get("style", "").lower().replace(" ", "")
    strong = strong or name in STRONG or "font-weight:bold" in style or "font-weight:700" in style
    emphasis = emphasis or name in EMPHASIS or "font-style:italic" in style
    if name == "a" and SAFE_LINK.match(element.get("href", "").strip()):
        href = clean(element.get("href").strip())
    if element.text:
        found.append(Span(element.text, strong, emphasis, href))
    for child in element:
        if _name(child) == "br":
            found.append(Span("\n", strong, emphasis, href))
        else:
            if _name(child) in BREAKS or _name(child) in {"tr", "li"}:
                found.append(Span(" "))
            found.extend(_spans(child, strong, emphasis, href))
        if child.tail:
            found.append(Span(child.tail, strong, emphasis, href))
    return found


def _paragraphs(loose: list[Span]) -> Iterator[Block]:
    if spans := _tidy(loose):
        yield Paragraph(spans)


def _tidy(loose: list[Span]) -> tuple[Span, ...]:
    """Runs of white space are one space, neighbours with the same marks one span, ends trimmed.

    A line break inside a paragraph (`br`) is a space: the record's paragraph is one run of text.
    """
    merged: list[Span] = []
    for span in loose:
        text = clean(span.text).replace("\xa0", " ").replace("\u200b", "")
        text = WHITE.sub(" ", text)
        if (not merged or merged[-1].text.endswith(" ")) and text.startswith(" "):
            text = text[1:]
        if not text:
            continue
        same = merged and (merged[-1].strong, merged[-1].emphasis, merged[-1].href) == (
            span.strong, span.emphasis, span.href)  # fmt: skip
        if same:
            merged[-1] = Span(merged[-1].text + text, span.strong, span.emphasis, span.href)
        else:
            merged.append(Span(text, span.strong, span.emphasis, span.href))
    while merged and not merged[-1].text.rstrip():
        merged.pop()
    if merged:
        last = merged[-1]
        merged[-1] = Span(last.text.rstrip(), last.strong, last.emphasis, last.href)
    return tuple(merged)


def _holds_blocks(element: HtmlElement) -> bool:
    below = (child for child in element.iter() if child is not element)
    return any(_name(child) in BREAKS or picture_in(child) for child in below)


def _pictures(element: HtmlElement) -> Iterator[Figure]:
    """Pictures inside something that can't hold one (a cell, a heading): they stand after it."""
    for child in element.iter("img", "figure"):
        inside = any(picture_in(above) for above in child.iterancestors("figure"))
        if not inside and (picture := picture_in(child)):
            yield picture


def _name(element: HtmlElement) -> str:
    if isinstance(element, _Comment | _ProcessingInstruction) or not isinstance(element.tag, str):
        return ""
    return element.tag.lower()
