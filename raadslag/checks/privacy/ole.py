"""Old office files and embedded objects (OLE compound files): their words as far as they are plain.

Figures in cells and text in pieces cannot be read without the program, so the file is never called
looked through.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import olefile

from raadslag.checks.privacy.files import APART, Contents, Unseen
from raadslag.checks.privacy.letters import MOST, words_in_bytes
from raadslag.checks.privacy.stream import Piece

_FILES = re.compile(rb"%PDF-1|PK\x03\x04|\xff\xd8\xff|\x89PNG\r\n")
"""How a file begins that an object carries whole."""


def contents(data: bytes, inside: Callable[[bytes, str], Contents], *, embedded: bool) -> Contents:
    """The words of every stream, files carried whole, and that the rest is not seen."""
    place = "indlejret objekt" if embedded else "gammelt kontorformat"
    with olefile.OleFileIO(io.BytesIO(data)) as compound:
        names = compound.listdir()
        for path in names:
            stream = compound.openstream(path).read(MOST)
            name = "/".join(path)
            yield Piece(f"{name}\n{words_in_bytes(stream)}", place=place, shown=False, glue=APART)
            if found := _FILES.search(stream[:4096]):
                yield from inside(stream[found.start() :], name)
    yield Unseen(_why({path[-1] for path in names}))


def _why(names: set[str]) -> str:
    if "EncryptedPackage" in names:
        return "Filen er låst med adgangskode"
    if "VBA" in names or "_VBA_PROJECT" in names or "PROJECT" in names:
        return "Filen har makroer, som ikke kan gennemsøges"
    return "Filen er i et gammelt format (som .doc, .xls eller .msg), der ikke kan gennemsøges helt"
