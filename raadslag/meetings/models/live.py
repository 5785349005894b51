"""What happens in the meeting: attendance as events, decisions, ballots and remarks."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from raadslag.fitting import Line
from raadslag.meetings.models.agenda import AgendaItem
from raadslag.meetings.models.meeting import Meeting
from raadslag.people.models import Organization, Person, User


class Attendance(models.Model):
    """Somebody came, left, or stepped out for one item. Events, never snapshots.

    `item` is the item at whose beginning it happened, null for the meeting's beginning; for
    `recused` it is the item itself. `able`: the body found somebody able who said they might not be, or
    was recused in the same case elsewhere. `stood_in`: a substitute for this item alone sat at it. A wrong
    event is struck, not deleted.
    """

    class Event(models.TextChoices):
        ARRIVED = "arrived", "Kom"
        LEFT = "left", "Gik"
        RECUSED = "recused", "Inhabil"
        ABLE = "able", "Fundet habil"
        STOOD_IN = "stood_in", "Sad med"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    event = Line(max_length=10, choices=Event)
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.PROTECT)
    substitute_for = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided = models.BooleanField("besluttet på mødet", default=False)
    """Of recusal: the body itself decided it (KSL § 14); else the member told it before the case."""
    at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("meeting", "id")


class Decision(models.Model):
    """What was decided on one item: the whole that stands. `version` counts each whole that stood.

    Every one that was saved is kept (`DecisionVersion`); a stop (§ 23) is an act of its own.
    """

    item = models.OneToOneField(AgendaItem, on_delete=models.CASCADE, related_name="decision")
    text = models.TextField("beslutning", blank=True)
    outcome = Line("udfald", max_length=40, default="none")
    public_text = models.TextField("offentlig beslutning", blank=True)
    return_on = models.DateField("tilbage den", null=True, blank=True)
    referred_to = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    quorum_reason = Line("hvorfor der kunne besluttes", max_length=300, blank=True)
    stopped_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stopped_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    decided_at = models.DateTimeField()


class DecisionVersion(models.Model):
    """A decision as somebody saved it, whole; `conflict` marks one that lost the race, kept beside.

    `version` is the decision's own number, for one kept beside the number it began from. `points` is
    a list of [point, outcome, text]; `ballots` and `remarks` are ids of those that were noted in the
    same act and are chosen with it. `outcome` is empty where nothing but the words was kept.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="decision_versions")
    version = models.PositiveIntegerField()
    outcome = Line(max_length=40, blank=True)
    text = models.TextField(blank=True)
    public_text = models.TextField(blank=True)
    return_on = models.DateField(null=True, blank=True)
    referred_to = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    quorum_reason = Line(max_length=300, blank=True)
    points = models.JSONField(default=list)
    ballots = models.JSONField(default=list)
    remarks = models.JSONField(default=list)
    saved_by = Line(max_length=200)
    saved_at = models.DateTimeField()
    conflict = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("item", "-saved_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "version"],
                condition=Q(conflict=False),
                name="one_decision_a_version",
            )
        ]


class DecisionDraft(models.Model):
    """What a secretary has written on an item and not confirmed (kladde): it decides nothing.

    One a writer and item, so that no draft overwrites another. `version` is the decision it began
    from, 0 where there was none; `points` as in `DecisionVersion`; `remark` holds kind, person and text
    of one that is not noted yet, empty for none.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="drafts")
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    outcome = Line(max_length=40, blank=True)
    text = models.TextField(blank=True)
    public_text = models.TextField(blank=True)
    return_on = models.DateField(null=True, blank=True)
    referred_to = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    quorum_reason = Line(max_length=300, blank=True)
    points = models.JSONField(default=list)
    remark = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    page = Line(max_length=32, blank=True)
    """The showing of the page that it was written on; empty for a colleague's that was taken."""
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("item", "-saved_at")
        constraints = [
            models.UniqueConstraint(fields=["item", "by"], name="one_draft_a_writer_and_item")
        ]


class PointDecision(models.Model):
    """The outcome of one recommendation point where the points differ."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="points")
    point = models.PositiveSmallIntegerField()
    outcome = Line(max_length=40)
    text = Line(max_length=500, blank=True)

    class Meta:
        ordering = ("decision", "point")
        constraints = [
            models.UniqueConstraint(fields=["decision", "point"], name="one_outcome_a_point")
        ]


class Remark(models.Model):
    """What the minutes say beside the decision: a remark, a reservation, a dissenting opinion.

    A dissent `follows` its case to the next body where the member wants that (KSL § 13 stk. 2).
    """

    class Kind(models.TextChoices):
        REMARK = "remark", "Bemærkning"
        RESERVATION = "reservation", "Forbehold"
        DISSENT = "dissent", "Afvigende mening"

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="remarks")
    kind = Line(max_length=20, choices=Kind)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT)
    text = models.TextField()
    follows = models.BooleanField("følger sagen", default=False)
    at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("item", "at", "id")


class Ballot(models.Model):
    """One vote taken on an item; an item may have several, each kept.

    `subject` says what a majority settles; `about` is blank for the recommendation as a whole, and
    `point` is the recommendation's point where it is one.
    """

    class About(models.TextChoices):
        POINT = "point", "Et punkt i indstillingen"
        PROCEDURE = "procedure", "Udsættelse eller anden fremgangsmåde"
        ELECTION = "election", "Valg"

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="ballots")
    order = models.PositiveSmallIntegerField()
    on = Line("der stemmes om", max_length=300)
    amendment = models.BooleanField("ændringsforslag", default=False)
    about = Line("hvad flertallet afgør", max_length=20, choices=About, blank=True)
    point = models.PositiveSmallIntegerField("punkt i indstillingen", null=True, blank=True)
    proposed_by = Line("stillet af", max_length=120, blank=True)
    by_party = models.BooleanField(default=False)
    at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("item", "order")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "order"],
                condition=Q(struck_at=None),
                name="one_ballot_a_place",
            )
        ]

    @property
    def subject(self) -> str:
        """What a majority settles: see `ballots.Subject`."""
        return "amendment" if self.amendment else self.about or "recommendation"


class BallotVote(models.Model):
    """One member's vote; `party` is the letter they voted under.

    `SILENT` was there and took no part in the ballot, which is not to abstain.
    """

    class Choice(models.TextChoices):
        FOR = "for", "For"
        AGAINST = "against", "Imod"
        ABSTAINED = "abstained", "Undlod"
        SILENT = "silent", "Stemte ikke"

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    party = Line(max_length=60, blank=True)
    choice = Line(max_length=10, choices=Choice)

    class Meta:
        ordering = ("ballot", "id")
        constraints = [
            models.UniqueConstraint(fields=["ballot", "person"], name="one_vote_a_member")
        ]
