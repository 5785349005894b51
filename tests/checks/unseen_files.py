"""Files that no program can look through, or not wholly, and their twins that one can."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from collections.abc import Callable

import docx
import pikepdf

from tests.checks.hidden_ways import _chunk, _ole, _pdf

SQUARE = "#place(top + left, rect(width: 9cm, height: 1cm, fill: black))"


def picture(side: int = 40) -> bytes:
    """A PNG of noise: what a scanner makes of a page."""
    rows = b"".join(b"\x00" + os.urandom(side) for _ in range(side))
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def scanned(pages: str = "picture", words: str = "") -> bytes:
    """A PDF of which each page is a picture (`picture`) or text (`text`), parted by spaces."""
    document = pikepdf.open(io.BytesIO(_pdf("\n#pagebreak()\n".join(
        "Her er der skrevet en hel del om sagen, og alt kan læses." if page == "text" else words + "#h(1pt)"
        for page in pages.split()
    ))))  # fmt: skip
    for kind, page in zip(pages.split(), document.pages, strict=True):
        if kind == "picture":
            image = pikepdf.Stream(document, os.urandom(100))
            image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
            image.Width, image.Height, image.BitsPerComponent = 10, 10, 8
            image.ColorSpace = pikepdf.Name.DeviceGray
            page.Resources.XObject = pikepdf.Dictionary(Scan=image)
            page.contents_add(b"q 560 0 0 800 10 10 cm /Scan Do Q", prepend=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def locked_pdf() -> bytes:
    document = pikepdf.open(io.BytesIO(_pdf("Bilag.")))
    out = io.BytesIO()
    document.save(out, encryption=pikepdf.Encryption(user="hemmelig", owner="hemmelig"))
    return out.getvalue()


def locked_zip() -> bytes:
    """A zip whose entry says that it is locked; what it holds matters to nobody."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("bilag.txt", "Bilag.")
    data = bytearray(out.getvalue())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def _docx(pictures: int, words: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(words)
    for _ in range(pictures):
        document.add_picture(io.BytesIO(picture(720)))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def covered(above: str = "black", order: str = "after") -> bytes:
    """A line of text and a box of a colour, painted `after` the text or `before` it."""
    text = "#place(top + left, [Ansøger: Karla Mosegaard])"
    box = f"#place(top + left, rect(width: 9cm, height: 1cm, fill: {above}))"
    return _pdf("\n".join([text, box] if order == "after" else [box, text]) + "#v(3cm)Mere tekst.")


KINDS: dict[str, tuple[Callable[[], bytes], str | None]] = {
    "et billede af en side, uden tekst": (scanned, "priv-301"),
    "en PDF, hvor én side af tre er et billede": (lambda: scanned("text picture text"), "priv-301"),
    "et billede med en linje fra en fax over": (lambda: scanned(words="Modtaget 12. marts, side 1 af 3"), "priv-301"),
    "en PDF med adgangskode": (locked_pdf, "priv-301"),
    "en zip med adgangskode": (locked_zip, "priv-301"),
    "et Word-dokument med adgangskode": (lambda: _ole(b"EncryptedPackage"), "priv-301"),
    "et gammelt Word-dokument": (lambda: _ole(b"Brev"), "priv-301"),
    "et format, ingen kender": (lambda: b"7z\xbc\xaf'\x1c" + os.urandom(3000), "priv-301"),
    "et foto": (picture, "priv-301"),
    "et Word-dokument af billeder": (lambda: _docx(2, "Bilag."), "priv-301"),
    "en sort kasse over en linje": (covered, "priv-302"),
    "en hvid kasse over en linje": (lambda: covered("white"), "priv-302"),
    "en PDF med tekst på hver side": (lambda: scanned("text text"), None),
    "et Word-dokument med tekst og et billede": (lambda: _docx(1, "Her står der meget. " * 20), None),
    "en farvet kasse bag en linje": (lambda: covered("yellow", "before"), None),
    "en gennemsigtig kasse over en linje": (lambda: covered("rgb(255, 255, 0, 90)"), None),
}  # fmt: skip
"""What the file is → how it is made, and the rule that must speak of it (null: none)."""
