"""`./run reread`: kept files read again with today's reader; what differs waits for a person."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from raadslag.importer.loading import reload_reading
from raadslag.importer.models import ImportedFile, Reading
from raadslag.importer.reading import reader_version
from raadslag.importer.steps import read_again
from raadslag.journal.actions import SYSTEM


class Command(BaseCommand):
    help = "Læser gemte filer igen med den nuværende læser og siger, hvad der er blevet anderledes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="også dem, denne læser har læst")
        parser.add_argument(
            "--reload", action="store_true", help="lad de nye læsninger erstatte de indlæste"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        files = ImportedFile.objects.exclude(read_at=None)
        if not options["all"]:
            files = files.exclude(reader_version=reader_version())
        changed = 0
        for file in files:
            found = read_again(file, by=SYSTEM)
            changed += found
            self.stdout.write(f"{file.name}: {'ændret' if found else 'uændret'}")
        self.stdout.write(f"{len(files)} filer læst igen, {changed} møder er blevet anderledes.")
        if options["reload"]:
            newer = Reading.objects.loaded().exclude(newer_version="")
            for reading in newer:
                reload_reading(reading, by=SYSTEM)
            self.stdout.write(f"{len(newer)} møder er indlæst i en ny udgave.")
