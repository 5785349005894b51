"""The journal is one chain: a changed, missing or cut entry is found."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from raadslag.journal.actions import SYSTEM, first_misfit, head_hash, note
from raadslag.journal.models import Entry, Head

pytestmark = pytest.mark.django_db


def write(count: int) -> None:
    for number in range(count):
        with transaction.atomic():
            note("publish", by=SYSTEM, subject=f"meeting:{number}", details={"version": number})


def test_an_untouched_journal_fits() -> None:
    write(4)
    assert first_misfit() is None
    assert head_hash() == Entry.objects.get(sequence=4).entry_hash


@pytest.mark.parametrize(
    "change", [{"act": "withdraw"}, {"actor_name": "En anden"}, {"details": {"version": 9}}]
)
def test_a_changed_entry_is_named(change: dict[str, object]) -> None:
    write(4)
    Entry.objects.filter(sequence=2).update(**change)
    assert first_misfit() == 2


def test_a_removed_entry_is_named() -> None:
    write(4)
    Entry.objects.filter(sequence=3).delete()
    assert first_misfit() == 3


def test_a_cut_end_is_found_because_the_head_remembers() -> None:
    write(4)
    Entry.objects.filter(sequence=4).delete()
    assert first_misfit() == 4


def test_an_act_that_fails_leaves_no_line() -> None:
    def publish_and_fail() -> None:
        with transaction.atomic():
            note("publish", by=SYSTEM, subject="meeting:1")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        publish_and_fail()
    assert not Entry.objects.exists()
    assert Head.objects.filter(sequence__gt=0).count() == 0


@pytest.mark.django_db(transaction=True)
def test_noting_outside_a_transaction_is_refused() -> None:
    assert not connection.in_atomic_block
    with pytest.raises(transaction.TransactionManagementError):
        note("publish", by=SYSTEM, subject="meeting:1")
