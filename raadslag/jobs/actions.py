"""Asking for work, taking it, and saying how it went. Nobody else writes the rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from raadslag.jobs.models import Job, JobQuerySet, Worker
from raadslag.jobs.registry import daily_kinds, duty_of

LEASE = timedelta(minutes=2)
"""So long a worker that went silent keeps its jobs."""
FIRST_WAIT = timedelta(seconds=20)
LONGEST_WAIT = timedelta(hours=6)
MOST_TRIES = 20
"""Two and a half days with the waits above: a weekend without a mail server passes."""
TIMES_LOOKED = 5


def enqueue(
    kind: str, key: str, *, payload: Mapping[str, Any] | None = None, due: datetime | None = None
) -> Job:
    """Let a job wait until `due` (now if null). One that already waits under the key is returned.

    A new payload replaces the waiting job's and the earlier time counts. One that a worker holds is
    done once more after that; one that had been given up is tried anew. Raises `UnknownDuty`.
    """
    duty_of(kind)
    due = due or timezone.now()
    for _ in range(TIMES_LOOKED):
        try:
            with transaction.atomic():
                same = Job.objects.select_for_update().filter(kind=kind, key=key, done_at=None)
                if known := same.first():
                    return _ask_again(known, payload, due)
                said = dict(payload or {})
                return Job.objects.create(kind=kind, key=key, payload=said, due=due, wanted_at=due)
        except IntegrityError:  # another asked for the same in this moment
            continue
    raise RuntimeError(f"{kind} {key}: neither waiting nor to be made")


def _ask_again(job: Job, payload: Mapping[str, Any] | None, due: datetime) -> Job:
    if payload is not None:
        job.payload = dict(payload)
    if job.holder:
        job.again_at = min(job.again_at or due, due)
    elif job.failed_at:
        job.failed_at, job.attempts, job.due, job.wanted_at = None, 0, due, due
    else:
        job.due = min(job.due, due)
        job.wanted_at = min(job.wanted_at or due, due)
    job.save(update_fields=["payload", "due", "wanted_at", "again_at", "failed_at", "attempts"])
    return job


def lease(*, now: datetime | None = None, kinds: Sequence[str] | None = None) -> Job | None:
    """Take the oldest job that is due and nobody holds; null where there is none."""
    now = now or timezone.now()
    free = Job.objects.free(now)
    if kinds is not None:
        free = free.filter(kind__in=kinds)
    taken = _take(free, most=1, holder=uuid4().hex, now=now)
    return taken[0] if taken else None


def lease_more(job: Job, *, most: int, now: datetime | None = None) -> list[Job]:
    """Take others of the job's kind along, held under the same name; `most` with the job itself.

    What failed before is tried alone, so that one bad job does not hold the others back.
    """
    if most == 1 or job.attempts > 1:
        return []
    now = now or timezone.now()
    others = Job.objects.free(now).filter(kind=job.kind, attempts=0)
    return _take(others, most=most - 1, holder=job.holder, now=now)


def _take(free: JobQuerySet, *, most: int, holder: str, now: datetime) -> list[Job]:
    """Take rows that nobody else is taking or asking for in this moment."""
    if not free.exists():  # most looks find nothing: they take no lock
        return []
    with transaction.atomic():
        rows = list(free.select_for_update(skip_locked=True).values_list("pk", flat=True)[:most])
        Job.objects.filter(pk__in=rows).update(
            lease_until=now + LEASE, holder=holder, attempts=F("attempts") + 1
        )
    return list(Job.objects.filter(pk__in=rows, holder=holder))


def renew(jobs: Sequence[Job], *, now: datetime | None = None) -> None:
    """Keep what is held: the work takes its time, and its worker lives."""
    now = now or timezone.now()
    _held(jobs).update(lease_until=now + LEASE)


def finish(*jobs: Job, now: datetime | None = None) -> None:
    """The jobs are done. One asked for again meanwhile waits anew; one lost to another is theirs."""
    rest: dict[str, Any] = {"holder": "", "lease_until": None, "error": "", "traceback": ""}
    mine = _held(jobs)
    if not mine.filter(again_at=None).update(done_at=now or timezone.now(), **rest):
        again = {"due": F("again_at"), "wanted_at": F("again_at"), "again_at": None, "attempts": 0}
        mine.exclude(again_at=None).update(**again, **rest)


def postpone(
    job: Job, *, error: str, traceback: str = "", counts: bool = True, now: datetime | None = None
) -> None:
    """The job failed: try again later, twice as late each time, at most six hours.

    After `MOST_TRIES` it stands as failed until a person lets it be tried again. `counts` is false
    where it was not the job that failed but the house (a full disk): it is tried until it goes well.
    """
    now = now or timezone.now()
    wait = min(FIRST_WAIT * 2 ** min(job.attempts, 12), LONGEST_WAIT)
    given_up = now if counts and job.attempts >= MOST_TRIES else None
    _held([job]).update(
        due=now + wait,
        failed_at=given_up,
        attempts=job.attempts if counts else F("attempts") - 1,
        holder="",
        lease_until=None,
        again_at=None,
        error=error[:2000],
        traceback=traceback[-20_000:],
    )


def let_go(jobs: Sequence[Job]) -> None:
    """Give back what was held when the house became unwell; nobody had a fair try at it."""
    _held(jobs).update(lease_until=None, holder="", attempts=F("attempts") - 1)


def try_again(jobs: JobQuerySet, *, now: datetime | None = None) -> int:
    """Let jobs that failed be tried at once, as if for the first time; returns how many."""
    now = now or timezone.now()
    idle = jobs.filter(done_at=None, holder="").exclude(error="")
    return idle.update(failed_at=None, attempts=0, due=now, wanted_at=now)


def forget_done(*, before: datetime) -> int:
    """Forget jobs that were done before a moment; returns how many."""
    return Job.objects.filter(done_at__lt=before).delete()[0]


def beat(name: str, *, now: datetime | None = None) -> None:
    """A worker says that it lives."""
    now = now or timezone.now()
    if not Worker.objects.filter(name=name).update(beat_at=now):
        Worker.objects.get_or_create(name=name, defaults={"started_at": now, "beat_at": now})


def leave(name: str, *, silent_since: datetime) -> None:
    """A worker ends, and with it the memory of those that went without a word."""
    Worker.objects.filter(Q(name=name) | Q(beat_at__lt=silent_since)).delete()


def ask_for_the_day(day: date) -> int:
    """Ask for the work that is done once a day; how much was not asked for before."""
    asked = 0
    for kind in daily_kinds():
        key = day.isoformat()
        if not Job.objects.filter(kind=kind, key=key).exists():
            enqueue(kind, key)
            asked += 1
    return asked


def is_waiting(kind: str) -> bool:
    """Is there work of this kind that is not done?"""
    return Job.objects.filter(kind=kind, done_at=None).exists()


def _held(jobs: Sequence[Job]) -> JobQuerySet:
    names = {job.holder for job in jobs}
    return Job.objects.filter(pk__in=[job.pk for job in jobs], holder__in=names, done_at=None)
