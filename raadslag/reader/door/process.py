"""The caller's side of the reading process: give it a file, and say why where it cannot be read."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from raadslag.bounded import BoundedProcess, Bounds, Died
from raadslag.reader.door.limits import Limits
from raadslag.reader.door.outside import OFFICE_ENDINGS, PICTURES, Outside
from raadslag.reader.lines.line import UnreadableFile
from raadslag.reader.words.town import NO_TOWN, Town, town_to_data
from raadslag.record import Meeting, from_data

_MEMORY = ("too-large", "crashed")
"""Refusals that may come of what the child has read before."""
_log = logging.getLogger(__name__)


class ReadingProcess:
    """One child process that reads file after file. Use as a context manager; starts when needed."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        bounds = Bounds(self.limits.memory_bytes, self.limits.cpu_seconds, self.limits.wall_seconds)
        self._process = BoundedProcess("raadslag.reader.door.child", bounds)
        self._outside = Outside()

    def __enter__(self) -> ReadingProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The child's process id; null before it starts."""
        return self._process.pid

    def start(self) -> None:
        """Start the child now, so that the first file does not wait for it."""
        self._process.start()

    def close(self) -> None:
        """End the child."""
        self._process.close()
        self._outside.close()

    def read(self, data: bytes, town: Town = NO_TOWN) -> list[Meeting]:
        """Every meeting in the bytes; `town` is what is known beforehand. Raises `UnreadableFile`; the next file gets a fresh child then.

        Old Word, RTF and OpenDocument go by LibreOffice, pages that are pictures by Tesseract, where
        they are installed.
        """
        if len(data) > self.limits.file_bytes:
            raise too_large(self.limits)
        try:
            meetings = self._read(data, town)
        except UnreadableFile as error:
            return self._read_by_others(data, error, town)
        pages = self._outside.pages_to_recognise(meetings)
        recognised = self._outside.recognised(data, pages) if pages else {}
        return self._read(data, town, recognised) if recognised else meetings

    def _read_by_others(self, data: bytes, error: UnreadableFile, town: Town) -> list[Meeting]:
        """What another program makes of the file. Raises the error, with what would help where it is missing."""
        if error.code in OFFICE_ENDINGS:
            made, note = self._outside.converted(data, OFFICE_ENDINGS[error.code], error)
            return [replace(one, notes=(note, *one.notes)) for one in self._read(made, town)]
        if error.code in PICTURES:
            return self._read(data, town, self._outside.recognised_whole(data, error))
        raise error

    def _read(
        self, data: bytes, town: Town, recognised: Mapping[int, str] | None = None
    ) -> list[Meeting]:
        worn = self._process.served > 0
        task = {
            "limits": asdict(self.limits),
            "recognised": dict(recognised or {}),
            "town": town_to_data(town),
        }
        try:
            return self._read_once(data, task)
        except UnreadableFile as error:
            # A child that has read much may be short of memory by no fault of this file.
            if not worn or error.code not in _MEMORY:
                raise
            return self._read_once(data, task)

    def _read_once(self, data: bytes, task: Mapping[str, Any]) -> list[Meeting]:
        try:
            content = self._process.ask(data, task)
        except Died as error:
            raise _died(error) from error
        if "meetings" in content:
            return [from_data(meeting) for meeting in content["meetings"]]
        code, message = _refusal(content)
        if code in _MEMORY:
            self.close()
        raise UnreadableFile(code, message)


def _refusal(content: dict[str, Any]) -> tuple[str, str]:
    if "memory" in content:
        return (
            "too-large",
            "Filen kræver mere hukommelse, end der er sat af. Del den i mindre filer, eller gem den på ny.",
        )
    if "fault" in content:
        _log.error("reader fault: %s", content["fault"])
        return (
            "reader-fault",
            "Filen kunne ikke læses på grund af en fejl i læseren. Prøv at gemme den i et andet "
            "format, og meld fejlen til dem, der driver Rådslag.",
        )
    code, message = content["error"]
    return code, message


def _died(error: Died) -> UnreadableFile:
    if error.slow:
        return UnreadableFile(
            "too-slow",
            "Filen tager for lang tid at læse og er sprunget over. Del den i mindre filer, "
            "eller gem den på ny, for eksempel som PDF.",
        )
    return UnreadableFile(
        "crashed",
        "Filen er beskadiget eller for krævende, og læsningen brød sammen. Hent filen igen, "
        "eller gem den på ny, for eksempel som PDF.",
    )


def too_large(limits: Limits) -> UnreadableFile:
    """The file is larger than we read."""
    most = limits.file_bytes // (1024 * 1024)
    return UnreadableFile(
        "too-large",
        f"Filen er for stor; grænsen er {most} MB. Del den i mindre filer, eller gem den uden billeder.",
    )
