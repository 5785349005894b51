"""Writing so that it stands: whole or not at all, on the disk before we say so, read by us alone."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from raadslag.unwell import DiskFull, is_full

HALF = "half-"
"""Names of files that are being written begin so."""


@contextmanager
def saying_when_full() -> Iterator[None]:
    """A full disk inside is raised as `DiskFull`; any other error as it is."""
    try:
        yield
    except OSError as error:
        if is_full(error):
            raise DiskFull from error
        raise


def make_folder(folder: Path) -> None:
    """Make a folder that only we may look into, where it is not there."""
    with saying_when_full():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def write_whole(folder: Path, chunks: Iterable[bytes], *, place: Callable[[Path], Path]) -> Path:
    """Write a file of its own (mode 0600), to the disk, then under the name that `place` gives it.

    Killed at any moment it leaves the whole file or none. `place` sees the half file when all is
    written; where it answers with that same path, nothing takes a name. Raises `DiskFull`.
    """
    make_folder(folder)
    with saying_when_full():
        handle, name = tempfile.mkstemp(dir=folder, prefix=HALF)
        half = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                for chunk in chunks:
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            whole = place(half)
            if whole != half:
                half.replace(whole)
            reach_disk(folder)
        finally:
            half.unlink(missing_ok=True)
    return whole


def reach_disk(folder: Path) -> None:
    """The folder's list of names reaches the disk: without it a name may be gone after a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep_halves(folder: Path, *, older_than_seconds: float, now: float) -> int:
    """Remove what killed processes left half written; returns how many. `now`: seconds since 1970."""
    gone = 0
    for half in folder.glob(f"{HALF}*") if folder.is_dir() else ():
        if now - half.stat().st_mtime > older_than_seconds:
            half.unlink(missing_ok=True)
            gone += 1
    return gone
