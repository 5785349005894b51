"""Every text that hides in an attached file, also what no reader shows on the page; and what in it
no program can look through.

What the bytes are is told by their content. Each kind has a module of its own; files inside files
are opened too. Called in a child process with limits: a hostile file may take time or memory.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import partial
from typing import Literal

from raadslag.checks.privacy import office, pdf, plain_files, raw_bytes
from raadslag.checks.privacy.plain_files import wide_encoding
from raadslag.checks.privacy.stream import APART, Contents, Piece, Unseen

DEEPEST = 3
Kind = Literal["pdf", "zip", "image", "ole", "text", "other"]

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HEAD = 8192


def kind_of(data: bytes) -> Kind:
    """What the bytes are, by their content and never by a name."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    if data.startswith(raw_bytes.IMAGES) or data[4:12] in {b"ftypheic", b"ftypmif1", b"ftypavif"}:
        return "image"
    return "text" if wide_encoding(data) or is_text(data[:_HEAD]) else "other"


def is_text(head: bytes) -> bool:
    """True where hardly a byte is a control character."""
    return len(_CONTROL.findall(head)) <= len(head) // 200


def contents_of(data: bytes, name: str, depth: int = 0) -> Contents:
    """Every text in the file, its name first, and every part that could not be looked through.

    Raises `TooLarge`; what a library raises over broken bytes is let through.
    """
    yield Piece(name, place="filnavn", shown=False, glue=APART)
    inside = partial(file_inside, depth=depth)
    kind = kind_of(data)
    match kind:
        case "pdf":
            yield from pdf.contents(data, inside)
        case "zip":
            yield from office.contents(data, inside)
        case "ole":
            yield from raw_bytes.ole_contents(data, inside, embedded=depth > 0)
        case "image":
            yield from raw_bytes.image_words(data)
            if depth == 0:
                yield Unseen("Et billede kan ikke gennemsøges for tekst")
        case "text":
            yield from plain_files.contents(data, name, inside)
        case _:
            yield Unseen("Filens format kendes ikke, og den kan ikke gennemsøges")
    if kind in {"image", "text", "other"} and zipfile.is_zipfile(io.BytesIO(data)):
        yield from office.contents(
            data, inside
        )  # an archive read from its end, behind something else


def file_inside(data: bytes, name: str, *, depth: int) -> Contents:
    """A file within a file, its places told as lying inside it."""
    place = f"indlejret fil {name}"
    if depth >= DEEPEST:
        yield Piece(name, place=place, shown=False, glue=APART)
        yield Unseen(f"Filen {name} ligger for dybt inde i andre filer")
        return
    for found in contents_of(data, name, depth + 1):
        if isinstance(found, Unseen):
            yield replace(found, why=f"{found.why} ({place})", page=None)
        else:
            at = f"{place}, {found.place}"
            yield replace(found, place=at, page=None, where=None, shown=False)
