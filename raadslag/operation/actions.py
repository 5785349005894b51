"""What the operator lets be tried again."""

from __future__ import annotations

from django.db import transaction

from raadslag.allowed import require
from raadslag.jobs.actions import try_again
from raadslag.jobs.models import Job
from raadslag.journal.actions import note
from raadslag.operation.refused import SEEN
from raadslag.operation.rules import why_not_try_again
from raadslag.people.models import User


@transaction.atomic
def try_job_again(job: Job, *, by: User) -> None:
    """Let one job that failed be tried at once (prøv igen). Raises `NotAllowed`."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    done, held = job.done_at is not None, bool(job.holder)
    require(why_not_try_again(done=done, held=held, ever_failed=bool(job.error)))
    try_again(Job.objects.filter(pk=job.pk))
    details = {"kind": job.kind, "key": job.key}
    note("try_job_again", by=by, subject=f"job:{job.pk}", details=details)


@transaction.atomic
def try_all_again(*, by: User) -> int:
    """Let everything that was given up be tried at once (prøv alle igen); returns how many."""
    count = try_again(Job.objects.failed())
    if count:
        note("try_all_again", by=by, subject="jobs", details={"jobs": count})
    return count


@transaction.atomic
def see_refusals(*, by: User) -> None:
    """Those who were turned away at the sign-in until now are dealt with (set)."""
    note(SEEN, by=by, subject="house")
