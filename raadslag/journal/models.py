"""The journal's two tables: the entries, and the head that makes them one chain."""

from __future__ import annotations

from django.db import models

from raadslag.fitting import Line


class Entry(models.Model):
    """One act. `sequence` orders entries (never the clock); `entry_hash` covers all of it and the one before.

    Of `details` it covers `details_hash`: what the law takes out of a line's words breaks no chain.

    `rows` says of each row that the act touched what it looked like after it: model, key, hash, or
    null for one that was deleted (`proving.Written`). Null in lines from before this was kept.
    """

    sequence = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = Line(max_length=200)
    actor_name = Line(max_length=200)
    act = Line(max_length=80)
    subject = Line(max_length=200, db_index=True)
    details = models.JSONField(default=dict)
    details_hash = Line(max_length=64, blank=True)
    rows = models.JSONField(null=True)
    previous_hash = Line(max_length=64)
    entry_hash = Line(max_length=64)

    class Meta:
        ordering = ("sequence",)


class Head(models.Model):
    """The newest entry's number and hash; the one row that every act locks."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.PositiveBigIntegerField(default=0)
    entry_hash = Line(max_length=64, default="0" * 64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_head")]
