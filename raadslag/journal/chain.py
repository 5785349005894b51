"""What makes the lines one chain: each line's hash covers all that it says and the line before it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC
from hashlib import sha256
from typing import Any

from django.db.models import QuerySet

from raadslag.journal.models import Entry
from raadslag.journal.readable import read_rows

FIRST = "0" * 64
"""What the first line has for the line before it."""


def hash_of(entry: Entry) -> str:
    """sha256 (hex) over everything the entry says and the hash of the one before it.

    Of `details` it covers their hash, so that the law can take words out of them and the chain holds.
    A line from before rows were kept (`rows` is null) is covered word by word.
    """
    said = {
        "sequence": entry.sequence,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "actor_name": entry.actor_name,
        "act": entry.act,
        "subject": entry.subject,
        "details": entry.details if entry.rows is None else entry.details_hash,
        "previous_hash": entry.previous_hash,
    }
    if entry.rows is not None:
        said["rows"] = entry.rows
    return sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def details_hash_of(details: Mapping[str, Any]) -> str:
    """sha256 (hex) over what a line says in words."""
    return sha256(json.dumps(details, sort_keys=True).encode()).hexdigest()


def read_entries(lines: QuerySet[Entry]) -> Iterator[tuple[Entry, frozenset[str]]]:
    """Lines of the journal, and the names of each one's columns that hold junk (they are null then)."""
    names = [field.attname for field in Entry._meta.concrete_fields]
    for row in read_rows(lines, names):
        yield Entry(**dict(zip(names, row.values, strict=True))), row.junk
