"""Blocks to HTML fragments: plain ones, and the kind that Word leaves behind when text is pasted."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from raadslag.record import (
    Block,
    BulletList,
    Figure,
    Heading,
    Paragraph,
    Span,
    Table,
)


def spans(parts: Iterable[Span]) -> str:
    """Inline text with its links."""
    return "".join(
        f'<a href="{escape(part.href)}">{escape(part.text)}</a>' if part.href else escape(part.text)
        for part in parts
    )


def fragment(blocks: Iterable[Block]) -> str:
    """Clean HTML."""
    return "\n".join(map(_block, blocks))


def word(blocks: Iterable[Block], name: str) -> str:
    """What a Word export looks like in the portals: spans in spans, empty paragraphs, a title."""
    parts = [
        f'<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{escape(name)}</title>'
    ]
    for block in blocks:
        parts.append(_word_block(block))
        parts.append('<p class="Normal"><span>\u00a0</span></p>')
    return "<div>" + "".join(parts[:-1] if len(parts) > 1 else parts) + "</div>"


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return f"<p>{spans(block.spans)}</p>"
        case Heading():
            return f"<h3>{spans(block.spans)}</h3>"
        case BulletList():
            tag = "ol" if block.ordered else "ul"
            rows = "".join(f"<li>{fragment(item.blocks)}</li>" for item in block.items)
            return f"<{tag}>{rows}</{tag}>".replace("<li><p>", "<li>").replace("</p></li>", "</li>")
        case Table():
            return _table(block, "<td>{}</td>")
        case Figure():
            return ""


def _word_block(block: Block) -> str:
    match block:
        case Paragraph():
            return f'<p class="Normal"><span><span>{spans(block.spans)}</span></span></p>'
        case BulletList():
            tag, kind = ("ol", ' type="1"') if block.ordered else ("ul", ' type="disc"')
            rows = "".join(
                f'<li class="ListParagraph"><span>{_inner(item.blocks)}</span><br></li>'
                for item in block.items
            )
            return f"<{tag}{kind}>{rows}</{tag}>"
        case Table():
            return _table(block, '<td valign="top"><p class="Normal"><span>{}</span></p></td>')
        case _:
            return _block(block)


def _inner(blocks: Iterable[Block]) -> str:
    return "".join(spans(block.spans) for block in blocks if isinstance(block, Paragraph))


def _table(table: Table, cell: str) -> str:
    caption = f"<p>{escape(table.caption)}</p>" if table.caption else ""
    rows = [table.columns, *table.rows] if table.columns else list(table.rows)
    lines = "".join(
        "<tr>" + "".join(cell.format(escape(text)) for text in row) + "</tr>" for row in rows
    )
    return f'{caption}<table border="1" cellspacing="0"><tbody>{lines}</tbody></table>'
