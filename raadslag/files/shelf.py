"""Documents that can be made again, or that wait to be kept: under names of our own, written whole."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from hmac import compare_digest, digest
from pathlib import Path

from django.conf import settings

from raadslag.files.disk import make_folder, write_whole

MARK_BYTES = 32
"""Bytes of the mark in front of a document on a `MarkedShelf` (HMAC-SHA256)."""


class Shelf:
    """A folder of ours in `settings.VAR`. `label` names it; nothing on it is the only copy."""

    def __init__(self, label: str) -> None:
        self._label = label

    @property
    def folder(self) -> Path:
        """Where it stands now."""
        return Path(settings.VAR) / self._label

    def put(self, name: str, data: bytes) -> None:
        """Lay a document under a name, in place of what lay there. Raises `DiskFull`."""
        write_whole(self.folder, [data], place=lambda _half: self.folder / name)

    def get(self, name: str) -> bytes | None:
        """The document, or null."""
        try:
            return (self.folder / name).read_bytes()
        except FileNotFoundError:
            return None

    def drop(self, name: str) -> None:
        """Throw a document away, there or not."""
        (self.folder / name).unlink(missing_ok=True)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else on this machine is at the shelf meanwhile."""
        make_folder(self.folder)
        with (self.folder / "lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


class MarkedShelf(Shelf):
    """A shelf for what is handed out as it lies: each document under its own name carries the house's mark,
    made with the secret key, so that nothing another laid there is taken for it."""

    def put(self, name: str, data: bytes) -> None:
        super().put(name, self._mark(name, data) + data)

    def get(self, name: str) -> bytes | None:
        """The document, or null where none lies there that the house laid there."""
        found = super().get(name)
        if found is None or not compare_digest(
            found[:MARK_BYTES], self._mark(name, found[MARK_BYTES:])
        ):
            return None
        return found[MARK_BYTES:]

    def _mark(self, name: str, data: bytes) -> bytes:
        key = f"{settings.SECRET_KEY}\x00{self._label}\x00{name}".encode()
        return digest(key, data, "sha256")
