"""Members' questions to an item, answered before the meeting."""

from __future__ import annotations

import uuid

from django.db import models

from raadslag.meetings.models.agenda import AgendaItem
from raadslag.people.models import Person, User


class ItemQuestion(models.Model):
    """What a member asks about an item on an agenda that is sent, and what the administration answers.

    Every member who reads the item reads both. Only what is `public` comes into the minutes.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="questions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.TextField("spørgsmål")
    asked_at = models.DateTimeField("stillet")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField("trukket tilbage", null=True, blank=True)
    answer = models.TextField("svar", blank=True)
    answered_at = models.DateTimeField("besvaret", null=True, blank=True)
    answered_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    public = models.BooleanField("med i referatet", default=False)

    class Meta:
        ordering = ("item", "asked_at", "pk")

    def __str__(self) -> str:
        return f"Spørgsmål til {self.item}"
