"""The caller's side of other programs: what LibreOffice and Tesseract make of a file that we do not read."""

from __future__ import annotations

import base64
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from raadslag.bounded import BoundedProcess, Bounds, Died
from raadslag.reader.door import programs
from raadslag.reader.lines.line import UnreadableFile
from raadslag.record import Meeting, Note

OFFICE_ENDINGS = {"old-office": ".doc", "rtf": ".rtf", "open-document": ".odt"}
"""Refusals that LibreOffice helps with, and the ending by which it knows such a file."""
PICTURES = frozenset({"no-text", "no-letters", "picture"})
"""Refusals that Tesseract helps with."""
_PAGE_CODES = frozenset({"picture-page", "unreadable-letters"})
_MOST_PAGES = 40
"""Pages recognised in one file: each takes some seconds. The rest keep the note that they were not read."""
_BOUNDS = Bounds(
    memory_bytes=4 * 1024**3, cpu_seconds=120.0, wall_seconds=300.0, written_bytes=200 * 1024**2
)
"""LibreOffice reserves much more address space than it uses."""
_log = logging.getLogger(__name__)


class Outside:
    """Asks other programs, in a bounded process that starts when one is needed."""

    def __init__(self) -> None:
        self._process = BoundedProcess("raadslag.reader.door.outside_child", _BOUNDS)

    def close(self) -> None:
        """End the process, and the programs that it has started."""
        self._process.close()

    def converted(self, data: bytes, ending: str, error: UnreadableFile) -> tuple[bytes, Note]:
        """The file as .docx, and a note that says so. Raises `error` where it cannot be made."""
        program = programs.office()
        if program is None:
            raise UnreadableFile(error.code, f"{error} {programs.OFFICE_MISSING}") from error
        made = self._asked(data, {"do": "docx", "program": program, "ending": ending}).get("file")
        if not made:
            raise UnreadableFile(
                error.code,
                f"{error} LibreOffice kunne ikke åbne den; den kan være beskadiget eller låst.",
            ) from error
        told = f"Filen er lavet om fra {ending} til .docx med LibreOffice, før den blev læst."
        return base64.b64decode(made), Note("converted", told)

    def pages_to_recognise(self, meetings: Sequence[Meeting]) -> list[int]:
        """The pages of the file that were not read and may be recognised."""
        notes = [note for meeting in meetings for note in meeting.notes]
        pages = {n.where.page for n in notes if n.code in _PAGE_CODES and n.where and n.where.page}
        return sorted(pages)[:_MOST_PAGES] if pages and programs.recogniser() else []

    def recognised(self, data: bytes, pages: Sequence[int]) -> Mapping[int, str]:
        """Tesseract's table of each page's words; without those that it found none on. No pages: a picture."""
        task = {"do": "ocr", "program": programs.recogniser(), "pages": list(pages)}
        found = self._asked(data, task).get("pages", {})
        return {int(number): table for number, table in found.items()}

    def recognised_whole(self, data: bytes, error: UnreadableFile) -> Mapping[int, str]:
        """As `recognised`, of a file that holds nothing but pictures. Raises `error` where nothing comes of it."""
        if programs.recogniser() is None:
            raise UnreadableFile(error.code, f"{error} {programs.OCR_MISSING}") from error
        pages = [] if error.code == "picture" else list(range(1, _MOST_PAGES + 1))
        found = self.recognised(data, pages)
        if not found:
            raise error
        return found

    def _asked(self, data: bytes, task: Mapping[str, Any]) -> Mapping[str, Any]:
        try:
            answer = self._process.ask(data, task)
        except Died as error:
            _log.warning("%s: %s", task["program"], error)
            return {}
        if "fault" in answer:
            _log.error("%s: %s", task["program"], answer["fault"])
        return answer
