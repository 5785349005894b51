"""The chair's look at an agenda before the notice (formandens gennemsyn)."""

from __future__ import annotations

from django.db import models

from raadslag.fitting import Line
from raadslag.meetings.models.meeting import Meeting
from raadslag.people.models import User
from raadslag.record import Meeting as Record
from raadslag.record import from_data


class AgendaLook(models.Model):
    """One act about the chair's look: sent to the chair, approved, sent back, or called without it.

    Only ever added to; the newest says how it stands. `record` is the agenda as it stood at the act, so
    that the next look shows what is new and the secretary what was changed since.
    """

    class Kind(models.TextChoices):
        SENT = "sent", "Sendt til formanden"
        APPROVED = "approved", "Godkendt af formanden"
        RETURNED = "returned", "Sendt tilbage af formanden"
        SKIPPED = "skipped", "Indkaldt uden formandens gennemsyn"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="looks")
    kind = Line("handling", max_length=20, choices=Kind)
    record = models.JSONField()
    remark = models.TextField("bemærkning", blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        ordering = ("meeting", "pk")

    def as_record(self) -> Record:
        """The agenda as it stood, closed items in full."""
        return from_data(self.record)


class LookRemark(models.Model):
    """What the chair wrote about one item. The item may be taken off since: it is named, not linked."""

    look = models.ForeignKey(AgendaLook, on_delete=models.CASCADE, related_name="remarks")
    item = models.UUIDField("punkt")
    title = Line("titel", max_length=300)
    text = models.TextField("bemærkning")

    class Meta:
        ordering = ("look", "pk")
