"""A called item that is corrected before the meeting."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from raadslag.cases.models import Case
from raadslag.fitting import Line
from raadslag.meetings.models.agenda import AgendaItem, AgendaVersion
from raadslag.people.models import User


class ItemCorrection(models.Model):
    """A correction after the notice (rettelse): begun, then sent with a new agenda version, or dropped.

    `kept` is what the case said when it was begun (`cases.putting_back`), empty once it is over: what
    was sent lies in the agenda's versions. `changed` names the parts that differ, as the item prints them.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="corrections")
    kind = Line("art", max_length=10, choices=Case.Correcting)
    reason = Line("hvad der er rettet og hvorfor", max_length=300, blank=True)
    late_reason = Line("hvorfor rettelsen ikke kan vente", max_length=300, blank=True)
    changed = models.JSONField(default=list)
    kept = models.JSONField(default=dict)
    begun_at = models.DateTimeField("begyndt")
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField("sendt", null=True, blank=True)
    sent_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agenda = models.ForeignKey(
        AgendaVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )
    dropped_at = models.DateTimeField("opgivet", null=True, blank=True)

    class Meta:
        ordering = ("item", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(sent_at=None, dropped_at=None),
                name="one_correction_under_way",
            )
        ]
