"""The bounded process that reads strangers' files: `{"meetings": [...]}` or `{"error": [code, message]}`."""

from __future__ import annotations

import gc
import sys
import zlib
from typing import Any
from zipfile import BadZipFile

from lxml.etree import LxmlError

from raadslag.bounded.child import serve
from raadslag.reader.door.choose import bytes_to_meetings
from raadslag.reader.door.limits import Limits
from raadslag.reader.lines.line import UnreadableFile
from raadslag.reader.words.town import town_from_data
from raadslag.record import to_data


def calm_collector() -> None:
    """Look for cycles less often: reading makes many small objects and hardly any cycle."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def work(data: bytes, task: dict[str, Any]) -> dict[str, Any]:
    """`task` holds the limits, what was recognised on pages that are pictures, and what is known of the town."""
    pages = {int(number): tsv for number, tsv in task.get("recognised", {}).items()}
    try:
        town = town_from_data(task.get("town", {}))
        meetings = bytes_to_meetings(data, Limits(**task["limits"]), pages, town)
    except UnreadableFile as error:
        return {"error": [error.code, str(error)]}
    return {"meetings": [to_data(meeting) for meeting in meetings]}


if __name__ == "__main__":
    calm_collector()
    sys.exit(serve(work, (LxmlError, BadZipFile, zlib.error)))
