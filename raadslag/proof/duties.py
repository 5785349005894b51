"""Once a day the journal's head is kept outside; after an erasure the last traces go."""

from __future__ import annotations

from datetime import date

from raadslag.jobs.models import Job
from raadslag.jobs.registry import daily, duty
from raadslag.proof.erasing import SWEEP
from raadslag.proof.heads import keep_head
from raadslag.proof.sweeping import sweep

KEEP_HEAD_OF = daily("keep-head")
"""The job that keeps the journal's head; its key is the day."""


@duty(KEEP_HEAD_OF, title="Gem journalens hoved")
def keep(job: Job) -> None:
    """Keep the head for the day."""
    keep_head(day=date.fromisoformat(job.key))


@duty(SWEEP, title="Slet efter lov")
def sweep_erased(job: Job) -> None:
    """Take the bytes from the disk, the words from the index and the database's free pages."""
    sweep(job.payload["files"], body_id=job.payload["body"])
