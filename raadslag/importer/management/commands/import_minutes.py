"""`./run import PATH…`: old minutes from files and folders into the house."""

from __future__ import annotations

import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from raadslag.files.store import sweep
from raadslag.importer.actions import refuse_file, start_run
from raadslag.importer.inputs import gather
from raadslag.importer.models import ImportRun
from raadslag.importer.pages import organizations_of
from raadslag.importer.report import lines_of, totals_of
from raadslag.importer.steps import Outcome, load_ready, read_waiting, receive_inputs
from raadslag.journal.actions import SYSTEM
from raadslag.people.models import Body
from raadslag.public.addresses import body_address
from raadslag.unwell import DiskFull

HOUR = 3600.0


class Command(BaseCommand):
    help = (
        "Indlæser gamle referater fra filer, mapper og zip-filer. Uden --accept læses de og venter "
        "på en person. Slutkode: 0 alt er inde (uden --accept: læst), 1 noget venter på en person eller kunne "
        "ikke læses, 2 intet skete."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="STI", help="filer, mapper eller zip-filer")
        parser.add_argument(
            "--accept", "--auto", action="store_true", help="indlæs alt, der ingen spørgsmål er til"
        )
        parser.add_argument(
            "--body", metavar="NAVN", help="kommunen, filerne er for; dens folk svarer på spørgsmål"
        )
        parser.add_argument("--quiet", action="store_true", help="kun det samlede resultat")

    def handle(self, *_args: Any, **options: Any) -> None:
        paths = [Path(path) for path in options["paths"]]
        if missing := [str(path) for path in paths if not path.exists()]:
            raise CommandError("Findes ikke: " + ", ".join(missing), returncode=2)
        sweep(older_than_seconds=HOUR)
        name = ", ".join(path.name for path in paths)
        run = start_run(name=name, by=SYSTEM, body_name=options["body"] or "")
        try:
            waiting = self._bring_in(run, paths, accept=options["accept"])
        except DiskFull as error:
            raise CommandError(str(error), returncode=2) from error
        self._report(run, waiting, quiet=options["quiet"], accept=options["accept"])

    def _bring_in(self, run: ImportRun, paths: Sequence[Path], *, accept: bool) -> list[Outcome]:
        """Receive, read, and load what may be; returns what was not loaded and why."""
        with tempfile.TemporaryDirectory(dir=settings.VAR) as scratch:
            inputs, refused = gather(paths, scratch=Path(scratch))
            for label, problem in refused.items():
                refuse_file(run, path=label, problem=problem)
            with _bar(len(inputs), "Modtager") as bar:
                receive_inputs(run, inputs, by=SYSTEM, tick=lambda _label: _step(bar))
            unread = run.arrivals.unread().count()
            with _bar(unread, "Læser") as bar:
                read_waiting(run, by=SYSTEM, tick=lambda _label: _step(bar))
        if not accept:
            return list(load_ready(run, accept=False, by=SYSTEM))
        with _bar(totals_of(run).waiting, "Indlæser") as bar:
            outcomes = list(load_ready(run, accept=True, by=SYSTEM, tick=lambda _label: _step(bar)))
        return [outcome for outcome in outcomes if not outcome.loaded]

    def _report(self, run: ImportRun, waiting: list[Outcome], *, quiet: bool, accept: bool) -> None:
        problems = {outcome.reading.pk: outcome.problem for outcome in waiting}
        for line in lines_of(run) if not quiet else ():
            self.stdout.write(f"{line.arrival.path}: {line.message}")
            for reading in line.readings:
                if reading.loaded_at is None:
                    state = problems.get(reading.pk) or reading.state.label
                    self.stdout.write(f"    {state}")
        totals = totals_of(run)
        self.stdout.write(f"{totals}.")
        self.stdout.write(
            f"{totals.loaded} indlæst, {totals.waiting} venter, {totals.rejected} afvist, "
            f"{totals.unreadable} kunne ikke læses."
        )
        if totals.waiting and run.body is None:
            self.stdout.write(
                "Det, der venter, kan ingen svare på, før det er indlæst for én kommune: brug --body."
            )
        for body in Body.objects.filter(organizations__in=organizations_of(run)).distinct():
            self.stdout.write(f"{body.name}: {body_address(body)}")
        if totals.meetings == 0 and totals.unreadable:
            sys.exit(2)
        if totals.unreadable or totals.unread or (accept and totals.waiting):
            sys.exit(1)


def _bar(total: int, what: str) -> Any:
    return tqdm(total=total, desc=what, unit="fil", disable=None, file=sys.stderr, leave=False)


def _step(bar: Any) -> None:
    bar.update(1)
