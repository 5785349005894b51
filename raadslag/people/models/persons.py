"""Persons and the seats they hold."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from raadslag.fitting import EmailLine, Line, SlugLine
from raadslag.people.models.bodies import Body, Organization


class Person(models.Model):
    """Somebody who sits in a committee or works for one."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="persons")
    name = Line("navn", max_length=120)
    slug = SlugLine(max_length=120)
    email = EmailLine("e-mail", blank=True)

    class Meta:
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["body", "slug"], name="one_person_a_slug")]

    def __str__(self) -> str:
        return self.name


class PersonName(models.Model):
    """A spelling under which a person stands in print; remembered once decided."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    spelling = Line(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "spelling"], name="one_person_a_spelling")
        ]


class MembershipQuerySet(models.QuerySet["Membership"]):
    def on(self, day: date) -> MembershipQuerySet:
        """Those in force on a day."""
        return self.filter(
            Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day)
        )


class Membership(models.Model):
    """A seat: who, where, in what role, for which party, from when until when.

    An informer hands in notices for the body, and has no seat and no case of it. A substitute (stedfortræder, § 28 stk. 2) is another council member who sits for somebody for a time.
    """

    class Role(models.TextChoices):
        CHAIR = "chair", "Formand"
        DEPUTY = "deputy", "Næstformand"
        MEMBER = "member", "Medlem"
        SUBSTITUTE = "substitute", "Stedfortræder"
        SECRETARY = "secretary", "Udvalgssekretær"
        OFFICER = "officer", "Sagsbehandler"
        HEAD = "head", "Centerchef"
        DIRECTOR = "director", "Direktør"
        INFORMER = "informer", "Indmelder af meddelelser"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="memberships"
    )
    role = Line("rolle", max_length=20, choices=Role, default=Role.MEMBER)
    title = Line("titel", max_length=120, blank=True)
    party = Line("parti", max_length=60, blank=True)
    starts_on = models.DateField("fra", null=True, blank=True)
    ends_on = models.DateField("til", null=True, blank=True)
    substitute_for = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="substituted"
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ("organization", "starts_on", "person")

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display().lower()} i {self.organization}"
