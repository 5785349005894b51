"""Municipalities, their terms, committees and units."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from raadslag.fitting import Line, SlugLine


class Body(models.Model):
    """A municipality or region (OParl Body). One installation may hold many."""

    name = Line("navn", max_length=120, unique=True)
    slug = SlugLine(max_length=120, unique=True)
    short_name = Line("kort navn", max_length=60, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class LegislativeTerm(models.Model):
    """A term of office (valgperiode): four years from 1 January, both days inclusive."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="terms")
    name = Line("navn", max_length=40)
    starts_on = models.DateField("fra")
    ends_on = models.DateField("til")

    class Meta:
        ordering = ("-starts_on",)
        constraints = [
            models.UniqueConstraint(fields=["body", "starts_on"], name="one_term_a_start"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="term_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def committees(self) -> OrganizationQuerySet:
        """The political ones: council and committees, not the administration."""
        return self.exclude(kind__in=Organization.ADMINISTRATIVE)

    def standing_on(self, day: date) -> OrganizationQuerySet:
        """Those that exist on a day."""
        return self.filter(
            Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day)
        )


class Organization(models.Model):
    """A committee, the council or a unit of the administration (udvalg, forvaltning, center)."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "Kommunalbestyrelse"
        FINANCE = "finance", "Økonomiudvalg"
        STANDING = "standing", "Stående udvalg"
        SPECIAL = "special", "Udvalg efter § 17, stk. 4"
        CITIZENS = "citizens", "Råd (ældreråd, handicapråd og lignende)"
        ADMINISTRATION = "administration", "Forvaltning"
        UNIT = "unit", "Center eller afdeling"

    ADMINISTRATIVE = frozenset({Kind.ADMINISTRATION, Kind.UNIT})
    """Kinds of the administration; every other is political."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="organizations")
    name = Line("navn", max_length=200)
    slug = SlugLine(max_length=200)
    short_name = Line("kort navn", max_length=30, blank=True)
    kind = Line("art", max_length=20, choices=Kind, default=Kind.STANDING)
    seats = models.PositiveSmallIntegerField("antal medlemmer", null=True, blank=True)
    """How many the rules of the body (styrelsesvedtægt) give it; null where nobody has said."""
    starts_on = models.DateField("fra", null=True, blank=True)
    ends_on = models.DateField("til", null=True, blank=True)
    predecessor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="successors"
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="units"
    )
    """The administration that a unit belongs to: its director approves the unit's cases."""

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        ordering = ("body", "name")
        constraints = [
            models.UniqueConstraint(fields=["body", "slug"], name="one_organization_a_slug")
        ]

    def __str__(self) -> str:
        return self.name


class OrganizationName(models.Model):
    """A spelling under which an organization stands in print, decided once by a person or exact."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="names")
    spelling = Line(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "spelling"], name="one_meaning_a_spelling")
        ]
