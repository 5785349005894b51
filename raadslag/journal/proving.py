"""Which rows the journal proves, and the hash that a line gives of each.

A room says it of its own tables in its `proven.py`, read when the house starts:

    prove(Meeting, "mødet", but=("current_item", "modified_at"))
    leave_out(Job, because="en opgave er glemt, når den er udført")

A row's hash covers the model, the row's key and every column that is not excepted. A column that holds
nothing (null where it may be null, else the empty value) is left out of it, so that a column
added later does not change the hashes of the rows before it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from hashlib import sha256
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model, QuerySet

from raadslag.journal.kinds import empty_kinds, rows_of_another_kind
from raadslag.journal.readable import BATCH, read_rows

UNREADABLE = ""
"""The hash of a row with junk in a column."""
Written = dict[str, dict[str, str | None]]
"""What a line says of rows: model's label, the row's key as text, its hash (hex) or null for gone."""


@dataclass(frozen=True, slots=True)
class Name:
    """A row by model and key, for one that will be gone when the act is noted."""

    label: str
    pk: object


Rows = Iterable[object]
"""Rows, querysets and names, mixed as an act has them at hand."""


@dataclass(frozen=True, slots=True)
class Proven:
    """A model of which every row is proven, and what one is `called` in Danish, in the definite form.

    `columns` are in the hash, `sets` too, as sorted keys.
    """

    model: type[Model]
    called: str
    columns: tuple[str, ...]
    sets: tuple[str, ...]
    nullable: frozenset[str]


_proven: dict[str, Proven] = {}
_left_out: dict[str, str] = {}


def prove(
    model: type[Model], called: str = "", *, but: Collection[str] = (), sets: Collection[str] = ()
) -> None:
    """Let lines prove the model's rows: all columns `but` some, and the many-to-many fields `sets`.

    `called` names a row in Danish: "mødet". Raises `ValueError` for a name that is no field of the model.
    """
    fields = model._meta.concrete_fields
    known = {field.name: field.attname for field in fields}
    many = {field.name for field in model._meta.many_to_many}
    if wrong := (set(but) - set(known)) | (set(sets) - many):
        raise ValueError(f"{model.__name__} has no {', '.join(sorted(wrong))}")
    pk = model._meta.pk.attname
    columns = tuple(sorted(a for n, a in known.items() if n not in but and a != pk))
    nullable = frozenset(field.attname for field in fields if field.null)
    many_to_many = tuple(sorted(sets))
    _proven[model._meta.label_lower] = Proven(model, called, columns, many_to_many, nullable)


def leave_out(model: type[Model], *, because: str) -> None:
    """Say that the model's rows are proven by no line, and why (Danish)."""
    _left_out[model._meta.label_lower] = because


def proven_models() -> dict[str, Proven]:
    """Every proven model by its label."""
    return dict(_proven)


def left_out_models() -> dict[str, str]:
    """Why each of the other models is not proven."""
    return dict(_left_out)


def names_of(*rows: object) -> list[Name]:
    """The rows' names, taken before an act deletes them."""
    return [name for row in rows for name in _names(row)]


def what_stands(rows: Rows) -> Written:
    """What the tables say of the rows at this moment, read anew: an act by `update()` needs no refresh.

    Raises `LookupError` for a model that no room has said `prove` of.
    """
    wanted: dict[str, dict[str, object]] = {}
    for row in rows:
        for name in _names(row):
            wanted.setdefault(name.label, {})[str(name.pk)] = name.pk
    written: Written = {}
    for label, keys in sorted(wanted.items()):
        found = {str(pk): digest for pk, digest in hashes_of(label, list(keys.values()))}
        written[label] = {key: found.get(key) for key in sorted(keys)}
    return written


def hashes_of(label: str, keys: Collection[object] | None = None) -> Iterator[tuple[object, str]]:
    """(key, hash) of the model's rows, those of `keys` or all of them in the order of their keys.

    Of all of them, one that holds what cannot be read has the hash `UNREADABLE`, which no row has.
    """
    kind = _kind(label)
    rows = kind.model._base_manager.order_by("pk")
    if keys is None:
        odd = rows_of_another_kind(kind.model, kind.columns)
        empty = empty_kinds(kind.model, kind.columns)
        for told, junk in _read(kind, rows):
            yield from ((pk, UNREADABLE) for pk in junk)
            odd |= {
                pk
                for pk, *row in told
                if any(not (row[n] or isinstance(row[n], k)) for n, k in empty)
            }
            for pk, digest in _hash_in_batches(kind, told):
                yield pk, UNREADABLE if pk in odd else digest
        return
    waiting = iter(keys)
    while batch := list(islice(waiting, BATCH)):
        yield from _hash_in_batches(
            kind, rows.filter(pk__in=batch).values_list("pk", *kind.columns)
        )


def _read(kind: Proven, rows: QuerySet[Any]) -> Iterator[tuple[list[Any], list[object]]]:
    """Batch by batch the rows as (key, columns …), and the keys of those that cannot be read."""
    found = read_rows(rows, kind.columns)
    while batch := list(islice(found, BATCH)):
        yield [(r.pk, *r.values) for r in batch if not r.junk], [r.pk for r in batch if r.junk]


def _hash_in_batches(kind: Proven, rows: Iterable[Any]) -> Iterator[tuple[object, str]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        sets = _sets(kind, [row[0] for row in batch])
        for pk, *values in batch:
            said = dict(zip(kind.columns, values, strict=True)) | sets.get(pk, {})
            yield pk, _digest(kind, pk, said)


def _digest(kind: Proven, pk: object, said: Mapping[str, object]) -> str:
    told = {
        name: value
        for name, value in said.items()
        if (value is not None if name in kind.nullable else bool(value))
    }
    whole = [kind.model._meta.label_lower, pk, told]
    return sha256(json.dumps(whole, sort_keys=True, default=_plain).encode()).hexdigest()


def _sets(kind: Proven, keys: list[object]) -> dict[object, dict[str, list[str]]]:
    """The keys at the other end of the many-to-many fields, by row and field."""
    found: dict[object, dict[str, list[str]]] = {}
    for name in kind.sets:
        rows = kind.model._base_manager.filter(pk__in=keys, **{f"{name}__isnull": False})
        for pk, other in rows.values_list("pk", name):
            found.setdefault(pk, {}).setdefault(name, []).append(str(other))
    return {pk: {name: sorted(keys) for name, keys in sets.items()} for pk, sets in found.items()}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, bytes):  # no column of ours has any: somebody put them where text stood
        return f"bytes:{value.hex()}"
    raise TypeError(f"no plain form of {type(value).__name__}")


def _names(row: object) -> Iterator[Name]:
    if isinstance(row, Name):
        yield row
    elif isinstance(row, QuerySet):
        label = row.model._meta.label_lower
        yield from (Name(label, pk) for pk in row.order_by().values_list("pk", flat=True))
    elif not isinstance(row, Model):
        raise TypeError(f"{type(row).__name__} is no row")
    elif row.pk is None:
        raise ValueError(f"{row._meta.label}: take names_of() before the row is deleted")
    else:
        yield Name(row._meta.label_lower, row.pk)


def _kind(label: str) -> Proven:
    if label not in _proven:
        raise LookupError(f"{apps.get_model(label).__name__} is proven in no room's proven.py")
    return _proven[label]
