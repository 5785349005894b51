"""`manage.py work`: do the waiting jobs (letters, search index, documents) until told to stop."""

from __future__ import annotations

import signal
from threading import Event
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from raadslag.jobs.worker import work
from raadslag.jobs.working import drain


class Command(BaseCommand):
    help = (
        "Udfører ventende opgaver: breve, søgeindeks og dokumenter. Venter, når databasen er væk "
        "eller disken fuld, og går videre bagefter. Stopper efter den opgave, der er i gang."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop, når intet venter")
        parser.add_argument("--every", type=float, default=2.0, help="sekunder mellem hvert kig")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["once"]:
            self.stdout.write(f"{drain()} opgaver udført.")
            return
        stop = Event()

        def told(_signal: int, _frame: FrameType | None) -> None:
            if stop.is_set():  # told twice: at once
                raise KeyboardInterrupt
            stop.set()

        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, told)
        work(every=options["every"], stop=stop)
