"""The journal read once from its beginning: is the chain whole, and what does it say of the rows?"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from raadslag.journal.chain import FIRST, details_hash_of, hash_of, read_entries
from raadslag.journal.models import Entry, Head
from raadslag.journal.readable import JUNK

TAKE_STOCK = "take_stock"
"""The act that notes rows as they stand, because no act made them so."""
HASH = re.compile(r"[0-9a-f]{64}")
ERASE = "erase_by_law"
"""The act that takes words and bytes away for good; `details` names lines and files, `rows` the rows."""
SYSTEM_KEY = "system"
"""The actor of lines about what the house did by itself."""
ROOTS, COPIES = "roots", "copies"
"""In lines about sealing: sha256 of the certificates that the seal leads back to. In lines about kept heads:
the folder that got a copy."""
LISTED = "listed"
"""In such a line's `details`: the name of the erasure on the list that lies outside the database."""


@dataclass(frozen=True, slots=True)
class ErasureLine:
    """A line about an erasure. `listed` is empty in lines from before the list was named in them.

    `again`: the house did it once more by itself, after a restore.
    """

    sequence: int
    entry_hash: str
    listed: str
    again: bool


@dataclass(slots=True)
class Said:
    """What the journal says.

    `misfits` has the number of every line that does not fit the one before it, or not its own hash; `head`
    the newest line's number and hash as they stand in the lines. `rows` has by model and key the
    newest line about a row and its hash, null for one that is gone.

    `before` counts lines from before rows were kept; while it is not 0 and no stock was taken, a row
    without a line is unproven and not wrong. `anew` are rows that stock was taken of although an
    earlier line said something else: (line, model, key). `unreadable` has the columns that hold junk,
    by the line's number.

    `erased_rows`, `erased_lines` and `erased_files` are those that the law let go, `erasures` the lines
    that say so; `files` maps the sha256 of every file that a line says was kept to that line. `roots` are
    the sha256 of the certificates that lines about sealing say the seals lead back to.
    """

    misfits: set[int] = field(default_factory=set)
    unreadable: dict[int, tuple[str, ...]] = field(default_factory=dict)
    head: tuple[int, str] = (0, FIRST)
    rows: dict[str, dict[str, tuple[int, bytes | None]]] = field(default_factory=dict)
    before: int = 0
    stock: list[int] = field(default_factory=list)
    anew: list[tuple[int, str, str]] = field(default_factory=list)
    erased_rows: set[tuple[str, str]] = field(default_factory=set)
    erased_lines: set[int] = field(default_factory=set)
    erased_files: dict[str, int] = field(default_factory=dict)
    erasures: list[ErasureLine] = field(default_factory=list)
    files: dict[str, int] = field(default_factory=dict)
    roots: set[str] = field(default_factory=set)
    hashes: dict[int, str] = field(default_factory=dict)

    @property
    def broken(self) -> int | None:
        """The number of the first line that does not fit the chain, null where all fit."""
        return min(self.misfits, default=None)

    @property
    def strict(self) -> bool:
        """Must every row have a line?"""
        return not self.before or bool(self.stock)


def listen(*, hashes_at: frozenset[int] = frozenset()) -> Said:
    """Everything the journal says, line by line, in memory that grows with the rows it speaks of.

    `said.hashes` gets the hashes of the lines in `hashes_at`, for anchors to be held against.
    """
    said, reworded = Said(), set[int]()
    for entry, junk in read_entries(Entry.objects.order_by("sequence", "pk")):
        expected = said.head[0] + 1
        fits = entry.sequence == expected and entry.previous_hash == said.head[1]
        if junk:
            said.unreadable[expected] = tuple(sorted(junk))
        if not (fits and not junk and _is_whole(entry)):
            said.misfits.add(expected)
        number = entry.sequence if isinstance(entry.sequence, int) else expected
        if _is_reworded(entry):
            reworded.add(number)
        if number in hashes_at:
            said.hashes[number] = entry.entry_hash
        said.head = (number, entry.entry_hash)
        heard = "rows" in junk or _hear_rows(said, number, entry)
        if not (_hear_words(said, number, entry) and heard):
            said.misfits.add(number)
    head = Head.objects.filter(id=1).first()
    if not said.misfits and head and (head.sequence, head.entry_hash) != said.head:
        said.misfits.add(said.head[0] + 1)
    said.misfits |= reworded - said.erased_lines
    return said


def _is_whole(entry: Entry) -> bool:
    try:
        return hash_of(entry) == entry.entry_hash
    except JUNK:  # bytes where text stood
        return False


def _is_reworded(entry: Entry) -> bool:
    return entry.rows is not None and details_hash_of(entry.details) != entry.details_hash


def _hear_words(said: Said, sequence: int, entry: Entry) -> bool:
    """What a line's details say; false where they have another shape than an act gives them."""
    if entry.act == TAKE_STOCK:
        said.stock.append(sequence)
    if not isinstance(entry.details, dict):
        return False
    roots = entry.details.get(ROOTS, [])
    if not _all_are(str, roots):
        return False
    said.roots.update(roots)
    digest = entry.details.get("sha256")
    if entry.act != ERASE:
        if isinstance(digest, str):
            said.files.setdefault(digest, sequence)
            said.erased_files.pop(digest, None)
        return True
    lines, files = entry.details.get("lines", []), entry.details.get("files", [])
    if not (_all_are(int, lines) and _all_are(str, files)):
        return False
    said.erased_lines.update(lines)
    said.erased_files |= dict.fromkeys(files, sequence)
    listed = entry.details.get(LISTED, "")
    again = entry.actor == SYSTEM_KEY
    said.erasures.append(ErasureLine(sequence, entry.entry_hash, str(listed), again))
    return True


def _hear_rows(said: Said, sequence: int, entry: Entry) -> bool:
    """What a line says of rows; false where it has another shape than `Written`."""
    if entry.rows is None:
        said.before += 1
        return True
    if not isinstance(entry.rows, dict):
        return False
    shaped = [
        _hear_of(said, sequence, entry.act, label, told) for label, told in entry.rows.items()
    ]
    return all(shaped)


def _hear_of(said: Said, sequence: int, act: str, label: str, told: object) -> bool:
    if not isinstance(told, dict):
        return False
    known = said.rows.setdefault(label, {})
    whole = True
    for key, digest in told.items():
        if not (digest is None or (isinstance(digest, str) and HASH.fullmatch(digest))):
            whole = False
            continue
        if act == TAKE_STOCK and key in known:
            said.anew.append((sequence, label, key))
        if act == ERASE:
            said.erased_rows.add((label, key))
        known[key] = (sequence, bytes.fromhex(digest) if digest else None)
    return whole


def _all_are(kind: type, values: object) -> bool:
    return isinstance(values, list) and all(isinstance(value, kind) for value in values)
