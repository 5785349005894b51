"""Taking a backup while the house is in use, and bringing one back into an empty place."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from raadslag.backup import database
from raadslag.backup.manifest import (
    NAME,
    VAR,
    Manifest,
    UnusableBackup,
    chunks_of,
    digest_of,
    read_manifest,
)
from raadslag.files.disk import HALF, make_folder, write_whole
from raadslag.files.storage import is_kept_file
from raadslag.proof.whose import not_this_house

MADE_ANEW = frozenset(("search", "static", "dkfds", "fonts", "pdfjs"))
"""Folders in `settings.VAR` that are fetched or made again; everything else there is the house's own."""
PASSING = (HALF, "upload-", "damaged-", "test.sqlite3", "limits.sqlite3")
SECRET_KEY = "secret-key"  # noqa: S105  # the file's name


@dataclass(frozen=True, slots=True)
class Taken:
    """`digest` is the manifest's sha256: noted elsewhere it proves which backup this is. `damaged`
    are kept files that no longer are what their name says."""

    manifest: Manifest
    digest: str
    damaged: list[str]


def take_backup(target: Path, *, at: datetime | None = None) -> Taken:
    """Write database, files, seal and keys to the folder, which is made or empty (sikkerhedskopi).

    The database comes first, then the files: those that its rows speak of were kept before the rows
    stood, and are never changed. Raises `UnusableBackup` and `DiskFull`.
    """
    target = target.resolve()
    _require_room(target)
    if wrong := not_this_house():
        raise UnusableBackup(wrong)
    make_folder(target)
    target.chmod(0o700)
    saved = database.save_database(target)
    damaged = []
    new_key = () if _key_lies_here() else (Path(settings.VAR) / SECRET_KEY,)
    for place in house_files():
        if place in new_key:
            continue
        name = place.relative_to(settings.VAR)
        to = target / VAR / name
        write_whole(to.parent, chunks_of(place), place=lambda _half, to=to: to)  # type: ignore[misc]
        if is_kept_file(place) and digest_of(to) != to.name:
            damaged.append(name.as_posix())
    files = {
        one.relative_to(target).as_posix(): (digest_of(one), one.stat().st_size)
        for one in sorted(target.rglob("*"))
        if one.is_file()
    }
    manifest = Manifest(
        made_at=(at or datetime.now(UTC)).isoformat(timespec="seconds"),
        engine="sqlite" if database.is_sqlite() else "postgresql",
        migrations=database.applied(),
        journal=saved.journal,
        key_in_environment=not _key_lies_here(),
        tables=saved.tables,
        files=files,
    )
    text = manifest.as_json().encode()
    write_whole(target, [text], place=lambda _half: target / NAME)
    return Taken(manifest, sha256(text).hexdigest(), damaged)


def house_files() -> Iterator[Path]:
    """Everything of the house's own in `settings.VAR` but the database: new folders come by themselves."""
    root = Path(settings.VAR)
    own = {str(place) for place in database.own_files()}
    for folder, names, files in os.walk(root):
        if Path(folder) == root:
            names[:] = [name for name in names if name not in MADE_ANEW]
        names[:] = sorted(name for name in names if not name.startswith(PASSING))
        for name in sorted(files):
            place = Path(folder) / name
            if str(place) not in own and not name.startswith(PASSING) and not place.is_symlink():
                yield place


def bring_back(source: Path) -> Manifest:
    """Bring a backup into an empty place: settings' folder and database (gendan).

    Nothing is touched before the whole backup has been seen and the place is known to be empty.
    Raises `UnusableBackup` and `DiskFull`.
    """
    manifest = read_manifest(source)
    database.require_known(manifest)
    _require_empty()
    for name in manifest.files:
        path = Path(name)
        if path.parts[0] == VAR:
            to = Path(settings.VAR).joinpath(*path.parts[1:])
            write_whole(to.parent, chunks_of(source / path), place=lambda _half, to=to: to)  # type: ignore[misc]
    database.load_database(source, manifest)
    return manifest


def _require_room(target: Path) -> None:
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UnusableBackup(f"{target} er ikke en tom mappe. Vælg en ny mappe til hver kopi.")
    if target.is_relative_to(Path(settings.VAR).resolve()):
        raise UnusableBackup(
            f"{target} ligger i husets egen mappe. Læg kopien et andet sted, helst på en anden disk."
        )


def _require_empty() -> None:
    """A freshly made secret key, and what is made anew, is nothing to lose; everything else is."""
    root = Path(settings.VAR)
    nothing = MADE_ANEW | {SECRET_KEY, *(place.name for place in database.own_files())}
    there = sorted(
        one.name
        for one in root.iterdir()
        if one.name not in nothing and not (one.is_dir() and not any(one.iterdir()))
    )
    if not database.is_empty():
        there.append("en database med tabeller")
    if there:
        raise UnusableBackup(
            f"Her ligger allerede noget ({', '.join(there[:5])}), og en gendannelse skriver ikke oven i "
            "noget. Sæt RAADSLAG_VAR til en tom mappe og DATABASE_URL til en tom database."
        )


def _key_lies_here() -> bool:
    """Is the secret key in the folder the house's own, and not one made by this very process?"""
    return (Path(settings.VAR) / SECRET_KEY).is_file() and not settings.SECRET_KEY_IS_NEW


def leave_nothing() -> None:
    """After a refusal: take away the secret key that only this attempt made, so that the place is as it was."""
    if settings.SECRET_KEY_IS_NEW and database.is_empty():
        (Path(settings.VAR) / SECRET_KEY).unlink(missing_ok=True)
