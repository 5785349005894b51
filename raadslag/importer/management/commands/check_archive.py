"""`./run check --all`: Gennemsyn of every set of minutes in the house."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from raadslag.importer.archive import newest_minutes, review_archive
from raadslag.people.models import Body


class Command(BaseCommand):
    help = "Ser hele arkivet efter. Slutkode: 0 ingen fejl, 1 fejl fundet, 2 forkert brug."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--body", metavar="NAVN", help="kun denne kommune")

    def handle(self, *_args: Any, **options: Any) -> None:
        body = None
        if options["body"]:
            body = Body.objects.filter(name=options["body"]).first()
            if body is None:
                raise CommandError(
                    f"Her er ingen kommune ved navn {options['body']}.", returncode=2
                )
        with tqdm(
            total=len(newest_minutes(body)), unit="møde", disable=not sys.stderr.isatty()
        ) as bar:
            counts = review_archive(body=body, tick=lambda: bar.update())
        self.stdout.write(
            f"{counts['error']} fejl, {counts['warning']} advarsler, {counts['info']} til orientering. "
            "Se dem på siden Gennemsyn."
        )
        if counts["error"]:
            raise SystemExit(1)
