"""Asking the public room to tell when and where a meeting is held."""

from __future__ import annotations

from raadslag.jobs.actions import enqueue
from raadslag.meetings.models import Meeting

ANNOUNCE = "announce"
"""The job that tells the public when, where and whether a meeting is held; its key is the meeting's uid."""


def ask_to_announce(meeting: Meeting) -> None:
    """Let a job tell the public when and where the meeting is held, or that it is not."""
    enqueue(ANNOUNCE, str(meeting.uid))
