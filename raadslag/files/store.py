"""Keeping bytes and getting them back, by their sha256. What comes back is what was kept, or an error."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage, storages

from raadslag.files.disk import sweep_halves
from raadslag.files.media import SNIFFED, media_type_of
from raadslag.files.storage import CHUNK, digest_of

log = logging.getLogger(__name__)


class NotKept(Exception):
    """No bytes of that name lie here."""


class Damaged(Exception):
    """The bytes are not those that were kept: the disk failed, or somebody changed them."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept: sha256 (hex), bytes, and what the content says it is."""

    sha256: str
    size: int
    media_type: str


class _Passing(File):  # type: ignore[type-arg]
    """Chunks on their way to the store, counted and looked at."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        super().__init__(None, name="")
        self.passed, self.head, self._chunks = 0, b"", chunks

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.passed += len(chunk)
            self.head = self.head or chunk[:SNIFFED]
            yield chunk


def keep(chunks: Iterable[bytes]) -> Kept:
    """Keep bytes, whole or not at all; the same bytes twice are one file. Raises `DiskFull`."""
    passing = _Passing(chunks)
    name = _store().save("bytes", passing)
    return Kept(name, passing.passed, media_type_of(passing.head))


def keep_file(path: Path) -> Kept:
    """Keep a file's bytes. Raises `DiskFull`, or `OSError` where the file cannot be read."""
    with path.open("rb") as source:
        return keep(iter(lambda: source.read(CHUNK), b""))


def open_kept(name: str) -> File[bytes]:
    """The bytes with this sha256, open for reading and known to be whole.

    Raises `NotKept`, `Damaged`, or `ValueError` for anything but 64 hex digits.
    """
    try:
        file = _store().open(name, "rb")
    except FileNotFoundError:
        raise NotKept(name) from None
    if digest_of(file.chunks(CHUNK)) != name:
        file.close()
        raise Damaged(name)
    file.seek(0)
    return file


def bytes_of(name: str) -> bytes:
    """All bytes with this sha256. Raises as `open_kept`."""
    with open_kept(name) as file:
        data: bytes = file.read()
    return data


def find_kept(name: str) -> File[bytes] | None:
    """The bytes open for reading; null where they are gone or damaged, which the log then says."""
    try:
        return open_kept(name)
    except (NotKept, Damaged) as error:
        log.error("kept file: %r", error)
        return None


def find_bytes(name: str) -> bytes | None:
    """All bytes; null where they are gone or damaged, which the log then says."""
    file = find_kept(name)
    if file is None:
        return None
    with file:
        data: bytes = file.read()
    return data


def size_of(name: str) -> int:
    """How many bytes they are. Raises `NotKept`."""
    try:
        return _store().size(name)
    except FileNotFoundError:
        raise NotKept(name) from None


def is_kept(name: str) -> bool:
    """Do bytes of this name lie here?"""
    return _store().exists(name)


def kept_names() -> list[str]:
    """The sha256 of everything that is kept, in order."""
    return list(_store().listdir("")[1])


def sweep(*, older_than_seconds: float) -> int:
    """Remove what killed processes left half written; returns how many."""
    return sweep_halves(
        Path(settings.FILES), older_than_seconds=older_than_seconds, now=time.time()
    )


def _store() -> Storage:
    return storages["kept"]
