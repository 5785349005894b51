"""Office files (DOCX, XLSX, PPTX, ODT, ODS) and plain archives: every part, with the places people know."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from raadslag.checks.privacy import images
from raadslag.checks.privacy.files import APART, Contents, Unseen
from raadslag.checks.privacy.letters import words_in_bytes
from raadslag.checks.privacy.markup import (
    attribute_words,
    joined,
    letters,
    parsed,
    row_texts,
)
from raadslag.checks.privacy.sheets import workbook_rows
from raadslag.checks.privacy.stream import CELL, LINE, Piece

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
_DRAWN = (".emf", ".wmf", ".emz", ".wmz", ".ttf", ".odttf", ".fntdata", ".wdp", ".jxr")
"""Drawings, fonts: their words are looked for, and they are not called unseen."""
_SETTINGS = re.compile(r"printerSettings|activeX|thumbnail", re.IGNORECASE)
_LOCKED = re.compile(rb"<manifest:encryption-data")
BIG_PIXELS = 500_000
"""An image of this size may be a page of writing."""
LETTERS_A_PICTURE = 150
"""A file with less text than this for each big image is a file of pictures."""


def place_of(name: str) -> tuple[str, bool]:
    """The place a person knows, and whether a reader of the page sees it."""
    for pattern, place, shown in PLACES:
        if pattern.search(name):
            return place, shown
    return f"del {name}", False


def contents(
    packed: zipfile.ZipFile,
    members: Sequence[zipfile.ZipInfo],
    inside: Callable[[bytes, str], Contents],
) -> Contents:
    """The text of every part, and files inside opened too."""
    names = {member.filename for member in members}
    is_office = bool(names & {"[Content_Types].xml", "mimetype", "META-INF/manifest.xml"})
    book = {n: packed.read(n) for n in names if n.startswith("xl/") and n.endswith(".xml")}
    yield from workbook_rows(book)
    written = pictures = 0
    for member in members:
        data = packed.read(member)
        if _LOCKED.search(data[:100_000]) and member.filename.endswith("manifest.xml"):
            yield Unseen("Filen er låst med adgangskode")
        for found in _part(member.filename, data, inside, is_office=is_office):
            written += len(found.text) if isinstance(found, Piece) and found.shown else 0
            yield found
        pictures += images.pixels(data) >= BIG_PIXELS
    if is_office and pictures and written < LETTERS_A_PICTURE * pictures:
        yield Unseen("Filen består mest af billeder, og de kan ikke gennemsøges")


def _part(
    name: str, data: bytes, inside: Callable[[bytes, str], Contents], *, is_office: bool
) -> Contents:
    if not is_office:
        yield from inside(data, name)
    elif name.endswith((".xml", ".rels", ".vml")):
        yield from part_pieces(name, data)
    elif images.pixels(data):
        for piece in images.words_in(data):
            yield Piece(piece.text, place=f"billede {name}", shown=False, glue=APART)
    elif name.lower().endswith(_DRAWN) or _SETTINGS.search(name):
        yield Piece(words_in_bytes(data), place=f"del {name}", shown=False, glue=APART)
    else:
        yield from inside(data, name)
    yield Piece(name, place="navn på en del", shown=False, glue=APART)


def part_pieces(name: str, data: bytes) -> Iterator[Piece]:
    """One XML part: its text joined across runs, deleted text and attributes apart."""
    root = parsed(data)
    if root is None:
        yield Piece(words_in_bytes(data), place=f"del {name}", shown=False, glue=APART)
        return
    place, shown = place_of(name)
    if place == "celler":
        strings = (APART + letters(node) for node in root.iter("{*}si"))
        yield Piece("".join(strings), place=place, shown=shown, glue=APART)
    elif place in {"tekst", "dias"}:
        yield from _flow(root, place)
    else:
        # Properties stand beside each other; in running text only a paragraph ends a word.
        apart = place in {"egenskaber", "links"} or place.startswith("del ")
        yield Piece(joined(root, apart=apart), place=place, shown=shown, glue=APART)
    deleted = "\n".join(letters(node) for node in root.iter("{*}del"))
    if deleted.strip():
        place_deleted = "rettelser med sporing (slettet tekst)"
        yield Piece(deleted, place=place_deleted, shown=False, glue=APART)
    said = "\n".join(attribute_words(root))
    if said:
        yield Piece(said, place=f"{place}, egenskaber", shown=False, glue=APART)


def _flow(root: Any, place: str) -> Iterator[Piece]:
    """Paragraphs and tables in reading order: a table row by row, with the names of its columns."""
    glue = APART
    stack = [root]
    while stack:
        node = stack.pop()
        if not isinstance(node.tag, str):
            continue
        name = node.tag.rsplit("}", 1)[-1]
        if name in {"tbl", "table"}:
            rows = list(row_texts(node))
            heads = _heads(rows)
            for row in rows:
                yield Piece(row, place=place, heads=heads, glue=LINE, numbers=True)
        elif name in {"p", "h"}:
            yield Piece(joined(node), place=place, glue=glue)
        else:
            stack += reversed(node)
            continue
        glue = LINE


def _heads(rows: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns: the first row, where it holds no figure."""
    if not rows or any(sign.isdigit() for sign in rows[0]):
        return ()
    return tuple(rows[0].split(CELL))
