"""Does this shell's database belong to this shell's folder? A forgotten `DATABASE_URL` points to another."""

from __future__ import annotations

from django.conf import settings
from django.db import connection

from raadslag.files.store import kept_names
from raadslag.journal.models import Entry
from raadslag.proof.heads import kept_heads


def not_this_house() -> str:
    """Why the database can't be the folder's, in Danish; empty where it may be.

    An empty journal beside kept files and heads is no house: acts keep files and lines together.
    """
    if connection.introspection.table_names() and Entry.objects.exists():
        return ""
    if not kept_heads() and not any(True for _ in kept_names()):
        return ""
    at = connection.settings_dict
    return (
        f"Databasen {at['NAME']} ({connection.display_name}) er tom, men {settings.VAR} rummer et hus med filer. Er "
        "DATABASE_URL og RAADSLAG_VAR sat i denne skal, som de er hos serveren? Intet er gjort."
    )
