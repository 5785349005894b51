"""A reader's own marks and notes in an item's attachments."""

from __future__ import annotations

import uuid

from django.db import models

from raadslag.fitting import Line
from raadslag.meetings.models.agenda import AgendaItem
from raadslag.people.models import User


class FileMark(models.Model):
    """A place that somebody marked in an attachment, or noted something at. Seen by nobody else, ever.

    `sha256` is the edition of the file that it stands in, `page` from 1 (0: the file as a whole). The words
    are kept as the page showed them, with those beside them; `start` counts letters (`meetings.following`).
    Without `quote` it is a note about the page. `fate` says what became of it when the file was replaced;
    `was_page`, `was_quote` and `was_sha256` are of the edition before.
    """

    class Colour(models.TextChoices):
        YELLOW = "yellow", "Gul"
        GREEN = "green", "Grøn"
        BLUE = "blue", "Blå"
        RED = "red", "Rød"

    class Fate(models.TextChoices):
        FOLLOWED = "followed", "fulgt med"
        CHANGED = "changed", "teksten er en anden"
        LOST = "lost", "kan ikke følge med"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="file_marks")
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="file_marks")
    sha256 = Line(max_length=64)
    title = Line("bilagets titel", max_length=200)
    page = models.PositiveIntegerField(default=0)
    start = models.PositiveIntegerField(default=0)
    quote = models.TextField(blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    colour = Line(max_length=10, choices=Colour, default=Colour.YELLOW)
    text = models.TextField(blank=True)
    fate = Line(max_length=10, choices=Fate, blank=True)
    was_page = models.PositiveIntegerField(default=0)
    was_quote = models.TextField(blank=True)
    was_sha256 = Line(max_length=64, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("item", "page", "start", "pk")

    @property
    def is_lost(self) -> bool:
        """It stands in no place of the edition that is read now."""
        return self.fate == self.Fate.LOST
