"""Guests at one item of a meeting, planned or noted as they come and go."""

from __future__ import annotations

from django.db import models

from raadslag.fitting import Line
from raadslag.meetings.models.agenda import AgendaItem
from raadslag.people.models import User


class ItemGuest(models.Model):
    """Somebody who takes part in one item: who, as what, from when until when.

    Stands before a guest of the item's case who has the same name; `came` is false for one who was
    expected and did not come. One noted again is struck, never changed.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="guests")
    name = Line("navn", max_length=120)
    title = Line("titel", max_length=120, blank=True)
    org = Line("organisation", max_length=160, blank=True)
    arrives = models.TimeField("fra kl.", null=True, blank=True)
    leaves = models.TimeField("til kl.", null=True, blank=True)
    came = models.BooleanField("kom", default=True)
    noted_at = models.DateTimeField("noteret")
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    struck_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("item", "pk")

    def __str__(self) -> str:
        return self.name
