"""Office files (DOCX, XLSX, PPTX, ODT, ODS) and plain archives: every part, with the places people
know, and what the archive says beside its members (names, comments, extra fields, what lies between).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any

from raadslag.checks.privacy import raw_bytes
from raadslag.checks.privacy.markup import asides, attribute_words, flow, joined, letters, parsed
from raadslag.checks.privacy.raw_bytes import words_in_bytes
from raadslag.checks.privacy.sheets import workbook_rows
from raadslag.checks.privacy.stream import APART, Contents, Piece, TooLarge, Unseen

PLACES = (
    (re.compile(r"comments|threadedComment"), "kommentar", False),
    (re.compile(r"footnotes|endnotes"), "fodnote", True),
    (re.compile(r"header\d*\.xml|footer\d*\.xml"), "sidehoved eller sidefod", True),
    (re.compile(r"docProps/|meta\.xml"), "egenskaber", False),
    (re.compile(r"sharedStrings"), "celler", True),
    (re.compile(r"worksheets/sheet"), "ark", True),
    (re.compile(r"word/document\.xml|content\.xml"), "tekst", True),
    (re.compile(r"slides/slide"), "dias", True),
    (re.compile(r"notesSlides"), "noter til dias", False),
    (re.compile(r"\.rels$"), "links", False),
)
_APART = frozenset({"egenskaber", "links", "ark"})
"""Places where properties and cells stand beside each other; elsewhere a paragraph ends a word."""
_DRAWN = (".emf", ".wmf", ".emz", ".wmz", ".ttf", ".odttf", ".fntdata", ".wdp", ".jxr")
"""Drawings, fonts: their words are looked for, and they are not called unseen."""
_SETTINGS = re.compile(r"printerSettings|activeX|thumbnail", re.IGNORECASE)
_LOCKED = re.compile(rb"<manifest:encryption-data")
BIG_PIXELS = 500_000
"""An image of this size may be a page of writing."""
LETTERS_A_PICTURE = 150
"""A file with less text than this for each big image is a file of pictures."""
MOST_BYTES, MOST_PARTS = 400_000_000, 5_000
"""Unpacked size, and number of parts, over which a file is refused."""
BIG_BYTES, MOST_RATIO = 50_000_000, 200
"""What unpacks to more than the first may be so many times larger than it was."""
_MEMBER = re.compile(rb"PK\x03\x04(?s:.{22})(..)(..)", re.DOTALL)
_CUT_OUT = b"\n" * 6
"""What stands where a member's own bytes were."""
MOST_LEFT, MOST_MEMBERS_LEFT = 4_000_000, 100
_LOCAL_HEADER = 30
"""Bytes of a member's own header before its name and extra field (APPNOTE 4.3.7)."""


def contents(data: bytes, inside: Callable[[bytes, str], Contents]) -> Contents:
    """The text of every part, files inside opened too. Raises `TooLarge`."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        members = [member for member in packed.infolist() if not member.is_dir()]
        _guard(members)
        if any(member.flag_bits & 1 for member in members):
            yield Unseen("Filen er låst med adgangskode")
            return
        yield from _parts(packed, members, inside)
        told = [packed.comment, *(member.comment for member in members)]
        names = [member.filename for member in packed.infolist()]
        left = _beside(data, members)
        beside = [*names, *map(words_in_bytes, (*told, left, *_left_over(left)))]
        yield Piece(APART.join(beside), place="navn på en del", shown=False, glue=APART)


def _guard(members: Sequence[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    is_bomb = total > BIG_BYTES and total / packed > MOST_RATIO
    if len(members) > MOST_PARTS or total > MOST_BYTES or is_bomb:
        raise TooLarge("Filen pakker ud til mere, end et dokument kan fylde")


def _beside(data: bytes, members: Sequence[zipfile.ZipInfo]) -> bytes:
    """All bytes of the archive but its members' own: names, comments, extra fields, leftovers."""
    parts, at = [], 0
    for member in sorted(members, key=lambda one: one.header_offset):
        head = data[member.header_offset : member.header_offset + _LOCAL_HEADER]
        sizes = int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
        begins = member.header_offset + _LOCAL_HEADER + sizes
        parts.append(data[at:begins])
        at = max(at, begins + member.compress_size)
    return _CUT_OUT.join([*parts, data[at:]])


def _left_over(data: bytes) -> Iterator[bytes]:
    """Members that no table of contents lists any more, unpacked as far as they are whole."""
    at_all = (
        found.end() + sum(int.from_bytes(size, "little") for size in found.groups())
        for found in _MEMBER.finditer(data)
    )
    left = (at for at in at_all if not data.startswith(_CUT_OUT, at))
    for at in islice(left, MOST_MEMBERS_LEFT):
        with suppress(zlib.error):
            unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
            yield unpacker.decompress(data[at : at + MOST_LEFT], MOST_LEFT)


def _parts(
    packed: zipfile.ZipFile,
    members: Sequence[zipfile.ZipInfo],
    inside: Callable[[bytes, str], Contents],
) -> Contents:
    names = {member.filename for member in members}
    is_office = bool(names & {"[Content_Types].xml", "mimetype", "META-INF/manifest.xml"})
    yield from workbook_rows(
        {n: packed.read(n) for n in names if n.startswith("xl/") and n.endswith(".xml")}
    )
    written = pictures = 0
    for member in members:
        data = packed.read(member)
        if _LOCKED.search(data[:100_000]) and member.filename.endswith("manifest.xml"):
            yield Unseen("Filen er låst med adgangskode")
        for found in _part(member.filename, data, inside, is_office=is_office):
            written += len(found.text) if isinstance(found, Piece) and found.shown else 0
            yield found
        pictures += raw_bytes.pixels(data) >= BIG_PIXELS
    if is_office and pictures and written < LETTERS_A_PICTURE * pictures:
        yield Unseen("Filen består mest af billeder, og de kan ikke gennemsøges")


def _part(
    name: str, data: bytes, inside: Callable[[bytes, str], Contents], *, is_office: bool
) -> Contents:
    if is_office and name.endswith((".xml", ".rels", ".vml")):
        yield from part_pieces(name, data)
    elif is_office and raw_bytes.pixels(data):
        yield from raw_bytes.image_words(data, place=f"billede {name}")
    elif is_office and (name.lower().endswith(_DRAWN) or _SETTINGS.search(name)):
        yield Piece(words_in_bytes(data), place=f"del {name}", shown=False, glue=APART)
    else:
        yield from inside(data, name)


def place_of(name: str) -> tuple[str, bool]:
    """The place a person knows, and whether a reader of the page sees it."""
    for pattern, place, shown in PLACES:
        if pattern.search(name):
            return place, shown
    return f"del {name}", False


def _leave_single_figures(sheet: Any) -> None:
    """Cells are read as rows, where the columns' names tell what is no number of a person; only
    figures that have a cell each are read on without them."""
    for cell in sheet.iter("{*}c"):
        if len(letters(cell)) > 1:
            cell.clear()


def part_pieces(name: str, data: bytes) -> Iterator[Piece]:
    """One XML part: its text joined across runs, deleted text and attributes apart."""
    root = parsed(data)
    if root is None:
        yield Piece(words_in_bytes(data), place=f"del {name}", shown=False, glue=APART)
        return
    place, shown = place_of(name)
    said = "\n".join((*attribute_words(root), asides(root))).strip()
    if place == "ark":
        _leave_single_figures(root)
    if place == "celler":
        strings = (APART + letters(node) for node in root.iter("{*}si"))
        yield Piece("".join(strings), place=place, shown=shown, glue=APART)
    elif place in {"tekst", "dias"}:
        yield from flow(root, place)
    else:
        apart = place in _APART or place.startswith("del ")
        yield Piece(joined(root, apart=apart), place=place, shown=shown, glue=APART)
    deleted = "\n".join(letters(node) for node in root.iter("{*}del"))
    if deleted.strip():
        place_deleted = "rettelser med sporing (slettet tekst)"
        yield Piece(deleted, place=place_deleted, shown=False, glue=APART)
    if said:
        yield Piece(said, place=f"{place}, egenskaber", shown=False, glue=APART)
