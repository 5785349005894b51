"""Blocks out to the HTML that the editor reads and that inside pages show."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from raadslag.record import Block, BulletList, Figure, Heading, Paragraph, Span, Table


def blocks_to_html(blocks: Iterable[Block], *, deepest: int = 0) -> SafeString:
    """HTML of the blocks; every letter of theirs escaped. `deepest` lowers headings by that many levels."""
    return mark_safe("".join(_block(block, deepest) for block in blocks))  # noqa: S308


def _block(block: Block, lower: int) -> str:
    match block:
        case Paragraph():
            return f"<p>{_spans(block.spans)}</p>"
        case Heading():
            level = min(block.level + lower, 6)
            return f"<h{level}>{_spans(block.spans)}</h{level}>"
        case BulletList():
            name = "ol" if block.ordered else "ul"
            start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
            if block.ordered and block.numbering != "1":
                start = f' type="{block.numbering}"{start}'
            items = "".join(
                f"<li>{blocks_to_html(item.blocks, deepest=lower)}</li>" for item in block.items
            )
            return f"<{name}{start}>{items}</{name}>"
        case Table():
            return _table(block)
        case Figure():
            return f"<p>{escape(block.caption or block.alt)}</p>"


def _table(table: Table) -> str:
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table.columns)
    head = f"<thead><tr>{head}</tr></thead>" if head else ""
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows
    )
    return f'<table class="table">{caption}{head}<tbody>{rows}</tbody></table>'


def _spans(spans: Iterable[Span]) -> str:
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    text = escape(span.text)
    if span.emphasis:
        text = format_html("<em>{}</em>", text)
    if span.strong:
        text = format_html("<strong>{}</strong>", text)
    if span.href:
        text = format_html('<a href="{}">{}</a>', span.href, text)
    return text
