"""Sending letters."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from raadslag.jobs.models import Job
from raadslag.jobs.registry import duty
from raadslag.people.actions import SEND_LETTER
from raadslag.people.models import Letter


@duty(SEND_LETTER, title="Send brev")
def send_letter(job: Job) -> None:
    """Send one letter. In the demo it goes no further than the outbox page.

    A message id made from the letter's key lets the receiver drop a letter sent twice.
    """
    with transaction.atomic():
        letter = Letter.objects.select_for_update().get(pk=job.payload["letter"])
        if letter.sent_at:
            return
        letter.address = letter.recipient.email or letter.address  # put right since it was written
        if not (settings.DEMO and settings.EMAIL_BACKEND.endswith("smtp.EmailBackend")):
            _message(letter).send()
        letter.sent_at = timezone.now()
        letter.save(update_fields=["sent_at", "address"])


def _message(letter: Letter) -> EmailMessage:
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(">")
    message = EmailMessage(
        letter.subject,
        letter.text,
        to=[letter.address],
        headers={"Message-ID": f"<letter-{letter.pk}@{host}>", "Auto-Submitted": "auto-generated"},
    )
    if letter.calendar:
        message.attach("moede.ics", letter.calendar, "text/calendar")
    return message
