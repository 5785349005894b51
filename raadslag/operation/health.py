"""What a monitor asks: is the house well? Figures only: no names, no versions, no rows.

Each sign is cheap: a query on an index, a look at the disk. A sign that cannot be read is not well.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, InterfaceError

from raadslag.jobs.models import Job, Worker
from raadslag.jobs.worker import SILENT
from raadslag.operation.waiting import oldest_due
from raadslag.public.index import the_index
from raadslag.public.models import Publication

LONGEST_WAIT = timedelta(hours=1)
"""A job that has waited longer is one that somebody must look at."""
LEAST_FREE_BYTES = 500 * 1024 * 1024
LEAST_FREE_FILES = 1000
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing looked at: is it well, and its figures."""

    ok: bool
    figures: dict[str, int]


def signs(*, now: datetime) -> dict[str, Sign]:
    """Database, worker, index, disk and jobs, in that order."""
    looks: dict[str, Callable[[datetime], Sign]] = {
        "database": _database,
        "worker": _worker,
        "index": _index,
        "disk": _disk,
        "jobs": _jobs,
    }
    return {name: _read(name, look, now) for name, look in looks.items()}


def _read(name: str, look: Callable[[datetime], Sign], now: datetime) -> Sign:
    try:
        return look(now)
    except (DatabaseError, InterfaceError, OSError) as error:
        log.error("%s is not well: %s", name, error)
        return Sign(False, {})


def _database(_now: datetime) -> Sign:
    Worker.objects.exists()
    return Sign(True, {})


def _worker(now: datetime) -> Sign:
    newest = Worker.objects.order_by("-beat_at").values_list("beat_at", flat=True).first()
    if newest is None:
        return Sign(False, {})
    return Sign(now - newest <= SILENT, {"silent_seconds": _seconds(now - newest)})


def _index(_now: datetime) -> Sign:
    """The index answers; where nothing is published yet there need not be one."""
    return Sign(the_index().is_current() or not Publication.objects.exists(), {})


def _disk(_now: datetime) -> Sign:
    """Room where files and index lie (and the database, where it is embedded)."""
    found = os.statvfs(settings.VAR)
    free = found.f_bavail * found.f_frsize
    files = found.f_favail if found.f_files else LEAST_FREE_FILES
    ok = free >= LEAST_FREE_BYTES and files >= LEAST_FREE_FILES
    return Sign(ok, {"free_megabytes": free // (1024 * 1024)})


def _jobs(now: datetime) -> Sign:
    due, waited = oldest_due(now)
    figures = {"due": due, "oldest_seconds": _seconds(waited)}
    return Sign(waited <= LONGEST_WAIT, figures | {"failed": Job.objects.failed().count()})


def _seconds(span: timedelta) -> int:
    return max(0, int(span.total_seconds()))
