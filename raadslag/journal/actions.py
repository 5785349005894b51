"""Noting an act, and proving afterwards that nothing was changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from django.db import transaction

from raadslag.journal.chain import FIRST, details_hash_of, hash_of
from raadslag.journal.listening import SYSTEM_KEY, listen
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
    journal_key: str = SYSTEM_KEY


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
    said = json.loads(json.dumps(details or {}))
    entry = Entry(
        sequence=head.sequence + 1,
        at=at or datetime.now(UTC),
        actor=by.journal_key,
        actor_name=by.journal_name,
        act=act,
        subject=subject,
        details=said,
        details_hash=details_hash_of(said),
        rows=what_stands(rows),
        previous_hash=head.entry_hash,
    )
    entry.entry_hash = hash_of(entry)
    entry.save(force_insert=True)
    head.sequence, head.entry_hash = entry.sequence, entry.entry_hash
    head.save()
    return entry


def first_misfit() -> int | None:
    """Number of the first line that does not fit the chain; null where all fit.

    A chain cut short is found too: the head then names a line that is not there.
    """
    return listen().broken


def head_hash() -> str:
    """The chain's newest hash: what a sealed document carries."""
    head = Head.objects.filter(id=1).first()
    return head.entry_hash if head else FIRST


def _require_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            "the journal is written inside the act's transaction"
        )
