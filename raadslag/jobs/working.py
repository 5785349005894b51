"""Doing the work that is due."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Sequence
from datetime import datetime

from raadslag.jobs.actions import finish, lease, lease_more, postpone
from raadslag.jobs.models import Job
from raadslag.jobs.registry import duties

log = logging.getLogger(__name__)


def drain(
    *, now: datetime | None = None, kinds: Sequence[str] | None = None, limit: int = 1000
) -> int:
    """Do all work that is due; how many times a duty was done (many jobs in one go are one).

    A job that fails is postponed, the rest go on.
    """
    known, done = duties(), 0
    for _ in range(limit):
        job = lease(now=now, kinds=kinds if kinds is not None else list(known))
        if job is None:
            break
        jobs = [job, *lease_more(job, most=known[job.kind].most, now=now)]
        try:
            known[job.kind].act(jobs)
        except Exception as error:
            log.warning("job %s %s: %s", job.kind, job.key, type(error).__name__)
            _put_off(jobs, error, now)
        else:
            for one in jobs:
                finish(one, now=now)
            done += 1
    return done


def _put_off(jobs: Sequence[Job], error: Exception, now: datetime | None) -> None:
    trace = "".join(traceback.format_exception(error))
    for job in jobs:
        postpone(job, error=f"{type(error).__name__}: {error}", traceback=trace, now=now)
