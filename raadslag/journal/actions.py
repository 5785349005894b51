"""Noting an act, and proving afterwards that nothing was changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Protocol

from django.db import transaction

from raadslag.journal.models import Entry, Head
from raadslag.journal.proving import Rows, what_stands


class Actor(Protocol):
    """Whoever acts: a user, or the system itself."""

    @property
    def journal_key(self) -> str: ...
    @property
    def journal_name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class System:
    """An act that no person did: the worker, the importer on the command line, the demo's set-up."""

    journal_name: str = "Rådslag"
    journal_key: str = "system"


SYSTEM = System()


def note(
    act: str,
    *,
    by: Actor,
    subject: str,
    details: Mapping[str, Any] | None = None,
    rows: Rows = (),
    at: datetime | None = None,
) -> Entry:
    """Append one line to the journal, inside the caller's transaction.

    `act` is the action's name (`publish_minutes`), `subject` names the row (`publication:12`),
    `details` holds what one must know later; never text of a closed item.
    `rows` are all that the act made, changed or deleted (rows, querysets, and `names_of` those that
    are gone): the line keeps a hash of each as it stands in the tables now, and `./run verify` holds
    the tables against it. So note last, when everything is saved.
    Raises `TransactionManagementError` outside a transaction: an act and its line stand or fall together.
    """
    _require_transaction()
    Head.objects.get_or_create(id=1)
    head = Head.objects.select_for_update().get(id=1)
    entry = Entry(
        sequence=head.sequence + 1,
        at=at or datetime.now(UTC),
        actor=by.journal_key,
        actor_name=by.journal_name,
        act=act,
        subject=subject,
        details=dict(details or {}),
        rows=what_stands(rows),
        previous_hash=head.entry_hash,
    )
    entry.entry_hash = hash_of(entry)
    entry.save(force_insert=True)
    head.sequence, head.entry_hash = entry.sequence, entry.entry_hash
    head.save()
    return entry


def hash_of(entry: Entry) -> str:
    """sha256 (hex) over everything the entry says and the hash of the one before it."""
    said = {
        "sequence": entry.sequence,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "actor_name": entry.actor_name,
        "act": entry.act,
        "subject": entry.subject,
        "details": entry.details,
        "previous_hash": entry.previous_hash,
    }
    if entry.rows is not None:
        said["rows"] = entry.rows
    return sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def first_misfit() -> int | None:
    """Sequence number of the first entry that does not fit the chain; null where all fit.

    A chain cut short is found too: the head then names an entry that is not there.
    """
    previous_hash, expected = "0" * 64, 0
    for entry in Entry.objects.order_by("sequence").iterator():
        expected += 1
        fits = entry.sequence == expected and entry.previous_hash == previous_hash
        if not fits or hash_of(entry) != entry.entry_hash:
            return expected
        previous_hash = entry.entry_hash
    head = Head.objects.filter(id=1).first()
    if head and (head.sequence, head.entry_hash) != (expected, previous_hash):
        return expected + 1
    return None


def head_hash() -> str:
    """The chain's newest hash: what a sealed document carries."""
    head = Head.objects.filter(id=1).first()
    return head.entry_hash if head else "0" * 64


def _require_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            "the journal is written inside the act's transaction"
        )
