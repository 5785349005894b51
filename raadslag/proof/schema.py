"""The database's own shape: what acts in it by itself, columns that this house did not make, and what
the house promised of its rows and is gone.

A trigger, a rule or a row policy changes or hides rows behind every act; its work looks like the house's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

from raadslag.proof.saying import Proof

ACTING = {
    "sqlite": "SELECT 'Udløseren', name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT 'Udløseren', t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal AND n.nspname = ANY (current_schemas(false)) "
        "UNION ALL SELECT 'Reglen', rulename, tablename FROM pg_rules WHERE schemaname = ANY (current_schemas(false)) "
        "UNION ALL SELECT 'Rækkereglen', policyname, tablename FROM pg_policies WHERE schemaname = ANY (current_schemas(false))"
    ),
}
"""By kind of database: what acts by itself, as (Danish kind, name, table). The house has none."""
COLUMNS = {
    "sqlite": "SELECT m.name, p.name FROM sqlite_master m, pragma_table_xinfo(m.name) p WHERE m.type = 'table'",
    "postgresql": (
        "SELECT c.table_name, c.column_name FROM information_schema.columns c JOIN information_schema.tables t "
        "ON t.table_schema = c.table_schema AND t.table_name = c.table_name "
        "WHERE t.table_type = 'BASE TABLE' AND c.table_schema = ANY (current_schemas(false))"
    ),
}
VIEWS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'view'",
    "postgresql": "SELECT table_name FROM information_schema.views WHERE table_schema = ANY (current_schemas(false))",
}
OTHERS = ("django_migrations", "sqlite_")
"""How tables begin that Django and SQLite keep for themselves."""


def prove_schema() -> Iterator[Proof]:
    """Nothing but the house acts in the database. A table or view beside the house's own is a remark."""
    wrong = False
    for kind, name, table in _asked(ACTING):
        wrong = True
        text = f"{kind} {name} på tabellen {table} er ikke husets: den kan ændre eller skjule rækker, når huset skriver."
        yield Proof(False, f"{text} Fjern den, og find ud af, hvem der satte den.")
    known = _known()
    foreign = {str(name) for (name,) in _asked(VIEWS)}
    for table, column in _asked(COLUMNS):
        if table not in known:
            foreign |= set() if table.startswith(OTHERS) else {table}
        elif column not in known[table]:
            wrong = True
            yield Proof(False, f"Kolonnen {column} i tabellen {table} er ikke husets.")
    if foreign:
        named = ", ".join(sorted(foreign))
        text = f"I databasen står også tabeller eller visninger, som ikke er husets: {named}."
        yield Proof(True, text, remark=True)
    if not wrong:
        yield Proof(
            True, "Databasens indretning: kun husets kolonner, og intet handler af sig selv."
        )


def prove_promises() -> Iterator[Proof]:
    """What the models promise of every row stands in the database: tables, columns, constraints, indexes."""
    wrong = False
    with connection.cursor() as cursor:
        live = set(connection.introspection.table_names(cursor))
        for model in apps.get_models(include_auto_created=True):
            if not model._meta.managed:
                continue
            name = model._meta.db_table
            missing = ", ".join(_missing(cursor, model)) if name in live else ""
            if missing or name not in live:
                wrong = True
                text = (
                    f"I tabellen {name} mangler {missing}."
                    if missing
                    else f"Tabellen {name} mangler."
                )
                yield Proof(False, f"{text} Find ud af, hvem der tog det væk; en sikkerhedskopi har det (`./run restore`).")  # fmt: skip
    if not wrong:
        yield Proof(
            True, "Databasens løfter: alle tabeller, kolonner, betingelser og indekser er der."
        )


def _missing(cursor: Any, model: type[Model]) -> Iterator[str]:
    """What the model declares of its table and the database has not, in Danish words."""
    meta, ask = model._meta, connection.introspection
    columns = {column.name: column for column in ask.get_table_description(cursor, meta.db_table)}
    constraints = ask.get_constraints(cursor, meta.db_table)
    kinds = {
        (kind, tuple(found["columns"]))
        for found in constraints.values()
        for kind in ("unique", "primary_key", "foreign_key")
        if found.get(kind)
    }
    for field in meta.local_concrete_fields:
        column = str(field.column)
        if column not in columns:
            yield f"kolonnen {column}"
            continue
        if columns[column].null_ok and not field.null and not field.primary_key:
            yield f"kravet om, at {column} er udfyldt"
        if field.unique and not kinds & {("unique", (column,)), ("primary_key", (column,))}:
            yield f"kravet om, at {column} er én rækkes alene"
        is_link = field.remote_field and getattr(field, "db_constraint", False)
        if is_link and ("foreign_key", (column,)) not in kinds:
            yield f"kravet om, at {column} peger på en række"
    for one in (*meta.constraints, *meta.indexes):
        if one.name not in constraints:
            yield f"betingelsen eller indekset {one.name}"


def _asked(questions: dict[str, str]) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(questions[connection.vendor])
        return sorted(cursor.fetchall())


def _known() -> dict[str, set[str]]:
    """Every table of the house with its columns, those between two tables too."""
    return {
        model._meta.db_table: {field.column for field in model._meta.local_concrete_fields}
        for model in apps.get_models(include_auto_created=True)
    }
