"""A member's own matter for a body's agenda (forslag til dagsordenen)."""

from __future__ import annotations

import uuid

from django.db import models

from raadslag.cases.models import read_blocks
from raadslag.fitting import Line
from raadslag.meetings.models.agenda import AgendaItem
from raadslag.meetings.models.meeting import Meeting
from raadslag.people.models import Organization, Person, User
from raadslag.record import Block


class MemberProposal(models.Model):
    """What a member wants a body to decide: title, points ("at …") and why, in the member's own words.

    Nobody refuses it: the secretary places it as an `item`, which says it under the member's name.
    `not_before` is a later meeting that it was put off to, where the body's own rules allow that.
    """

    class State(models.TextChoices):
        SENT = "sent", "Sendt"
        PLACED = "placed", "På dagsordenen"
        WITHDRAWN = "withdrawn", "Trukket tilbage"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="proposals"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="proposals")
    party = Line("parti", max_length=60, blank=True)
    item = models.OneToOneField(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposal"
    )
    not_before = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    put_off_reason = Line("hvorfor det er udskudt", max_length=300, blank=True)
    title = Line("titel", max_length=300)
    points = models.JSONField(default=list)
    blocks = models.JSONField(default=list)
    closed = models.BooleanField("lukket", default=False)
    closed_reason = Line("begrundelse for lukning", max_length=300, blank=True)
    state = Line("tilstand", max_length=20, choices=State, default=State.SENT)
    sent_at = models.DateTimeField("sendt")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("organization", "sent_at", "pk")

    def __str__(self) -> str:
        return self.title

    @property
    def proposer(self) -> str:
        """Who proposes, as the agenda names them: `Åge Bro (F)`."""
        return f"{self.person.name} ({self.party})" if self.party else self.person.name

    def as_blocks(self) -> tuple[Block, ...]:
        """Why, in the member's words."""
        return read_blocks(self.blocks)
