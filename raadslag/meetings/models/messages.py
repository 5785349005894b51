"""Notices (meddelelser): what is told a body without its being asked to decide, numbered under one item."""

from __future__ import annotations

import uuid

from django.db import models

from raadslag.cases.models import read_blocks
from raadslag.fitting import Line
from raadslag.meetings.models.agenda import AgendaItem
from raadslag.meetings.models.meeting import Meeting
from raadslag.people.models import User
from raadslag.record import Block


class Message(models.Model):
    """One notice for one meeting: handed in by `by`, taken in or left out by the secretary.

    Where it is taken in it stands under `item` in its `order`, and its place among them is its number. A
    closed one stands under a closed item. One struck at the meeting keeps its number. `added_live`: told at
    the meeting, and so in no agenda.
    """

    class State(models.TextChoices):
        OFFERED = "offered", "Venter"
        TAKEN = "taken", "Taget med"
        LEFT_OUT = "left_out", "Ikke taget med"
        WITHDRAWN = "withdrawn", "Trukket tilbage"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="messages")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="messages"
    )
    order = models.PositiveSmallIntegerField("rækkefølge", default=0)
    blocks = models.JSONField(default=list)
    link = Line("link", max_length=500, blank=True)
    closed = models.BooleanField("lukket", default=False)
    closed_reason = Line("begrundelse for lukning", max_length=300, blank=True)
    state = Line("tilstand", max_length=20, choices=State, default=State.OFFERED)
    answer = Line("hvorfor den ikke er taget med", max_length=300, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField("meldt ind")
    added_live = models.BooleanField("tilføjet på mødet", default=False)
    struck_at = models.DateTimeField("udgået", null=True, blank=True)
    struck_reason = Line("hvorfor den udgik", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("meeting", "order", "pk")

    def __str__(self) -> str:
        return f"Meddelelse til {self.meeting}"

    def as_blocks(self) -> tuple[Block, ...]:
        """The notice's text."""
        return read_blocks(self.blocks)


class MessageFile(models.Model):
    """An attachment of a notice. The bytes lie under their sha256."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="files")
    order = models.PositiveSmallIntegerField()
    title = Line("titel", max_length=200)
    file_name = Line("filnavn", max_length=200)
    sha256 = Line(max_length=64)
    media_type = Line(max_length=100)
    bytes = models.PositiveBigIntegerField()
    recommended = models.BooleanField("anbefalet læsning", default=False)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("message", "order", "id")
