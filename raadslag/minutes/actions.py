"""Keeping minutes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from raadslag.journal.actions import Actor, note
from raadslag.meetings.models import Meeting
from raadslag.minutes.models import Minutes
from raadslag.record import Meeting as Record
from raadslag.record import record_hash, to_data


@transaction.atomic
def freeze_minutes(
    meeting: Meeting,
    *,
    record: Record,
    by: Actor,
    source_file: str = "",
    at: datetime | None = None,
) -> Minutes:
    """Keep the record as the meeting's next version of its minutes (frys).

    The same text twice is one version: the newest one is returned as it stands.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    newest = meeting.minutes.filter(taken_back_at=None).first()
    text_hash = record_hash(record)
    if newest and newest.record_hash == text_hash:
        return newest
    minutes = Minutes.objects.create(
        meeting=meeting,
        version=(meeting.minutes.aggregate(last=Max("version"))["last"] or 0) + 1,
        record=to_data(record),
        record_hash=text_hash,
        frozen_at=at or timezone.now(),
        source_file=source_file,
    )
    note(
        "freeze_minutes",
        by=by,
        subject=f"meeting:{meeting.uid}",
        details={"version": minutes.version, "record_hash": text_hash},
        rows=[minutes],
    )
    return minutes
