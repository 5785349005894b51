"""Meetings: the frame that agenda, attendance, decisions and minutes hang on."""

from __future__ import annotations

import uuid

from django.db import models

from raadslag.people.models import Organization


class MeetingQuerySet(models.QuerySet["Meeting"]):
    pass


class Meeting(models.Model):
    """One meeting of one organization, from the plan for the year to the closed meeting.

    A meeting read from old minutes is `ENTERED`: its text lives in its minutes' record alone.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "Planlagt"
        CALLED = "called", "Indkaldt"
        OPEN = "open", "I gang"
        CLOSED = "closed", "Afsluttet"
        CANCELLED = "cancelled", "Aflyst"
        ENTERED = "entered", "Indlæst"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="meetings"
    )
    starts_at = models.DateTimeField("begynder")
    ends_at = models.DateTimeField("slutter", null=True, blank=True)
    location = models.CharField("sted", max_length=200, blank=True)
    state = models.CharField("tilstand", max_length=20, choices=State, default=State.PLANNED)
    modified_at = models.DateTimeField(auto_now=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_at",)

    def __str__(self) -> str:
        return f"{self.organization} {self.starts_at:%d-%m-%Y}"
