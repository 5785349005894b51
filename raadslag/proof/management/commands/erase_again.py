"""`./run erase_again [MAPPE]`: do every erasure on the list once more, after a restore."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from raadslag.jobs.working import drain
from raadslag.journal.actions import SYSTEM
from raadslag.proof.erased_list import take_over
from raadslag.proof.erasing import SWEEP, erase_again
from raadslag.proof.telling import told_again


class Command(BaseCommand):
    help = "Sletter igen alt, hvad der står på listen over sletninger efter lov (./run restore gør det selv)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, metavar="MAPPE", help="en nyere liste")

    def handle(self, *_args: Any, **options: Any) -> None:
        if folder := options["folder"]:
            try:
                take_over(folder)
            except OSError as error:
                raise CommandError(
                    f"Listen i {folder} kan ikke læses: {error.strerror}."
                ) from error
        done, undone = told_again(erase_again(by=SYSTEM))
        drain(kinds=[SWEEP])
        self.stdout.write(done)
        if undone:
            raise CommandError(undone)
