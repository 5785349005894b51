"""A case (sag), its paper, its attachments and the steps it takes before an agenda."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from raadslag.fitting import Line
from raadslag.people.models import Body, Membership, Organization, Person, User
from raadslag.people.rights import Rights, heads_or_directs
from raadslag.record import Block, part_from_data


class Template(models.Model):
    """The shape of a case for one organization: its headings, in its order."""

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="templates"
    )
    name = Line("navn", max_length=120)
    active = models.BooleanField("i brug", default=True)

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


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, rights: Rights) -> CaseQuerySet:
        """Cases that somebody may see inside the house.

        Open: the units behind it, its approvers, and secretaries of the bodies on its route.
        Closed: its writer, the heads and directors among those, and the secretaries; but nobody who is
        recused in it.
        """
        if rights.body is None or not rights.roles:
            return self.none()
        secretary = rights.organizations([Membership.Role.SECRETARY])
        on_route = Q(stops__organization_id__in=secretary)
        own = Q(owner_id=rights.user)
        units = Q(unit_id__in=rights.units) | Q(recommending__in=rights.units)
        if not heads_or_directs(rights):
            units &= Q(closed=False)
        shut = self.filter(closed=True, shut_out=rights.person or 0)
        written = (own | units) & ~Q(pk__in=shut.values("pk"))
        return self.filter(written | on_route, body_id=rights.body).distinct()


class Case(models.Model):
    """One matter, from draft to the day it is ready for an agenda.

    Its stops (`Stop`) are the bodies that treat it, in order; the last one decides.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Kladde"
        SENT = "sent", "Til godkendelse"
        APPROVED = "approved", "Godkendt"
        READY = "ready", "Klar til dagsorden"
        ON_AGENDA = "on_agenda", "På dagsorden"
        CALLED = "called", "Sendt ud"
        TREATED = "treated", "Behandlet"
        SHELVED = "shelved", "Henlagt"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT)
    unit = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="own_cases")
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="cases")
    template = models.ForeignKey(Template, null=True, on_delete=models.SET_NULL)
    title = Line("titel", max_length=300)
    journal_number = Line("journalnummer", max_length=40, blank=True, db_index=True)
    state = Line("tilstand", max_length=20, choices=State, default=State.DRAFT)
    recommending = models.ManyToManyField(
        Organization, blank=True, related_name="recommended_cases"
    )
    recommended_by = Line("indstiller", max_length=200, blank=True)
    closed = models.BooleanField("lukket", default=False)
    closed_reason = Line("begrundelse for lukning", max_length=300, blank=True)
    public_title = Line("offentlig titel", max_length=300, blank=True)
    shut_out = models.ManyToManyField(Person, blank=True, related_name="+")
    """Whom a body found inhabile in the case: while it is closed it is not theirs to read."""
    protected_terms = models.TextField("beskyttede ord", blank=True)
    """Names, addresses and numbers of a closed case, one a line: they may stand nowhere in the open."""
    amount = models.DecimalField(
        "beløb i kr.", max_digits=14, decimal_places=2, null=True, blank=True
    )
    financing = Line("finansiering", max_length=300, blank=True)
    round = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField(auto_now_add=True)
    modified_at = models.DateTimeField(auto_now=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ("-modified_at",)

    def __str__(self) -> str:
        return self.title


class Stop(models.Model):
    """A body on a case's route. The last stop is the deciding body."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="stops")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT)
    order = models.PositiveSmallIntegerField()
    treated_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("case", "order")
        constraints = [models.UniqueConstraint(fields=["case", "order"], name="one_stop_a_place")]


class Paper(models.Model):
    """The case's text (sagsfremstilling)."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="paper")
    begun_at = models.DateTimeField(auto_now_add=True)


class PaperSection(models.Model):
    """One headed part of a paper. `blocks` is JSON data of the record's blocks; never HTML.

    `version` counts saved texts: a save that started from an older one loses nothing, its text is
    kept beside as a conflict.
    """

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField()
    heading = Line("overskrift", max_length=120)
    key = Line(max_length=20, choices=TemplateSection.Key)
    required = models.BooleanField(default=True)
    help_text = models.TextField(blank=True)
    blocks = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=0)
    modified_at = models.DateTimeField(null=True, blank=True)
    modified_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ("paper", "order")
        constraints = [
            models.UniqueConstraint(fields=["paper", "order"], name="one_section_a_place")
        ]

    def as_blocks(self) -> tuple[Block, ...]:
        """The text as the record's blocks."""
        return read_blocks(self.blocks)


class SectionVersion(models.Model):
    """A text as somebody saved it. `conflict` marks one that lost the race and stands beside."""

    section = models.ForeignKey(PaperSection, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    blocks = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT)
    conflict = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("section", "-saved_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["section", "version"],
                condition=Q(conflict=False),
                name="one_saved_text_a_version",
            )
        ]

    def as_blocks(self) -> tuple[Block, ...]:
        """The text as the record's blocks."""
        return read_blocks(self.blocks)


class Point(models.Model):
    """One point of the recommendation: the words after "indstiller, at"."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="points")
    order = models.PositiveSmallIntegerField()
    text = models.TextField("punkt")

    class Meta:
        ordering = ("case", "order")
        constraints = [models.UniqueConstraint(fields=["case", "order"], name="one_point_a_place")]


class File(models.Model):
    """An attachment (bilag). The bytes lie under their sha256; an internal one never leaves the house."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="files")
    order = models.PositiveSmallIntegerField()
    title = Line("titel", max_length=200)
    file_name = Line("filnavn", max_length=200)
    sha256 = Line(max_length=64)
    media_type = Line(max_length=100)
    bytes = models.PositiveBigIntegerField()
    recommended = models.BooleanField("anbefalet læsning", default=False)
    internal = models.BooleanField("internt", default=False)
    added_after = models.BooleanField("tilføjet efter mødet", default=False)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("case", "order", "id")


class Guest(models.Model):
    """Somebody who takes part in the meeting for this case only (yderligere deltagelse)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="guests")
    name = Line("navn", max_length=120)
    title = Line("titel", max_length=120, blank=True)
    org = Line("organisation", max_length=160, blank=True)

    class Meta:
        ordering = ("case", "id")


class Prior(models.Model):
    """An earlier treatment of the same matter, found by itself.

    `address` is the house's own page about it; `meeting_uid` and `position` (the item's place in the
    record, from 1) name the item on the public pages.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="priors")
    organization = Line("udvalg", max_length=200)
    date = models.DateField("dato")
    item = models.PositiveIntegerField("punkt", null=True, blank=True)
    title = Line("titel", max_length=300, blank=True)
    address = Line(max_length=300, blank=True)
    meeting_uid = models.UUIDField(null=True, blank=True)
    position = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("case", "date")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organization", "date", "item"], name="one_prior_an_item"
            ),
            models.UniqueConstraint(
                fields=["case", "organization", "date"],
                condition=Q(item=None),
                name="one_prior_a_day_without_item",
            ),
        ]


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


def read_blocks(data: Any) -> tuple[Block, ...]:
    """Blocks from their JSON data."""
    blocks: tuple[Block, ...] = part_from_data(tuple[Block, ...], data)
    return blocks
