"""Any file with a meeting in it becomes a record. Files are read in a bounded child process."""

from __future__ import annotations

from raadslag.reader.door.files import read, read_all, read_bytes
from raadslag.reader.door.limits import Limits
from raadslag.reader.door.process import ReadingProcess
from raadslag.reader.door.programs import programs
from raadslag.reader.lines.line import UnreadableFile
from raadslag.reader.words.town import Member, Town

__all__ = [
    "Limits",
    "Member",
    "ReadingProcess",
    "Town",
    "UnreadableFile",
    "programs",
    "read",
    "read_all",
    "read_bytes",
]
