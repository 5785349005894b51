"""`./run restore MAPPE`: a backup into an empty place, up to date, and proved at the end."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from raadslag.backup.manifest import UnusableBackup
from raadslag.backup.taking import bring_back, leave_nothing
from raadslag.jobs.working import drain
from raadslag.journal.actions import SYSTEM
from raadslag.proof.erased_list import take_over
from raadslag.proof.erasing import SWEEP, erase_again
from raadslag.proof.telling import told_again
from raadslag.unwell import DiskFull


class Command(BaseCommand):
    help = (
        "Gendanner en sikkerhedskopi i en tom RAADSLAG_VAR og en tom database, bygger søgeindekset og "
        "beviser til sidst, at alt passer. Slutkode: 0 det gør det, 1 det gør det ikke, 2 intet skete."
    )

    requires_system_checks = ()  # there is no house to check yet

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", type=Path, metavar="MAPPE", help="hvad ./run backup lavede")
        parser.add_argument(
            "--erasures",
            type=Path,
            metavar="MAPPE",
            help="hvor erasures.jsonl og erasures.key ligger, hvis de er nyere end kopiens",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            manifest = bring_back(options["source"])
        except (UnusableBackup, DiskFull) as error:
            leave_nothing()
            raise CommandError(str(error), returncode=2) from error
        number, _ = manifest.journal
        self.stdout.write(
            f"Huset fra {manifest.made_at} er gendannet (journal til linje {number})."
        )
        if manifest.key_in_environment:
            self.stdout.write(
                "Sæt RAADSLAG_SECRET_KEY til det, den var; ellers skal alle logge ind igen."
            )
        self._erase_again(options["erasures"])
        call_command("index", verbosity=0, stdout=self.stdout)
        call_command("verify", stdout=self.stdout, stderr=self.stderr)

    def _erase_again(self, folder: Path | None) -> None:
        """What the law took after the backup was made goes again, before anybody reads it."""
        if folder is None:
            self.stdout.write(
                "Er noget slettet efter lov, siden kopien blev taget, er det kommet med tilbage: kør "
                "./run erase_again MAPPE med den nyeste sletteliste, før nogen får adgang."
            )
        else:
            try:
                take_over(folder)
            except OSError as error:
                raise CommandError(
                    f"Slettelisten i {folder} kan ikke læses ({error.strerror}). Huset er gendannet: "
                    "kør ./run erase_again MAPPE, før nogen får adgang.",
                    returncode=1,
                ) from error
        again = erase_again(by=SYSTEM)
        done, undone = told_again(again)
        if again.places:
            drain(kinds=[SWEEP])
            self.stdout.write(done)
        if undone:  # verify says it too, at the end
            self.stderr.write(undone)
