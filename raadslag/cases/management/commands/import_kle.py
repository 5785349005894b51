"""`manage.py import_kle FILE...`: KL's subjects and facets from its XML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from raadslag.cases.kle import KleFormatError, keep_kle, read_kle


class Command(BaseCommand):
    help = "Indlæser KL Emnesystematik (KLE) fra KL's XML-filer."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FIL")

    def handle(self, *_args: Any, **options: Any) -> None:
        for path in options["files"]:
            try:
                subjects, facets = keep_kle(*read_kle(path))
            except KleFormatError as error:
                raise CommandError(str(error)) from error
            self.stdout.write(f"{path.name}: {subjects} emner og {facets} handlingsfacetter.")
