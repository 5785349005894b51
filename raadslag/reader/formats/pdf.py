"""PDF to lines, with positions. Only text is read: no scripts, no pictures, no embedded files."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import pypdfium2

from raadslag.reader.formats.pdf_heads import drop_running
from raadslag.reader.formats.pdf_layout import Element, Page, is_plain, page_to_elements
from raadslag.reader.formats.pdf_pieces import PageText, Piece
from raadslag.reader.formats.pdf_tables import Grid
from raadslag.reader.formats.rows import rows_to_table
from raadslag.reader.limits import Limits
from raadslag.reader.lines import Line, Source, UnreadableFile
from raadslag.record import Note, Where

_LEADING = 1.2
"""Distance between base lines in ordinary text, in letter heights."""
_PASSWORD = 4
"""pdfium's FPDF_ERR_PASSWORD."""


def pdf_to_source(data: bytes, limits: Limits) -> Source:
    """The lines of a PDF. Raises `UnreadableFile`."""
    document = _open(data)
    try:
        pages, heights, notes = _read_pages(document, limits)
        title = document.get_metadata_value("Title") or None
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
    lines = _to_lines(pages)
    return Source(reader="pdf", lines=tuple(lines), title=title, notes=tuple(notes))


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
            page = Page(index + 1, text.pieces())
            if text.loose_lines > 1 or not is_plain(page.pieces):
                page.across, page.down = text.rulings()
                page.pieces = [part for p in page.pieces for part in text.split_at(p, page.down)]
            return page, text.size()[1]
    except ValueError:
        notes.append(
            Note("broken-page", f"Side {index + 1} kan ikke læses.", Where(page=index + 1))
        )
        return Page(index + 1, []), 0.0


def _to_lines(pages: Sequence[Page]) -> list[Line]:
    """Running numbers on every line; a table that goes on over a page break is one table."""
    lines: list[Line] = []
    open_grid: tuple[Grid, int, int] | None = None
    for page in pages:
        elements = page_to_elements(page)
        before: Piece | None = None
        for index, element in enumerate(elements):
            if isinstance(element, Piece):
                lines.append(_piece_to_line(element, len(lines) + 1, page.number, before))
                before, open_grid = element, None
                continue
            before = None
            if open_grid and index == 0 and _goes_on(open_grid[0], element):
                _append_rows(open_grid[0], element)
                lines[-1] = _grid_to_line(open_grid[0], open_grid[1], open_grid[2])
                continue
            open_grid = (element, len(lines) + 1, page.number)
            lines.append(_grid_to_line(*open_grid))
        if not elements:
            open_grid = None
    return lines


def _piece_to_line(piece: Piece, number: int, page: int, before: Element | None) -> Line:
    gap = None
    if isinstance(before, Piece) and piece.size > 0:
        height = _LEADING * max(piece.size, 1.0)
        gap = max(round((before.base - piece.base) / height - 1, 2), 0.0)
    return Line(
        text=piece.text,
        number=number,
        page=page,
        size=piece.size,
        bold=piece.bold,
        left=round(piece.left, 1),
        right=round(piece.right, 1),
        gap=gap,
    )


def _grid_to_line(grid: Grid, number: int, page: int) -> Line:
    where = Where(page, number, number)
    table = rows_to_table(grid.rows, header_rows=grid.header_rows, where=where)
    return Line(text="", number=number, page=page, table=table, left=round(grid.edges[0], 1))


def _goes_on(above: Grid, below: Grid) -> bool:
    if len(above.edges) != len(below.edges):
        return False
    return all(abs(one - two) < 12 for one, two in zip(above.edges, below.edges, strict=True))


def _append_rows(above: Grid, below: Grid) -> None:
    again = 1 if below.rows[0] == above.rows[0] else 0
    above.rows += below.rows[again:]
