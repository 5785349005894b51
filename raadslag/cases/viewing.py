"""How an attachment is shown inside a page: a PDF page by page, a picture, text, a table, or not at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

from django.contrib.staticfiles import finders

from raadslag.files.store import find_kept
from raadslag.reader.formats.text import decode_text

PDFJS = "pdfjs/pdf.min.js"
MOST_BYTES = 1024 * 1024
"""Of a text file are shown so many; the whole is fetched."""
MOST_ROWS = 500
MOST_COLUMNS = 50
LONGEST_CELL = 10_000
"""Letters: what is longer is text that happens to hold a comma or an open quote."""
LINES_LOOKED = 20
"""Lines by which the mark between a table's columns is told."""
_OFFICE = "application/vnd.openxmlformats-officedocument."
LABELS = {
    "application/pdf": "PDF",
    "image/png": "billede",
    "image/jpeg": "billede",
    "text/plain": "tekst",
    "text/csv": "tabel",
    f"{_OFFICE}wordprocessingml.document": "Word-dokument",
    f"{_OFFICE}spreadsheetml.sheet": "Excel-regneark",
    f"{_OFFICE}presentationml.presentation": "PowerPoint-præsentation",
}
KINDS = {
    "application/pdf": "pdf",
    "image/png": "picture",
    "image/jpeg": "picture",
    "text/plain": "text",
    "text/csv": "table",
}


class Bytes(Protocol):
    """A row that names kept bytes."""

    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Look:
    """`kind`: pdf, picture, text, table, other (no page shows it) or gone (its bytes are not here).

    `label` is what it is in Danish. `cut`: text or table goes on in the file itself.
    """

    kind: str
    label: str
    text: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    cut: bool = False

    @property
    def readable(self) -> bool:
        """Its words can be marked and searched."""
        return self.kind in {"pdf", "text", "table"}


@dataclass(frozen=True, slots=True)
class Shown:
    """An attachment that one may read, among those it stands with: its title, and where it is read."""

    title: str
    address: str


def page_of(
    file: Bytes,
    *,
    address: str,
    page: str,
    among: Sequence[Shown],
    trail: Sequence[tuple[str, str]],
) -> Mapping[str, Any]:
    """What the page needs. `address` gives the bytes, `page` is the page itself, `among` its neighbours in order
    and itself, `trail` the pages above it as (label, address), the nearest last."""
    look = look_at(file)
    at = next((n for n, one in enumerate(among) if one.address == page), None)
    return {
        "file": file,
        "look": look,
        "address": address,
        "pdfjs": look.kind == "pdf" and has_pdf_viewer(),
        "trail": trail,
        "before": among[at - 1] if at else None,
        "after": among[at + 1] if at is not None and at + 1 < len(among) else None,
        "place": None if at is None else at + 1,
        "count": 0 if at is None else len(among),
    }


def look_at(file: Bytes) -> Look:
    """How a page shows the file."""
    kind = KINDS.get(file.media_type, "other")
    label = LABELS.get(file.media_type, "fil")
    if kind not in {"text", "table"}:
        return Look(kind, label)
    said = text_of(file.sha256)
    if said is None:
        return Look("gone", label)
    text, cut = said
    table = table_of(text) if kind == "table" else ()
    if not table:
        return Look("text", label, text=text, cut=cut)
    cut = cut or len(table) > MOST_ROWS + 1
    return Look("table", label, head=table[0], rows=table[1 : MOST_ROWS + 1], cut=cut)


def text_of(sha256: str) -> tuple[str, bool] | None:
    """The beginning of a text file, and whether there is more; null where its bytes are not here."""
    content = find_kept(sha256)
    if content is None:
        return None
    with content:
        data: bytes = content.read(MOST_BYTES + 1)
    text = decode_text(data[:MOST_BYTES]).replace("\r\n", "\n").replace("\r", "\n")
    shown = "".join(letter for letter in text if letter in "\n\t" or letter.isprintable())
    return shown, len(data) > MOST_BYTES


def table_of(text: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a CSV file, all equally long, one more than are shown; none where it is no table."""
    start = text.split("\n", LINES_LOOKED)[:LINES_LOOKED]
    mark = max(";\t,", key=lambda one: sum(line.count(one) for line in start))
    try:
        rows = list(islice(_rows(text, mark), MOST_ROWS + 2))
    except csv.Error:
        return ()
    if any(len(cell) > LONGEST_CELL for row in rows for cell in row):
        return ()
    wide = min(max(map(len, rows), default=0), MOST_COLUMNS)
    return tuple(tuple([*row, *[""] * wide][:wide]) for row in rows) if wide > 1 else ()


def _rows(text: str, mark: str) -> Iterator[Sequence[str]]:
    return (row for row in csv.reader(io.StringIO(text), delimiter=mark) if any(row))


def has_pdf_viewer() -> bool:
    """`./run design` has fetched it; without it the browser opens a PDF by itself."""
    return finders.find(PDFJS) is not None
