"""The kept files: bytes under their sha256 in `settings.FILES`, on the disk before we say so."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from raadslag.importer.media import SNIFFED, media_type_of

CHUNK = 1024 * 1024


class DiskFull(Exception):
    """There is no room for a file; `str(error)` is a Danish sentence that says what to do."""

    def __init__(self) -> None:
        super().__init__(
            "Disken er fuld. Intet er gemt halvt: gør plads, og kør indlæsningen igen, så fortsætter den."
        )


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept: sha256 (hex), bytes, and what the content says it is."""

    sha256: str
    size: int
    media_type: str


def place_of(digest: str) -> Path:
    """Where the bytes with this sha256 (hex) lie."""
    return Path(settings.FILES) / digest


def keep_file(path: Path) -> Kept:
    """Keep a file's bytes. Raises `DiskFull`, or `OSError` where the file cannot be read."""
    with path.open("rb") as source:
        return keep(iter(lambda: source.read(CHUNK), b""))


def keep(chunks: Iterable[bytes]) -> Kept:
    """Keep bytes: to a file of their own, to the disk, then under their name. Raises `DiskFull`.

    Killed at any moment it leaves the whole file or none; the same bytes twice are one file.
    """
    folder = Path(settings.FILES)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix="half-")
    except OSError as error:
        raise plain_error(error) from error
    half = Path(name)
    try:
        digest, size, head = _write(handle, chunks)
        if not (whole := folder / digest).exists():
            half.replace(whole)
            _reach_disk(folder)
    except OSError as error:
        raise plain_error(error) from error
    finally:
        half.unlink(missing_ok=True)
    return Kept(digest, size, media_type_of(head))


def sweep_halves(*, older_than_seconds: float, now: float) -> int:
    """Remove what killed imports left half written; returns how many."""
    gone = 0
    folder = Path(settings.FILES)
    for half in folder.glob("half-*") if folder.is_dir() else ():
        if now - half.stat().st_mtime > older_than_seconds:
            half.unlink(missing_ok=True)
            gone += 1
    return gone


def _write(handle: int, chunks: Iterable[bytes]) -> tuple[str, int, bytes]:
    digest, size, head = sha256(), 0, b""
    with os.fdopen(handle, "wb") as half:
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            head = head or chunk[:SNIFFED]
            half.write(chunk)
        half.flush()
        os.fsync(half.fileno())
    return digest.hexdigest(), size, head


def _reach_disk(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def plain_error(error: OSError) -> OSError | DiskFull:
    """A full disk as `DiskFull`; any other error as it is."""
    return DiskFull() if error.errno in (errno.ENOSPC, errno.EDQUOT) else error
