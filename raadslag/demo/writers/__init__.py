"""Writers: a record in the formats that Danish municipalities keep their minutes in.

They imitate the systems, not our reader: `tests/demo/test_round_trip.py` reads every meeting in
every format and tells where the two part.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal, get_args

from raadslag.demo.town import formats, meeting_name, meetings
from raadslag.demo.writers import answer, docx, edagsorden, edoc, files, page, plain
from raadslag.record import Meeting

Format = Literal["pdf", "text", "html", "json", "edagsorden", "edoc", "docx"]
FORMATS: tuple[Format, ...] = get_args(Format)

_BYTES: dict[str, tuple[str, Callable[[Meeting], bytes]]] = {
    "pdf": ("pdf", files.minutes_pdf),
    "text": ("txt", plain.write),
    "html": ("html", page.write),
    "json": ("json", answer.write),
    "edoc": ("xml", edoc.write),
    "docx": ("docx", docx.write),
}


def write_meeting(meeting: Meeting, format: Format, folder: Path) -> Path:
    """One meeting in one format. Gives the path to hand to a reader (for eDagsorden the XML)."""
    folder.mkdir(parents=True, exist_ok=True)
    if format == "edagsorden":
        return edagsorden.write_folder(meeting, folder)
    suffix, to_bytes = _BYTES[format]
    path = folder / f"{meeting_name(meeting)}.{suffix}"
    path.write_bytes(to_bytes(meeting))
    return path


def write(folder: Path) -> list[Path]:
    """The town's minutes, each in the format of its time, and the attachments in `bilag/`."""
    chosen = formats()
    paths = [
        write_meeting(meeting, _format(chosen[meeting_name(meeting)]), folder)
        for meeting in meetings()
    ]
    return paths + write_attachments(folder / "bilag")


def write_attachments(folder: Path) -> list[Path]:
    """Every attachment of the town as a PDF."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for title in _titles():
        path = folder / files.attachment_name(title)
        path.write_bytes(files.attachment_pdf(title))
        paths.append(path)
    return paths


def _titles() -> list[str]:
    found = [file.title for m in meetings() for item in m.items for file in item.attachments]
    return list(dict.fromkeys(found))


def _format(name: str) -> Format:
    for known in FORMATS:
        if known == name:
            return known
    raise ValueError(f"ukendt format {name!r}")
