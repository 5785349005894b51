"""The mayor's stop of a committee's decision (KSL § 31 a)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from raadslag.fitting import Line
from raadslag.meetings.models.agenda import AgendaItem
from raadslag.people.models import Person, User


class MayorStop(models.Model):
    """The mayor orders in writing that a committee's decision waits and its case comes before the council.

    `words` are the order's own. It holds until it is taken back, which is an act with a reason.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="mayor_stops")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = models.TextField("pålægget")
    at = models.DateTimeField("standset")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField("trukket tilbage", null=True, blank=True)
    withdrawn_reason = Line("hvorfor den er trukket tilbage", max_length=300, blank=True)

    class Meta:
        ordering = ("item", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(withdrawn_at=None), name="one_mayor_stop_an_item"
            )
        ]
