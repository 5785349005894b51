"""What the database promises of every row, in its own words, beside what the models make anew.

A constraint that keeps its name and says something else promises nothing, so that names are not
compared: the models' tables are made once more, in a place of their own that nobody else sees and that
falls away, and the two are asked in the same way (SQLite: `sqlite_master`; PostgreSQL: its catalogues).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.models import Model

Promises = dict[str, set[str]]
"""By table: each column and constraint of it, and each index, as the database writes it, without names."""

_NAMED = re.compile(r'^CONSTRAINT "[^"]*" ')
_OWN_NUMBER = re.compile(r"^(\S+) (?:small|big)?(?:integer|int)(?= NOT NULL IDENTITY)")
"""A number that the database gives each row: its width promises nothing, and Django's has grown."""
_INDEX_NAME = re.compile(r'^(CREATE (?:UNIQUE )?INDEX )(?:"[^"]*"|\S+) ON (?:ONLY )?(?:\S+\.)?')
_PARTS = {
    "columns": (
        "SELECT c.relname, concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'NOT NULL' END, "
        "'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), 'IDENTITY ' || nullif(a.attidentity::text, ''), 'GENERATED ' || nullif(a.attgenerated::text, ''), "
        "'COLLATE ' || (SELECT collname FROM pg_collation k WHERE k.oid = a.attcollation AND k.collname <> 'default')) "
        "FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum "
        "WHERE c.relkind IN ('r', 'p') AND c.relnamespace = {place} AND a.attnum > 0 AND NOT a.attisdropped"
    ),
    "constraints": (
        "SELECT c.relname, pg_get_constraintdef(o.oid) FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid "
        "WHERE c.relnamespace = {place} AND o.contype <> 'n'"
    ),
    "indexes": (
        "SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE c.relnamespace = {place}"
    ),
}  # fmt: skip
"""PostgreSQL: (table, text) of everything that it promises in the schema `place`."""
_HERE, _ASIDE = "current_schema()::regnamespace", "pg_my_temp_schema()"


class _MadeAnew(Exception):
    """Ends the transaction in which the tables were made anew."""


def promises_kept() -> Promises:
    """What this database promises of its tables, as it stands."""
    with connection.cursor() as cursor:
        return _of_sqlite(cursor) if connection.vendor == "sqlite" else _of_postgres(cursor, _HERE)


def promises_made() -> Promises:
    """What the models promise: their tables made anew aside, asked, and gone again."""
    if connection.vendor == "sqlite":
        with _memory() as aside:
            _make_tables(aside)
            with aside.cursor() as cursor:
                return _of_sqlite(cursor)
    made: Promises = {}
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL search_path TO pg_temp")
            _make_tables(connection)
            made = _of_postgres(cursor, _ASIDE)
            raise _MadeAnew
    except _MadeAnew:
        return made


@contextmanager
def _memory() -> Iterator[DatabaseWrapper]:
    aside = DatabaseWrapper({**connection.settings_dict, "NAME": ":memory:"}, alias="promises")
    try:
        yield aside
    finally:
        aside.close()


def _make_tables(database: Any) -> None:
    with database.schema_editor(atomic=False) as editor:
        for model in _models():
            editor.create_model(model)


def _models() -> Iterator[type[Model]]:
    """The models whose tables are made by themselves; those between two come with them."""
    return (one for one in apps.get_models() if one._meta.managed and not one._meta.proxy)


def _of_sqlite(cursor: Any) -> Promises:
    cursor.execute("SELECT type, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    found: Promises = {}
    for kind, table, text in cursor.fetchall():
        said = found.setdefault(table, set())
        if kind == "table":
            said |= set(_parts(text))
        elif kind == "index":
            said.add(_INDEX_NAME.sub(r"\1ON ", " ".join(text.split())))
    return found


def _parts(text: str) -> Iterator[str]:
    """The columns and constraints of a `CREATE TABLE`, each without its name and in one kind of blanks."""
    body = text[text.index("(") + 1 : text.rindex(")")]
    depth, begins, quoted = 0, 0, ""
    for at, sign in enumerate(body):
        if quoted or sign in "'\"":
            quoted = ("" if sign == quoted else quoted) if quoted else sign
        elif sign == "," and not depth:
            yield _bare(body[begins:at])
            begins = at + 1
        else:
            depth += (sign == "(") - (sign == ")")
    yield _bare(body[begins:])
    if tail := text[text.rindex(")") + 1 :].strip():
        yield tail


def _bare(part: str) -> str:
    return _NAMED.sub("", " ".join(part.split()))


def _of_postgres(cursor: Any, place: str) -> Promises:
    found: Promises = {}
    for question in _PARTS.values():
        cursor.execute(question.format(place=place))
        for table, text in cursor.fetchall():
            bare = _OWN_NUMBER.sub(r"\1 number", _INDEX_NAME.sub(r"\1ON ", text))
            found.setdefault(table, set()).add(bare)
    return found


def differences(kept: Promises, made: Promises) -> Iterable[tuple[str, list[str], list[str]]]:
    """Table by table of the house: what is missing in the database, and what stands there instead."""
    for table in sorted(made):
        missing, other = made[table] - kept.get(table, set()), kept.get(table, set()) - made[table]
        if missing or other:
            yield table, sorted(missing), sorted(other)
