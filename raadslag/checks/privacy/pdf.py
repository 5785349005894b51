"""A PDF's text as it is printed, page by page, and which pages have no text to search.

What is not printed (properties, links, fields, layers, scripts, earlier revisions) is read from the
file's objects (`pdf_objects`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from raadslag.checks.privacy import pdf_objects
from raadslag.checks.privacy.stream import APART, LINE, Contents, Piece, Unseen
from raadslag.covered import covered_letters
from raadslag.record import Where

_PASSWORD = 4
"""pdfium's FPDF_ERR_PASSWORD."""
FEW_LETTERS, SOME_LETTERS = 20, 250
"""A page with fewer letters than the first is a picture if it holds one, with fewer than the second
if the picture is most of the page (a scanned letter with a line from the fax above)."""
SOME_PAGE, MOST_PAGE = 0.25, 0.5
MANY_PATHS = 60
"""Drawn shapes from which a page without letters may be writing turned into shapes."""
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
    try:
        yield from _pages(document)
    finally:
        document.close()
    yield from pdf_objects.contents(data, inside)
    if loose := pdf_objects.taken_out(data):
        yield from _hidden_pages(loose, "side, der er taget ud")
    for number, revision in enumerate(pdf_objects.earlier_revisions(data), start=1):
        yield from _earlier(revision, f"tidligere udgave {number}", inside)


def _earlier(data: bytes, place: str, inside: Callable[[bytes, str], Contents]) -> Contents:
    """The text of an earlier revision; one that cannot be opened alone was never a whole file."""
    yield from _hidden_pages(data, place)
    for found in pdf_objects.contents(data, inside):
        if isinstance(found, Piece):
            yield Piece(found.text, place=place, shown=False, glue=APART)


def _hidden_pages(data: bytes, place: str) -> Iterator[Piece]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    try:
        for index in range(len(document)):
            text = _page_text(document[index])
            yield Piece(text, place=place, shown=False, glue=LINE if index else APART)
    finally:
        document.close()


def _pages(document: Any) -> Contents:
    unread: list[int] = []
    covered: list[int] = []
    lost: list[int] = []
    for index in range(len(document)):
        page = document[index]
        text = _page_text(page, covered, index + 1)
        yield Piece(
            text,
            Where(index + 1),
            place=f"side {index + 1}",
            page=index + 1,
            glue=LINE if index else APART,
        )
        letters = sum(map(str.isalnum, text))
        if _is_picture(page, letters):
            unread.append(index + 1)
        elif len(_LOST.findall(text)) > LOST_SHARE * max(1, len(text)):
            lost.append(index + 1)
        page.close()
    yield from _said(
        unread,
        "er et billede uden tekst, der kan gennemsøges",
        "er billeder uden tekst, der kan gennemsøges",
    )
    yield from _said(lost, "har tegn, der ikke kan læses", "har tegn, der ikke kan læses")
    for number in covered:
        yield Unseen(
            f"Side {number} har tekst under en farvet flade eller et billede; den kan stadig læses af alle",
            number,
            covered=True,
        )


def _said(pages: list[int], one: str, many: str) -> Iterator[Unseen]:
    if len(pages) == 1:
        yield Unseen(f"Side {pages[0]} {one}", pages[0])
    elif pages:
        shown = ", ".join(map(str, pages[:8])) + (" …" if len(pages) > 8 else "")
        yield Unseen(f"Side {shown} {many}", pages[0])


def _page_text(page: Any, covered: list[int] | None = None, number: int = 0) -> str:
    """All text of the page, that outside its edges too; the page's number is put among the covered
    ones where something lies over its letters."""
    text = page.get_textpage()
    try:
        if covered is not None and covered_letters(page.raw, text.raw):
            covered.append(number)
        return _HYPHEN.sub("-", text.get_text_range(errors="replace"))
    finally:
        text.close()


def _is_picture(page: Any, letters: int) -> bool:
    if letters >= SOME_LETTERS:
        return False
    wide, high = page.get_size()
    covered, paths = 0.0, 0
    for thing in page.get_objects(max_depth=3):
        if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = thing.get_bounds()
            covered = max(covered, (right - left) * (top - bottom) / max(1.0, wide * high))
        paths += thing.type == pdfium.FPDF_PAGEOBJ_PATH
    if letters < FEW_LETTERS:
        return covered >= SOME_PAGE or paths >= MANY_PATHS
    return covered >= MOST_PAGE
