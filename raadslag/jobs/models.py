"""The waiting work, and who is at it."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from raadslag.fitting import Line


class JobQuerySet(models.QuerySet["Job"]):
    """Rows of work, told apart by how they stand."""

    def waiting(self) -> JobQuerySet:
        """Neither done nor given up."""
        return self.filter(done_at=None, failed_at=None)

    def free(self, now: datetime) -> JobQuerySet:
        """Waiting, due, and held by nobody who still lives."""
        unheld = Q(lease_until=None) | Q(lease_until__lt=now)
        return self.waiting().filter(unheld, due__lte=now)

    def failed(self) -> JobQuerySet:
        """Tried as often as we try; they stand until a person lets them be tried again."""
        return self.filter(done_at=None).exclude(failed_at=None)


class Job(models.Model):
    """Something to be done after an act: enqueued in the act's transaction, done at least once.

    A job is idempotent and named by `kind` and `key`: the same pair waits once. A worker holds it
    under a name of its own (`holder`) until `lease_until`; one that dies loses it, and another takes
    it up. Asked for again while it is held, it is done once more at `again_at`.
    """

    kind = Line(max_length=60)
    key = Line(max_length=200)
    payload = models.JSONField(default=dict)
    due = models.DateTimeField(db_index=True)
    wanted_at = models.DateTimeField(null=True, blank=True)
    """When it was first to be done; `due` moves with every try."""
    again_at = models.DateTimeField(null=True, blank=True)
    holder = Line(max_length=40, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True, db_index=True)
    failed_at = models.DateTimeField(null=True, blank=True, db_index=True)
    error = models.TextField(blank=True)
    traceback = models.TextField(blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ("due", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=models.Q(done_at=None),
                name="one_waiting_job_a_key",
            )
        ]


class Worker(models.Model):
    """A process that does the work (arbejder), as it was last heard of."""

    name = Line(max_length=120, unique=True)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("-beat_at",)
