"""Links that lie over the text of a PDF page: which words carry which address."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from raadslag.reader.formats.letters import one_line, safe_href
from raadslag.record import Span

_MOST = 500
"""Links read from one page."""
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Link:
    """Words on one line between two heights, and the safe address behind them."""

    words: str
    href: str
    top: float
    bottom: float


def page_links(document: Any, page: Any, text: Any) -> list[Link]:
    """The page's links to the outside, in the order of the file."""
    return [link for found in _annotations(page) if (link := _link(document, text, found))]


def linked_spans(text: str, middle: float, links: list[Link]) -> tuple[Span, ...]:
    """The line's text with its links; empty where none lies on it."""
    spans: list[Span] = []
    rest = text
    for link in links:
        before, found, after = rest.partition(link.words)
        if not found or not link.bottom <= middle <= link.top:
            continue
        spans += [Span(before)] if before else []
        spans.append(Span(found, href=link.href))
        rest = after
    return (*spans, *([Span(rest)] if rest else [])) if spans else ()


def _annotations(page: Any) -> Iterator[Any]:
    place, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    for _ in range(_MOST):
        if not pdfium.FPDFLink_Enumerate(page, ctypes.byref(place), ctypes.byref(link)):
            return
        yield link


def _link(document: Any, text: Any, link: Any) -> Link | None:
    action = pdfium.FPDFLink_GetAction(link)
    if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
        return None
    address = ctypes.create_string_buffer(_LONGEST)
    pdfium.FPDFAction_GetURIPath(document, action, address, _LONGEST)
    href = safe_href(address.value.decode("utf-8", "replace"))
    box = pdfium.FS_RECTF()
    if not href or not pdfium.FPDFLink_GetAnnotRect(link, ctypes.byref(box)):
        return None
    letters = (ctypes.c_ushort * _LONGEST)()
    count = pdfium.FPDFText_GetBoundedText(
        text, box.left, box.top, box.right, box.bottom, letters, _LONGEST
    )
    words = one_line(bytes(letters)[: 2 * max(count, 0)].decode("utf-16-le", "replace").strip("\0"))
    return Link(words, href, box.top, box.bottom) if words else None
