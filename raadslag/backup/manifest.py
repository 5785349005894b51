"""What a backup holds: written last, so that a backup without it was never finished."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

FORMAT = 1
NAME = "manifest.json"
VAR, DATABASE = "var", "database"
"""The backup's two folders: what lay in `settings.VAR`, and the database."""
CHUNK = 1024 * 1024


class UnusableBackup(Exception):
    """The folder is no whole backup; `str(error)` is a Danish sentence that says what is wrong."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """`files` is path in the backup → [sha256, bytes]; `tables` (PostgreSQL) table → its columns.

    `migrations` are the (app, name) that the database had; `journal` the newest line's number and
    hash, to be held against a kept head.
    """

    made_at: str
    engine: str
    migrations: list[tuple[str, str]]
    journal: tuple[int, str]
    key_in_environment: bool
    tables: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, tuple[str, int]] = field(default_factory=dict)
    format: int = FORMAT

    def as_json(self) -> str:
        return json.dumps(asdict(self), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def read_manifest(source: Path) -> Manifest:
    """A backup's manifest, once every file it names has been seen whole. Raises `UnusableBackup`."""
    try:
        said = json.loads((source / NAME).read_text("utf-8"))
        manifest = Manifest(**said)
    except FileNotFoundError:
        raise UnusableBackup(
            f"I {source} er ingen færdig sikkerhedskopi: {NAME} mangler. Peg på den mappe, "
            "som ./run backup lavede."
        ) from None
    except (ValueError, TypeError) as error:
        raise UnusableBackup(f"{NAME} kan ikke læses; sikkerhedskopien er beskadiget.") from error
    if manifest.format != FORMAT:
        raise UnusableBackup(
            "Sikkerhedskopien er lavet af en anden udgave, der gemmer på sin måde."
        )
    for name in manifest.files:
        if Path(name).is_absolute() or ".." in Path(name).parts:
            raise UnusableBackup(f"{NAME} peger uden for sikkerhedskopien: {name}.")
    wrong = list(unlike(source, manifest))
    if wrong:
        shown = ", ".join(wrong[:3]) + (" …" if len(wrong) > 3 else "")
        raise UnusableBackup(
            f"{len(wrong)} af sikkerhedskopiens filer mangler eller er ændrede: {shown}."
        )
    return manifest


def unlike(source: Path, manifest: Manifest) -> Iterator[str]:
    """The files that are not there or not what the manifest says."""
    for name, (digest, size) in manifest.files.items():
        place = source / name
        if not place.is_file() or place.stat().st_size != size or digest_of(place) != digest:
            yield name


def digest_of(place: Path) -> str:
    """sha256 (hex) of a file."""
    digest = sha256()
    for chunk in chunks_of(place):
        digest.update(chunk)
    return digest.hexdigest()


def chunks_of(place: Path) -> Iterable[bytes]:
    with place.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
