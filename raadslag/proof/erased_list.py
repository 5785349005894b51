"""The list of erasures, outside the database: what a restore from before them must do again.

`VAR/erasures.jsonl` has a line an erasure: reason, files by hash, and each of the words as its shape and a
keyed hash, never the word. The key lies beside it, so that a copy of the list alone can't be searched
through for a number with few digits. The journal's line about the erasure names the list's line by hash,
so that verify sees when the list, or a part of it, is gone or another.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from errno import EINVAL
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
    """One erasure as the list has it. `words` are (shape, keyed hash); `name` is the hash of it all.

    `line` is the journal's line when it was done ("12:0ab…"). `key` tells the key apart that the words
    are hashed with; empty in lines from before it was noted.
    """

    name: str
    body: str
    reason: str
    line: str
    key: str
    files: tuple[str, ...]
    words: tuple[tuple[str, str], ...]


def write_out(
    body: Body, *, words: Iterable[str], files: Collection[str], reason: str
) -> dict[str, Any]:
    """An erasure as the list will have it, but for the journal's line. Makes the key where there is none."""
    known = sorted({folded(one) for one in words})
    key = _key()
    return {
        "at": timezone.now().isoformat(timespec="seconds"),
        "body": body.slug,
        "reason": reason,
        "key": _told_apart(key),
        "files": sorted(files),
        "words": [[shape_of(one), _keyed(one, key)] for one in known],
    }


def name_of(told: Mapping[str, Any]) -> str:
    """What the journal's line names the list's line by: sha256 (hex) over all that it says but that line."""
    said = {name: value for name, value in told.items() if name != "line"}
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def add(told: dict[str, Any], *, line: Entry) -> None:
    """Put an erasure on the list; it is on the disk before this returns."""
    place = _place(LIST)
    text = json.dumps(told | {"line": f"{line.sequence}:{line.entry_hash}"}, ensure_ascii=False)
    handle = os.open(place, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "ab") as file:
        torn = not _ends_whole(place)  # somebody was stopped in the middle of a line
        file.write(b"\n" * torn + text.encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    reach_disk(place.parent)


def read() -> list[Listed]:
    """Every erasure on the list, the oldest first; a line that was cut short is passed over."""
    place = _place(LIST)
    return _read(place.read_bytes()) if place.is_file() else []


def take_over(folder: Path) -> int:
    """Take the list and its key from another place, such as the house that was lost; how many erasures.

    Erasures that stand here and not there stay. Raises `OSError` where list and key are not there, or
    the key is another than the one that erasures here are hashed with.
    """
    theirs, key = (folder / LIST).read_bytes(), (folder / KEY).read_bytes()
    here, there = read(), {one.name for one in _read(theirs)}
    kept = [one for one in here if one.name not in there]
    if kept and _place(KEY).is_file() and _place(KEY).read_bytes() != key:
        raise OSError(EINVAL, "dens nøgle er en anden end husets egen", str(folder / KEY))
    names = {one.name for one in kept}
    ours = [text for text in _lines_of(_place(LIST)) if names & {one.name for one in _read(text)}]
    whole = b"".join(text.rstrip(b"\n") + b"\n" for text in (*theirs.splitlines(), *ours))
    for name, data in ((LIST, whole), (KEY, key)):
        place = _place(name)
        write_whole(place.parent, [data], place=lambda _half, place=place: place)  # type: ignore[misc]
    return len(read())


def wanted_by(one: Listed) -> Wanted:
    """The words of a line, known by their keyed hashes. Only for one that `can_be_done`."""
    digests, key = {digest for _, digest in one.words}, _key() if one.words else b""
    return wanted_shapes(
        {shape for shape, _ in one.words}, lambda words: _keyed(words, key) in digests
    )


def can_be_done(one: Listed) -> bool:
    """Is the key here that the words are hashed with? Without it they can't be known again."""
    if not one.words:
        return True
    place = _place(KEY)
    return place.is_file() and one.key in ("", _told_apart(place.read_bytes()))


def _read(data: bytes) -> list[Listed]:
    found = []
    for text in data.splitlines():
        try:
            told = json.loads(text)
            words = tuple((str(shape), str(digest)) for shape, digest in told["words"])
            files = tuple(map(str, told["files"]))
            line, key = str(told.get("line", "")), str(told.get("key", ""))
            found.append(
                Listed(name_of(told), told["body"], told["reason"], line, key, files, words)
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
    return found


def _lines_of(place: Path) -> list[bytes]:
    return place.read_bytes().splitlines() if place.is_file() else []


def _ends_whole(place: Path) -> bool:
    data = place.read_bytes()
    return not data or data.endswith(b"\n")


def _keyed(words: str, key: bytes) -> str:
    return hmac.new(key, words.encode(), sha256).hexdigest()


def _told_apart(key: bytes) -> str:
    """Names a key without telling it."""
    return hmac.new(key, b"raadslag-erasures", sha256).hexdigest()[:16]


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
