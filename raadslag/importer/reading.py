"""From kept bytes to records: the reader called in parallel, its answer made safe to keep."""

from __future__ import annotations

import logging
import mimetypes
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import raadslag.reader
from raadslag.importer.inputs import beside
from raadslag.importer.kept import (
    SNIFFED,
    DiskFull,
    Kept,
    keep_file,
    media_type_of,
    place_of,
)
from raadslag.reader import Limits, ReadingProcess, UnreadableFile, read_bytes
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
TOO_LARGE = "Filen er for stor til at blive læst. Del den i flere, og send delene."
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


def read_many(files: Sequence[tuple[str, str]]) -> Iterator[Answer]:
    """Read kept files, given as (sha256, name), `AT_ONCE` at a time, answers in the same order.

    The reader's processes live as long as the sequence: many files cost their start once.
    """
    idle: SimpleQueue[ReadingProcess] = SimpleQueue()
    processes = [ReadingProcess() for _ in range(min(AT_ONCE, len(files)))]

    def read_one(file: tuple[str, str]) -> Answer:
        process = idle.get()
        try:
            return read_kept(*file, process=process)
        finally:
            idle.put(process)

    try:
        for process in processes:
            idle.put(process)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            yield from pool.map(read_one, files)
    finally:
        for process in processes:
            process.close()


def read_kept(digest: str, name: str, *, process: ReadingProcess | None = None) -> Answer:
    """Read one kept file. Never raises: what goes wrong is said in Danish and kept with the file."""
    try:
        place = place_of(digest)
        if place.stat().st_size > Limits().file_bytes:
            raise UnreadableFile("too-large", TOO_LARGE)
        data = place.read_bytes()
        found = _own_record(data) or tuple(read_bytes(data, name, process=process))
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


def _own_record(data: bytes) -> tuple[Meeting, ...] | None:
    """A record that Rådslag itself wrote as JSON; null where the bytes are something else."""
    if media_type_of(data[:SNIFFED]) != "application/json" or b'"format"' not in data[:SNIFFED]:
        return None
    try:
        return (from_json(data.removeprefix(b"\xef\xbb\xbf")),)
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
