"""The store behind Django's interface: names are the bytes' own sha256 and are given, not chosen.

`STORAGES["kept"]` names it; another of Django's storages can stand there, as long as `save` answers
with the name that `open` knows.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage

from raadslag.files.disk import reach_disk, write_whole

CHUNK = 1024 * 1024
NAME = re.compile(r"[0-9a-f]{64}")
log = logging.getLogger(__name__)


class Digest(Protocol):
    """A hash that is being worked out."""

    def update(self, data: bytes, /) -> None: ...


def place_of(name: str) -> Path:
    """Where the bytes with this sha256 lie. Raises `ValueError` for anything but 64 hex digits."""
    if not NAME.fullmatch(name):
        raise ValueError("not a sha256")
    return Path(settings.FILES) / name


class HashedFiles(Storage):
    """Files in `settings.FILES`, each under the sha256 (hex) of its bytes, never written over."""

    def path(self, name: str) -> str:
        """Where the bytes lie. Raises `ValueError` for anything but 64 hex digits."""
        return str(place_of(name))

    def exists(self, name: str) -> bool:
        return place_of(name).is_file()

    def size(self, name: str) -> int:
        return place_of(name).stat().st_size

    def delete(self, name: str) -> None:
        """Remove bytes for good: only what the law says must go is ever deleted."""
        place_of(name).unlink(missing_ok=True)
        reach_disk(Path(settings.FILES))

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        folder = Path(settings.FILES)
        found = folder.iterdir() if folder.is_dir() else iter(())
        return [], sorted(one.name for one in found if NAME.fullmatch(one.name))

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        if mode != "rb":
            raise ValueError("kept bytes are only read")
        return File(place_of(name).open("rb"), name=name)

    def _save(self, name: str, content: File[bytes]) -> str:
        """Keep the content; the name asked for says nothing. Raises `DiskFull`."""
        digest = sha256()
        folder = Path(settings.FILES)

        def place(half: Path) -> Path:
            whole = folder / digest.hexdigest()
            return half if _is_there(whole) else whole

        write_whole(folder, _hashed(content.chunks(CHUNK), digest), place=place)
        return str(digest.hexdigest())


def _hashed(chunks: Iterable[bytes], digest: Digest) -> Iterator[bytes]:
    for chunk in chunks:
        digest.update(chunk)
        yield chunk


def _is_there(whole: Path) -> bool:
    """Are these bytes kept already? Ones that no longer are what their name says are laid aside."""
    if not whole.is_file():
        return False
    with whole.open("rb") as file:
        if digest_of(iter(lambda: file.read(CHUNK), b"")) == whole.name:
            return True
    log.error("kept file %s was damaged: laid aside, and kept anew", whole.name)
    whole.rename(whole.with_name(f"damaged-{whole.name}"))
    return False


def is_kept_file(place: Path) -> bool:
    """Does a path lie in the store under a name that its bytes must have?"""
    return place.parent == Path(settings.FILES) and bool(NAME.fullmatch(place.name))


def digest_of(chunks: Iterable[bytes]) -> str:
    """sha256 (hex) of bytes."""
    digest = sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()
