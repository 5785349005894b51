"""The words that cameras, scanners and programs write beside an image's pixels: EXIF, XMP, comments.

The pixels themselves are not read; whoever calls says so.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from raadslag.checks.privacy.letters import words_in_bytes
from raadslag.checks.privacy.stream import Piece

PLACE = "billedets oplysninger"
_TEXT_CHUNKS = {b"tEXt", b"zTXt", b"iTXt", b"eXIf"}
_MOST = 4_000_000
_TAG = re.compile(r"<[^<>]{0,500}>")


def words_in(data: bytes) -> Iterator[Piece]:
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
            yield Piece(words, place=PLACE, shown=False, glue="\n" * 6)
            # Between XMP's elements a number may be cut, and an attribute may hold it whole.
            if "<" in words:
                yield Piece(_TAG.sub("\n", words), place=PLACE, shown=False, glue="\n" * 6)


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
    for found in re.finditer(rb"\x00{1,2}(?=[\x08\x18\x28\x38\x48\x58\x68\x78])", body[:200]):
        try:
            yield zlib.decompressobj().decompress(body[found.end() :], _MOST)
        except zlib.error:
            continue


def _jpeg(data: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at + 1] == 0xFE or 0xE1 <= data[at + 1] <= 0xEF:
            yield data[at + 4 : at + 2 + size]
        at += 2 + max(size, 2)
    yield data[data.rfind(b"\xff\xd9") + 2 :]


def pixels(data: bytes) -> int:
    """How many pixels a PNG or JPEG has; 1 for another image, 0 for what is none."""
    if data.startswith(b"\x89PNG\r\n"):
        return int.from_bytes(data[16:20], "big") * int.from_bytes(data[20:24], "big")
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg_pixels(data)
    return 1 if data.startswith((b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")) else 0


def _jpeg_pixels(data: bytes) -> int:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        kind, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= kind <= 0xCF and kind not in {0xC4, 0xC8, 0xCC}:
            high, wide = data[at + 5 : at + 7], data[at + 7 : at + 9]
            return int.from_bytes(high, "big") * int.from_bytes(wide, "big")
        at += 2 + max(size, 2)
    return 1
