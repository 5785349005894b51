"""The database's own shape: what acts in it by itself, columns that this house did not make, and what
the house promised of its rows and is gone.

A trigger, a rule or a row policy changes or hides rows behind every act; its work looks like the house's.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import connection

from raadslag.proof.promised import Promises, differences, promises_kept
from raadslag.proof.saying import Proof

ACTING = {
    "sqlite": "SELECT 'Udløseren', name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT 'Udløseren', t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal AND n.nspname = ANY (current_schemas(false)) "
        "UNION ALL SELECT 'Reglen', rulename, tablename FROM pg_rules WHERE schemaname = ANY (current_schemas(false)) "
        "UNION ALL SELECT 'Rækkereglen', policyname, tablename FROM pg_policies WHERE schemaname = ANY (current_schemas(false)) "
        "UNION ALL SELECT 'Den slukkede indbyggede udløser', t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE t.tgisinternal AND t.tgenabled <> 'O' AND n.nspname = ANY (current_schemas(false)) "
        "UNION ALL SELECT 'Hændelsesudløseren', evtname, '' FROM pg_event_trigger "
        "UNION ALL SELECT 'Funktionen', p.proname, '' FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
        "WHERE n.nspname = ANY (current_schemas(false)) AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') "
        "UNION ALL SELECT 'Indstillingen', split_part(k, '=', 1), '' FROM pg_db_role_setting s, unnest(s.setconfig) k "
        "WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database())) "
        "AND split_part(k, '=', 1) IN ('session_replication_role', 'search_path', 'row_security', 'session_preload_libraries', 'local_preload_libraries') "
    ),
}
"""By kind of database: what acts by itself, as (Danish kind, name, table; empty for the whole database). The
house has none."""
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
MOST_TOLD, MOST_LETTERS = 3, 160
"""Promises of one table that are told in full, and letters of each."""
OTHERS = ("django_migrations", "sqlite_")
"""How tables begin that Django and SQLite keep for themselves."""


def prove_schema() -> Iterator[Proof]:
    """Nothing but the house acts in the database. A table or view beside the house's own is a remark."""
    wrong = False
    for kind, name, table in _asked(ACTING):
        wrong = True
        where = f"på tabellen {table}" if table else "i databasen"
        text = f"{kind} {name} {where} er ikke husets: den kan ændre eller skjule rækker, når huset skriver."
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


def prove_promises(made: Promises) -> Iterator[Proof]:
    """What the models promise of every row (`made`: `promises_made`) stands in the database, word for word."""
    wrong, kept = False, promises_kept()
    for table, missing, other in differences(kept, made):
        wrong = True
        if table not in kept:
            text = f"Tabellen {table} mangler."
        else:
            said = [f"mangler {_quoted(missing)}"] if missing else []
            said += [f"står {_quoted(other)}, som ikke er husets"] if other else []
            text = f"I tabellen {table} {', og der '.join(said)}."
        yield Proof(False, f"{text} Find ud af, hvem der ændrede det; en sikkerhedskopi har det (`./run restore`).")  # fmt: skip
    if not wrong:
        text = "Databasens løfter: alle tabeller, kolonner, betingelser og indekser siger det, husets modeller siger."
        yield Proof(True, text)


def _quoted(promises: list[str]) -> str:
    """The promises in the database's own words; of many the first, and how many more."""
    told = ", ".join(f"»{one[:MOST_LETTERS]}{'…' * (len(one) > MOST_LETTERS)}«" for one in promises[:MOST_TOLD])  # fmt: skip
    return f"{told} og {len(promises) - MOST_TOLD} til" if len(promises) > MOST_TOLD else told


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
