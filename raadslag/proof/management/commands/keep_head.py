"""`./run keep_head`: keep the journal's head outside the database, and say what it is."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from raadslag.journal.models import Head
from raadslag.proof.heads import keep_head


class Command(BaseCommand):
    help = (
        "Gemmer journalens hoved uden for databasen (det gør ./run worker hver dag) og viser det."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        made = keep_head(day=timezone.localdate())
        if made is not None:
            self.stdout.write(f"Gemt i {made.name}.")
        head = Head.objects.filter(id=1).first()
        if head is None:
            self.stdout.write("Journalen er tom.")
        else:
            self.stdout.write(f"{head.sequence}:{head.entry_hash}")
