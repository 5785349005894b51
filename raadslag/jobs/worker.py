"""The worker: does what is due until it is told to stop, and waits for a house that is unwell."""

from __future__ import annotations

import logging
import os
import socket
import time
from datetime import date, timedelta
from threading import Event

from django.db import close_old_connections, connections
from django.utils import timezone

from raadslag.jobs.actions import ask_for_the_day, beat, forget_done, leave, let_go
from raadslag.jobs.models import Job
from raadslag.jobs.registry import looks
from raadslag.jobs.working import drain
from raadslag.unwell import UNWELL

BEAT_EVERY_S = 20.0
SILENT = timedelta(minutes=2)
"""A worker that was not heard of for so long is taken for dead."""
FIRST_REST_S, LONGEST_REST_S = 0.5, 30.0
AT_A_TIME = 50
"""So many times a duty is done before the worker looks up."""
REMEMBERED = timedelta(days=90)
LOOK_EVERY_S = 60.0
TIDY_EVERY_S = 24 * 60 * 60.0
log = logging.getLogger(__name__)


def name_of(pid: int) -> str:
    """What a worker of this machine is called, by its process."""
    return f"{socket.gethostname()[:80]}:{pid}"


class Pulse:
    """Says now and then that the worker lives and looks around, and once a day forgets what was done long ago."""

    def __init__(self) -> None:
        self.name = name_of(os.getpid())
        self._beat_at = self._tidied_at = self._looked_at = float("-inf")
        self._day: date | None = None

    def __call__(self) -> None:
        now = time.monotonic()
        if now - self._beat_at >= BEAT_EVERY_S:
            beat(self.name)
            if self._day != (today := timezone.localdate()):
                ask_for_the_day(today)
                self._day = today
            self._beat_at = now
        if now - self._looked_at >= LOOK_EVERY_S:
            self._looked_at = now
            for look in looks():
                look()
        if now - self._tidied_at >= TIDY_EVERY_S:
            forget_done(before=timezone.now() - REMEMBERED)
            self._tidied_at = now


def work(*, every: float, stop: Event) -> None:
    """Do what is due, looking every so many seconds, until `stop` is set.

    A database that is gone, locked or full and a full disk are waited for, longer each time up to
    half a minute; what was in hand is given back when they are well again.
    """
    pulse, held, rest = Pulse(), list[Job](), FIRST_REST_S
    while not stop.is_set():
        try:
            close_old_connections()
            if held:
                let_go(held)
                held.clear()
            pulse()
            done = drain(held=held, alive=pulse, limit=AT_A_TIME)
        except UNWELL as error:
            log.warning("the house is unwell, waiting %g s: %s", rest, str(error).strip())
            connections.close_all()
            stop.wait(rest)
            rest = min(rest * 2, LONGEST_REST_S)
            continue
        rest = FIRST_REST_S
        if not done:
            stop.wait(every)
    _say_goodbye(pulse.name)


def _say_goodbye(name: str) -> None:
    try:
        leave(name, silent_since=timezone.now() - timedelta(days=1))
    except UNWELL as error:
        log.warning("ended without a word: %s", str(error).strip())
