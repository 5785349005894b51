"""Meetings: the frame that agenda, attendance, decisions and minutes hang on."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from raadslag.fitting import Line
from raadslag.people.models import Membership, Organization
from raadslag.people.rights import CLERKS, SEATS, Rights, is_elected


class ClosedPart(models.TextChoices):
    """Where an agenda's closed items stand: in their own places, or together in a part of their own."""

    MIXED = "", "Hvor de er sat på"
    FIRST = "first", "Samlet, før den åbne del"
    LAST = "last", "Samlet, efter den åbne del"


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, rights: Rights) -> MeetingQuerySet:
        """Meetings that somebody may open inside the house.

        Its members and secretaries from the plan on, and who has a seat in this meeting alone; other
        elected members and the administration from the notice on, and then its open items only.
        """
        if rights.body is None:
            return self.none()
        own = Q(organization_id__in=rights.organizations([*SEATS, Membership.Role.SECRETARY]))
        if rights.person is not None:
            own |= self.has_seat(rights.person)
            for_one = self.model.objects.filter(
                substitutes__person=rights.person,
                substitutes__given_back_at=None,
                substitutes__item__isnull=False,
            )
            own |= Q(pk__in=for_one.values("pk"))
        called = ~Q(state__in=[Meeting.State.PLANNED, Meeting.State.ENTERED])
        if is_elected(rights) or rights.organizations(CLERKS):
            own |= called
        return self.filter(own, organization__body_id=rights.body)

    def has_seat(self, person: int) -> Q:
        """Of meetings: those in which the person has a seat, by the meeting's own day and people."""
        day = OuterRef("starts_at__date")
        own = Membership.objects.filter(
            Q(starts_on=None) | Q(starts_on__lte=day),
            Q(ends_on=None) | Q(ends_on__gte=day),
            person=person,
            organization=OuterRef("organization"),
            role__in=SEATS,
        )
        called = Meeting.objects.filter(
            substitutes__person=person,
            substitutes__given_back_at=None,
            substitutes__item=None,
        )
        return Q(Exists(own)) | Q(pk__in=called.values("pk"))

    def upcoming(self) -> MeetingQuerySet:
        """Those not over yet, the next one first."""
        live = [Meeting.State.PLANNED, Meeting.State.CALLED, Meeting.State.OPEN]
        return self.filter(state__in=live).order_by("starts_at")


class Meeting(models.Model):
    """One meeting of one organization, from the plan for the year to the closed meeting.

    Between its end and `minutes_sent_at` the secretary puts its decisions right (ret til).
    A meeting read from old minutes is `ENTERED`: its text lives in its minutes' record alone.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "Planlagt"
        CALLED = "called", "Indkaldt"
        OPEN = "open", "I gang"
        CLOSED = "closed", "Afsluttet"
        CANCELLED = "cancelled", "Aflyst"
        ENTERED = "entered", "Indlæst"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="meetings"
    )
    starts_at = models.DateTimeField("begynder")
    ends_at = models.DateTimeField("slutter", null=True, blank=True)
    location = Line("sted", max_length=200, blank=True)
    state = Line("tilstand", max_length=20, choices=State, default=State.PLANNED)
    modified_at = models.DateTimeField(auto_now=True)
    extraordinary = models.BooleanField("ekstraordinært", default=False)
    called_at = models.DateTimeField("indkaldt", null=True, blank=True)
    opened_at = models.DateTimeField("begyndt", null=True, blank=True)
    closed_at = models.DateTimeField("afsluttet", null=True, blank=True)
    minutes_sent_at = models.DateTimeField("referat sendt til godkendelse", null=True, blank=True)
    answers_seen_at = models.DateTimeField("svar set", null=True, blank=True)
    """When somebody last sent the text out and saw what was answered on the way; null before that was kept."""
    began_at = models.DateTimeField("mødet begyndte", null=True, blank=True)
    ended_at = models.DateTimeField("mødet hævet", null=True, blank=True)
    """The hours that the minutes print, where they are others than planned and noted."""
    closed_part = Line("lukkede punkter", max_length=10, blank=True, default="", choices=ClosedPart)
    agenda_adopted = Line("dagsordenen godkendt", max_length=300, blank=True)
    """What the minutes say of the agenda's adoption, where no item of its own tells it; blank: not noted."""
    cancelled_reason = Line("begrundelse for aflysning", max_length=300, blank=True)
    sequence = models.PositiveIntegerField("kalenderens løbenummer", default=0)
    """Counts the times that time, place or state changed for those who have it in a calendar."""
    current_item = models.ForeignKey(
        "meetings.AgendaItem", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_at",)

    def __str__(self) -> str:
        return f"{self.organization} {timezone.localtime(self.starts_at):%d-%m-%Y}"

    @property
    def putting_right(self) -> bool:
        """The meeting is over, and its minutes are not with the members yet (ret til)."""
        return self.state == self.State.CLOSED and self.minutes_sent_at is None


class MeetingChange(models.Model):
    """A meeting that was given another time or place (flyttet): what it was, what it became, and why.

    Only ever added to; the newest is what the meeting says.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="changes")
    started_at = models.DateTimeField("begyndte før")
    was_at = Line("sted før", max_length=200, blank=True)
    starts_at = models.DateTimeField("begynder nu")
    location = Line("sted nu", max_length=200, blank=True)
    reason = Line("begrundelse", max_length=300, blank=True)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        ordering = ("meeting", "pk")


class MeetingRules(models.Model):
    """How an organization calls, holds and closes its meetings. One row each; defaults without."""

    class PublishAgenda(models.TextChoices):
        AT_NOTICE = "notice", "Når mødet indkaldes"
        DAYS_BEFORE = "days", "Et antal dage før mødet"
        NEVER = "never", "Dagsordenen offentliggøres ikke af sig selv"

    organization = models.OneToOneField(
        Organization, on_delete=models.CASCADE, related_name="meeting_rules"
    )
    notice_days = models.PositiveSmallIntegerField("frist i hverdage", default=4)
    saturday_counts = models.BooleanField("lørdag er hverdag", default=True)
    full_days = models.BooleanField("dagen, den sendes, tæller ikke med", default=False)
    ready_days = models.PositiveSmallIntegerField("sager klar, hverdage før", default=8)
    message_days = models.PositiveSmallIntegerField(
        "meddelelser meldt ind, hverdage før",
        null=True,
        blank=True,
        help_text="Tomt: samme dag, som sager skal være klar.",
    )
    proposal_days = models.PositiveSmallIntegerField(
        "medlemmers forslag, dage før",
        null=True,
        blank=True,
        help_text="Tomt: 8 dage. Et forslag, der er kommet i tide, skal på dagsordenen.",
    )
    publish_agenda = Line(
        "offentliggør dagsorden",
        max_length=10,
        choices=PublishAgenda,
        default=PublishAgenda.AT_NOTICE,
    )
    publish_days = models.PositiveSmallIntegerField("dage før mødet", default=3)
    publish_hour = models.PositiveSmallIntegerField("klokken", default=8)
    hide_plan = models.BooleanField("vis ikke mødeplanen offentligt", default=False)
    remind_days = models.PositiveSmallIntegerField("påmind efter dage", default=3)
    closed_part = Line("lukkede punkter", max_length=10, blank=True, default="", choices=ClosedPart)
    chair_looks = models.BooleanField(
        "indkaldelsen venter på formandens gennemsyn",
        default=False,
        help_text="Indkaldes der uden, skriver sekretæren hvorfor.",
    )
    usual_place = Line("sædvanligt sted", max_length=200, blank=True)
    recusal_substitutes = models.BooleanField(
        "stedfortræder ved inhabilitet",
        default=False,
        help_text="Styrelsesvedtægten giver ret til det (KSL § 28 stk. 3). Ellers skriver sekretæren hjemlen.",
    )
    chair_decides = models.BooleanField(
        "formanden kan afgøre sager på udvalgets vegne",
        default=False,
        help_text="Kun hvor loven ikke siger det: § 17, stk. 4-udvalg og råd, hvis egne regler giver ret til det.",
    )
    majority_takes_up = models.BooleanField(
        "et flertal kan optage et punkt på mødet",
        default=False,
        help_text="Ellers skal alle til stede være enige, eller sagen må åbenbart ikke kunne vente.",
    )


class FixedItem(models.Model):
    """An item that stands on every agenda of an organization, first or last."""

    class Place(models.TextChoices):
        FIRST = "first", "Først"
        LAST = "last", "Sidst"

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="fixed_items"
    )
    place = Line("plads", max_length=10, choices=Place)
    order = models.PositiveSmallIntegerField("rækkefølge")
    title = Line("titel", max_length=200)

    class Meta:
        ordering = ("organization", "place", "order")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "place", "order"], name="one_fixed_item_a_place"
            )
        ]


class Formula(models.Model):
    """The words an organization uses for an outcome, where they differ from the house's own."""

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="formulas"
    )
    outcome = Line("udfald", max_length=40)
    text = Line("formel", max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "outcome"], name="one_formula_an_outcome"
            )
        ]
