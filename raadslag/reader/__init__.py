"""Any file with a meeting in it becomes a record. Files are read in a bounded child process."""

from __future__ import annotations

from raadslag.reader.files import read, read_all, read_bytes
from raadslag.reader.limits import Limits
from raadslag.reader.lines import UnreadableFile
from raadslag.reader.process import ReadingProcess

__all__ = ["Limits", "ReadingProcess", "UnreadableFile", "read", "read_all", "read_bytes"]
