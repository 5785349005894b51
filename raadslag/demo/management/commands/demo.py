"""`./run demo`: set up the database, bring in the demo town the first time, and serve it."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from raadslag.demo.keeping import KeptWorker, stop
from raadslag.public.models import Publication

HOST = "127.0.0.1"
LOOK_EVERY_S = 0.5
PATIENCE_S = 60
"""So long the address is kept back for a server that has not answered yet."""
FOLDER = "Møllesteds gamle referater"
"""What the first delivery is called on the page Indlæs."""


def until_it_answers(server: subprocess.Popen[bytes], port: int) -> None:
    """Wait until the server shows a page, so that nobody's first click waits for it to start."""
    end = time.monotonic() + PATIENCE_S
    while server.poll() is None and time.monotonic() < end:
        try:
            urllib.request.urlopen(f"http://{HOST}:{port}/om/", timeout=PATIENCE_S).close()
            return
        except OSError:  # not there yet, or it answers that it is not well: it is there
            time.sleep(LOOK_EVERY_S)


class Command(BaseCommand):
    help = "Viser demobyen Møllested Kommune på 127.0.0.1:8000 (--port for en anden)."

    requires_system_checks: list[str] = []
    """A second start is to be quick; `./run test` has checked what there is to check."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="port på 127.0.0.1")
        parser.add_argument("--no-serve", action="store_true", help="sæt kun op")

    def handle(self, *_args: Any, **options: Any) -> None:
        port: int = options["port"]
        if not options["no_serve"]:
            self._require_free(port)
        call_command("migrate", verbosity=0)
        if not Publication.objects.exists():
            self._bring_in_the_town()
        if not options["no_serve"]:
            self._serve(port)

    def _require_free(self, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError as error:
                raise CommandError(
                    f"Port {port} er optaget. Prøv ./run demo --port {port + 1}"
                ) from error

    def _bring_in_the_town(self) -> None:
        """The newcomer's own path: files on disk, read and imported like anybody's old minutes."""
        from raadslag.demo import town
        from raadslag.demo.seed import seed_town
        from raadslag.demo.writers import write
        from raadslag.importer.archive import review_archive

        self.stdout.write(
            f"Indlæser {town.roster().municipality}: skriver filer, læser dem og bygger arkivet …"
        )
        today = timezone.localdate()
        body = seed_town(today=today)
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / FOLDER
            folder.mkdir()
            write(folder)
            call_command(
                "import_minutes",
                str(folder),
                accept=True,
                body=body.name,
                quiet=True,
                stdout=self.stdout,
            )
        self._live(today)
        call_command("work", once=True, stdout=self.stdout)
        call_command("index", verbosity=0, stdout=self.stdout)
        review_archive(body=body)

    def _live(self, today: Any) -> None:
        from raadslag.demo.live import bring_to_life

        bring_to_life(today=today)

    def _serve(self, port: int) -> None:
        """Server and worker, until the server ends or we are told to stop; then both are stopped.

        A worker that dies is started anew, and /sund/ says meanwhile that it is gone.
        """
        line = [sys.executable, "-m", "gunicorn", "raadslag.wsgi", "--bind", f"{HOST}:{port}"]
        quiet = ["--threads", "8", "--log-level", "warning", "--no-control-socket"]
        quiet += ["--graceful-timeout", "5"]  # sooner than `stop` loses its patience
        for told in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(told, signal.default_int_handler)
        work = [sys.executable, "manage.py", "work"]
        worker = KeptWorker(lambda: subprocess.Popen(work, cwd=settings.ROOT))
        try:
            server = subprocess.Popen([*line, *quiet], cwd=settings.ROOT)
            try:
                until_it_answers(server, port)
                self.stdout.write(
                    self.style.SUCCESS(f"Rådslag: http://{HOST}:{port}/  (stop med Ctrl-C)")
                )
                self.stdout.flush()
                while server.poll() is None:
                    if said := worker.look():
                        self.stderr.write(said)
                    time.sleep(LOOK_EVERY_S)
            finally:
                stop(server)
        except KeyboardInterrupt:
            self.stdout.write("Rådslag er stoppet.")
        finally:
            worker.stop()
