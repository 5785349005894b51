"""The journal's two tables: the entries, and the head that makes them one chain."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One act. `sequence` orders entries (never the clock); `entry_hash` covers all of it and the one before.

    `rows` says of each row that the act touched what it looked like after it: model, key, hash, or
    null for one that was deleted (`proving.Written`). Null in lines from before this was kept.
    """

    sequence = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    actor_name = models.CharField(max_length=200)
    act = models.CharField(max_length=80)
    subject = models.CharField(max_length=200, db_index=True)
    details = models.JSONField(default=dict)
    rows = models.JSONField(null=True)
    previous_hash = models.CharField(max_length=64)
    entry_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("sequence",)


class Head(models.Model):
    """The newest entry's number and hash; the one row that every act locks."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.PositiveBigIntegerField(default=0)
    entry_hash = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_head")]


class Job(models.Model):
    """Something to be done after an act: enqueued in the act's transaction, done at least once.

    A job is idempotent and named by `kind` and `key`: the same pair waits once. A worker leases it;
    one that dies loses the lease at `lease_until`, and another takes the job up.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    payload = models.JSONField(default=dict)
    due = models.DateTimeField(db_index=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True, db_index=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ("due", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=models.Q(done_at=None),
                name="one_waiting_job_a_key",
            )
        ]
