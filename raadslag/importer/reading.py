"""From kept bytes to records: the reader called in parallel, its answer made safe to keep."""

from __future__ import annotations

import logging
import mimetypes
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import raadslag.reader
from raadslag.importer.inputs import beside
from raadslag.importer.kept import DiskFull, Kept, keep_file, media_type_of, place_of
from raadslag.reader.lines import UnreadableFile
from raadslag.record import (
    Attachment,
    Meeting,
    RecordFormatError,
    from_json,
    part_from_data,
    to_data,
)

logger = logging.getLogger(__name__)

AT_ONCE = 2
"""Files read side by side; each in a process of the reader's own."""
RECORD_BYTES = 50 * 1024 * 1024
SAFE_SCHEMES = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reader made of one file: its meetings, or why not (`code` and a Danish `problem`)."""

    sha256: str
    meetings: tuple[Meeting, ...] = ()
    code: str = ""
    problem: str = ""


@cache
def reader_version() -> str:
    """Twelve letters that change whenever the reader or its words do."""
    digest = sha256()
    folder = Path(raadslag.reader.__file__ or "").parent
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".py", ".toml", ".json"}:
            digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def read_many(files: Iterable[tuple[str, str]]) -> Iterator[Answer]:
    """Read kept files, given as (sha256, name), `AT_ONCE` at a time, answers in the same order."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(lambda file: read_kept(*file), files)


def read_kept(digest: str, name: str) -> Answer:
    """Read one kept file. Never raises: what goes wrong is said in Danish and kept with the file."""
    from raadslag.reader import read_all

    try:
        place = place_of(digest)
        found = _own_record(place) or tuple(read_all(place))
    except UnreadableFile as error:
        return Answer(digest, (), error.code, str(error))
    except FileNotFoundError:
        return Answer(digest, (), "lost", "Filens bytes ligger her ikke længere. Send filen igen.")
    except Exception:
        logger.exception("reading %s", digest)
        problem = "Læseren gik i stå på filen. Den er gemt og kan læses igen med en nyere læser."
        return Answer(digest, (), "reader-failed", problem)
    if not found:
        return Answer(digest, (), "no-meeting", "Der er intet møde i filen.")
    return Answer(digest, tuple(_safe(meeting, digest, name) for meeting in found))


def attach(
    meeting: Meeting, *, origin: Path, folder: Path, keep: Callable[[Path], Kept] = keep_file
) -> tuple[Meeting, dict[Path, Kept]]:
    """Keep the attachments that lie beside the source, and give each its sha256 in the record.

    Only files within `folder`, the one that was given, are taken. Returns the record and what was
    kept, by path. Raises `DiskFull`.
    """
    taken: dict[Path, Kept] = {}

    def held(part: Attachment) -> Attachment:
        path = beside(part.source or "", origin=origin, folder=folder)
        if path is None:
            return part
        try:
            taken[path] = taken.get(path) or keep(path)
        except DiskFull:
            raise
        except OSError:
            return part
        kept = taken[path]
        named = mimetypes.guess_type(path.name)[0] if kept.media_type == "text/plain" else None
        return replace(
            part,
            sha256=kept.sha256,
            bytes=kept.size,
            media_type=named or kept.media_type,
            file_name=part.file_name or path.name,
        )

    items = tuple(
        replace(item, attachments=tuple(held(part) for part in item.attachments))
        for item in meeting.items
    )
    return replace(meeting, items=items), taken


def _own_record(place: Path) -> tuple[Meeting, ...] | None:
    """A record that Rådslag itself wrote as JSON; null where the file is something else."""
    with place.open("rb") as file:
        head = file.read(4096)
        if media_type_of(head) != "application/json" or b'"format"' not in head:
            return None
        if place.stat().st_size > RECORD_BYTES:
            raise UnreadableFile(
                "too-large", "Filen er for stor til at være ét møde. Del den i flere."
            )
        text = head + file.read()
    try:
        return (from_json(text.removeprefix(b"\xef\xbb\xbf")),)
    except RecordFormatError as error:
        problem = f"Filen ligner et møde i Rådslags eget format, men passer ikke til det: {error}"
        raise UnreadableFile("not-a-record", problem[:500]) from error
    except RecursionError as error:
        raise UnreadableFile("not-a-record", "Filen er ikke et møde i Rådslags format.") from error


def _safe(meeting: Meeting, digest: str, name: str) -> Meeting:
    """The record as ours: no address but http(s) and mailto, no name of bytes that we do not hold."""
    data = _clean(to_data(meeting))
    return replace(_meeting(data), file=name, sha256=digest)


def _meeting(data: Any) -> Meeting:
    meeting: Meeting = part_from_data(Meeting, data)
    return meeting


def _clean(data: Any) -> Any:
    if isinstance(data, list):
        return [_clean(part) for part in data]
    if not isinstance(data, dict):
        return data
    clean = {name: _clean(value) for name, value in data.items()}
    if isinstance(href := clean.get("href"), str) and not href.lower().startswith(SAFE_SCHEMES):
        clean["href"] = None
    if "links" in clean:
        clean["links"] = [link for link in clean["links"] if link.lower().startswith(SAFE_SCHEMES)]
    if clean.get("type") == "figure":
        clean["file"] = None
    if "sha256" in clean:
        clean["sha256"] = None
    if "journal_number" in clean:
        clean["id"] = None
    return clean
