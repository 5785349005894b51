"""An attachment's title as an export gives it, without its marks."""

from __future__ import annotations

import re

from raadslag.reader.formats.letters import one_line
from raadslag.record import Attachment

_RECOMMENDED = re.compile(r"^(?:\d+(?:\.\d+)*\.?\s+)?ANBEFALE[ST]\b[\s:–-]*")
_ADDED = re.compile(r"\((?:på|til)ført\b[^)]*\)|\beftersendt\b", re.IGNORECASE)


def titled(
    title: str,
    *,
    source: str | None = None,
    file_name: str | None = None,
    size: int | None = None,
    internal: bool = False,
) -> Attachment:
    """The attachment; ANBEFALES in front of the title is a mark, not a part of it."""
    text = one_line(title)
    bare = _RECOMMENDED.sub("", text)
    return Attachment(
        title=bare or text,
        recommended=bare != text,
        added_after=bool(_ADDED.search(text)),
        file_name=file_name,
        bytes=size,
        internal=internal,
        source=source,
    )
