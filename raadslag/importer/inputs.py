"""What lies at the paths somebody gave: which files are minutes, which only lie beside them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from raadslag.files.media import SNIFFED
from raadslag.importer.unpacking import UnusableArchive, is_archive, unpack

ATTACHMENT_FOLDERS = frozenset(("bilag", "enclosures", "attachments", "vedhæftede", "vedlagt"))
"""Folders, in lower case, that hold attachments and no minutes."""
NOISE = frozenset((".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX"))


@dataclass(frozen=True, slots=True)
class Input:
    """A file that was brought. `label` is its path as the report shows it; `folder` bounds what lies
    beside it. A `companion` lies in a publication's folder: an attachment, not minutes."""

    path: Path
    label: str
    folder: Path
    companion: bool = False


def gather(paths: Iterable[Path], *, scratch: Path) -> tuple[list[Input], dict[str, str]]:
    """Every file at the paths, zip files unpacked below `scratch`; and what was refused, with why."""
    inputs: list[Input] = []
    refused: dict[str, str] = {}
    for count, one in enumerate(find_inputs(paths)):
        if one.companion or not is_archive(one.path):
            inputs.append(one)
            continue
        folder = scratch / f"zip-{count}"
        folder.mkdir(parents=True)
        try:
            left_out = unpack(one.path, folder)
        except UnusableArchive as error:
            refused[one.label] = str(error)
        else:
            refused |= {f"{one.label}/{name}": why for name, why in left_out.items()}
            inputs += [
                replace(part, label=f"{one.label}/{part.path.relative_to(folder).as_posix()}")
                for part in find_inputs([folder])
            ]
    return inputs, refused


def find_inputs(paths: Iterable[Path]) -> list[Input]:
    """Every file at the paths, folders through and through, in a steady order.

    In a publication folder (a publication XML with its enclosures) all but the XML are companions,
    and so is what lies in a folder called after attachments (`ATTACHMENT_FOLDERS`).
    Hidden files, links that lead out and what systems leave in folders are passed over.
    """
    found: dict[Path, Input] = {}
    for path in paths:
        root = path if path.is_dir() else path.parent
        files = list(_walk(path)) if path.is_dir() else [path]
        publications = {file for file in files if _publishes(file)}
        homes = {file.parent for file in publications}
        for one in files:
            label = one.relative_to(root.parent).as_posix() if path.is_dir() else one.name
            below = {part.lower() for part in one.relative_to(root).parts[:-1]}
            companion = one not in publications and (
                not homes.isdisjoint(one.parents) or not below.isdisjoint(ATTACHMENT_FOLDERS)
            )
            found.setdefault(one.resolve(), Input(one, label, root, companion))
    return list(found.values())


def beside(source: str, *, origin: Path, folder: Path) -> Path | None:
    """The file that an attachment's `source` names, where it lies within the folder that was given."""
    relative = relative_source(source)
    if relative is None:
        return None
    try:
        path = (origin.parent / relative).resolve()
        inside = path.is_relative_to(folder.resolve()) and path.is_file()
    except OSError:
        return None
    return path if inside else None


def label_beside(source: str, *, label: str) -> str | None:
    """The label that a file named by `source` has in the run of the file with this label."""
    relative = relative_source(source)
    if relative is None:
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(label), relative.as_posix()))
    return None if path.startswith("..") else path


def relative_source(source: str) -> PurePosixPath | None:
    """An attachment's source as a relative path; null where it is an address or leads from the root."""
    if not source or "://" in source or "\x00" in source:
        return None
    relative = PurePosixPath(unquote(source).replace("\\", "/"))
    return None if relative.is_absolute() else relative


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name in NOISE or path.is_symlink():
            continue
        if path.is_dir():
            yield from _walk(path)
        elif path.is_file():
            yield path


def _publishes(path: Path) -> bool:
    if path.suffix.lower() != ".xml":
        return False
    try:
        with path.open("rb") as file:
            return b"<Publication" in file.read(SNIFFED)
    except OSError:
        return False
