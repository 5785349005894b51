"""What a file may cost before we stop reading it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one file. Above them: `UnreadableFile`, or a partial record that says so."""

    file_bytes: int = 100 * 1024 * 1024
    """Larger files are refused before they are read."""
    memory_bytes: int = 1024 * 1024 * 1024
    """Address space of the reading process."""
    cpu_seconds: float = 40.0
    """Processor time of the reading process for one file."""
    wall_seconds: float = 90.0
    """Time that the caller waits for one file."""
    soft_seconds: float = 25.0
    """Processor time after which a format reader stops and hands over what it has."""
    pages: int = 5_000
    unpacked_bytes: int = 200 * 1024 * 1024
    """Unpacked size of a whole zip file."""
    lines: int = 400_000
    depth: int = 200
    """How deep markup may be nested before it is flattened."""
