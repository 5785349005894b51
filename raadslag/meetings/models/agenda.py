"""The agenda: items, frozen versions, who cannot come and who sits instead, and private marks."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from raadslag.cases.models import Case, read_blocks
from raadslag.fitting import Line
from raadslag.meetings.models.meeting import Meeting
from raadslag.people.models import Person, User
from raadslag.record import Block, from_data
from raadslag.record import Meeting as Record


class AgendaItem(models.Model):
    """One item (punkt). `order` is its place; `number` is given at the notice and never changes.

    A closed item is proposed closed until the body has decided it (`doors_decided`). An item without a
    case (Eventuelt) has its own `blocks`, and may hold numbered notices (Meddelelser). A withdrawn item
    keeps its number and stays visible.
    """

    class Kind(models.TextChoices):
        CASE = "case", "Sag"
        MESSAGES = "messages", "Meddelelser"
        OTHER = "other", "Andet"

    class TakenUp(models.TextChoices):
        AGREED = "agreed", "Alle til stede var enige"
        URGENT = "urgent", "Sagen kan åbenbart ikke vente"
        MAJORITY = "majority", "Et flertal besluttede det"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField("rækkefølge")
    number = models.PositiveSmallIntegerField("nummer", null=True, blank=True)
    kind = Line("art", max_length=20, choices=Kind, default=Kind.CASE)
    case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.PROTECT, related_name="agenda_items"
    )
    title = Line("titel", max_length=300)
    fixed = models.BooleanField("fast punkt", default=False)
    last = models.BooleanField("står sidst", default=False)
    blocks = models.JSONField(default=list)
    closed = models.BooleanField("lukket", default=False)
    closed_reason = Line("begrundelse for lukning", max_length=300, blank=True)
    public_title = Line("offentlig titel", max_length=300, blank=True)
    doors_decided = models.BooleanField("udvalget har taget stilling til dørene", default=False)
    supplementary = models.BooleanField("på tillægsdagsorden", default=False)
    late_reason = Line("hvorfor sagen ikke kan vente", max_length=300, blank=True)
    taken_up = Line("optaget på mødet", max_length=10, choices=TakenUp, blank=True)
    """How the body took up a matter that was not on its agenda; blank for one that was."""
    taken_up_reason = Line("hvorfor punktet blev optaget", max_length=300, blank=True)
    withdrawn_at = models.DateTimeField("udgået", null=True, blank=True)
    withdrawn_reason = Line("hvorfor punktet udgår", max_length=300, blank=True)
    place = Line("sted", max_length=200, blank=True)
    """Where this item is treated, when it is not where the meeting is (besigtigelse)."""
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("meeting", "order", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"],
                condition=Q(number__isnull=False),
                name="one_item_a_number",
            ),
            models.UniqueConstraint(
                fields=["meeting", "case"],
                condition=Q(case__isnull=False, withdrawn_at=None),
                name="one_item_a_case",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title

    @property
    def shown_title(self) -> str:
        """The title as sent; until then as the case has it now."""
        return self.title if self.number or not self.case else self.case.title

    @property
    def holds_messages(self) -> bool:
        """Is it the place for notices? One that is made for them, or that its body calls so."""
        named = self.kind == self.Kind.MESSAGES or "meddelelse" in self.title.casefold()
        return self.case_id is None and named

    @property
    def adopts_agenda(self) -> bool:
        """Is it the item under which the body adopts its agenda (Godkendelse af dagsorden)?"""
        words = self.title.casefold()
        return self.case_id is None and "godkend" in words and "dagsorden" in words

    def as_blocks(self) -> tuple[Block, ...]:
        """The item's own text."""
        return read_blocks(self.blocks)


class Closing(models.Model):
    """One act about an item's doors: closed or opened, decided by the body or before it met, and why.

    Only ever added to; the newest is what the item says.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="closings")
    closed = models.BooleanField("lukket")
    decided = models.BooleanField("besluttet på mødet", default=False)
    reason = Line("begrundelse", max_length=300)
    public_title = Line("offentlig titel", max_length=300, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        ordering = ("item", "pk")


class AgendaVersion(models.Model):
    """The agenda as it was sent: a frozen record. A later change is a new version with a reason."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agendas")
    version = models.PositiveIntegerField()
    record = models.JSONField()
    record_hash = Line(max_length=64)
    frozen_at = models.DateTimeField()
    reason = Line("hvad der er ændret", max_length=300, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT)

    class Meta:
        ordering = ("meeting", "-version")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "version"], name="one_agenda_a_version")
        ]

    def as_record(self) -> Record:
        """The record itself, closed items in full: for those who may read them."""
        return from_data(self.record)


class Apology(models.Model):
    """A member cannot come (afbud), and may propose who sits instead."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="apologies")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="apologies")
    substitute = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = Line("bemærkning", max_length=300, blank=True)
    sent_at = models.DateTimeField()
    called_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("meeting", "sent_at")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(called_back_at=None),
                name="one_apology_a_member",
            )
        ]


class Substitute(models.Model):
    """Somebody called to sit for a member at one meeting (stedfortræder), until the seat is given back.

    It belongs to the meeting, not to a day: a meeting that is moved takes its people along. With an
    `item` it is for that alone, because the member is recused there (KSL § 28 stk. 3); `basis` says by
    what rule, where the body's setting does not.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="substitutes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    substitute_for = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="substitutes"
    )
    basis = Line("hjemmel", max_length=300, blank=True)
    party = Line("parti", max_length=60, blank=True)
    called_at = models.DateTimeField("indkaldt")
    given_back_at = models.DateTimeField("pladsen givet tilbage", null=True, blank=True)

    class Meta:
        ordering = ("meeting", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "substitute_for"],
                condition=Q(given_back_at=None, item=None),
                name="one_substitute_a_seat",
            ),
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(given_back_at=None, item=None),
                name="one_seat_a_substitute",
            ),
            models.UniqueConstraint(
                fields=["item", "substitute_for"],
                condition=Q(given_back_at=None, item__isnull=False),
                name="one_substitute_an_item",
            ),
            models.UniqueConstraint(
                fields=["item", "person"],
                condition=Q(given_back_at=None, item__isnull=False),
                name="one_seat_an_item",
            ),
        ]


class Mark(models.Model):
    """A member's own note or mark at a paragraph of an item. Seen by nobody else, ever."""

    class Kind(models.TextChoices):
        NOTE = "note", "Note"
        HIGHLIGHT = "highlight", "Fremhævet"
        READ = "read", "Læst"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="marks")
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="marks")
    place = Line(max_length=40, blank=True)
    kind = Line(max_length=20, choices=Kind)
    text = models.TextField(blank=True)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "item", "place", "kind"], name="one_mark_a_place"
            )
        ]
