"""Blocks and sections to HTML. Every letter is escaped; no block can hold markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import escape

from raadslag.record import (
    Block,
    BulletList,
    Figure,
    Heading,
    Paragraph,
    Section,
    Span,
    Table,
)
from raadslag.render.chart_tables import chart_or_reason
from raadslag.render.charts import NARROW, axis_begins, draw

SAFE_HREF = re.compile(r"(?:https?://|mailto:)[^\s\"<>]+", re.IGNORECASE)
NUMBER = re.compile(r"[-+−–]?\s*\d(?:[\d.\s]*[\d.])?(?:,\d+)?\s*(?:%|pct\.?|kr\.?|mio\.?|t\.?)?\s*")
FigureAddress = Callable[[str], str | None]
"""Where the public finds an image with this sha256; null where it may not."""


@dataclass(slots=True)
class Outline:
    """The heading levels on a page: none is ever skipped, `top` is the highest that may be used."""

    top: int
    last: int = field(init=False)

    def __post_init__(self) -> None:
        self.last = self.top - 1

    def take(self, wanted: int) -> int:
        """The level that a heading gets: as wanted, at most one below the heading before it."""
        self.last = max(self.top, min(wanted, self.last + 1, 6))
        return self.last


def no_figures(_sha256: str) -> str | None:
    """For text whose images aren't shown."""
    return None


def sections_to_html(
    sections: Iterable[Section], *, top: int, figure: FigureAddress = no_figures
) -> str:
    """Sections with their headings; the highest of them is `<h{top}>`."""
    outline = Outline(top)
    return "".join(_section(section, outline, figure) for section in sections)


def blocks_to_html(blocks: Iterable[Block], *, top: int, figure: FigureAddress = no_figures) -> str:
    """Blocks alone, as inside a section whose heading is one above `top`."""
    outline = Outline(top)
    return "".join(_block(block, outline, top, figure) for block in blocks)


def text_to_html(text: str) -> str:
    """Plain text to paragraphs: a blank line parts them, a line break stays one."""
    parts = (part.strip() for part in re.split(r"\n\s*\n", text))
    return "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in parts if part)


def table_to_html(table: Table) -> str:
    """A table as its writer asks for it: as it is, or as a chart with the table folded under it."""
    chart, _ = chart_or_reason(table)
    if chart is None:
        return _table(table)
    caption = f"<figcaption>{escape(table.caption)}</figcaption>" if table.caption else ""
    axis = axis_begins(chart)
    said = f'<p class="small">{escape(axis)}</p>' if axis else ""
    return (
        f'<figure class="drawn">{caption}{draw(chart)}{draw(chart, width=NARROW)}{said}'
        f"<details><summary>Vis tallene som tabel</summary>{_table(table)}</details></figure>"
    )


def _table(table: Table) -> str:
    """A table that scrolls sideways on a narrow screen and can be reached with the keyboard."""
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    label = escape(table.caption or "Tabel")
    head = ""
    if table.columns:
        cells = "".join(_head_cell(text) for text in table.columns)
        head = f"<thead><tr>{cells}</tr></thead>"
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in table.rows)
    return (
        f'<div class="table-scroll" role="group" aria-label="{label}" tabindex="0">'
        f'<table class="figures">{caption}{head}<tbody>{rows}</tbody></table></div>'
    )


def _section(section: Section, outline: Outline, figure: FigureAddress) -> str:
    out = ""
    inner = outline.top
    if section.heading and section.heading.strip():
        level = outline.take(outline.top + max(section.level, 1) - 1)
        out = f"<h{level}>{escape(section.heading.strip())}</h{level}>"
        inner = min(level + 1, 6)
    if not section.blocks:
        return out + text_to_html(section.text)
    return out + "".join(_block(block, outline, inner, figure) for block in section.blocks)


def _block(block: Block, outline: Outline, inner: int, figure: FigureAddress) -> str:
    match block:
        case Paragraph():
            text = _spans(block.spans)
            return f"<p>{text}</p>" if text.strip() else ""
        case Heading():
            text = _spans(block.spans)
            if not text.strip():
                return ""
            level = outline.take(inner + max(block.level, 2) - 2)
            return f"<h{level}>{text}</h{level}>"
        case BulletList():
            return _list(block, outline, inner, figure)
        case Table():
            return table_to_html(block)
        case Figure():
            return _figure(block, figure)


def _list(block: BulletList, outline: Outline, inner: int, figure: FigureAddress) -> str:
    tag = "ol" if block.ordered else "ul"
    start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
    if block.ordered and block.numbering != "1":
        start = f' type="{block.numbering}"{start}'
    items = "".join(
        f"<li>{''.join(_block(part, outline, inner, figure) for part in item.blocks)}</li>"
        for item in block.items
    )
    return f"<{tag}{start}>{items}</{tag}>" if items else ""


def _figure(block: Figure, figure: FigureAddress) -> str:
    address = figure(block.file) if block.file else None
    caption = f"<figcaption>{escape(block.caption)}</figcaption>" if block.caption else ""
    if address is None:
        told = block.alt or "Billedet vises ikke her."
        return f'<figure><p class="no-image">{escape(told)}</p>{caption}</figure>'
    size = f' width="{block.width}" height="{block.height}"' if block.width and block.height else ""
    image = f'<img src="{escape(address)}" alt="{escape(block.alt)}"{size} loading="lazy">'
    return f"<figure>{image}{caption}</figure>"


def _spans(spans: Iterable[Span]) -> str:
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    text = escape(span.text).replace("\n", "<br>")
    if span.emphasis:
        text = f"<em>{text}</em>"
    if span.strong:
        text = f"<strong>{text}</strong>"
    if span.href and SAFE_HREF.fullmatch(span.href.strip()):
        text = f'<a href="{escape(span.href.strip())}" rel="nofollow noopener">{text}</a>'
    return text


def _head_cell(text: str) -> str:
    text = text.strip()
    return f'<th scope="col">{escape(text)}</th>' if text else "<td></td>"


def _cell(text: str) -> str:
    kind = ' class="number"' if NUMBER.fullmatch(text.strip()) else ""
    return f"<td{kind}>{escape(text.strip())}</td>"
