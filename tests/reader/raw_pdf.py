"""PDF files written by hand, for what no program that we have writes: see `pdf_of` and `line`."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

HIGH, WIDE = 842, 595


def line(text: str, x: float = 60, y: float = 700, size: float = 10, before: str = "") -> str:
    """One line of Helvetica at a place; `before` is what is written before its letters ("1 g", "3 Tr")."""
    shown = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {size} Tf {before} 1 0 0 1 {x} {y} Tm ({shown}) Tj ET"


def lines(*texts: str, x: float = 60, top: float = 780, leading: float = 14.5) -> str:
    """Lines below each other."""
    return "\n".join(line(text, x, top - n * leading) for n, text in enumerate(texts))


def pdf_of(
    *pages: str,
    names: Mapping[int, str] | None = None,
    annotations: Sequence[Mapping[str, Any]] = (),
    fields: bool = False,
) -> bytes:
    """A file of such pages. `names` are what the font says that its codes are (its ToUnicode); the
    annotations lie on the first page, and are the file's fields where `fields` says so."""
    made = pikepdf.new()
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    if names is not None:
        font.ToUnicode = made.make_stream(_names(names))
    font = made.make_indirect(font)
    for content in pages:
        page = made.add_blank_page(page_size=(WIDE, HIGH))
        page.Contents = made.make_stream(b"".join(map(_code, content)))
        page.Resources = Dictionary(Font=Dictionary(F1=font))
    notes = [made.make_indirect(Dictionary(Type=Name.Annot, **one)) for one in annotations]
    if notes:
        made.pages[0].Annots = Array(notes)
    if fields:
        made.Root.AcroForm = Dictionary(
            Fields=Array(notes), DR=Dictionary(Font=Dictionary(Helv=font)), DA=b"/Helv 10 Tf 0 g"
        )
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def _code(letter: str) -> bytes:
    """The letter's code in Windows-1252; the five codes that it leaves free are themselves."""
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")


def _names(names: Mapping[int, str]) -> bytes:
    """A ToUnicode table that names every code of Windows-1252, and those of `names` otherwise."""
    known = {code: bytes([code]).decode("cp1252", "replace") for code in range(32, 256)} | dict(
        names
    )
    rows = "\n".join(
        f"<{code:02x}> <{text.encode('utf-16-be').hex()}>" for code, text in known.items() if text
    )
    count = sum(map(bool, known.values()))
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{count} beginbfchar\n{rows}\nendbfchar endcmap end end"
    ).encode()
