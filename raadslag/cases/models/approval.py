"""What a case goes through before an agenda: approvals, how they fall, and words on the way."""

from __future__ import annotations

from django.db import models

from raadslag.cases.models.case import Case
from raadslag.fitting import Line
from raadslag.people.models import Membership, Organization, User


class Step(models.Model):
    """One approval that a case waits for, in one round. A returned case starts a new round."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", "Afventer"
        APPROVED = "approved", "Godkendt"
        RETURNED = "returned", "Sendt tilbage"
        DROPPED = "dropped", "Bortfaldet"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps")
    round = models.PositiveSmallIntegerField()
    order = models.PositiveSmallIntegerField()
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT)
    role = Line(max_length=20, choices=Membership.Role)
    outcome = Line(max_length=20, choices=Outcome, default=Outcome.WAITING)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT)
    at = models.DateTimeField(null=True, blank=True)
    comment = models.TextField("bemærkning", blank=True)
    seen = models.JSONField(default=dict)
    """The case as whoever answered read it, as an item of the record: what is new since is shown them."""

    class Meta:
        ordering = ("case", "round", "order")
        constraints = [
            models.UniqueConstraint(fields=["case", "round", "order"], name="one_step_a_place")
        ]


class Lapse(models.Model):
    """An approval that fell because the case was changed (bortfald): which round, by whom, and what.

    `changed` names the parts, in Danish words, as those read them who may see the case.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="lapses")
    round = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    changed = models.JSONField(default=list)

    class Meta:
        ordering = ("case", "-round")
        constraints = [models.UniqueConstraint(fields=["case", "round"], name="one_lapse_a_round")]


class Comment(models.Model):
    """A word between those who work on a case; it never leaves the house."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="comments")
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)
    text = models.TextField("kommentar")

    class Meta:
        ordering = ("case", "at")
