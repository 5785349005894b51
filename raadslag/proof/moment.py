"""One moment of the database: what is proved is read as it stood then, while the house goes on writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read inside is of the same moment, and nobody who writes waits for it.

    SQLite (WAL) keeps the snapshot of a plain BEGIN from its first read on, where Django's own
    transactions would take the write lock; PostgreSQL has REPEATABLE READ. Inside a transaction
    of the caller's own that one counts.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
