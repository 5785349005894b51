"""Reading files and folders: bytes to the child, names and hashes on the records."""

from __future__ import annotations

import mimetypes
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from raadslag.reader.door.limits import Limits
from raadslag.reader.door.process import ReadingProcess, too_large
from raadslag.reader.fields.municipality import municipality_in_name
from raadslag.reader.lines.line import UnreadableFile
from raadslag.reader.words.town import NO_TOWN, Town
from raadslag.record import Attachment, Meeting, Note

_PUBLICATION = b"<Publication"


def read(
    path: str | Path, *, limits: Limits | None = None, process: ReadingProcess | None = None
) -> Meeting:
    """The meeting in a file or an eDagsorden folder; the first where there are several.

    Give a `ReadingProcess` to read many files with one child. Raises `UnreadableFile`, whose text is a Danish sentence that says what to do.
    """
    meetings = read_all(path, limits=limits, process=process)
    first = meetings[0]
    if len(meetings) == 1:
        return first
    note = Note("several-meetings", f"Filen rummer {len(meetings)} møder; dette er det første.")
    return replace(first, notes=(note, *first.notes))


def read_all(
    path: str | Path, *, limits: Limits | None = None, process: ReadingProcess | None = None
) -> list[Meeting]:
    """Every meeting in a file or an eDagsorden folder. Raises `UnreadableFile`.

    Give a `ReadingProcess` to read many files with one child.
    """
    place = Path(path)
    limits = process.limits if process else limits or Limits()
    if place.is_dir():
        place = publication_in(place) or _no_publication()
    meetings = read_bytes(_bytes_of(place, limits), place.name, limits=limits, process=process)
    return [_with_enclosures(meeting, place.parent) for meeting in meetings]


def read_bytes(
    data: bytes,
    name: str,
    *,
    limits: Limits | None = None,
    process: ReadingProcess | None = None,
    town: Town = NO_TOWN,
) -> list[Meeting]:
    """Every meeting in the bytes of a file called `name`; `town` is what is known beforehand. Raises
    `UnreadableFile`."""
    if process is None:
        with ReadingProcess(limits) as own:
            return read_bytes(data, name, process=own, town=town)
    digest = sha256(data).hexdigest()
    told = municipality_in_name(name)
    return [
        replace(m, file=name, sha256=digest, municipality=m.municipality or told)
        for m in process.read(data, town)
    ]


def publication_in(folder: Path) -> Path | None:
    """The eDagsorden XML of a publication's folder, null where the folder is none."""
    for candidate in sorted(folder.glob("*.[xX][mM][lL]")):
        try:
            with candidate.open("rb") as file:
                if _PUBLICATION in file.read(2048).replace(b"\x00", b""):
                    return candidate
        except OSError:
            continue
    return None


def _no_publication() -> Path:
    raise UnreadableFile(
        "folder",
        "Mappen er ikke en udgivelse fra eDagsorden. Vælg filerne i den, eller mappen med XML-filen.",
    )


def _bytes_of(path: Path, limits: Limits) -> bytes:
    try:
        if path.stat().st_size > limits.file_bytes:
            raise too_large(limits)
        if not path.is_file():
            raise UnreadableFile("no-file", "Det er ikke en fil. Vælg en fil eller en mappe.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile("no-file", "Filen findes ikke. Kontrollér navnet.") from error
    except OSError as error:
        raise UnreadableFile(
            "no-access", "Filen kan ikke åbnes. Kontrollér, at du har adgang til den."
        ) from error


def _with_enclosures(meeting: Meeting, folder: Path) -> Meeting:
    """The record with the hash of every attachment that lies in the publication's folder."""
    if meeting.reader != "edagsorden":
        return meeting
    items = tuple(
        replace(item, attachments=tuple(_held(part, folder) for part in item.attachments))
        for item in meeting.items
    )
    return replace(meeting, items=items)


def _held(attachment: Attachment, folder: Path) -> Attachment:
    relative = PurePosixPath(attachment.source or "")
    if not attachment.source or relative.is_absolute() or ".." in relative.parts:
        return attachment
    place = folder / relative
    try:
        # A link inside the folder may point out of it.
        if not place.resolve().is_relative_to(folder.resolve()) or not place.is_file():
            return attachment
        data = place.read_bytes()
    except OSError:
        return attachment
    kind, _ = mimetypes.guess_type(place.name)
    return replace(attachment, sha256=sha256(data).hexdigest(), bytes=len(data), media_type=kind)
