"""The list of erasures, outside the database: what a restore from before them must do again.

`VAR/erasures.jsonl` has a line an erasure: reason, files by hash, and each of the words as its shape and a
keyed hash, never the word. The key lies beside it, so that a copy of the list alone can't be searched
through for a number with few digits.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from raadslag.files.disk import reach_disk, write_whole
from raadslag.journal.models import Entry
from raadslag.people.models import Body
from raadslag.proof.words import Wanted, folded, shape_of, wanted_shapes

LIST, KEY = "erasures.jsonl", "erasures.key"


@dataclass(frozen=True, slots=True)
class Listed:
    """One erasure as the list has it. `words` are (shape, keyed hash)."""

    body: str
    reason: str
    files: tuple[str, ...]
    words: tuple[tuple[str, str], ...]


def add(
    body: Body, *, words: Iterable[str], files: Collection[str], reason: str, line: Entry
) -> None:
    """Put an erasure on the list; it is on the disk before this returns."""
    known = sorted({folded(one) for one in words})
    told: dict[str, Any] = {
        "at": timezone.now().isoformat(timespec="seconds"),
        "body": body.slug,
        "reason": reason,
        "line": f"{line.sequence}:{line.entry_hash}",
        "files": sorted(files),
        "words": [[shape_of(one), _keyed(one)] for one in known],
    }
    place = _place(LIST)
    handle = os.open(place, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "ab") as file:
        file.write(json.dumps(told, ensure_ascii=False).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    reach_disk(place.parent)


def read() -> list[Listed]:
    """Every erasure on the list, the oldest first; a line that was cut short is passed over."""
    place, found = _place(LIST), []
    for text in place.read_text().splitlines() if place.is_file() else ():
        try:
            told = json.loads(text)
            words = tuple((shape, digest) for shape, digest in told["words"])
            found.append(Listed(told["body"], told["reason"], tuple(told["files"]), words))
        except (ValueError, KeyError, TypeError):
            continue
    return found


def take_over(folder: Path) -> int:
    """Take the list and its key from another place, such as the house that was lost; how many erasures.

    Raises `OSError` where they are not there.
    """
    found = {name: (folder / name).read_bytes() for name in (LIST, KEY)}
    for name, data in found.items():
        place = _place(name)
        write_whole(place.parent, [data], place=lambda _half, place=place: place)  # type: ignore[misc]
    return len(read())


def wanted_by(one: Listed) -> Wanted:
    """The words of a line, known by their keyed hashes."""
    digests = {digest for _, digest in one.words}
    return wanted_shapes({shape for shape, _ in one.words}, lambda words: _keyed(words) in digests)


def _keyed(words: str) -> str:
    return hmac.new(_key(), words.encode(), sha256).hexdigest()


def _key() -> bytes:
    """Made once, readable by its owner only."""
    place = _place(KEY)
    try:
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return place.read_bytes()
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(32))
        file.flush()
        os.fsync(file.fileno())
    return place.read_bytes()


def _place(name: str) -> Path:
    return Path(settings.VAR) / name
