"""PDF to lines, with positions. Only text is read: no scripts, no pictures, no embedded files."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from raadslag.covered.letters import Reason
from raadslag.reader.door.limits import Limits
from raadslag.reader.formats.letters import one_line
from raadslag.reader.formats.lost import has_lost, mend
from raadslag.reader.formats.pdf.annotations import Annotations, with_laid_over
from raadslag.reader.formats.pdf.heads import drop_running
from raadslag.reader.formats.pdf.layout import Page, is_plain
from raadslag.reader.formats.pdf.lines import pages_to_lines
from raadslag.reader.formats.pdf.marks import without_marks
from raadslag.reader.formats.pdf.page_text import PageText
from raadslag.reader.formats.pdf.pieces import Piece
from raadslag.reader.formats.recognised import Word, lines_of, notes_of, words_of
from raadslag.reader.formats.unread import once, unread
from raadslag.reader.lines.line import Source, UnreadableFile
from raadslag.record import Note, Where

_PASSWORD = 4
"""pdfium's FPDF_ERR_PASSWORD."""
_TOLD: dict[Reason, tuple[str, str]] = {
    "covered": (
        "covered-text",
        "har tekst, der er dækket til; den er ikke læst med, men kan stadig læses i filen.",
    ),
    "outside": (
        "hidden-text",
        "har tekst uden for siden; den er ikke læst med, men kan stadig læses i filen.",
    ),
    "unpainted": (
        "hidden-text",
        "har usynlig tekst; den er ikke læst med, men kan stadig læses i filen.",
    ),
    "colour": (
        "hidden-text",
        "har tekst i samme farve som baggrunden, altså skjult; den er ikke læst med, men kan stadig læses i filen.",
    ),
    "tiny": (
        "hidden-text",
        "har skjult tekst med bogstaver, der er for små til at ses; den er ikke læst med, men kan stadig læses i filen.",
    ),
    "struck": ("struck-text", "har overstreget tekst; den er ikke læst med."),
}

DPI, _POINTS = 300, 72
"""Dots and points an inch, of the picture of a page and of the page."""
_RECOGNISED_SIZE = 10.0
_PICTURES = {
    "page": "er et billede uden tekst, der kan læses. Se siden i filen, eller kør tekstgenkendelse (OCR) på den.",
    "part": "har et billede, hvor der skulle stå tekst; det er ikke læst. Se siden i filen.",
}


@dataclass(slots=True)
class _Reading:
    """A document on its way to lines: its pages, their heights, notes, and marks for letters without a name."""

    limits: Limits
    annotations: Annotations
    recognised: Mapping[int, str]
    pages: list[Page] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    marks: dict[tuple[bytes, int], str] = field(default_factory=dict)

    def note(self, code: str, number: int, text: str) -> None:
        self.notes.append(unread(code, f"Side {number} {text}", Where(page=number)))


def pdf_to_source(
    data: bytes, limits: Limits, recognised: Mapping[int, str] | None = None
) -> Source:
    """The lines of a PDF; `recognised` is Tesseract's table for pages that are pictures. Raises `UnreadableFile`."""
    document = _open(data)
    try:
        reading = _Reading(limits, Annotations(_form_of(document)), recognised or {})
        _read_pages(document, reading)
        title = _title(document)
    finally:
        document.close()
    pages = reading.pages
    if not any(page.pieces for page in pages):
        raise _no_text(reading)
    _mend_letters(reading)
    kept = drop_running([page.pieces for page in pages], reading.heights)
    for page, pieces in zip(pages, kept, strict=True):
        page.pieces = pieces
    lines = pages_to_lines(pages)
    held = {page.number for page in pages if page.pieces}
    name = "ocr" if held <= set(reading.recognised) else "pdf"
    return Source(reader=name, lines=tuple(lines), title=title, notes=tuple(once(reading.notes)))


def _no_text(reading: _Reading) -> UnreadableFile:
    if any(note.code == "unreadable-letters" for note in reading.notes):
        return UnreadableFile(
            "no-letters",
            "PDF-filen siger ikke, hvilke bogstaver den viser. Gem den på ny som PDF fra det program, den er "
            "skrevet i, eller kør tekstgenkendelse (OCR) på den.",
        )
    return UnreadableFile(
        "no-text",
        "PDF-filen rummer ingen tekst, kun billeder. Kør tekstgenkendelse (OCR) på den, "
        "eller hent referatet som tekst fra det system, det kommer fra.",
    )


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


def _form_of(document: Any) -> Any | None:
    """The handle by which the document's fields are asked; null where it has none."""
    if pdfium.FPDF_GetFormType(document.raw) == pdfium.FORMTYPE_NONE:
        return None
    document.init_forms()
    return document.formenv.raw if document.formenv else None


def _read_pages(document: Any, reading: _Reading) -> None:
    total = len(document)
    started = time.process_time()
    limits = reading.limits
    for index in range(total):
        if index >= limits.pages or time.process_time() - started > limits.soft_seconds:
            told = (
                f"Kun side 1-{index} af {total} er læst; filen er for stor til at blive læst helt."
            )
            reading.notes.append(unread("cut-short", told, Where(page=index + 1)))
            break
        page, height = _read_page(document, index, reading)
        reading.pages.append(page)
        reading.heights.append(height)


def _read_page(document: Any, index: int, reading: _Reading) -> tuple[Page, float]:
    number = index + 1
    try:
        with PageText(document.raw, index) as text:
            pieces = text.pieces(reading.marks)
            laid, notes = reading.annotations.read(text, pieces, number)
            reading.notes += notes
            pieces = with_laid_over(pieces, laid, text.rotation, text.size)
            pieces, marked = without_marks(pieces, text, number)
            reading.notes += marked
            page = Page(number, pieces, links=text.links(document.raw), size=text.size)
            _tell_unread(text, page, reading)
            if number in reading.recognised:
                _add_recognised(page, reading)
            if text.loose_lines > 1 or not is_plain(page.pieces):
                page.across, page.down = text.rulings()
                page.pieces = [part for p in page.pieces for part in text.split_at(p, page.down)]
            return page, text.size[1]
    except ValueError:
        reading.note("broken-page", number, "kan ikke læses.")
        return Page(number, []), 0.0


def _tell_unread(text: PageText, page: Page, reading: _Reading) -> None:
    """Notes on what of the page is no content, and on what could not be read."""
    reasons = Counter(text.hidden.letters.values())
    for why in sorted(reasons):
        code, told = _TOLD[why]
        reading.note(code, page.number, told)
    if text.nameless:
        reading.note(
            "unreadable-letters",
            page.number,
            "har tekst, som filen ikke siger bogstaverne i; den er ikke læst. Se siden i filen.",
        )
    elif text.hidden.recognised:
        reading.note(
            "recognised-text",
            page.number,
            "er et billede, og teksten under det er lavet af tekstgenkendelse (OCR). Sammenhold den med billedet.",
        )
    elif picture := text.unread_picture(page.pieces):
        reading.note(f"picture-{picture}", page.number, _PICTURES[picture])


def _add_recognised(page: Page, reading: _Reading) -> None:
    """The words that were recognised on a page that could not be read, and how sure they are."""
    words = words_of(reading.recognised[page.number])
    if not words:
        return
    reading.notes = [
        note
        for note in reading.notes
        if not (note.code in ("picture-page", "unreadable-letters") and _is_on(note, page.number))
    ]
    reading.notes += notes_of(words, page.number)
    page.pieces = [
        *page.pieces,
        *(
            _recognised_piece(line, len(page.pieces) + count, page.size[1])
            for count, line in enumerate(lines_of(words))
        ),
    ]


def _is_on(note: Note, number: int) -> bool:
    return note.where is not None and note.where.page == number


def _recognised_piece(line: Sequence[Word], number: int, height: float) -> Piece:
    """A recognised line in points. All have one size: what a picture's letters measure says little."""
    scale = _POINTS / DPI
    left, right = line[0].left * scale, max(word.left + word.wide for word in line) * scale
    top = height - min(word.top for word in line) * scale
    bottom = height - max(word.top + word.high for word in line) * scale
    text = " ".join(word.text for word in line)
    return Piece(text, left, right, top, bottom, bottom, _RECOGNISED_SIZE, False, number)


def _mend_letters(reading: _Reading) -> None:
    """Letters without a name are put back where the words tell them, and said where they do not."""
    odd: list[tuple[int, Piece]] = [
        (page.number, piece)
        for page in reading.pages
        for piece in page.pieces
        if has_lost(piece.text)
    ]
    if not odd:
        return
    own = {
        word
        for page in reading.pages
        for piece in page.pieces
        if not has_lost(piece.text)
        for word in piece.text.split()
        if word.isalpha()
    }
    texts, put_back, _ = mend([piece.text for _, piece in odd], own)
    lost: dict[int, int] = {}
    for (number, piece), text in zip(odd, texts, strict=True):
        piece.text = text
        if has_lost(text):
            lost[number] = lost.get(number, 0) + 1
    for number, count in lost.items():
        told = f"har tegn, som filen ikke siger, hvad er ({count} {'linje' if count == 1 else 'linjer'}); de står som \ufffd."
        reading.note("unreadable-letters", number, told)
    if put_back:
        told = f"{put_back} bogstaver, som filen ikke nævner, er skrevet efter ordene omkring dem."
        reading.notes.append(Note("restored-letters", told, Where(page=odd[0][0])))
