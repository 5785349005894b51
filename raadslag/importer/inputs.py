"""What lies at the paths somebody gave: which files are minutes, which only lie beside them."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from raadslag.importer.kept import SNIFFED, media_type_of

ZIP_FILES = 5_000
ZIP_BYTES = 1024 * 1024 * 1024
ZIP_RATIO = 200
"""A packed file may grow to this many times its size; above it is a bomb."""
NOISE = frozenset((".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX"))


class UnusableArchive(Exception):
    """A zip file that we do not unpack; `str(error)` is a Danish sentence."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read. `label` is its path as the report shows it; `folder` bounds what lies beside it.

    `may_claim`: other files may be its attachments (an export, a page), so it is read first.
    """

    path: Path
    label: str
    folder: Path
    may_claim: bool = False


def find_inputs(paths: Iterable[Path]) -> list[Input]:
    """Every file at the paths, folders through and through, in a steady order.

    Of a publication folder (a publication XML with its enclosures) only the XML is an input.
    Hidden files, links that lead out and what systems leave in folders are passed over.
    """
    found: dict[Path, Input] = {}
    for path in paths:
        root = path if path.is_dir() else path.parent
        files = list(_walk(path)) if path.is_dir() else [path]
        for one in _without_enclosures(files):
            label = str(one.relative_to(root.parent)) if path.is_dir() else one.name
            found.setdefault(one.resolve(), Input(one, label, root, _may_claim(one)))
    return list(found.values())


def unpack(archive: Path, into: Path) -> None:
    """Unpack a zip file below a folder, guarded against bombs and paths that lead out.

    Raises `UnusableArchive`.
    """
    try:
        with zipfile.ZipFile(archive) as packed:
            members = [member for member in packed.infolist() if not member.is_dir()]
            _guard(members, archive.stat().st_size)
            left = ZIP_BYTES
            for member in members:
                left -= _unpack_one(packed, member, into, left)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise UnusableArchive(
            "Zip-filen er beskadiget eller låst med adgangskode. Pak den ud selv, og send mappens filer."
        ) from error


def is_archive(path: Path) -> bool:
    """A zip file that is not itself a document."""
    with path.open("rb") as file:
        if media_type_of(file.read(SNIFFED)) != "application/zip":
            return False
    try:
        with zipfile.ZipFile(path) as packed:
            return "[Content_Types].xml" not in packed.namelist()
    except zipfile.BadZipFile:
        return True


def beside(source: str, *, origin: Path, folder: Path) -> Path | None:
    """The file that an attachment's `source` names, where it lies within the folder that was given."""
    if not source or "://" in source or "\x00" in source:
        return None
    relative = PurePosixPath(source.replace("\\", "/"))
    if relative.is_absolute():
        return None
    try:
        path = (origin.parent / relative).resolve()
        inside = path.is_relative_to(folder.resolve()) and path.is_file()
    except OSError:
        return None
    return path if inside else None


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name in NOISE or path.is_symlink():
            continue
        if path.is_dir():
            yield from _walk(path)
        elif path.is_file():
            yield path


def _without_enclosures(files: list[Path]) -> list[Path]:
    publications = [path for path in files if path.suffix.lower() == ".xml" and _publishes(path)]
    homes = {path.parent for path in publications}
    return [
        path
        for path in files
        if path in publications or not any(home in path.parents for home in homes)
    ]


def _publishes(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return b"<Publication" in file.read(SNIFFED)
    except OSError:
        return False


def _may_claim(path: Path) -> bool:
    return path.suffix.lower() in {".xml", ".html", ".htm", ".json"}


def _guard(members: list[zipfile.ZipInfo], packed_bytes: int) -> None:
    total = sum(member.file_size for member in members)
    if len(members) > ZIP_FILES:
        raise UnusableArchive(
            f"Zip-filen rummer {len(members)} filer; grænsen er {ZIP_FILES}. Del den i flere."
        )
    if total > ZIP_BYTES or total > ZIP_RATIO * max(packed_bytes, 10_000):
        raise UnusableArchive(
            "Zip-filen fylder alt for meget pakket ud. Del den i flere, eller send filerne selv."
        )


def _unpack_one(packed: zipfile.ZipFile, member: zipfile.ZipInfo, into: Path, left: int) -> int:
    name = PurePosixPath(member.filename.replace("\\", "/"))
    parts = [part for part in name.parts if part not in ("", "/", ".")]
    unsafe = name.is_absolute() or ".." in parts or stat.S_ISLNK(member.external_attr >> 16)
    if unsafe or not parts or any("\x00" in part or ":" in part for part in parts):
        return 0
    target = into.joinpath(*(part[:120] for part in parts))
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with packed.open(member) as source, target.open("wb") as file:
        while chunk := source.read(1024 * 1024):
            written += len(chunk)
            if written > left:
                raise UnusableArchive(
                    "Zip-filen fylder mere, end den siger. Den er ikke pakket ud."
                )
            file.write(chunk)
    return written
