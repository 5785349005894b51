"""Who of those that keep a meeting stands where on its screen."""

from __future__ import annotations

from django.db import models

from raadslag.fitting import Line
from raadslag.meetings.models.agenda import AgendaItem
from raadslag.meetings.models.meeting import Meeting
from raadslag.people.models import User


class AtItem(models.Model):
    """A secretary at the live screen: the item, and the field they write in. One row a person and meeting.

    `seen_at` is renewed every few seconds while the page is open. `field` is a form field's name, empty
    where they read; `field_at` when they last touched it. `told` is the newest line of the journal that
    a whole page of theirs has shown.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(AgendaItem, null=True, on_delete=models.CASCADE, related_name="+")
    field = Line(max_length=40, blank=True)
    field_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField()
    told = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user"], name="one_place_a_secretary")
        ]
