"""What is left of erased words when the rows are changed: bytes, made documents, the index, free pages."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.files.storage import storages
from django.db import connection

from raadslag.minutes.sealing import WAITING
from raadslag.people.models import Body
from raadslag.proof.erasing import needed_elsewhere
from raadslag.public.courses import relink_body
from raadslag.public.index import rebuild
from raadslag.public.made import MADE


def sweep(files: Iterable[str], *, body_id: int) -> None:
    """Twice is once."""
    for name in files:
        if not needed_elsewhere(name, body_id):
            storages["kept"].delete(name)
    for shelf in (MADE, WAITING):  # each document on them can be made again
        for one in shelf.folder.glob("*.pdf") if shelf.folder.is_dir() else ():
            shelf.drop(one.name)
    relink_body(Body.objects.get(pk=body_id))
    rebuild()
    _free_pages()


def _free_pages() -> None:
    """A database keeps what was changed in pages that it means to use again, until it is told to tidy."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM")
