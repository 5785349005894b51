"""Whose a row is, told from its foreign keys alone: for tests of what may not cross between municipalities."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model

from raadslag.journal.models import Entry
from raadslag.meetings.models import FileMark
from raadslag.people.models import Body


@cache
def paths() -> dict[type[Model], list[str]]:
    """Each model of the house to the lookups that lead from a row to its municipality, the shortest first."""
    known: dict[type[Model], list[str]] = {Body: ["pk"]}
    models = [
        m
        for m in apps.get_models(include_auto_created=True)
        if m.__module__.startswith("raadslag.") or m._meta.auto_created
    ]
    for _ in models:
        for model in models:
            if model is Body:
                continue
            keys = [
                f
                for f in model._meta.concrete_fields
                if isinstance(f, ForeignKey) and f.related_model in known
            ]
            found = [
                f"{f.name}__{known[f.related_model][0]}".removesuffix("__pk")
                for f in keys
                if f.related_model is not model
            ]
            if found:
                known[model] = sorted(found, key=lambda path: path.count("__"))
    del known[Body]
    return known


def crossings() -> list[str]:
    """Rows whose foreign keys lead to two municipalities."""
    wrong = []
    for model, lookups in paths().items():
        if len(lookups) > 1:
            for pk, *bodies in model._default_manager.values_list("pk", *lookups):
                if len({body for body in bodies if body is not None}) > 1:
                    wrong.append(
                        f"{model.__name__} {pk}: {dict(zip(lookups, bodies, strict=True))}"
                    )
    return wrong


def rows_of(body: Body) -> dict[str, str]:
    """Each model to a hash of the municipality's rows."""
    found: dict[str, str] = {}
    for model, lookups in paths().items():
        rows: Any = model._default_manager.filter(**{lookups[0]: body.pk}).order_by("pk")
        found[model.__name__] = sha256(repr(list(rows.values_list())).encode()).hexdigest()
    return found


def done_in_all() -> int:
    """Lines of the journal, and private marks that are gone: those leave none."""
    return Entry.objects.count() - FileMark.objects.count()
