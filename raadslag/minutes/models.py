"""Minutes: a meeting's record, frozen, with the hash that approvals and seals speak of."""

from __future__ import annotations

from django.db import models

from raadslag.meetings.models import Meeting
from raadslag.record import Meeting as Record
from raadslag.record import from_data


class Minutes(models.Model):
    """One frozen version of a meeting's minutes. `record` is the record's JSON data, never changed.

    A correction or a better reading is a new version; the newest counts.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes")
    version = models.PositiveIntegerField(default=1)
    record = models.JSONField()
    record_hash = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    source_file = models.CharField("kildefilens sha256", max_length=64, blank=True)

    class Meta:
        ordering = ("meeting", "-version")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "version"], name="one_minutes_a_version")
        ]

    def __str__(self) -> str:
        return f"Referat {self.meeting} v{self.version}"

    def as_record(self) -> Record:
        """The record itself."""
        return from_data(self.record)
