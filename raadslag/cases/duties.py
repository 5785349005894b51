"""What the room of cases does by itself: cases that come again are begun."""

from __future__ import annotations

from django.utils import timezone

from raadslag.cases.repeating import begin_again
from raadslag.jobs.models import Job
from raadslag.jobs.registry import daily, duty


@duty(daily("begin-again"), title="Begynd de sager, der kommer igen")
def begin_what_is_due(_job: Job) -> None:
    """Once a day; a day that was missed is caught up by the next."""
    begin_again(timezone.localdate())
