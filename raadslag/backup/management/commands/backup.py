"""`./run backup MAPPE`: the whole house into a new folder, while it is in use."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from raadslag.backup.manifest import UnusableBackup
from raadslag.backup.taking import take_backup
from raadslag.unwell import DiskFull


class Command(BaseCommand):
    help = (
        "Sikkerhedskopi af database, filer, segl og nøgler til en ny mappe, mens der arbejdes. Mappen "
        "rummer hemmeligheder: opbevar den derefter. Slutkode: 0 hel, 1 noget i huset er beskadiget, 2 intet."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("target", type=Path, metavar="MAPPE", help="ny eller tom mappe")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            taken = take_backup(options["target"])
        except (UnusableBackup, DiskFull) as error:
            raise CommandError(str(error), returncode=2) from error
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}", returncode=2) from error
        number, head = taken.manifest.journal
        count = len(taken.manifest.files)
        self.stdout.write(f"{count} filer er gemt i {options['target']}.")
        self.stdout.write(f"Journalen slutter ved linje {number}: {head}")
        self.stdout.write(f"Kopiens eget kendetegn (sha256 af manifest.json): {taken.digest}")
        if taken.manifest.key_in_environment:
            self.stdout.write(
                "RAADSLAG_SECRET_KEY står uden for huset og er ikke med: gem den selv."
            )
        if taken.damaged:
            for name in taken.damaged:
                self.stderr.write(f"✗ {name} er ikke længere det, der blev gemt.")
            sys.exit(1)
