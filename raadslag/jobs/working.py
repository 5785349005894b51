"""Doing the work that is due."""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import DatabaseError, InterfaceError, connections

from raadslag.jobs.actions import LEASE, finish, lease, lease_more, postpone, renew
from raadslag.jobs.models import Job
from raadslag.jobs.registry import duties
from raadslag.unwell import is_full

RENEW_EVERY_S = LEASE.total_seconds() / 3
log = logging.getLogger(__name__)


def nothing() -> None:
    """What happens where nobody has asked for anything."""


def drain(
    *,
    now: datetime | None = None,
    kinds: Sequence[str] | None = None,
    limit: int = 1000,
    held: list[Job] | None = None,
    alive: Callable[[], None] = nothing,
) -> int:
    """Do work that is due; how many times a duty was done (many jobs in one go are one).

    A job that fails is postponed, the rest go on. What the database raises while we take, end or
    postpone jobs is raised to the caller, and `held` then holds the jobs that were in hand. `alive`
    is called after every job, and now and then while one takes its time.
    """
    known, done, held = duties(), 0, [] if held is None else held
    for _ in range(limit):
        job = lease(now=now, kinds=kinds if kinds is not None else list(known))
        if job is None:
            break
        held[:] = [job]
        held += lease_more(job, most=known[job.kind].most, now=now)
        done += _do(known[job.kind].act, held, now, alive)
        held.clear()
        alive()
    return done


def _do(act: Callable[[Sequence[Job]], None], jobs: Sequence[Job], now: datetime | None, alive: Callable[[], None]) -> bool:  # fmt: skip
    """Do these jobs and say how it went; false where they failed."""
    try:
        with _kept(jobs, alive):
            act(jobs)
    except Exception as error:  # any: a duty of any room, and its trace goes to the operator's page
        _put_off(jobs, error, now)
        return False
    finish(*jobs, now=now)
    return True


def _put_off(jobs: Sequence[Job], error: Exception, now: datetime | None) -> None:
    kind, key = jobs[0].kind, jobs[0].key
    log.warning("job %s %s failed: %s: %s", kind, key, type(error).__name__, error)
    for one in connections.all(initialized_only=True):
        if not one.in_atomic_block:  # one that broke under the job must not take this along
            one.close_if_unusable_or_obsolete()
    trace = "".join(traceback.format_exception(error))
    for job in jobs:
        said = f"{type(error).__name__}: {error}"
        postpone(job, error=said, traceback=trace, counts=not is_full(error), now=now)


@contextmanager
def _kept(jobs: Sequence[Job], alive: Callable[[], None]) -> Iterator[None]:
    """Keep the jobs ours for as long as the work takes, from a thread (and connection) of its own."""
    ended = threading.Event()
    keeper = threading.Thread(target=_renew, args=(jobs, ended, alive), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        keeper.join()


def _renew(jobs: Sequence[Job], ended: threading.Event, alive: Callable[[], None]) -> None:
    while not ended.wait(RENEW_EVERY_S):
        try:
            renew(jobs)
            alive()
        except (DatabaseError, InterfaceError) as error:
            log.warning("the lease of %s waits: %s", jobs[0].kind, error)
        finally:
            connections.close_all()
