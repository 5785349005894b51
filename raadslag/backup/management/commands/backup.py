"""`./run backup MAPPE`: the whole house into a new folder, while it is in use."""

from __future__ import annotations

import os
import sqlite3
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from raadslag.backup.manifest import UnusableBackup
from raadslag.backup.taking import take_backup
from raadslag.proof.erased_list import KEY, LIST
from raadslag.proof.roots import house_roots, named_roots, prove_key
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
        except sqlite3.Error as error:
            text = f"Databasen kunne ikke gemmes ({error}): er der plads? Slet {options['target']}, som er halv, og prøv igen."
            raise CommandError(text, returncode=2) from error
        number, head = taken.manifest.journal
        count = len(taken.manifest.files)
        self.stdout.write(f"{count} filer er gemt i {options['target']}.")
        self.stdout.write(f"Journalen slutter ved linje {number}: {head}")
        self.stdout.write(f"Kopiens eget kendetegn (sha256 af manifest.json): {taken.digest}")
        lacking = list(what_is_lacking())
        if taken.manifest.key_in_environment and "RAADSLAG_SECRET_KEY" in os.environ:
            self.stdout.write(
                "RAADSLAG_SECRET_KEY står uden for huset og er ikke med: gem den selv."
            )
        for name in taken.damaged:
            self.stderr.write(f"✗ {name} er ikke længere det, der blev gemt.")
        for text in lacking:
            self.stderr.write(f"✗ {text}")
        if taken.damaged or lacking:
            sys.exit(1)


def what_is_lacking() -> Iterator[str]:
    """The keys that a house with such rows has and this one lost: a copy without them brings no whole house back."""
    root = Path(settings.VAR)
    if settings.SECRET_KEY_IS_NEW:
        yield f"secret-key mangler i {root}, og RAADSLAG_SECRET_KEY er ikke sat: kopien er uden husets nøgle."
    yield from (proof.text for proof in prove_key(house_roots(named_roots())) if not proof.fits)
    if (root / LIST).exists() and not (root / KEY).exists():
        yield f"{KEY} mangler i {root}: efter en gendannelse kan det, der er slettet efter lov, ikke slettes igen."
