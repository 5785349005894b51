"""A PDF's text as it is printed, page by page, and which pages have no text to search.

What is not printed (properties, links, fields, layers, scripts, earlier revisions) is read from the
file's objects (`pdf_objects`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from typing import Any

import pypdfium2

from raadslag.checks.privacy import pdf_objects
from raadslag.checks.privacy.stream import APART, LINE, Contents, Piece, Unseen
from raadslag.covered import covered_letters, is_picture, page_objects
from raadslag.record import Where

_PASSWORD = 4
"""pdfium's FPDF_ERR_PASSWORD."""
_LOST = re.compile(r"[\x00\ufffd\ue000-\uf8ff]")
LOST_SHARE = 0.15
_HYPHEN = re.compile("[\x02\ufffe]")
"""How pdfium writes a hyphen at a line's end."""


def contents(data: bytes, inside: Callable[[bytes, str], Contents]) -> Contents:
    """Every page's text, whatever hides in the file, and what could not be looked through."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            yield Unseen("Filen er låst med adgangskode")
            return
        raise
    with closing(document):
        yield from _pages(document)
    yield from pdf_objects.contents(data, inside)
    if loose := pdf_objects.taken_out(data):
        yield from _hidden_pages(loose, "side, der er taget ud")
    for number, revision in enumerate(pdf_objects.earlier_revisions(data), start=1):
        place = f"tidligere udgave {number}"
        yield from _hidden_pages(revision, place)
        for found in pdf_objects.contents(revision, inside):
            if isinstance(found, Piece):
                yield Piece(found.text, place=place, shown=False, glue=APART)


def _hidden_pages(data: bytes, place: str) -> Iterator[Piece]:
    """The text of pages that are no longer shown; a revision that opens not alone never was whole."""
    with suppress(pypdfium2.PdfiumError), closing(pypdfium2.PdfDocument(data)) as document:
        for index in range(len(document)):
            text, _ = _page_text(document[index])
            yield Piece(text, place=place, shown=False, glue=LINE if index else APART)


def _pages(document: Any) -> Contents:
    unread: list[int] = []
    lost: list[int] = []
    for number in range(1, len(document) + 1):
        page, where = document[number - 1], Where(number)
        text, is_covered = _page_text(page)
        glue = APART if number == 1 else LINE
        yield Piece(text, where, place=f"side {number}", page=number, glue=glue)
        letters = sum(map(str.isalnum, text))
        if is_picture(page_objects(page.raw), letters, page.get_size()):
            unread.append(number)
        elif len(_LOST.findall(text)) > LOST_SHARE * max(1, len(text)):
            lost.append(number)
        page.close()
        if is_covered:
            why = f"Side {number} har tekst under en farvet flade eller et billede; den kan stadig læses af alle"
            yield Unseen(why, number, covered=True)
    is_one = "er et billede" if len(unread) == 1 else "er billeder"
    yield from _said(unread, f"{is_one} uden tekst, der kan gennemsøges")
    yield from _said(lost, "har tegn, der ikke kan læses")


def _said(pages: list[int], why: str) -> Iterator[Unseen]:
    if pages:
        shown = ", ".join(map(str, pages[:8])) + (" …" if len(pages) > 8 else "")
        yield Unseen(f"Side {shown} {why}", pages[0])


def _page_text(page: Any) -> tuple[str, bool]:
    """All text of the page, that outside its edges too; and whether something lies over its letters."""
    with closing(page.get_textpage()) as text:
        is_covered = covered_letters(page.raw, text.raw)
        return _HYPHEN.sub("-", text.get_text_range(errors="replace")), bool(is_covered)
