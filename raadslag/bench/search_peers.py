"""The plain ways to search the same items: SQLite FTS5 and PostgreSQL's own Danish."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from raadslag.bench.search_items import item
from raadslag.bench.search_questions import Question

_FILTERED = "municipality = {0} AND year = {0}"


class Peer(Protocol):
    """One other way to search."""

    name: str

    def build(self, count: int) -> None:
        """Put items 0 to count in."""

    def size(self) -> int:
        """Bytes of the index (texts not counted)."""

    def ask(self, question: Question) -> int:
        """Answer as a page would: the first 20, or the counts."""

    def close(self) -> None:
        """Clear up."""


class Fts5:
    """SQLite FTS5 as it comes: unicode61, bm25, contentless."""

    name = "SQLite FTS5"

    def __init__(self, folder: Path) -> None:
        self._path = folder / "fts5.sqlite"
        self._base = sqlite3.connect(self._path)

    def build(self, count: int) -> None:
        run = self._base.execute
        run("PRAGMA journal_mode=OFF")
        run("PRAGMA synchronous=OFF")
        run("CREATE TABLE item (id INTEGER PRIMARY KEY, municipality, organization, year, day)")
        run(
            "CREATE VIRTUAL TABLE text USING fts5(title, decision, recommendation, body, "
            "content='', tokenize='unicode61')"
        )
        for at in range(0, count, 5000):
            made = [item(number) for number in range(at, min(at + 5000, count))]
            self._base.executemany(
                "INSERT INTO item VALUES (?,?,?,?,?)",
                [
                    (at + n, one.municipality, one.organization, one.date.year, one.day)  # type: ignore[union-attr]
                    for n, one in enumerate(made)
                ],
            )
            self._base.executemany(
                "INSERT INTO text (rowid, title, decision, recommendation, body) VALUES (?,?,?,?,?)",
                [
                    (at + n, one.title, one.decision, one.recommendation, one.body)
                    for n, one in enumerate(made)
                ],
            )
            self._base.commit()
        run("CREATE INDEX place ON item (municipality, year, day)")
        self._base.commit()

    def size(self) -> int:
        return self._path.stat().st_size

    def ask(self, question: Question) -> int:
        quoted = [f'"{word}"' for word in question.words]
        match = (" OR " if question.kind == "any" else " ").join(quoted)
        if question.kind == "phrase":
            match = '"' + " ".join(question.words) + '"'
        run = self._base.execute
        if question.kind == "facets":
            sql = (
                "SELECT {0}, count(*) FROM text JOIN item ON id = text.rowid "
                "WHERE text MATCH ? GROUP BY 1"
            )
            names = ("municipality", "organization", "year")
            return sum(len(run(sql.format(name), (match,)).fetchall()) for name in names)
        if question.kind == "filtered":
            sql = (
                "SELECT id FROM text JOIN item ON id = text.rowid WHERE text MATCH ? "
                f"AND {_FILTERED.format('?')} ORDER BY day DESC LIMIT 20"
            )
            return len(run(sql, (match, question.municipality, question.year)).fetchall())
        sql = (
            "SELECT rowid FROM text WHERE text MATCH ? ORDER BY bm25(text, 4, 1.5, 1.5, 1) LIMIT 20"
        )
        return len(run(sql, (match,)).fetchall())

    def close(self) -> None:
        self._base.close()


class Postgres:
    """PostgreSQL's `danish` tsvector with GIN and ts_rank, in a cluster of its own."""

    name = "PostgreSQL danish"

    def __init__(self, binaries: Path) -> None:
        self._binaries = binaries
        self._folder = Path(tempfile.mkdtemp(prefix="raadslag-pg-"))
        self._user = "postgres" if os.geteuid() == 0 else ""
        if self._user:
            shutil.chown(self._folder, self._user)
        self._run("initdb", "-D", str(self._folder / "data"), "-A", "trust", "-U", "bench")
        options = f"-c listen_addresses='' -k {self._folder} -c fsync=off -c shared_buffers=512MB"
        options += " -c maintenance_work_mem=512MB -c max_parallel_workers_per_gather=0"
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-w", "-o", options, "start")
        import psycopg

        self._base: Any = psycopg.connect(
            host=str(self._folder), user="bench", dbname="postgres", autocommit=True
        )

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._binaries / program), *arguments]
        if self._user:
            command = [
                "setpriv",
                "--reuid",
                self._user,
                "--regid",
                self._user,
                "--clear-groups",
                *command,
            ]
        subprocess.run(
            command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/"
        )

    def build(self, count: int) -> None:
        run = self._base.execute
        run("CREATE TABLE item (id int, municipality text, organization text, year int, day int)")
        run("ALTER TABLE item ADD COLUMN words tsvector")
        run(
            "CREATE TEMP TABLE raw (id int, m text, o text, year int, day int, a text, b text, c text)"
        )
        for at in range(0, count, 5000):
            with self._base.cursor().copy("COPY raw FROM STDIN") as copy:
                for row in _rows(at, min(at + 5000, count)):
                    copy.write_row(row)
            run(
                "INSERT INTO item SELECT id, m, o, year, day, "
                "setweight(to_tsvector('danish', a), 'A') || setweight(to_tsvector('danish', b), 'B')"
                " || to_tsvector('danish', c) FROM raw"
            )
            run("TRUNCATE raw")
        run("CREATE INDEX words ON item USING gin (words) WITH (fastupdate = off)")
        run("CREATE INDEX place ON item (municipality, year, day DESC)")
        run("VACUUM ANALYZE item")

    def size(self) -> int:
        sql = "SELECT pg_relation_size('words') + (SELECT sum(pg_column_size(words)) FROM item)"
        return int(self._base.execute(sql).fetchone()[0])

    def ask(self, question: Question) -> int:
        run, typed = self._base.execute, " ".join(question.words)
        asked = "plainto_tsquery('danish', %s)"
        if question.kind == "any":
            asked, typed = "to_tsquery('danish', %s)", " | ".join(question.words)
        if question.kind == "phrase":
            asked = "phraseto_tsquery('danish', %s)"
        if question.kind == "facets":
            sql = f"SELECT {{0}}, count(*) FROM item WHERE words @@ {asked} GROUP BY 1"
            names = ("municipality", "organization", "year")
            return sum(len(run(sql.format(name), (typed,)).fetchall()) for name in names)
        if question.kind == "filtered":
            sql = f"SELECT id FROM item WHERE words @@ {asked} AND {_FILTERED.format('%s')}"
            values = (typed, question.municipality, question.year)
            return len(run(sql + " ORDER BY day DESC LIMIT 20", values).fetchall())
        sql = f"SELECT id FROM item, {asked} q WHERE words @@ q ORDER BY ts_rank(words, q) DESC LIMIT 20"
        return len(run(sql, (typed,)).fetchall())

    def close(self) -> None:
        self._base.close()
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(self._folder, ignore_errors=True)


def _rows(start: int, end: int) -> Iterator[tuple[object, ...]]:
    for number in range(start, end):
        one = item(number)
        year = one.date.year if one.date else 0
        core = f"{one.decision} {one.recommendation}"
        place = (number, one.municipality, one.organization, year, one.day)
        yield (*place, one.title, core, one.body)


def postgres_binaries() -> Path | None:
    """Debian's newest PostgreSQL programs, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None
