"""Once a day: the journal's head is kept outside the database."""

from __future__ import annotations

from datetime import date

from raadslag.jobs.models import Job
from raadslag.jobs.registry import daily, duty
from raadslag.proof.heads import keep_head

KEEP_HEAD_OF = daily("keep-head")
"""The job that keeps the journal's head; its key is the day."""


@duty(KEEP_HEAD_OF, title="Gem journalens hoved")
def keep(job: Job) -> None:
    """Keep the head for the day."""
    keep_head(day=date.fromisoformat(job.key))
