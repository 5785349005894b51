"""What the public reads: frozen, redacted records, and the rows that list, link and guard them."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from raadslag.fitting import Line
from raadslag.meetings.models import Meeting
from raadslag.people.models import Body, Organization, Person
from raadslag.record import Meeting as Record
from raadslag.record import from_data
from raadslag.render.told import OUTCOMES


def live_q(at: datetime | None = None, prefix: str = "") -> Q:
    """The one rule of what anybody may read now, for publications or, with `prefix`, for their rows."""
    now = at or timezone.now()
    return Q(
        Q(**{f"{prefix}superseded_at": None}) | Q(**{f"{prefix}superseded_at__gt": now}),
        **{f"{prefix}withdrawn_at": None, f"{prefix}visible_from__lte": now},
    )


class PublicationQuerySet(models.QuerySet["Publication"]):
    def live(self, at: datetime | None = None) -> PublicationQuerySet:
        """Those that anybody may read at this moment."""
        return self.filter(live_q(at))

    def current(self) -> PublicationQuerySet:
        """The newest of each meeting and kind that stands, waiting for its day or not."""
        return self.filter(withdrawn_at=None, superseded_at=None)

    def newest_first(self) -> PublicationQuerySet:
        return self.order_by("-starts_at", "-pk")

    def shown(self, at: datetime | None = None) -> PublicationQuerySet:
        """One live publication a meeting: the minutes, or the agenda until there are minutes."""
        minutes = Publication.objects.live(at).filter(
            meeting=OuterRef("meeting"), kind=Publication.Kind.MINUTES
        )
        return self.live(at).filter(Q(kind=Publication.Kind.MINUTES) | ~Exists(minutes))

    def listed(self) -> PublicationQuerySet:
        """Ready for a list: with organization and municipality, without the record itself."""
        return self.select_related("organization__body").defer("record")


class Publication(models.Model):
    """A meeting's agenda or minutes as the public may read it (offentliggørelse).

    `record` is the redacted record's JSON data and never changes; a correction is a new version.
    It is read from `visible_from` until `superseded_at` or `withdrawn_at`. `slug` is the meeting's
    day in addresses (`2024-10-08`, `2024-10-08-2` for the organization's second that day).
    """

    class Kind(models.TextChoices):
        AGENDA = "agenda", "Dagsorden"
        MINUTES = "minutes", "Referat"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="publications")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="publications"
    )
    kind = Line("art", max_length=10, choices=Kind)
    version = models.PositiveIntegerField(default=1)
    slug = Line(max_length=20)
    starts_at = models.DateTimeField("mødet begynder")
    record = models.JSONField()
    record_hash = Line(max_length=64)
    published_at = models.DateTimeField("offentliggjort")
    visible_from = models.DateTimeField("synlig fra")
    superseded_at = models.DateTimeField("afløst", null=True, blank=True)
    withdrawn_at = models.DateTimeField("trukket tilbage", null=True, blank=True)
    withdrawn_reason = models.TextField("begrundelse", blank=True)
    modified_at = models.DateTimeField("senest ændret")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_at", "-version")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "kind", "version"], name="one_publication_a_version"
            ),
            models.UniqueConstraint(
                fields=["meeting", "kind"],
                condition=Q(withdrawn_at=None, superseded_at=None),
                name="one_publication_stands",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "slug"], name="publication_address"),
            models.Index(fields=["-starts_at"], name="publication_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.organization} {self.slug}"

    def as_record(self) -> Record:
        """The redacted record itself."""
        return from_data(self.record)

    @property
    def day(self) -> date:
        """The meeting's day in Denmark."""
        return timezone.localtime(self.starts_at).date()

    def is_live(self, at: datetime | None = None) -> bool:
        """May anybody read it at this moment? The same rule as `live()`, of a row in hand."""
        now = at or timezone.now()
        superseded = self.superseded_at is not None and self.superseded_at <= now
        return self.withdrawn_at is None and not superseded and self.visible_from <= now


class Announcement(models.Model):
    """When and where a meeting is held, or that it is not, as the public may know it (bekendtgørelse).

    One a meeting, from the plan on. `moved_from` is the time it was announced for before, `note` why
    it was moved or cancelled. Written by `announcing` alone.
    """

    class State(models.TextChoices):
        HELD = "held", "Holdes"
        CANCELLED = "cancelled", "Aflyst"

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="announcement")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="announcements"
    )
    state = Line("tilstand", max_length=10, choices=State)
    starts_at = models.DateTimeField("begynder")
    ends_at = models.DateTimeField("slutter", null=True, blank=True)
    location = Line("sted", max_length=200, blank=True)
    moved_from = models.DateTimeField("flyttet fra", null=True, blank=True)
    was_at = Line("sted før", max_length=200, blank=True)
    note = Line("begrundelse", max_length=300, blank=True)
    sequence = models.PositiveIntegerField("løbenummer", default=0)
    modified_at = models.DateTimeField("senest ændret")

    class Meta:
        ordering = ("starts_at",)
        indexes = [models.Index(fields=["organization", "starts_at"], name="announced_when")]

    def __str__(self) -> str:
        return f"{self.organization} {timezone.localtime(self.starts_at):%d-%m-%Y}"

    @property
    def cancelled(self) -> bool:
        """The meeting is not held."""
        return self.state == self.State.CANCELLED


class Course(models.Model):
    """A case's course (sagens gang): the items in which one case was treated, body by body.

    Derived from the live publications by `courses.relink`. `named_after` is the uid of the item
    that gave title and slug; `merged_into` keeps an old address alive when two turn out to be one.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="courses")
    slug = Line(max_length=120)
    title = Line("titel", max_length=500)
    journal_number = Line("journalnummer", max_length=80, blank=True)
    named_after = models.UUIDField(null=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="merged"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "slug"], name="one_course_a_slug")]

    def __str__(self) -> str:
        return self.title


class PublishedItemQuerySet(models.QuerySet["PublishedItem"]):
    def live(self, at: datetime | None = None) -> PublishedItemQuerySet:
        """Items of publications that anybody may read at this moment."""
        return self.filter(live_q(at, "publication__"))

    def shown(self, at: datetime | None = None) -> PublishedItemQuerySet:
        """One live row an item: the minutes', or the agenda's until there are minutes."""
        minutes = Publication.objects.live(at).filter(
            meeting=OuterRef("publication__meeting"), kind=Publication.Kind.MINUTES
        )
        return self.live(at).filter(
            Q(publication__kind=Publication.Kind.MINUTES) | ~Exists(minutes)
        )

    def listed(self) -> PublishedItemQuerySet:
        """Ready for a list: with meeting, organization and municipality, without the record."""
        return self.select_related("publication__organization__body", "course").defer(
            "publication__record", "text"
        )


class PublishedItem(models.Model):
    """One item of a publication, as lists, links and courses need it; its text is in the record.

    `uid` names the item for ever, in every version of agenda and minutes; `anchor` is its part of
    the address (`punkt-4`). `title` is empty where the source lost it. `decision` is the beginning
    of the decision's text, `text` all of the case's plain text, for snippets.
    """

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="items")
    uid = models.UUIDField(db_index=True)
    anchor = Line(max_length=40)
    position = models.PositiveIntegerField()
    number = models.IntegerField(null=True)
    title = Line(max_length=1000, blank=True)
    closed = models.BooleanField(default=False)
    journal_number = Line(max_length=80, blank=True)
    outcome = Line(max_length=30, default="none")
    decision = models.TextField(blank=True)
    text = models.TextField(blank=True)
    has_attachments = models.BooleanField(default=False)
    course = models.ForeignKey(
        Course, null=True, blank=True, on_delete=models.SET_NULL, related_name="items"
    )

    objects = PublishedItemQuerySet.as_manager()

    class Meta:
        ordering = ("publication", "position")
        constraints = [
            models.UniqueConstraint(fields=["publication", "uid"], name="one_item_a_uid"),
            models.UniqueConstraint(fields=["publication", "anchor"], name="one_item_an_anchor"),
        ]

    def __str__(self) -> str:
        return self.shown_title

    @property
    def shown_title(self) -> str:
        """The title, or in plain words that the source lost it: nothing is invented."""
        if self.title:
            return self.title
        name = f"Punkt {self.number}" if self.number is not None else "Punkt uden nummer"
        return f"{name} (titlen mangler i kilden)"

    @property
    def told_decision(self) -> str:
        """The decision's beginning, or nothing where it only says what the outcome's label says."""
        plain = self.decision.strip().rstrip(".").casefold()
        return "" if plain == self.get_outcome_display().casefold() else self.decision

    def get_outcome_display(self) -> str:
        """The outcome in Danish."""
        return OUTCOMES.get(self.outcome, self.outcome)  # type: ignore[call-overload,no-any-return]


class CourseKey(models.Model):
    """A thing that two items of the same case have in common: a treatment or a journal number.

    A treatment is body, organization's name as plain letters, day and item number; an item carries
    its own and those that it says came before.
    """

    item = models.ForeignKey(PublishedItem, on_delete=models.CASCADE, related_name="keys")
    key = Line(max_length=300, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "key"], name="one_key_an_item")]


class PublishedFile(models.Model):
    """A file that a publication shows; the bytes are kept under their sha256.

    No row with a live publication, no file: an internal or closed one never gets a row. A `figure`
    stands in the text and is not listed among the attachments.
    """

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="files")
    item = models.ForeignKey(PublishedItem, on_delete=models.CASCADE, related_name="files")
    sha256 = Line(max_length=64, db_index=True)
    title = Line(max_length=500)
    file_name = Line(max_length=255)
    media_type = Line(max_length=120, default="application/octet-stream")
    bytes = models.PositiveBigIntegerField(null=True)
    figure = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.title


class PublishedAttendance(models.Model):
    """One person at a published meeting, as printed; `person` where we know who it is."""

    publication = models.ForeignKey(
        Publication, on_delete=models.CASCADE, related_name="attendance"
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="attendance"
    )
    name = Line(max_length=200)
    party = Line(max_length=60, blank=True)
    role = Line(max_length=200, blank=True)
    status = Line(max_length=20)
    is_member = models.BooleanField(default=True)

    class Meta:
        ordering = ("publication", "pk")
