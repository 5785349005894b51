"""Rows read so that one which holds junk stops nobody: SQLite keeps in a column whatever is put there.

    for row in read_rows(Meeting.objects.order_by("pk"), ("starts_at", "state")):
        row.values, row.junk

Batches are read at once; where one cannot be, its rows are read one by one, and the row that cannot be,
column by column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from django.db import DataError
from django.db.models import Model, QuerySet

AnyModel = TypeVar("AnyModel", bound=Model)
BATCH = 500
"""How many rows are read at once; under the databases' limit of parameters."""
JUNK = (ValueError, TypeError, AttributeError, ArithmeticError, DataError)
"""What reading a column raises that holds no value of its kind: "i går" for a moment, 2026-13-40, "{";
PostgreSQL's `infinity` for a day."""


@dataclass(frozen=True, slots=True)
class Read:
    """A row's key and columns; those that cannot be read are null and named in `junk`."""

    pk: object
    values: tuple[Any, ...]
    junk: frozenset[str] = frozenset()


def read_rows(rows: QuerySet[Any], columns: Sequence[str]) -> Iterator[Read]:
    """The rows in their order, every one of them."""
    waiting = iter(list(rows.values_list("pk", flat=True).iterator(BATCH)))
    plain = rows.model._base_manager.order_by()
    while keys := list(islice(waiting, BATCH)):
        found = _found(plain, keys, columns)
        yield from (found[key] for key in keys if key in found)


def read_objects(
    rows: QuerySet[AnyModel], *, at_once: int = BATCH
) -> Iterator[tuple[object, AnyModel | None]]:
    """Each row's key and the row as `rows` has it (`select_related` too); null where it cannot be read."""
    waiting = iter(list(rows.values_list("pk", flat=True).iterator(BATCH)))
    while keys := list(islice(waiting, at_once)):
        try:
            found = {row.pk: row for row in rows.filter(pk__in=keys)}
        except JUNK:
            found = {key: row for key in keys if (row := _object(rows, key)) is not None}
        yield from ((key, found.get(key)) for key in keys)


def _object(rows: QuerySet[AnyModel], key: object) -> AnyModel | None:
    try:
        return rows.filter(pk=key).first()
    except JUNK:
        return None


def _found(rows: QuerySet[Any], keys: list[object], columns: Sequence[str]) -> dict[object, Read]:
    try:
        told = rows.filter(pk__in=keys).values_list("pk", *columns)
        needed = _needed(rows, columns)
        return {pk: _read(pk, values, needed) for pk, *values in told}
    except JUNK:
        if len(keys) > 1:
            half = len(keys) // 2
            first = _found(rows, keys[:half], columns)
            return first | _found(rows, keys[half:], columns)
        return {keys[0]: _by_column(rows, keys[0], columns)}


def _by_column(rows: QuerySet[Any], key: object, columns: Sequence[str]) -> Read:
    values, junk = list[Any](), set[str]()
    for name in columns:
        try:
            values.append(rows.filter(pk=key).values_list(name, flat=True)[0])
        except JUNK:
            values.append(None)
            junk.add(name)
    read = _read(key, values, _needed(rows, columns))
    return Read(key, read.values, read.junk | junk)


def _read(pk: object, values: Sequence[Any], needed: Sequence[tuple[int, str]]) -> Read:
    """Django reads "i går" in a column of moments as null, also where null may not stand."""
    return Read(pk, tuple(values), frozenset(name for at, name in needed if values[at] is None))


def _needed(rows: QuerySet[Any], columns: Sequence[str]) -> list[tuple[int, str]]:
    nullable = {field.attname for field in rows.model._meta.concrete_fields if field.null}
    return [(at, name) for at, name in enumerate(columns) if name not in nullable]
