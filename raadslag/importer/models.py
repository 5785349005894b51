"""What came in: a run, the files it brought, the meetings read in each, and how far each has got.

No column holds a state: it follows from what has happened (`ImportedFile.state`, `Reading.state`),
so that a run that was cut short goes on where it stopped.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Count, Q

from raadslag.fitting import Line
from raadslag.meetings.models import Meeting
from raadslag.minutes.models import Minutes
from raadslag.people.models import Body, User
from raadslag.people.rights import body_of
from raadslag.record import Meeting as Record
from raadslag.record import from_data


def importing_for(user: User) -> int | None:
    """The municipality that the user may import for; null for nobody who may."""
    return body_of(user) if getattr(user, "may_import", False) else None


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, user: User) -> ImportRunQuerySet:
        """The runs of the municipality that the user may import for."""
        body = importing_for(user)
        return self.filter(body=body) if body else self.none()


class ImportRun(models.Model):
    """One delivery: the files somebody brought at once, for one municipality.

    `body` answers where a file is silent. It is null for what the command line brings for many
    municipalities: each of them takes over what has been loaded for it.
    """

    name = Line("navn", max_length=200)
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT)
    started_at = models.DateTimeField("begyndt", auto_now_add=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ("-started_at", "-id")

    def __str__(self) -> str:
        return self.name


class ImportedFileQuerySet(models.QuerySet["ImportedFile"]):
    def visible_to(self, user: User) -> ImportedFileQuerySet:
        """What was brought for the user's municipality, or loaded into it by the house itself."""
        return self.filter(_reached_by(user, "", "readings__")).distinct()


class ImportedFile(models.Model):
    """A file as one municipality brought it (`body`; null: the house itself), however often.

    The bytes lie once under their sha256, whoever brings them. Name, origin and everything read in
    them are the one's who brought them: two municipalities with the same bytes have a row each.

    `origin` is where it lay when it came (for attachments beside it), blank for an upload.
    `read_at` is null until the reader has answered; `problem` is its Danish answer when it failed.
    """

    sha256 = Line(max_length=64, db_index=True)
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT)
    name = Line("filnavn", max_length=300)
    size = models.PositiveBigIntegerField("bytes")
    media_type = Line("art", max_length=100)
    origin = models.TextField(blank=True)
    received_at = models.DateTimeField("modtaget", auto_now_add=True)
    read_at = models.DateTimeField("læst", null=True, blank=True)
    reader_version = Line("læser", max_length=20, blank=True)
    problem_code = Line(max_length=60, blank=True)
    problem = models.TextField(blank=True)

    objects = ImportedFileQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(fields=["sha256", "body"], name="one_file_a_body"),
            models.UniqueConstraint(
                fields=["sha256"], condition=Q(body=None), name="one_file_of_the_house"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ArrivalQuerySet(models.QuerySet["Arrival"]):
    def unread(self) -> ArrivalQuerySet:
        """Those whose file waits for the reader."""
        return self.filter(
            file__read_at=None, file__isnull=False, attached_to=None, companion=False
        )


class Arrival(models.Model):
    """A file as it lay in a run. `file` is null where it was refused: `problem` says why.

    A `companion` lies in a publication's folder and is never minutes of its own; `attached_to` is
    the file that names it as an attachment.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="arrivals")
    path = Line("sti", max_length=500)
    file = models.ForeignKey(
        ImportedFile, null=True, on_delete=models.PROTECT, related_name="arrivals"
    )
    attached_to = models.ForeignKey(
        ImportedFile, null=True, on_delete=models.PROTECT, related_name="companions"
    )
    companion = models.BooleanField(default=False)
    problem = models.TextField(blank=True)

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        ordering = ("run", "path")
        constraints = [models.UniqueConstraint(fields=["run", "path"], name="one_arrival_a_path")]

    def __str__(self) -> str:
        return self.path


def _reached_by(user: User, file: str, reading: str) -> Q:
    """The one rule of whose a file and its readings are; the prefixes lead to their rows."""
    body = importing_for(user)
    if body is None:
        return Q(pk__in=())
    loaded = {f"{file}body": None, f"{reading}meeting__organization__body": body}
    return Q(**{f"{file}body": body}) | Q(**loaded)


class ReadingQuerySet(models.QuerySet["Reading"]):
    def visible_to(self, user: User) -> ReadingQuerySet:
        """Read for the user's municipality, or loaded into it by the house itself."""
        return self.filter(_reached_by(user, "file__", "")).distinct()

    def waiting(self) -> ReadingQuerySet:
        """Neither loaded nor rejected."""
        return self.filter(loaded_at=None, rejected_at=None)

    def loaded(self) -> ReadingQuerySet:
        return self.exclude(loaded_at=None)

    def by_state(self) -> dict[str, int]:
        """How many have got how far: `waiting`, `accepted`, `loaded`, `rejected`."""
        counts: dict[str, int] = self.aggregate(
            loaded=Count("id", filter=Q(loaded_at__isnull=False), distinct=True),
            rejected=Count("id", filter=Q(rejected_at__isnull=False), distinct=True),
            accepted=Count(
                "id", filter=Q(loaded_at=None, accepted_at__isnull=False), distinct=True
            ),
            waiting=Count(
                "id", filter=Q(loaded_at=None, rejected_at=None, accepted_at=None), distinct=True
            ),
        )
        return counts


class Reading(models.Model):
    """One meeting read in a file. `part` counts from 0 where a file holds several.

    `record` is the reader's word, never changed; `answers` is what a person added
    (`body`, `organization`, `date`, `meeting`, `replace`, persons). The columns after it repeat the
    record for lists. `newer_record` is what a later reader makes
    of the same bytes, until somebody reloads it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Venter på en person"
        ACCEPTED = "accepted", "Godtaget"
        LOADED = "loaded", "Indlæst"
        REJECTED = "rejected", "Afvist"

    file = models.ForeignKey(ImportedFile, on_delete=models.PROTECT, related_name="readings")
    part = models.PositiveIntegerField(default=0)
    record = models.JSONField()
    reader_version = Line(max_length=20)
    newer_record = models.JSONField(null=True, blank=True)
    newer_version = Line(max_length=20, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    kind = Line("art", max_length=10, default="minutes")
    organization_name = Line("udvalg som trykt", max_length=300, blank=True)
    municipality_name = Line("kommune som trykt", max_length=200, blank=True)
    day = models.DateField("mødedag", null=True, blank=True)
    item_count = models.PositiveIntegerField("punkter", default=0)
    note_count = models.PositiveIntegerField("bemærkninger", default=0)
    accepted_at = models.DateTimeField(null=True, blank=True)
    rejected_at = models.DateTimeField(null=True, blank=True)
    reject_reason = models.TextField("begrundelse", blank=True)
    loaded_at = models.DateTimeField(null=True, blank=True)
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="readings"
    )
    minutes = models.ForeignKey(
        Minutes, null=True, blank=True, on_delete=models.PROTECT, related_name="readings"
    )

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ("file", "part")
        constraints = [
            models.UniqueConstraint(fields=["file", "part"], name="one_reading_a_part"),
            models.CheckConstraint(
                condition=Q(loaded_at=None) | Q(meeting__isnull=False),
                name="loaded_reading_has_a_meeting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file.name} ({self.part + 1})" if self.part else self.file.name

    @property
    def state(self) -> State:
        """How far it has got."""
        if self.rejected_at:
            return self.State.REJECTED
        if self.loaded_at:
            return self.State.LOADED
        return self.State.ACCEPTED if self.accepted_at else self.State.WAITING

    def as_record(self) -> Record:
        """What the reader read."""
        return from_data(self.record)

    def as_newer_record(self) -> Record | None:
        """What a later reader makes of the same bytes."""
        data: dict[str, Any] | None = self.newer_record
        return from_data(data) if data else None
