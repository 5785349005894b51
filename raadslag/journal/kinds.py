"""What stands in a column and is no value of its kind, so that it reads as another, or as nothing.

SQLite keeps whatever is put there: 2 in a column of yes and no reads as no and is found by who asks for
yes; a moment that is none reads as never. PostgreSQL refuses all but JSON of another shape.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db import connection
from django.db.models import ForeignKey, JSONField, Model

_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
_TIME = "[0-9][0-9]:[0-9][0-9]:[0-9][0-9]"
_WHOLE = "typeof({c}) = 'integer'"
_NUMBER = "typeof({c}) IN ('integer', 'real')"
_TEXT = "typeof({c}) = 'text'"
VALUES = {
    "BooleanField": "typeof({c}) = 'integer' AND {c} IN (0, 1)",
    **dict.fromkeys(
        ("AutoField", "BigAutoField", "SmallAutoField", "IntegerField", "BigIntegerField", "SmallIntegerField",
         "PositiveIntegerField", "PositiveBigIntegerField", "PositiveSmallIntegerField", "DurationField"),
        _WHOLE,
    ),
    **dict.fromkeys(("DecimalField", "FloatField"), _NUMBER),
    **dict.fromkeys(("CharField", "TextField", "SlugField", "EmailField", "URLField"), _TEXT),
    "UUIDField": f"{_TEXT} AND length({{c}}) = 32 AND {{c}} NOT GLOB '*[^0-9a-f]*'",
    "DateTimeField": f"{_TEXT} AND {{c}} GLOB '{_DAY} {_TIME}*' AND datetime({{c}}) IS NOT NULL",
    "DateField": f"{_TEXT} AND {{c}} GLOB '{_DAY}' AND date({{c}}) IS NOT NULL",
    "TimeField": f"{_TEXT} AND {{c}} GLOB '{_TIME}*' AND time({{c}}) IS NOT NULL",
    "JSONField": f"{_TEXT} AND json_valid({{c}})",
}  # fmt: skip
"""A field's kind → what SQLite says of a value `{c}` that Django itself could have written."""


def rows_of_another_kind(model: type[Model], columns: Collection[str]) -> set[object]:
    """Keys of the rows that hold in one of the columns what is no value of its kind. One question a table."""
    return set(_odd_in_sqlite(model, columns)) if connection.vendor == "sqlite" else set()


def empty_kinds(model: type[Model], columns: Sequence[str]) -> list[tuple[int, type]]:
    """Which of the columns hold JSON that is a list, or an object, also when it is empty: (place, kind).

    `[]` where `{}` belongs is nothing to a row's hash, and an error to who reads it.
    """
    fields = {f.attname: f for f in model._meta.concrete_fields if isinstance(f, JSONField)}
    kinds = [(at, fields[name].default) for at, name in enumerate(columns) if name in fields]
    return [(at, kind) for at, kind in kinds if kind in (dict, list)]


def _odd_in_sqlite(model: type[Model], columns: Collection[str]) -> Iterator[object]:
    name = connection.ops.quote_name
    tests = []
    for field in model._meta.concrete_fields:
        rule = VALUES.get(_kind_of(field))
        if rule and field.attname in columns:
            column = name(field.column)
            tests.append(f"({column} IS NOT NULL AND NOT ({rule.format(c=column)}))")
    if not tests:
        return
    pk = model._meta.pk
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {name(pk.column)} FROM {name(model._meta.db_table)} WHERE {' OR '.join(tests)}"  # noqa: S608
        )
        for (key,) in cursor.fetchall():
            yield pk.to_python(key)


def _kind_of(field: Any) -> str:
    """The field's kind; of a reference that of the key it refers to."""
    while isinstance(field, ForeignKey):
        field = field.target_field
    return str(field.get_internal_type())
