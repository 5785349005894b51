"""Minutes: a meeting's record, frozen, with the hash that approvals and seals speak of."""

from __future__ import annotations

from django.db import models

from raadslag.fitting import Line
from raadslag.meetings.models import Meeting
from raadslag.people.models import Person, User
from raadslag.record import Meeting as Record
from raadslag.record import from_data


class Minutes(models.Model):
    """One frozen version of a meeting's minutes. `record` is the record's JSON data, never changed.

    A correction or a better reading is a new version; the newest counts that was not taken back
    from approval.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes")
    version = models.PositiveIntegerField(default=1)
    record = models.JSONField()
    record_hash = Line(max_length=64)
    frozen_at = models.DateTimeField()
    source_file = Line("kildefilens sha256", max_length=64, blank=True)
    taken_back_at = models.DateTimeField("trukket tilbage fra godkendelse", null=True, blank=True)
    taken_back_reason = Line("hvorfor", max_length=300, blank=True)

    class Meta:
        ordering = ("meeting", "-version")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "version"], name="one_minutes_a_version")
        ]

    def __str__(self) -> str:
        return f"Referat {self.meeting} v{self.version}"

    def as_record(self) -> Record:
        """The record itself."""
        return from_data(self.record)


class Approval(models.Model):
    """One member's answer to exactly one text: their name under it, or why not.

    `text_hash` is the hash that the click carried; it is the minutes' own.
    """

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="approvals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="approvals")
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    text_hash = Line(max_length=64)
    at = models.DateTimeField("tidspunkt")
    refused = models.BooleanField("nægtet", default=False)
    reason = models.TextField("begrundelse", blank=True)

    class Meta:
        ordering = ("minutes", "at")
        constraints = [
            models.UniqueConstraint(fields=["minutes", "person"], name="one_answer_a_member")
        ]


class Correction(models.Model):
    """An addition to minutes that were frozen: which item, what is corrected, who wrote it."""

    minutes = models.OneToOneField(Minutes, on_delete=models.PROTECT, related_name="correction")
    item = Line("punkt", max_length=40)
    text = models.TextField("rettelse")
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    at = models.DateTimeField()


class SealedDocument(models.Model):
    """A PDF that was sealed: what it is of, the hashes that stand in it, and the file's own.

    `subject` is `minutes:12` or `publication:…`; `sequence` and `journal_hash` are the journal's
    newest line when it was sealed. Never changed; the newest of a subject counts.
    """

    subject = Line(max_length=200, db_index=True)
    content_hash = Line(max_length=64)
    record_hash = Line(max_length=64)
    sequence = models.PositiveBigIntegerField()
    journal_hash = Line(max_length=64)
    sha256 = Line(max_length=64)
    bytes = models.PositiveBigIntegerField()
    sealed_at = models.DateTimeField("forseglet")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "content_hash"], name="one_sealed_document_a_content"
            )
        ]


class Reminder(models.Model):
    """A reminder sent to a member who has not answered."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="reminders")
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        ordering = ("minutes", "at")
