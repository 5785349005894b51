"""Every text that hides in an attached file: also what no reader shows on the page.

PDF: page text (under black boxes too), title and other properties, annotations, embedded files.
DOCX, XLSX, PPTX: every XML part – headers, comments, tracked changes, hidden sheets, properties,
numbers with a lost leading zero – and files inside files. Runs split by marks are joined.

Called in a child process with limits (`raadslag.limits`): a hostile file may take time or memory.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Literal

from raadslag.checks.privacy.hits import HiddenText
from raadslag.checks.privacy.office import part_to_texts, workbook_to_texts

MOST_BYTES = 400_000_000
"""Unpacked size over which an office file is refused."""
MOST_RATIO = 200
MOST_PARTS = 5_000
DEEPEST = 3


class TooLarge(Exception):
    """The file unpacks to more than a document can hold; the message is a Danish sentence."""


Kind = Literal["pdf", "zip", "text", "other"]


def kind_of(data: bytes) -> Kind:
    """What the bytes are, by their content and never by a name."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "zip"
    head = data[:4096]
    return (
        "other" if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")) else "text"
    )


def texts_of(data: bytes, name: str, depth: int = 0) -> Iterator[HiddenText]:
    """Every text in the file, its name first. Raises `TooLarge`; anything broken is passed over."""
    yield HiddenText("filnavn", name, shown=False)
    kind = kind_of(data)
    if kind == "pdf":
        yield from _pdf(data, depth)
    elif kind == "zip":
        yield from _office(data, depth)
    elif kind == "text":
        yield HiddenText("tekst", _decoded(data))


def _decoded(data: bytes) -> str:
    for encoding in (
        ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    ):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _pdf(data: bytes, depth: int) -> Iterator[HiddenText]:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            yield HiddenText(f"side {number + 1}", text.get_text_bounded(), page=number + 1)
            text.close()
            page.close()
    finally:
        document.close()
    yield from _pdf_properties(data, depth)


def _pdf_properties(data: bytes, depth: int) -> Iterator[HiddenText]:
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as document:
        for key, value in document.docinfo.items():
            yield HiddenText(f"egenskab {str(key).lstrip('/')}", str(value), shown=False)
        if "/Metadata" in document.Root:
            xml = bytes(document.Root.Metadata.read_bytes()).decode("utf-8", "replace")
            yield HiddenText("metadata", re.sub(r"<[^>]+>", " ", xml), shown=False)
        for number, page in enumerate(document.pages, start=1):
            for note in page.get("/Annots", []):
                text = " ".join(str(note[key]) for key in ("/Contents", "/T", "/V") if key in note)
                if text.strip():
                    yield HiddenText(f"kommentar på side {number}", text, page=number, shown=False)
        for name, packed in document.attachments.items():
            inner = packed.get_file().read_bytes()
            yield from _inside(inner, name, depth)


def _office(data: bytes, depth: int) -> Iterator[HiddenText]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        members = [member for member in packed.infolist() if not member.is_dir()]
        _guard(members)
        parts = {member.filename: member for member in members}
        yield from workbook_to_texts(
            {
                n: packed.read(m)
                for n, m in parts.items()
                if n.startswith("xl/") and n.endswith(".xml")
            }
        )
        for name, member in parts.items():
            if name.endswith((".xml", ".rels")):
                yield from part_to_texts(name, packed.read(member))
            elif not name.lower().endswith(
                (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".ttf", ".odttf")
            ):
                yield from _inside(packed.read(member), name, depth)


def _inside(data: bytes, name: str, depth: int) -> Iterator[HiddenText]:
    """A file within the file, its places told as lying inside it."""
    if depth >= DEEPEST or kind_of(data) == "other":
        yield HiddenText("indlejret fil", name, shown=False)
        return
    for found in texts_of(data, name, depth + 1):
        yield HiddenText(
            f"indlejret fil {name}, {found.place}", found.text, None, False, found.cells
        )


def _guard(members: list[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    if (
        len(members) > MOST_PARTS
        or total > MOST_BYTES
        or (total > 50_000_000 and total / packed > MOST_RATIO)
    ):
        raise TooLarge(
            "Filen pakker ud til mere, end et dokument kan fylde; den er ikke gennemsøgt."
        )
