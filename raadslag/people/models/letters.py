"""What the house writes to people, and what people wrote that it did not take."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from raadslag.fitting import EmailLine, Line
from raadslag.people.models.bodies import Organization
from raadslag.people.models.persons import Person
from raadslag.people.models.users import User


class Letter(models.Model):
    """An e-mail that the house sends: kept as written, sent by a job, shown in Udbakke.

    `about` is the body whose meeting it is about; null for one about a case or an account.
    """

    about = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    key = Line(max_length=200, unique=True)
    recipient = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="letters")
    address = EmailLine()
    subject = Line(max_length=200)
    text = models.TextField()
    calendar = models.TextField(blank=True)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-written_at", "-id")


class KeptForm(models.Model):
    """What somebody typed into a form that the house did not take: theirs to send again or throw away."""

    class Reason(models.TextChoices):
        SIGNED_OUT = "signed-out", "du var blevet logget ud"
        STALE = "stale", "siden var for gammel"
        OTHER = "other", "en anden var logget ind i browseren"
        REFUSED = "refused", "det blev afvist"

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="kept_forms")
    page = Line(max_length=500)
    address = Line(max_length=500)
    fields = models.JSONField(default=list)
    """[name, value] pairs as they were sent; never the proof against forgery, never a file."""
    file_names = models.JSONField(default=list)
    reason = Line(max_length=20, choices=Reason)
    mark = Line(max_length=16)
    by_script = models.BooleanField(default=False)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ("-kept_at", "-id")
