"""Telling the public when and where a meeting is held. The one function by which it comes to be told."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from django.db import transaction
from django.utils import timezone

from raadslag.journal.actions import SYSTEM, Actor, note
from raadslag.journal.proving import Rows
from raadslag.meetings.calendar import sequence_of
from raadslag.meetings.deadlines import rules_of
from raadslag.meetings.models import Meeting
from raadslag.meetings.told_words import fit_to_tell
from raadslag.public.making import lock_house
from raadslag.public.models import Announcement, Publication

State = Announcement.State
WRITTEN = ("location", "was_at", "note")
"""What of an announcement a person wrote."""
UNTOLD = frozenset({Meeting.State.ENTERED})
"""A meeting read from old minutes was announced by others, long ago."""


def announce(meeting: Meeting, *, by: Actor = SYSTEM) -> Announcement | None:
    """Tell what the meeting says now; null where there is nothing for the public to know yet.

    Its place and the reason for a change are looked through before anything is locked: what may not be
    told, or was never answered for, is left out of it, whoever wrote it and by whatever way.

    A plan that the body keeps to itself is told from the notice on. What was told already and is still
    so is left alone; a change moves `modified_at` here and of what the meeting has published, so that
    those who read us by machine see it.
    """
    fit = fit_to_tell(meeting, [str(_said(meeting)[name]) for name in WRITTEN])
    return _announce(meeting, fit=fit, by=by)


@transaction.atomic
def _announce(meeting: Meeting, *, fit: Set[str], by: Actor) -> Announcement | None:
    meeting = lock_house(meeting)
    known = Announcement.objects.select_for_update().filter(meeting=meeting).first()
    if known is None and not _is_public(meeting):
        return None
    said = _said(meeting)
    said |= {name: said[name] if said[name] in fit else "" for name in WRITTEN}
    if known is not None and all(getattr(known, name) == value for name, value in said.items()):
        return known
    now = timezone.now()
    row = known or Announcement(meeting=meeting, organization=meeting.organization)
    for name, value in said.items():
        setattr(row, name, value)
    row.modified_at = now
    row.save()
    rows: Rows = [row]
    if row.cancelled or row.moved_from or row.was_at:
        told = Publication.objects.live().filter(meeting=meeting)
        told.update(modified_at=now)
        rows = [row, told]
    note("announce_meeting", by=by, subject=f"meeting:{meeting.uid}", rows=rows, at=now)
    return row


def announce_what_is_coming() -> int:
    """Announce the meetings to come that nobody was told of; how many.

    Those that were told are looked through again: by today's rules and today's protected words.
    """
    later = Meeting.objects.filter(starts_at__gte=timezone.now())
    coming = list(later.select_related("announcement", "organization__body"))
    new = {one.pk for one in coming if not hasattr(one, "announcement")}
    return sum(1 for one in coming if announce(one) is not None and one.pk in new)


def _is_public(meeting: Meeting) -> bool:
    if meeting.state in UNTOLD:
        return False
    sent = meeting.called_at is not None
    return sent or not rules_of(meeting.organization).hide_plan


def _said(meeting: Meeting) -> dict[str, Any]:
    cancelled = meeting.state == Meeting.State.CANCELLED
    changes = list(meeting.changes.all())
    first, last = (changes[0], changes[-1]) if changes else (None, None)
    moved = first is not None and first.started_at != meeting.starts_at
    elsewhere = first is not None and first.was_at and first.was_at != meeting.location
    why = last.reason if last and (moved or elsewhere) else ""
    return {
        "state": State.CANCELLED if cancelled else State.HELD,
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "location": meeting.location,
        "moved_from": first.started_at if first and moved else None,
        "was_at": first.was_at if first and elsewhere else "",
        "note": meeting.cancelled_reason if cancelled else why,
        "sequence": sequence_of(meeting),
    }
