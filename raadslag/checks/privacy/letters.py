"""Words in bytes that are no text: metadata, old office formats, drawings."""

from __future__ import annotations

import re

_NARROW = re.compile(rb"[\t\x20-\x7e\xa0-\xff]{5,}")
_WIDE = re.compile(rb"(?:[\t\x20-\x7e\xa0-\xff]\x00){5,}")
_WIDE_BIG = re.compile(rb"(?:\x00[\t\x20-\x7e\xa0-\xff]){5,}")
MOST = 50_000_000


def words_in_bytes(data: bytes) -> str:
    """Every run of five letters or more, one byte each or two, one run a line."""
    data = data[:MOST]
    lines = [found.decode("latin-1") for found in _NARROW.findall(data)]
    if b"\x00" in data:
        lines += [found.decode("utf-16-le") for found in _WIDE.findall(data)]
        lines += [found.decode("utf-16-be") for found in _WIDE_BIG.findall(data)]
    return "\n".join(lines)
