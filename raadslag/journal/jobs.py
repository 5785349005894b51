"""Jobs: what must happen after an act, at least once, also when a worker is killed half way.

A room that has work to do says so in its own `duties.py`:

    @handles("send-letter")
    def send(job: Job) -> None: ...

`manage.py work` finds every room's `duties.py` and drains the table.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from raadslag.journal.models import Job

LEASE = timedelta(minutes=2)
FIRST_WAIT = timedelta(seconds=20)
LONGEST_WAIT = timedelta(hours=6)

Handler = Callable[[Job], None]
_handlers: dict[str, Handler] = {}
log = logging.getLogger(__name__)


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Register the function that does jobs of a kind. It must bear to be run twice."""

    def register(handler: Handler) -> Handler:
        _handlers[kind] = handler
        return handler

    return register


def enqueue(
    kind: str, key: str, *, payload: Mapping[str, Any] | None = None, due: datetime | None = None
) -> Job:
    """Let a job wait until `due` (now if null). One that already waits under the key is returned.

    A new payload replaces the waiting job's and the earlier time counts.
    """
    due = due or timezone.now()
    with transaction.atomic():
        job, made = Job.objects.get_or_create(
            kind=kind, key=key, done_at=None, defaults={"payload": dict(payload or {}), "due": due}
        )
        if not made:
            job.due = min(job.due, due)
            job.payload = dict(payload) if payload is not None else job.payload
            job.lease_until = None
            job.save(update_fields=["due", "payload", "lease_until"])
    return job


def lease(*, now: datetime | None = None, kinds: list[str] | None = None) -> Job | None:
    """Take the oldest job that is due and nobody holds; null where there is none."""
    now = now or timezone.now()
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    waiting = Job.objects.filter(free, done_at=None, due__lte=now)
    if kinds is not None:
        waiting = waiting.filter(kind__in=kinds)
    for candidate in waiting[:20]:
        mine = Job.objects.filter(free, pk=candidate.pk, done_at=None, due__lte=now).update(
            lease_until=now + LEASE, attempts=F("attempts") + 1
        )
        if mine:
            return Job.objects.get(pk=candidate.pk)
    return None


def finish(job: Job, *, now: datetime | None = None) -> None:
    """The job is done. One enqueued again meanwhile (its lease was taken away) stays waiting."""
    Job.objects.filter(pk=job.pk, lease_until=job.lease_until, done_at=None).update(
        done_at=now or timezone.now(), error=""
    )


def postpone(job: Job, *, error: str, now: datetime | None = None) -> None:
    """The job failed: try again later, twice as late each time, at most six hours."""
    now = now or timezone.now()
    wait = min(FIRST_WAIT * 2 ** min(job.attempts, 12), LONGEST_WAIT)
    Job.objects.filter(pk=job.pk, done_at=None).update(
        due=now + wait, lease_until=None, error=error[:2000]
    )


def drain(*, now: datetime | None = None, kinds: list[str] | None = None, limit: int = 1000) -> int:
    """Do every job that is due; the number done. A job that fails is postponed, the rest go on."""
    autodiscover_modules("duties")
    done = 0
    for _ in range(limit):
        job = lease(now=now, kinds=kinds if kinds is not None else list(_handlers))
        if job is None:
            break
        try:
            _handlers[job.kind](job)
        except Exception as error:
            log.warning("job %s %s: %s", job.kind, job.key, type(error).__name__)
            postpone(job, error=f"{type(error).__name__}: {error}", now=now)
        else:
            finish(job, now=now)
            done += 1
    return done
