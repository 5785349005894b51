"""Holding the tables against the journal, both ways: each line finds its row, each row its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.db import transaction

from raadslag.journal.actions import SYSTEM, Actor, note
from raadslag.journal.models import Entry
from raadslag.journal.proving import BATCH, Name, hashes_of, proven_models

Wrong = Literal["changed", "lost", "back", "unnamed"]
TAKE_STOCK = "take_stock"


@dataclass(frozen=True, slots=True)
class Misfit:
    """A row that is not what the newest line about it says; `sequence` is null where no line names it.

    `changed`: it says something else. `lost`: it is not there. `back`: it was deleted and stands again.
    `unnamed`: no line speaks of it.
    """

    wrong: Wrong
    label: str
    pk: str
    sequence: int | None


@dataclass(slots=True)
class Said:
    """What the journal says of rows: by model and key the newest line's number and the row's hash.

    `before` counts lines from before rows were kept; while it is not 0 and no stock was taken, a row
    without a line is unproven and not wrong. `anew` are rows that a stock was taken of although an
    earlier line said something else of them: (sequence, label, key).
    """

    rows: dict[str, dict[str, tuple[int, bytes | None]]] = field(default_factory=dict)
    before: int = 0
    stock: int = 0
    anew: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def strict(self) -> bool:
        """Must every row have a line?"""
        return not self.before or bool(self.stock)


def what_is_said() -> Said:
    """The journal read once from its beginning, line by line."""
    said = Said()
    lines = Entry.objects.order_by("sequence").values_list("sequence", "act", "rows")
    for sequence, act, rows in lines.iterator(BATCH):
        if rows is None:
            said.before += 1
        else:
            _hear(said, sequence, act, rows)
    return said


def misfits(said: Said, counts: dict[str, int] | None = None) -> Iterator[Misfit]:
    """Every row of the proven tables that does not fit, model by model. Empties `said.rows`.

    `counts` is filled with the number of rows looked at of each model, and `""` with the unproven.
    """
    counts = {} if counts is None else counts
    for label in proven_models():
        known = said.rows.pop(label, {})
        counts[label] = 0
        for pk, digest in hashes_of(label):
            counts[label] += 1
            sequence, told = known.pop(str(pk), (None, None))
            if sequence is None and not said.strict:
                counts[""] = counts.get("", 0) + 1
            elif sequence is None:
                yield Misfit("unnamed", label, str(pk), None)
            elif told is None:
                yield Misfit("back", label, str(pk), sequence)
            elif told != bytes.fromhex(digest):
                yield Misfit("changed", label, str(pk), sequence)
        for key, (sequence, told) in known.items():
            if told is not None:
                yield Misfit("lost", label, key, sequence)


@transaction.atomic
def take_stock(*, because: str, by: Actor = SYSTEM) -> int:
    """Note every row that no line speaks rightly of, as it stands now; the number of rows.

    For a house that is older than its proofs, one set up without acts, or one whose rows an upgrade
    changed. It proves nothing of what was before, and verify says so for ever.
    """
    found = [(misfit.label, misfit.pk) for misfit in misfits(_strict(what_is_said()))]
    for begin in range(0, len(found), BATCH):
        rows = [Name(label, pk) for label, pk in found[begin : begin + BATCH]]
        note(TAKE_STOCK, by=by, subject="house", details={"because": because}, rows=rows)
    if not found:
        note(TAKE_STOCK, by=by, subject="house", details={"because": because})
    return len(found)


def _strict(said: Said) -> Said:
    said.stock += 1
    return said


def _hear(said: Said, sequence: int, act: str, rows: Mapping[str, Mapping[str, Any]]) -> None:
    stock = act == TAKE_STOCK
    said.stock += stock
    for label, told in rows.items():
        known = said.rows.setdefault(label, {})
        for key, digest in told.items():
            if stock and key in known:
                said.anew.append((sequence, label, key))
            known[key] = (sequence, bytes.fromhex(digest) if digest else None)
