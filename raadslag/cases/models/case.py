"""A case (sag), who sees it, its way through the bodies, who else takes part, and what went before."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from raadslag.cases.models.template import Template
from raadslag.fitting import Line
from raadslag.people.models import Body, Membership, Organization, Person, User
from raadslag.people.rights import Rights, heads_or_directs

if TYPE_CHECKING:
    from raadslag.cases.models.paper import File


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

    class Correcting(models.TextChoices):
        SLIP = "slip", "Skrivefejl"
        CONTENT = "content", "Nyt eller ændret indhold"
        FILE = "file", "Nyt eller udskiftet bilag"

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
    """With `financing`: how a case told its money before `Appropriation`. Read, and never written again:
    the lines of the journal that prove those cases name these columns."""
    financing = Line("finansiering", max_length=300, blank=True)
    correcting = Line(
        "rettes efter indkaldelsen", max_length=10, blank=True, default="", choices=Correcting
    )
    """What kind of correction is under way while the case stands on an agenda that was sent."""
    round = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField(auto_now_add=True)
    modified_at = models.DateTimeField(auto_now=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ("-modified_at",)

    def __str__(self) -> str:
        return self.title

    @property
    def standing_files(self) -> list[File]:
        """Its attachments that nobody took off, from those that were fetched with it."""
        return [file for file in self.files.all() if file.removed_at is None]


class Stop(models.Model):
    """A body on a case's route. The last stop is the deciding body."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="stops")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT)
    order = models.PositiveSmallIntegerField()
    treated_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("case", "order")
        constraints = [models.UniqueConstraint(fields=["case", "order"], name="one_stop_a_place")]


class Appropriation(models.Model):
    """Money that a case asks for (bevilling): a row for each year and account."""

    class Kind(models.TextChoices):
        SUPPLEMENTARY = "supplementary", "Tillægsbevilling"
        CAPITAL = "capital", "Anlægsbevilling"
        REALLOCATION = "reallocation", "Omplacering mellem bevillinger"
        WITHIN = "within", "Udgift inden for bevillingen"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="appropriations")
    order = models.PositiveSmallIntegerField()
    kind = Line("art", max_length=20, choices=Kind, default=Kind.SUPPLEMENTARY)
    amount = models.DecimalField("beløb i kr.", max_digits=14, decimal_places=2)
    year = models.PositiveSmallIntegerField("år", null=True, blank=True)
    account = Line("konto", max_length=120, blank=True)
    financing = Line("finansiering", max_length=300, blank=True)

    class Meta:
        ordering = ("case", "order")
        constraints = [
            models.UniqueConstraint(fields=["case", "order"], name="one_appropriation_a_place")
        ]


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


class Repeat(models.Model):
    """A case that comes again (tilbagevendende sag): every so many months a draft is begun from it."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="repeat")
    months = models.PositiveSmallIntegerField("måneder imellem")
    next_on = models.DateField("næste gang")

    class Meta:
        ordering = ("next_on",)

    def __str__(self) -> str:
        return f"{self.case}: hver {self.months}. måned"
