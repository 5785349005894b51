"""Holding the tables against the journal, both ways: each line finds its row, each row its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.db import transaction

from raadslag.journal.actions import SYSTEM, Actor, note
from raadslag.journal.listening import TAKE_STOCK, Said, listen
from raadslag.journal.proving import UNREADABLE, Name, hashes_of, proven_models
from raadslag.journal.readable import BATCH

Wrong = Literal["changed", "lost", "back", "unnamed", "unreadable"]


@dataclass(frozen=True, slots=True)
class Misfit:
    """A row that is not what the newest line about it says; `sequence` is null where no line names it.

    `changed`: it says something else. `lost`: it is not there. `back`: it was deleted and stands again.
    `unnamed`: no line speaks of it. `unreadable`: a column of it holds what cannot stand there.
    """

    wrong: Wrong
    label: str
    pk: str
    sequence: int | None


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
            if digest == UNREADABLE:
                yield Misfit("unreadable", label, str(pk), sequence)
            elif sequence is None and not said.strict:
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


@dataclass(frozen=True, slots=True)
class Stock:
    """How many rows were noted, and those that could not be read and so were not."""

    count: int
    unreadable: list[Misfit]


@transaction.atomic
def take_stock(*, because: str, by: Actor = SYSTEM) -> Stock:
    """Note every row that no line speaks rightly of, as it stands now, but those that cannot be read.

    For a house that is older than its proofs, one set up without acts, or one whose rows an upgrade
    changed. It proves nothing of what was before, and verify says so for ever.
    """
    said = listen()
    said.stock.append(said.head[0])
    wrong = list(misfits(said))
    found = [(misfit.label, misfit.pk) for misfit in wrong if misfit.wrong != "unreadable"]
    for begin in range(0, len(found), BATCH):
        rows = [Name(label, pk) for label, pk in found[begin : begin + BATCH]]
        note(TAKE_STOCK, by=by, subject="house", details={"because": because}, rows=rows)
    if not found:
        note(TAKE_STOCK, by=by, subject="house", details={"because": because})
    return Stock(len(found), [misfit for misfit in wrong if misfit.wrong == "unreadable"])
