"""Findings as rows: accepted ones, and those of the archive's last review."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db import models

from raadslag.checks import Finding, finding_from_data
from raadslag.fitting import Line
from raadslag.people.models import Organization, User

if TYPE_CHECKING:
    from raadslag.people.rights import Rights


class Acceptance(models.Model):
    """A finding that a named person lets stand, and why (accepteret bemærkning).

    It holds for this fingerprint alone: when an operand changes, the finding returns. `subject` names
    what was reviewed: `case:12`, `meeting:<uid>`; `place` the item of a meeting that it holds at,
    empty for all of it.
    """

    subject = Line(max_length=120)
    place = Line(max_length=40, blank=True)
    fingerprint = Line(max_length=32)
    rule = Line(max_length=20)
    message = models.TextField()
    reason = models.TextField("begrundelse")
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at",)
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "place", "fingerprint"], name="one_acceptance_a_finding"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.subject}"


class ArchiveFindingQuerySet(models.QuerySet["ArchiveFinding"]):
    def visible_to(self, rights: Rights) -> ArchiveFindingQuerySet:
        """The findings of one's own municipality, for those who import or publish there."""
        if rights.body is None or not (rights.may_import or rights.may_publish):
            return self.none()
        return self.filter(organization__body_id=rights.body)


class ArchiveFinding(models.Model):
    """One finding of the last review of the archive (`./run check --all`); derived, made anew each time.

    `subject` names the minutes reviewed; `data` is the finding's JSON, with the places in the source.
    """

    subject = Line(max_length=120, db_index=True)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE)
    day = models.DateField(null=True)
    rule = Line(max_length=20)
    severity = Line(max_length=10)
    item = models.PositiveIntegerField(null=True)
    message = models.TextField()
    data = models.JSONField()

    objects = ArchiveFindingQuerySet.as_manager()

    class Meta:
        ordering = ("-day", "subject", "item", "id")
        indexes = [models.Index(fields=["rule", "organization"], name="archive_finding_by_rule")]

    def __str__(self) -> str:
        return f"{self.rule} {self.subject}"

    @property
    def year(self) -> int | None:
        """The meeting's year."""
        day: date | None = self.day
        return day.year if day else None


class HeldBackQuerySet(models.QuerySet["HeldBack"]):
    def of(self, subject: str) -> HeldBackQuerySet:
        """What is held back of one meeting."""
        return self.filter(subject=subject)

    def kept_by(self, organizations: Iterable[int]) -> HeldBackQuerySet:
        """What is held back in the organizations that somebody keeps the agendas of."""
        return self.filter(organization_id__in=organizations)


class FileScan(models.Model):
    """What was found in a kept file, so that it is looked through once and not at every page.

    `key` covers the file's bytes, its name, the protected terms and the rules' version.
    """

    key = Line(max_length=64, primary_key=True)
    findings = models.JSONField()

    def __str__(self) -> str:
        return self.key


class HeldBack(models.Model):
    """A publication that Gennemsyn stopped where nobody stood at the screen (tilbageholdt).

    `subject` names the meeting; `what` is the kind of publication. `job` and `key` name the work that
    tries again when a finding is mended or let stand; the row is gone when it passed.
    """

    class What(models.TextChoices):
        AGENDA = "agenda", "Dagsordenen"
        MINUTES = "minutes", "Referatet"

    subject = Line(max_length=120)
    what = Line(max_length=10, choices=What)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE)
    findings = models.JSONField()
    job = Line(max_length=60)
    key = Line(max_length=200)
    since = models.DateTimeField()

    objects = HeldBackQuerySet.as_manager()

    class Meta:
        ordering = ("since",)
        constraints = [
            models.UniqueConstraint(fields=["subject", "what"], name="one_held_back_a_publication")
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.subject}"

    def as_findings(self) -> list[Finding]:
        """What stood in the way when it was last tried."""
        return [finding_from_data(one) for one in self.findings]
