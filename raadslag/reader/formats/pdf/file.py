"""PDF to lines, with positions. Only text is read: no scripts, no pictures, no embedded files."""

from __future__ import annotations

import time
from typing import Any

import pypdfium2

from raadslag.reader.door.limits import Limits
from raadslag.reader.formats.letters import one_line
from raadslag.reader.formats.pdf.heads import drop_running
from raadslag.reader.formats.pdf.layout import Page, is_plain
from raadslag.reader.formats.pdf.lines import pages_to_lines
from raadslag.reader.formats.pdf.pieces import PageText
from raadslag.reader.lines.line import Source, UnreadableFile
from raadslag.record import Note, Where

_PASSWORD = 4
"""pdfium's FPDF_ERR_PASSWORD."""


def pdf_to_source(data: bytes, limits: Limits) -> Source:
    """The lines of a PDF. Raises `UnreadableFile`."""
    document = _open(data)
    try:
        pages, heights, notes = _read_pages(document, limits)
        title = _title(document)
    finally:
        document.close()
    if not any(page.pieces for page in pages):
        raise UnreadableFile(
            "no-text",
            "PDF-filen rummer ingen tekst, kun billeder. Kør tekstgenkendelse (OCR) på den, "
            "eller hent referatet som tekst fra det system, det kommer fra.",
        )
    kept = drop_running([page.pieces for page in pages], heights)
    for page, pieces in zip(pages, kept, strict=True):
        page.pieces = pieces
    lines = pages_to_lines(pages)
    return Source(reader="pdf", lines=tuple(lines), title=title, notes=tuple(notes))


def _title(document: Any) -> str | None:
    """The title among the file's metadata; null where it is none, or no text."""
    try:
        return one_line(document.get_metadata_value("Title")) or None
    except UnicodeDecodeError:
        return None


def _open(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise UnreadableFile(
                "encrypted",
                "PDF-filen er låst med adgangskode. Gem en udgave uden adgangskode, og prøv igen.",
            ) from error
        raise UnreadableFile(
            "broken-pdf",
            "PDF-filen er beskadiget og kan ikke åbnes. Hent den igen, eller gem den på ny som PDF.",
        ) from error


def _read_pages(document: Any, limits: Limits) -> tuple[list[Page], list[float], list[Note]]:
    pages: list[Page] = []
    heights: list[float] = []
    notes: list[Note] = []
    total = len(document)
    started = time.process_time()
    for index in range(total):
        if index >= limits.pages or time.process_time() - started > limits.soft_seconds:
            notes.append(
                Note(
                    "cut-short",
                    f"Kun side 1-{index} af {total} er læst; filen er for stor til at blive læst helt.",
                    Where(page=index + 1),
                )
            )
            break
        page, height = _read_page(document, index, notes)
        pages.append(page)
        heights.append(height)
    return pages, heights, notes


def _read_page(document: Any, index: int, notes: list[Note]) -> tuple[Page, float]:
    try:
        with PageText(document.raw, index) as text:
            page = Page(index + 1, text.pieces(), links=text.links(document.raw))
            if text.is_covered:
                told = f"Side {index + 1} har tekst, der er dækket til; den er ikke læst med, men kan stadig læses i filen."
                notes.append(Note("covered-text", told, Where(page=index + 1)))
            if text.loose_lines > 1 or not is_plain(page.pieces):
                page.across, page.down = text.rulings()
                page.pieces = [part for p in page.pieces for part in text.split_at(p, page.down)]
            return page, text.size()[1]
    except ValueError:
        notes.append(
            Note("broken-page", f"Side {index + 1} kan ikke læses.", Where(page=index + 1))
        )
        return Page(index + 1, []), 0.0
