"""`manage.py index`: build the search index anew from what is published."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from raadslag.public.index import rebuild
from raadslag.search import IndexBusy


class Command(BaseCommand):
    help = "Bygger søgeindekset forfra af det, der er offentliggjort."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            count = rebuild()
        except IndexBusy as error:
            raise CommandError("Et andet program skriver i indekset. Prøv igen om lidt.") from error
        self.stdout.write(f"Søgeindekset rummer {count} punkter.")
