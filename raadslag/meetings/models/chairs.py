"""What a chair, or the mayor, decided on the body's behalf between its meetings (formandsafgørelse)."""

from __future__ import annotations

import uuid

from django.db import models

from raadslag.cases.models import Case, read_blocks
from raadslag.fitting import Line
from raadslag.meetings.models.agenda import AgendaItem
from raadslag.meetings.models.meeting import Meeting
from raadslag.people.models import Organization, Person, User
from raadslag.record import Block


class ChairDecision(models.Model):
    """One decision, registered when it is taken, and told on the next agenda by itself (KSL §§ 22, 31).

    `item` is where it stands now, null while it waits; it stands anew until a meeting was held at which
    it did not lapse. `capacity` is what the decider was on the day ("Formand"). A `case` that it decides
    is treated by the body with it. One that was registered by mistake is taken back, never deleted.
    """

    class Ground(models.TextChoices):
        URGENT = "urgent", "Sagen kunne ikke vente"
        CLEAR = "clear", "Sagen gav ikke anledning til tvivl"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="chair_decisions"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    capacity = Line("som", max_length=40)
    decided_on = models.DateField("afgjort")
    ground = Line("hvorfor ikke udvalget", max_length=10, choices=Ground)
    reason = Line("begrundelse", max_length=300)
    title = Line("titel", max_length=200)
    blocks = models.JSONField(default=list)
    case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.PROTECT, related_name="chair_decisions"
    )
    closed = models.BooleanField("lukket", default=False)
    closed_reason = Line("begrundelse for lukning", max_length=300, blank=True)
    item = models.OneToOneField(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="chair_decision"
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField("registreret")
    withdrawn_at = models.DateTimeField("taget tilbage", null=True, blank=True)
    withdrawn_reason = Line("hvorfor den er taget tilbage", max_length=300, blank=True)

    class Meta:
        ordering = ("organization", "decided_on", "pk")

    def __str__(self) -> str:
        return self.title

    @property
    def whose(self) -> str:
        """What it is called: `Formandens afgørelse`, `Borgmesterens afgørelse`."""
        return f"{self.capacity}ens afgørelse"

    @property
    def told(self) -> bool:
        """Was the body told of it at a meeting that is over?"""
        return self.item is not None and self.item.meeting.state == Meeting.State.CLOSED

    def as_blocks(self) -> tuple[Block, ...]:
        """What was decided."""
        return read_blocks(self.blocks)
