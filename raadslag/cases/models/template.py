"""The shape that a case is begun on: a template with its headings, and KLE."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from raadslag.fitting import Line
from raadslag.people.models import Organization


class TemplateQuerySet(models.QuerySet["Template"]):
    def in_use(self, day: date) -> TemplateQuerySet:
        """Those that a case may be begun on that day, the first made first."""
        last = Q(ends_on=None) | Q(ends_on__gte=day)
        return self.filter(last, active=True).order_by("organization", "pk")


class Template(models.Model):
    """The shape of a case for one organization: its headings, in its order. An organization may have several.

    One that is archived (`active` false) or past its last day begins no more cases; those begun keep theirs.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="templates"
    )
    name = Line("navn", max_length=120)
    purpose = Line("hvad den bruges til", max_length=200, blank=True)
    active = models.BooleanField("i brug", default=True)
    ends_on = models.DateField("bruges til og med", null=True, blank=True)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        ordering = ("organization", "name")
        constraints = [
            models.UniqueConstraint(fields=["organization", "name"], name="one_template_a_name")
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.name}"


class TemplateSection(models.Model):
    """One heading of a template. The help text is a guide and must never reach an agenda."""

    class Key(models.TextChoices):
        SUMMARY = "summary", "Resumé"
        BACKGROUND = "background", "Baggrund"
        CASE = "case", "Sagsfremstilling"
        ECONOMY = "economy", "Økonomi"
        LAW = "law", "Lovgrundlag"
        HEARING = "hearing", "Høring"
        PROCESS = "process", "Videre proces"
        OTHER = "other", "Andet"

    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField("rækkefølge")
    heading = Line("overskrift", max_length=120)
    key = Line("betydning", max_length=20, choices=Key, default=Key.OTHER)
    required = models.BooleanField("skal udfyldes", default=True)
    help_text = models.TextField("hjælpetekst", blank=True)

    class Meta:
        ordering = ("template", "order")
        constraints = [
            models.UniqueConstraint(
                fields=["template", "order"], name="one_template_section_a_place"
            )
        ]

    def __str__(self) -> str:
        return self.heading


class Subject(models.Model):
    """A subject of KLE (emne), with the day it went out of use. Old cases keep their number."""

    number = Line("emnenummer", max_length=8, unique=True)
    title = Line("titel", max_length=300)
    ended_on = models.DateField("udgået", null=True, blank=True)

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Facet(models.Model):
    """What the municipality does about a subject (KLE handlingsfacet), such as P35."""

    code = Line("facet", max_length=3, unique=True)
    title = Line("titel", max_length=300)
    ended_on = models.DateField("udgået", null=True, blank=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
