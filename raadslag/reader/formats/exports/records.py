"""Rådslag's own record as a file: read back as it was written, its links made safe."""

from __future__ import annotations

from typing import Any

from raadslag.reader.formats.letters import safe_href
from raadslag.reader.lines.line import UnreadableFile
from raadslag.record import Meeting, RecordFormatError, from_data


def is_record(data: Any) -> bool:
    """True for the JSON of a record."""
    return (
        isinstance(data, dict)
        and isinstance(data.get("items"), list)
        and ("format" in data or "organization" in data)
        and "Dagsordenpunkter" not in data
    )


def record_to_meeting(data: dict[str, Any]) -> Meeting:
    """The record. Raises `UnreadableFile` where a value is of the wrong kind."""
    _make_links_safe(data)
    try:
        return from_data(data)
    except RecordFormatError as error:
        raise UnreadableFile(
            "bad-record",
            f"Filen ligner Rådslags eget format, men kan ikke læses ({error}). "
            "Læs den oprindelige fil igen.",
        ) from error


def _make_links_safe(data: Any) -> None:
    """Addresses that are not http, https or mailto are taken out, wherever they stand."""
    waiting = [data]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting += part
        elif isinstance(part, dict):
            if isinstance(part.get("href"), str):
                part["href"] = safe_href(part["href"])
            if isinstance(part.get("links"), list):
                part["links"] = [
                    link for link in part["links"] if isinstance(link, str) and safe_href(link)
                ]
            waiting += part.values()
