"""The outbox: jobs that follow an act, done at least once, on any of our databases."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from raadslag.public.models import Job

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=1)
Work = Callable[[list[str]], None]
"""Does all jobs of one kind that are due, given their keys; doing one twice does no harm."""


def enqueue(kind: str, keys: Iterable[str], *, due_at: datetime | None = None) -> None:
    """Ask for work, in the transaction of the act that needs it."""
    due = due_at or timezone.now()
    waiting = [Job(kind=kind, key=key, due_at=due) for key in keys]
    Job.objects.bulk_create(waiting, ignore_conflicts=True)


def drain(work: Mapping[str, Work], *, batch: int = 200, now: datetime | None = None) -> int:
    """Do what is due and return how many jobs were done. Another worker's lease is respected."""
    done = 0
    for kind, act in work.items():
        while jobs := _lease(kind, batch, now or timezone.now()):
            try:
                act(sorted({job.key for job in jobs}))
            except Exception as error:  # the job waits and is tried again; the worker lives
                logger.exception("%s failed", kind)
                _put_back(jobs, str(error), now or timezone.now())
                break
            Job.objects.filter(pk__in=[job.pk for job in jobs]).delete()
            done += len(jobs)
    return done


def _lease(kind: str, batch: int, now: datetime) -> list[Job]:
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    with transaction.atomic():
        waiting = Job.objects.select_for_update().filter(free, kind=kind, due_at__lte=now)
        jobs = list(waiting[:batch])
        Job.objects.filter(pk__in=[job.pk for job in jobs]).update(
            lease_until=now + LEASE, attempts=F("attempts") + 1
        )
    return jobs


def _put_back(jobs: list[Job], error: str, now: datetime) -> None:
    for job in jobs:
        wait = min(timedelta(seconds=2 ** min(job.attempts + 2, 12)), LONGEST_WAIT)
        Job.objects.filter(pk=job.pk).update(lease_until=now + wait, error=error[:2000])
