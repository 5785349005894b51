"""Once a day and after weighty acts the journal's head is kept outside; after an erasure the last traces go."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from raadslag.jobs.actions import enqueue
from raadslag.jobs.models import Job
from raadslag.jobs.registry import daily, duty, now_and_then
from raadslag.proof.erasing import SWEEP
from raadslag.proof.heads import head_is_due, keep_head, keep_head_now
from raadslag.proof.sweeping import sweep

KEEP_HEAD_OF = daily("keep-head")
"""The job that keeps the journal's head; its key is the day."""
KEEP_HEAD_NOW = "keep-head-now"
"""The job that keeps it between, after a weighty act or many lines; one waits at a time."""


@duty(KEEP_HEAD_OF, title="Gem journalens hoved")
def keep(job: Job) -> None:
    """Keep the head for the day."""
    keep_head(day=date.fromisoformat(job.key))


@now_and_then
def ask_to_keep() -> None:
    """Ask for the head to be kept where something happened that it should cover."""
    if head_is_due(now=timezone.now()):
        enqueue(KEEP_HEAD_NOW, "now")


@duty(KEEP_HEAD_NOW, title="Gem journalens hoved nu")
def keep_now(_job: Job) -> None:
    """Keep the head of this moment."""
    keep_head_now(at=timezone.now())


@duty(SWEEP, title="Slet efter lov")
def sweep_erased(job: Job) -> None:
    """Take the bytes from the disk, the words from the index and the database's free pages."""
    sweep(job.payload["files"], body_id=job.payload["body"])
