"""`manage.py work`: do the jobs that follow an act, for as long as it runs (`./run worker`)."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from raadslag.public.work import do_what_is_due


class Command(BaseCommand):
    help = "Udfører de opgaver, der følger efter en handling: søgeindeks og offentliggørelser til tiden."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="tøm køen én gang og stop")
        parser.add_argument("--pause", type=float, default=2.0, help="sekunder mellem to kig")

    def handle(self, *_args: Any, **options: Any) -> None:
        while True:
            done = do_what_is_due()
            if options["once"]:
                self.stdout.write(f"{done} opgaver udført.")
                return
            if not done:
                time.sleep(options["pause"])
