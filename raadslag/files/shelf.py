"""Documents that can be made again, or that wait to be kept: under names of our own, written whole."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from raadslag.files.disk import make_folder, write_whole


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
