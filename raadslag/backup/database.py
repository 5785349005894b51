"""The database out and in: SQLite by its own online backup, PostgreSQL by one snapshot of all tables.

PostgreSQL is read with COPY inside one REPEATABLE READ transaction over the connection that the
house has anyway: the same snapshot as pg_dump takes, without needing its binary in the right version.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from raadslag.backup.manifest import DATABASE, Manifest, UnusableBackup, chunks_of
from raadslag.files.disk import make_folder, write_whole

SQLITE_FILE = "raadslag.sqlite3"
MIGRATIONS = "django_migrations"
HEAD = "SELECT sequence, entry_hash FROM journal_head"


def is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def is_empty() -> bool:
    """Has the database no table yet? Looking makes no file."""
    if is_sqlite():
        place = _sqlite_place()
        if not place.exists() or not place.stat().st_size:
            return True
    return not connection.introspection.table_names()


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written: the journal's head at that moment, and PostgreSQL's tables with columns."""

    journal: tuple[int, str]
    tables: dict[str, list[str]] = field(default_factory=dict)


def save_database(target: Path) -> Saved:
    """Write the database as it is at one moment below `target`."""
    folder = target / DATABASE
    make_folder(folder)
    return _save_sqlite(folder / SQLITE_FILE) if is_sqlite() else _save_tables(folder)


def load_database(source: Path, manifest: Manifest) -> None:
    """Bring the saved database into the empty one, then up to this version's shape."""
    if is_sqlite():
        connection.close()
        place, saved = _sqlite_place(), source / DATABASE / SQLITE_FILE
        write_whole(place.parent, chunks_of(saved), place=lambda _half: place)
    else:
        _migrate_to(manifest.migrations)
        _load_tables(source / DATABASE, manifest.tables)
    call_command("migrate", verbosity=0)


def applied() -> list[tuple[str, str]]:
    """The migrations that the database has, in order of their names."""
    return sorted(MigrationRecorder(connection).applied_migrations())


def require_known(manifest: Manifest) -> None:
    """Raises `UnusableBackup` where this version cannot bring in what the backup holds."""
    if manifest.engine != connection.vendor:
        names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
        raise UnusableBackup(
            f"Sikkerhedskopien er fra {names.get(manifest.engine, manifest.engine)}, men "
            f"DATABASE_URL peger på {names.get(connection.vendor, connection.vendor)}."
        )
    known = set(MigrationLoader(None).disk_migrations or {})
    if unknown := [
        f"{app}.{name}" for app, name in manifest.migrations if (app, name) not in known
    ]:
        raise UnusableBackup(
            f"Sikkerhedskopien er lavet af en nyere Rådslag ({unknown[0]}). Hent den først."
        )


def own_files() -> list[Path]:
    """SQLite's files on the disk."""
    if not is_sqlite():
        return []
    place = _sqlite_place()
    return [place.with_name(place.name + ending) for ending in ("", "-wal", "-shm", "-journal")]


def _sqlite_place() -> Path:
    return Path(str(connection.settings_dict["NAME"])).resolve()


def _save_sqlite(place: Path) -> Saved:
    """One step under a read lock: writers go on meanwhile, and none of them is half in the copy."""
    with closing(sqlite3.connect(place)) as copy:
        connection.ensure_connection()
        assert connection.connection is not None
        connection.connection.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode=DELETE")
        (said,) = copy.execute("PRAGMA integrity_check").fetchone()
        if said != "ok":
            raise UnusableBackup(f"Databasen er beskadiget: {said}")
        found = Saved(_head(copy.execute(HEAD).fetchone()))
    place.chmod(0o600)
    return found


def _save_tables(folder: Path) -> Saved:
    tables: dict[str, list[str]] = {}
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        for table in sorted(connection.introspection.table_names(cursor)):
            if table == MIGRATIONS:
                continue
            described = connection.introspection.get_table_description(cursor, table)
            tables[table] = [column.name for column in described]
            out = f"COPY {_listed(table, tables[table])} TO STDOUT"
            write_whole(folder, _copied(cursor, out), place=lambda _half, t=table: folder / t)  # type: ignore[misc]
        cursor.execute(HEAD)
        return Saved(_head(cursor.fetchone()), tables)


def _head(row: tuple[int, str] | None) -> tuple[int, str]:
    return (row[0], row[1]) if row else (0, "0" * 64)


def _copied(cursor: Any, query: str) -> Iterator[bytes]:
    with cursor.copy(query) as copy:
        for data in copy:
            yield bytes(data)


def _migrate_to(recorded: list[tuple[str, str]]) -> None:
    """The tables as they were: each app up to the newest migration that the backup had."""
    executor = MigrationExecutor(connection)
    had = {(app, name) for app, name in recorded}
    newest = [
        node
        for node in sorted(had)
        if not any(
            child.key in had and child.key[0] == node[0]
            for child in executor.loader.graph.node_map[node].children
        )
    ]
    executor.migrate(newest)


def _load_tables(folder: Path, tables: dict[str, list[str]]) -> None:
    """All in one transaction: foreign keys are looked at when it ends."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("TRUNCATE " + ", ".join(map(_quoted, tables)))
        for table, columns in tables.items():
            with cursor.copy(f"COPY {_listed(table, columns)} FROM STDIN") as copy:
                for chunk in chunks_of(folder / table):
                    copy.write(chunk)
        for table in tables:
            for counter in connection.introspection.get_sequences(cursor, table):
                column = _quoted(counter["column"])
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence(%s, %s), max({column})) "  # noqa: S608
                    f"FROM {_quoted(table)} HAVING max({column}) IS NOT NULL",
                    [table, counter["column"]],
                )


def _listed(table: str, columns: list[str]) -> str:
    return f"{_quoted(table)} ({', '.join(map(_quoted, columns))})"


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))
