"""One line of the server's log: UTC with its offset, level, who wrote it, what; a fault's trace below."""

from __future__ import annotations

import logging
from datetime import UTC, datetime


class Plain(logging.Formatter):
    """`2026-11-27T20:15:03.123+00:00 WARNING django.request Not Found: /x/`; the journal is in UTC too."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def formatTime(  # noqa: N802 (the library's name)
        self, record: logging.LogRecord, datefmt: str | None = None
    ) -> str:
        del datefmt
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
