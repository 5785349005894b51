"""What one job in a bounded process may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """`memory_bytes` of address space, `cpu_seconds` of one job, `wall_seconds` the caller waits.

    `written_bytes`: how large a file it may write; none where it is 0.
    """

    memory_bytes: int = 1024 * 1024 * 1024
    cpu_seconds: float = 40.0
    wall_seconds: float = 90.0
    written_bytes: int = 0
