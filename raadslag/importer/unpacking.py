"""Zip files from strangers onto the disk: each entry by itself, so that a bad one stops no other."""

from __future__ import annotations

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath

from raadslag.files.disk import saying_when_full
from raadslag.files.media import SNIFFED, media_type_of
from raadslag.unwell import DiskFull

ZIP_FILES = 5_000
ZIP_BYTES = 1024 * 1024 * 1024
ZIP_RATIO = 200
"""An entry may grow to this many times its packed size; above it, and above `SMALL`, it is a bomb."""
SMALL = 10_000_000
NAME_BYTES = 180
"""File systems allow 255 bytes in a name; some are left for a number in front."""
ENCRYPTED = 0x1
CHUNK = 1024 * 1024
BROKEN = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error,
    lzma.LZMAError, struct.error,
)  # fmt: skip
"""What Python's zip reader raises about an entry: a wrong checksum, an unknown way of packing …"""
OUTSIDE = "Navnet peger uden for zip-filen, så filen er ikke pakket ud. Send den for sig selv."
LOCKED = "Filen er låst med adgangskode. Pak den ud selv, og send den uden."
DAMAGED = "Filen er beskadiget i zip-filen og kan ikke pakkes ud. Send den for sig selv."
BOMB = "Filen fylder urimeligt meget pakket ud og er ikke taget med. Send den for sig selv."
NO_PLACE = "Filens navn eller mapper er for lange til at blive gemt. Giv den et kortere navn."


class UnusableArchive(Exception):
    """A zip file that we do not unpack at all; `str(error)` is a Danish sentence."""


def is_archive(path: Path) -> bool:
    """A zip file that is not itself a document."""
    with path.open("rb") as file:
        if media_type_of(file.read(SNIFFED)) != "application/zip":
            return False
    try:
        with zipfile.ZipFile(path) as packed:
            return "[Content_Types].xml" not in packed.namelist()
    except BROKEN:
        return True


def unpack(archive: Path, into: Path) -> dict[str, str]:
    """Unpack a zip file below a folder; returns the entries that were left out, with why (Danish).

    Two entries of one name, or a file and a folder of one name, both come in: the later one under a
    number. Raises `UnusableArchive` where the whole file is none, and `DiskFull`.
    """
    refused: dict[str, str] = {}
    try:
        with zipfile.ZipFile(archive) as packed:
            members = [member for member in packed.infolist() if not member.is_dir()]
            if len(members) > ZIP_FILES:
                raise UnusableArchive(
                    f"Zip-filen rummer {len(members)} filer; grænsen er {ZIP_FILES}. Del den i flere."
                )
            left = ZIP_BYTES
            for member in members:
                written, problem = _unpack_one(packed, member, into, left)
                left -= written
                if problem:
                    refused[member.filename] = problem
    except BROKEN as error:
        raise UnusableArchive(
            "Zip-filen er beskadiget. Pak den ud selv, og send mappens filer."
        ) from error
    return refused


def free_place(root: Path, parts: Sequence[str]) -> Path:
    """A path below `root` for a file of that path, its folders made; numbered where the name is taken."""
    folder = root
    for part in parts[:-1]:
        folder = _numbered(folder, part, taken=lambda place: place.exists() and not place.is_dir())
    with saying_when_full():
        folder.mkdir(parents=True, exist_ok=True)
    return _numbered(folder, parts[-1], taken=Path.exists)


def _numbered(folder: Path, name: str, *, taken: Callable[[Path], bool]) -> Path:
    place, count = folder / _short(name), 1
    while taken(place):
        count += 1
        place = folder / f"{count}-{_short(name)}"
    return place


def _short(name: str) -> str:
    """The name with its ending, as long as a file system bears."""
    if len(name.encode()) <= NAME_BYTES:
        return name
    ending = PurePosixPath(name).suffix if len(PurePosixPath(name).suffix) < 12 else ""
    stem = name.encode()[: NAME_BYTES - len(ending.encode())].decode(errors="ignore")
    return stem + ending


def _unpack_one(
    packed: zipfile.ZipFile, member: zipfile.ZipInfo, into: Path, left: int
) -> tuple[int, str]:
    """Bytes written, and why the entry was left out, if it was."""
    name = PurePosixPath(member.filename.replace("\\", "/"))
    parts = [part for part in name.parts if part not in ("", "/", ".")]
    unsafe = name.is_absolute() or ".." in parts or stat.S_ISLNK(member.external_attr >> 16)
    if unsafe or not parts or any("\x00" in part or ":" in part for part in parts):
        return 0, OUTSIDE
    if member.flag_bits & ENCRYPTED:
        return 0, LOCKED
    most = min(left, max(SMALL, ZIP_RATIO * member.compress_size))
    if member.file_size > most:
        return 0, BOMB
    try:
        with saying_when_full():
            return _write(packed, member, free_place(into, parts), most)
    except DiskFull:
        raise
    except BROKEN:
        return 0, DAMAGED
    except OSError:
        return 0, NO_PLACE


def _write(
    packed: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, most: int
) -> tuple[int, str]:
    """Whole or not at all: an entry that says less than it holds is cut off and left out."""
    written, whole = 0, False
    try:
        with packed.open(member) as source, target.open("wb") as file:
            while chunk := source.read(CHUNK):
                written += len(chunk)
                if written > most:
                    return written, BOMB
                file.write(chunk)
        whole = True
    finally:
        if not whole:
            target.unlink(missing_ok=True)
    return written, ""
