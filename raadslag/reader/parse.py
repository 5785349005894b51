"""Lines in, a meeting out: the parser's one public step. Pure, deterministic, never raises."""

from __future__ import annotations

from raadslag.reader.lines import Source
from raadslag.record import Meeting


def parse(source: Source) -> Meeting:
    """The meeting that the lines hold, with a note for every doubt."""
    return Meeting(reader=source.reader, title=source.title, notes=source.notes)
