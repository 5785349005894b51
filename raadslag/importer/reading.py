"""From kept bytes to records: the reader called in parallel, its answer made safe to keep."""

from __future__ import annotations

import logging
import mimetypes
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import raadslag.reader
from raadslag.files.store import Damaged, Kept, NotKept, bytes_of, size_of
from raadslag.reader import Limits, ReadingProcess, Town, UnreadableFile, read_bytes
from raadslag.record import (
    Attachment,
    Meeting,
    part_from_data,
    to_data,
)

logger = logging.getLogger(__name__)

AT_ONCE = 2
"""Files read side by side; each in a process of the reader's own."""
TOO_LARGE = "Filen er for stor til at blive læst. Del den i flere, og send delene."
NO_ITEMS = (
    "Der er ingen punkter i filen, så den er næppe et referat eller en dagsorden. "
    "Er den et bilag, så læg den i en mappe, der hedder bilag, ved siden af referatet."
)
VAGUE = frozenset(
    ("text/plain", "application/zip", "application/x-ole-storage", "application/octet-stream")
)
"""What the bytes alone do not settle; there the file name may."""
CAN_FAIL = (OSError, ValueError, LookupError, TypeError, RuntimeError)
"""The reader's process cannot be started or asked, or its answer is none: with the file nothing need be wrong."""
SAFE_SCHEMES = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reader made of one file: its meetings, or why not (`code` and a Danish `problem`)."""

    sha256: str
    meetings: tuple[Meeting, ...] = ()
    code: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """An attachment's bytes in the house, and the name of the file they came in."""

    kept: Kept
    name: str


@cache
def reader_version() -> str:
    """Twelve letters that change whenever the reader or its words do."""
    digest = sha256()
    folder = Path(raadslag.reader.__file__ or "").parent
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".py", ".toml", ".json"}:
            digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def read_many(
    files: Sequence[tuple[str, str, Town]], *, until: float | None = None
) -> Iterator[Answer]:
    """Read kept files, given as (sha256, name, what is known of their town), `AT_ONCE` at a time, answers
    in the same order.

    The reader's processes live as long as the sequence: many files cost their start once. None is
    begun after `until` (monotonic seconds), but the first are always read.
    """
    idle: SimpleQueue[ReadingProcess] = SimpleQueue()
    processes = [ReadingProcess() for _ in range(min(AT_ONCE, len(files)))]

    def read_one(place: int) -> Answer | None:
        if until is not None and place >= AT_ONCE and time.monotonic() > until:
            return None
        process = idle.get()
        try:
            return read_kept(*files[place], process=process)
        finally:
            idle.put(process)

    try:
        for process in processes:
            idle.put(process)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for answer in pool.map(read_one, range(len(files))):
                if answer is None:
                    return
                yield answer
    finally:
        for process in processes:
            process.close()


def read_kept(
    digest: str, name: str, town: Town, *, process: ReadingProcess | None = None
) -> Answer:
    """Read one kept file with what is known of its municipality. Never raises: what goes wrong is said in Danish and kept with the file."""
    try:
        if size_of(digest) > Limits().file_bytes:
            raise UnreadableFile("too-large", TOO_LARGE)
        found = read_bytes(bytes_of(digest), name, process=process, town=town)
    except UnreadableFile as error:
        return Answer(digest, (), error.code, str(error))
    except NotKept:
        return Answer(digest, (), "lost", "Filens bytes ligger her ikke længere. Send filen igen.")
    except Damaged:
        problem = "Filens bytes er ændret, siden de blev gemt. Send filen igen."
        return Answer(digest, (), "damaged", problem)
    except CAN_FAIL:
        logger.exception("reading %s", digest)
        problem = "Læseren gik i stå på filen. Den er gemt og kan læses igen med en nyere læser."
        return Answer(digest, (), "reader-failed", problem)
    meetings = tuple(_safe(meeting, digest, name) for meeting in found if meeting.items)
    if not meetings:
        return Answer(digest, (), "no-items", NO_ITEMS)
    return Answer(digest, meetings)


def attach(meeting: Meeting, *, find: Callable[[Attachment], Held | None]) -> Meeting:
    """Give each attachment whose bytes we hold its sha256. `find` knows where they lie."""

    def held(part: Attachment) -> Attachment:
        found = find(part)
        if found is None:
            return part
        named = mimetypes.guess_type(found.name)[0]
        kind = found.kept.media_type
        return replace(
            part,
            sha256=found.kept.sha256,
            bytes=found.kept.size,
            media_type=(named or kind) if kind in VAGUE else kind,
            file_name=part.file_name or found.name,
        )

    items = tuple(
        replace(item, attachments=tuple(held(part) for part in item.attachments))
        for item in meeting.items
    )
    return replace(meeting, items=items)


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
