"""Every text that hides in an attached file, also what no reader shows on the page; and what in it
no program can look through.

What the bytes are is told by their content. Each kind has a module of its own; files inside files
are opened too. Called in a child process with limits: a hostile file may take time or memory.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from raadslag.checks.privacy.stream import Piece

APART = "\n" * 6
"""Between texts that do not follow each other: no number is put together across it."""
MOST_BYTES = 400_000_000
"""Unpacked size over which an office file is refused."""
MOST_RATIO = 200
MOST_PARTS = 5_000
DEEPEST = 3


class TooLarge(Exception):
    """The file unpacks to more than a document can hold; the message is a Danish sentence."""


@dataclass(frozen=True, slots=True)
class Unseen:
    """A part that could not be looked through. `why` is a Danish sentence without a full stop.

    `covered` tells of text that something is painted over: it was searched, and anyone can read it.
    """

    why: str
    page: int | None = None
    covered: bool = False


Contents = Iterator[Piece | Unseen]
Kind = Literal["pdf", "zip", "image", "ole", "text", "other"]

_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
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
    if data.startswith(_IMAGES) or data[4:12] in {b"ftypheic", b"ftypmif1", b"ftypavif"}:
        return "image"
    return "text" if wide_encoding(data) or is_text(data[:_HEAD]) else "other"


def is_text(head: bytes) -> bool:
    """True where hardly a byte is a control character."""
    return len(_CONTROL.findall(head)) <= len(head) // 200


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 by its mark, or by the noughts of its letters where it has no mark."""
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "utf-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = data[: _HEAD // 8 * 8]
    zeros = [head[place::4].count(0) for place in range(4)]
    enough = max(1, len(head) // 4) * 0.5
    pattern = "".join("0" if count > enough else "x" for count in zeros)
    return {"x0x0": "utf-16-le", "0x0x": "utf-16-be", "x000": "utf-32-le", "000x": "utf-32-be"}.get(
        pattern
    )


def contents_of(data: bytes, name: str, depth: int = 0) -> Contents:
    """Every text in the file, its name first, and every part that could not be looked through.

    Raises `TooLarge`; what a library raises over broken bytes is let through.
    """
    from raadslag.checks.privacy import images, ole, pdf, plain_files

    yield Piece(name, place="filnavn", shown=False, glue=APART)
    inside = partial(file_inside, depth=depth)
    match kind_of(data):
        case "pdf":
            yield from pdf.contents(data, inside)
        case "zip":
            yield from _packed(data, inside)
        case "ole":
            yield from ole.contents(data, inside, embedded=depth > 0)
        case "image":
            yield from images.words_in(data)
            if depth == 0:
                yield Unseen("Et billede kan ikke gennemsøges for tekst")
        case "text":
            yield from plain_files.contents(data, name, inside)
        case _:
            yield Unseen("Filens format kendes ikke, og den kan ikke gennemsøges")


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
            yield replace(
                found, place=f"{place}, {found.place}", page=None, where=None, shown=False
            )


def _packed(data: bytes, inside: partial[Contents]) -> Contents:
    from raadslag.checks.privacy import office

    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        members = [member for member in packed.infolist() if not member.is_dir()]
        _guard(members)
        if any(member.flag_bits & 1 for member in members):
            yield Unseen("Filen er låst med adgangskode")
            return
        yield from office.contents(packed, members, inside)


def _guard(members: list[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    if (
        len(members) > MOST_PARTS
        or total > MOST_BYTES
        or (total > 50_000_000 and total / packed > MOST_RATIO)
    ):
        raise TooLarge("Filen pakker ud til mere, end et dokument kan fylde")
