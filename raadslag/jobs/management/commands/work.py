"""`manage.py work`: do the waiting jobs (letters, search index, documents) until told to stop."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from raadslag.jobs.working import drain


class Command(BaseCommand):
    help = "Udfører ventende opgaver: breve, søgeindeks og dokumenter."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop, når intet venter")
        parser.add_argument("--every", type=float, default=2.0, help="sekunder mellem hvert kig")

    def handle(self, *_args: Any, **options: Any) -> None:
        once, every = options["once"], options["every"]
        while True:
            done = drain()
            if once:
                self.stdout.write(f"{done} opgaver udført.")
                return
            if not done:
                time.sleep(every)
