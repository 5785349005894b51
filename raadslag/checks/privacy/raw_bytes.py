"""Words in bytes that are no text: what cameras and programs write beside an image's pixels (EXIF,
XMP, comments), old office files and embedded objects (OLE), fonts, drawings.

Pixels are not read, nor figures in old cells: whoever calls says so.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator

import olefile

from raadslag.checks.privacy.stream import APART, Contents, Piece, Unseen

_NARROW = re.compile(rb"[\t\x20-\x7e\xa0-\xff]{5,}")
_WIDE = re.compile(rb"(?:[\t\x20-\x7e\xa0-\xff]\x00){5,}")
_WIDE_BIG = re.compile(rb"(?:\x00[\t\x20-\x7e\xa0-\xff]){5,}")
MOST = 50_000_000
IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
PLACE = "billedets oplysninger"
_TEXT_CHUNKS = {b"tEXt", b"zTXt", b"iTXt", b"eXIf"}
_MOST_UNPACKED = 4_000_000
_PACKED = re.compile(rb"\x00{1,2}(?=[\x08\x18\x28\x38\x48\x58\x68\x78])")
_TAG = re.compile(r"<[^<>]{0,500}>")
_FILES = re.compile(rb"%PDF-1|PK\x03\x04|\xff\xd8\xff|\x89PNG\r\n")
"""How a file begins that an object carries whole."""


def words_in_bytes(data: bytes) -> str:
    """Every run of five letters or more, one byte each or two, one run a line."""
    data = data[:MOST]
    lines = [found.decode("latin-1") for found in _NARROW.findall(data)]
    if b"\x00" in data:
        lines += [found.decode("utf-16-le") for found in _WIDE.findall(data)]
        lines += [found.decode("utf-16-be") for found in _WIDE_BIG.findall(data)]
    return "\n".join(lines)


def image_words(data: bytes, place: str = PLACE) -> Iterator[Piece]:
    """The words of an image's metadata, and what lies after its end."""
    if data.startswith(b"\x89PNG\r\n"):
        parts = _png(data)
    elif data.startswith(b"\xff\xd8"):
        parts = _jpeg(data)
    else:
        parts = iter([data])
    for part in parts:
        words = words_in_bytes(part)
        if words.strip():
            yield Piece(words, place=place, shown=False, glue=APART)
            # Between XMP's elements a number may be cut, and an attribute may hold it whole.
            if "<" in words:
                yield Piece(_TAG.sub("\n", words), place=place, shown=False, glue=APART)


def _png(data: bytes) -> Iterator[bytes]:
    at = 8
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        if kind in _TEXT_CHUNKS:
            yield body
            yield from _unpacked(body)
        at += 12 + size
        if kind == b"IEND":
            break
    yield data[at:]


def _unpacked(body: bytes) -> Iterator[bytes]:
    """What lies packed (zlib) after a keyword and a few bytes; nothing where it is not packed."""
    for found in _PACKED.finditer(body[:200]):
        try:
            yield zlib.decompressobj().decompress(body[found.end() :], _MOST_UNPACKED)
        except zlib.error:
            continue


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The parts of a JPEG before its pixels: each mark's kind and bytes."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        yield data[at + 1], data[at + 4 : at + 2 + size]
        at += 2 + max(size, 2)


def _jpeg(data: bytes) -> Iterator[bytes]:
    for kind, body in _segments(data):
        if kind == 0xFE or 0xE1 <= kind <= 0xEF:
            yield body
    yield data[data.rfind(b"\xff\xd9") + 2 :]


def pixels(data: bytes) -> int:
    """How many pixels a PNG or JPEG has; 1 for another image, 0 for what is none."""
    if data.startswith(b"\x89PNG\r\n"):
        return int.from_bytes(data[16:20], "big") * int.from_bytes(data[20:24], "big")
    if data.startswith(b"\xff\xd8\xff"):
        for kind, body in _segments(data):
            if 0xC0 <= kind <= 0xCF and kind not in {0xC4, 0xC8, 0xCC}:
                return int.from_bytes(body[1:3], "big") * int.from_bytes(body[3:5], "big")
        return 1
    return int(data.startswith(IMAGES))


def ole_contents(
    data: bytes, inside: Callable[[bytes, str], Contents], *, embedded: bool
) -> Contents:
    """The words of every stream, files carried whole, and that the rest is not seen.

    Figures in cells and text in pieces cannot be read without the program.
    """
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
