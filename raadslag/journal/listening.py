"""The journal read once from its beginning: is the chain whole, and what does it say of the rows?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from raadslag.journal.chain import FIRST, details_hash_of, hash_of
from raadslag.journal.models import Entry, Head
from raadslag.journal.proving import BATCH

TAKE_STOCK = "take_stock"
"""The act that notes rows as they stand, because no act made them so."""
ERASE = "erase_by_law"
"""The act that takes words and bytes away for good; `details` names lines and files, `rows` the rows."""


@dataclass(slots=True)
class Said:
    """What the journal says.

    `broken` is the number of the first line that does not fit the chain, null where all fit; `head`
    the newest line's number and hash as they stand in the lines. `rows` has by model and key the
    newest line about a row and its hash, null for one that is gone.

    `before` counts lines from before rows were kept; while it is not 0 and no stock was taken, a row
    without a line is unproven and not wrong. `anew` are rows that stock was taken of although an
    earlier line said something else: (line, model, key).

    `erased_rows`, `erased_lines` and `erased_files` are those that the law let go; `files` maps the
    sha256 of every file that a line says was kept to that line.
    """

    broken: int | None = None
    head: tuple[int, str] = (0, FIRST)
    rows: dict[str, dict[str, tuple[int, bytes | None]]] = field(default_factory=dict)
    before: int = 0
    stock: list[int] = field(default_factory=list)
    anew: list[tuple[int, str, str]] = field(default_factory=list)
    erased_rows: set[tuple[str, str]] = field(default_factory=set)
    erased_lines: set[int] = field(default_factory=set)
    erased_files: dict[str, int] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)
    hashes: dict[int, str] = field(default_factory=dict)

    @property
    def strict(self) -> bool:
        """Must every row have a line?"""
        return not self.before or bool(self.stock)


def listen(*, hashes_at: frozenset[int] = frozenset()) -> Said:
    """Everything the journal says, line by line, in memory that grows with the rows it speaks of.

    `said.hashes` gets the hashes of the lines in `hashes_at`, for anchors to be held against.
    """
    said, reworded = Said(), set[int]()
    for entry in Entry.objects.order_by("sequence").iterator(BATCH):
        expected = said.head[0] + 1
        fits = entry.sequence == expected and entry.previous_hash == said.head[1]
        if said.broken is None and not (fits and hash_of(entry) == entry.entry_hash):
            said.broken = expected
        if entry.rows is not None and details_hash_of(entry.details) != entry.details_hash:
            reworded.add(entry.sequence)
        if entry.sequence in hashes_at:
            said.hashes[entry.sequence] = entry.entry_hash
        said.head = (entry.sequence, entry.entry_hash)
        _hear(said, entry)
    head = Head.objects.filter(id=1).first()
    if said.broken is None and head and (head.sequence, head.entry_hash) != said.head:
        said.broken = said.head[0] + 1
    wrong = reworded - said.erased_lines
    said.broken = min([*wrong, *([said.broken] if said.broken else [])], default=None)
    return said


def _hear(said: Said, entry: Entry) -> None:
    if entry.rows is None:
        said.before += 1
    else:
        _hear_rows(said, entry.sequence, entry.act, entry.rows)
    if entry.act == TAKE_STOCK:
        said.stock.append(entry.sequence)
    if entry.act == ERASE:
        said.erased_lines.update(entry.details.get("lines", ()))
        for digest in entry.details.get("files", ()):
            said.erased_files[digest] = entry.sequence
    elif isinstance(digest := entry.details.get("sha256"), str):
        said.files.setdefault(digest, entry.sequence)
        said.erased_files.pop(digest, None)


def _hear_rows(said: Said, sequence: int, act: str, rows: Mapping[str, Mapping[str, Any]]) -> None:
    for label, told in rows.items():
        known = said.rows.setdefault(label, {})
        for key, digest in told.items():
            if act == TAKE_STOCK and key in known:
                said.anew.append((sequence, label, key))
            if act == ERASE:
                said.erased_rows.add((label, key))
            known[key] = (sequence, bytes.fromhex(digest) if digest else None)
