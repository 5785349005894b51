"""Blocks out to the HTML that the editor reads and writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from raadslag.record import Block, BulletList, Figure, Heading, Paragraph, Span, Table
from raadslag.render.html import no_figures


def blocks_to_html(
    blocks: Iterable[Block], *, picture: Callable[[str], str | None] = no_figures
) -> SafeString:
    """HTML of the blocks; every letter of theirs escaped. `picture` is where one is found by its hash."""
    return mark_safe("".join(_block(block, picture) for block in blocks))  # noqa: S308


def _block(block: Block, picture: Callable[[str], str | None]) -> str:
    match block:
        case Paragraph():
            return f"<p>{_spans(block.spans)}</p>"
        case Heading():
            level = min(block.level, 6)
            return f"<h{level}>{_spans(block.spans)}</h{level}>"
        case BulletList():
            name = "ol" if block.ordered else "ul"
            start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
            if block.ordered and block.numbering != "1":
                start = f' type="{block.numbering}"{start}'
            items = "".join(
                f"<li>{blocks_to_html(item.blocks, picture=picture)}</li>" for item in block.items
            )
            return f"<{name}{start}>{items}</{name}>"
        case Table():
            return _table(block)
        case Figure():
            return _figure(block, picture)


def _figure(block: Figure, picture: Callable[[str], str | None]) -> str:
    source = picture(block.file) if block.file else None
    if source is None:
        return f"<p>{escape(block.caption or block.alt)}</p>"
    return format_html(
        '<figure data-picture="{}"><img data-picture="{}" src="{}" alt="{}" width="{}" height="{}">'
        "<figcaption>{}</figcaption></figure>",
        block.file, block.file, source, block.alt, block.width or "", block.height or "",
        block.caption or "",
    )  # fmt: skip


def _table(table: Table) -> str:
    """The caption and the form stand as attributes: the editor's own tables have rows alone."""
    told = format_html(' data-caption="{}"', table.caption) if table.caption else ""
    if table.shown_as != "table":
        told += format_html(' data-shown="{}"', table.shown_as)
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table.columns)
    head = f"<thead><tr>{head}</tr></thead>" if head else ""
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows
    )
    return f'<table class="table"{told}>{head}<tbody>{rows}</tbody></table>'


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
