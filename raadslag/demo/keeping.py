"""The demo's worker, kept going: one that dies is missed at once and started anew."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import connections
from django.utils import timezone

from raadslag.jobs.actions import leave
from raadslag.jobs.worker import name_of
from raadslag.unwell import UNWELL

FIRST_REST_S, LONGEST_REST_S = 1.0, 30.0
LIVED_S = 60.0
"""One that lived so long is started anew at once; one that dies sooner waits twice as long each time."""


class KeptWorker:
    """A process that is to be there. `look` is called now and then, `stop` once."""

    def __init__(self, start: Callable[[], subprocess.Popen[bytes]]) -> None:
        self._start, self._rest = start, FIRST_REST_S
        self._process: subprocess.Popen[bytes] | None = None
        self._begun = self._due = 0.0
        self._begin()

    def look(self) -> str:
        """Start it anew where it is time; a sentence for whoever watches, blank where all is well."""
        now = time.monotonic()
        if self._process is None:
            if now >= self._due:
                self._begin()
                return "Baggrundsarbejdet er startet igen."
            return ""
        code = self._process.poll()
        if code is None:
            return ""
        lived = now - self._begun
        self._rest = FIRST_REST_S if lived >= LIVED_S else min(self._rest * 2, LONGEST_REST_S)
        _miss(self._process.pid)
        self._process, self._due = None, now + self._rest
        return f"Baggrundsarbejdet er stoppet (kode {code}). Det startes igen om {self._rest:g} s."

    def stop(self) -> None:
        """Let it end what it has in hand; after a while it is ended."""
        if self._process is not None:
            stop(self._process)

    def _begin(self) -> None:
        self._process, self._begun = self._start(), time.monotonic()


def stop(process: subprocess.Popen[bytes]) -> None:
    """Let a process end what it has in hand; after a while it is ended."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _miss(pid: int) -> None:
    """The house hears that it is gone, and /sund/ says so, though it could not say goodbye itself."""
    try:
        leave(name_of(pid), silent_since=timezone.now() - timedelta(days=1))
    except UNWELL:
        pass  # then it is heard of in two minutes, when it has been silent
    finally:
        connections.close_all()
