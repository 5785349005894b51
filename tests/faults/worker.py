"""A process that is made to be killed: it acts on a database of its own and says what it was told.

    python -m tests.faults.run worker N     sets up a town with N meetings

Each answer is written (and flushed) only after the action returned: what stands on the page that a
person saw. The test kills it at any moment and looks at what the database holds.
"""

from __future__ import annotations

import json
import sys
from typing import Any


def answered(**what: Any) -> None:
    """Tell the one who waits that the act is done."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def set_up(rounds: int) -> None:
    """Meetings: one third to approve, one third to call, one third to publish."""
    from datetime import datetime, timedelta

    from django.core.management import call_command

    from raadslag.meetings.actions import add_item
    from tests.cast import MEETING_AT, NOTICE_AT, build_town, local

    call_command("migrate", verbosity=0)
    town = build_town()
    for number in range(rounds):
        meeting = town.plan(MEETING_AT + timedelta(hours=number // 4, minutes=15 * (number % 4)))
        add_item(meeting, title=f"Punkt {number}", by=town.soren)
        if number % 3 != 1:
            hold(town, meeting, at=local(NOTICE_AT))
    answered(ready=str(datetime.now()))


def hold(town: Any, meeting: Any, *, at: Any) -> Any:
    """Call, hold and close a meeting with two members there; its minutes are drafted."""
    from raadslag.meetings.attending import note_attendance
    from raadslag.meetings.calling import call_meeting
    from raadslag.meetings.closing import close_meeting
    from raadslag.meetings.deciding import record_decision
    from raadslag.meetings.live import open_meeting
    from raadslag.minutes.signing import draft_minutes

    call_meeting(meeting, by=town.soren, at=at)
    meeting = open_meeting(meeting, by=town.soren)
    for name in ("mette", "aage", "carl"):
        note_attendance(meeting, person=town.person(name), event="arrived", by=town.soren)
    for item in meeting.items.all():
        record_decision(item, outcome="noted", text="Taget til efterretning.", version=0, by=town.soren)  # fmt: skip
    close_meeting(meeting, by=town.soren)
    return draft_minutes(meeting, by=town.soren)


def approve() -> None:
    """Every member of every meeting that is closed approves, until all have."""
    from raadslag.minutes.models import Minutes
    from raadslag.minutes.signing import approve_minutes, missing
    from raadslag.people.models import User

    for minutes in Minutes.objects.order_by("?"):
        for seat in missing(minutes.meeting):
            by = User.objects.get(person=seat.person)
            approve_minutes(minutes, person=seat.person, text_hash=minutes.record_hash, by=by)
            answered(minutes=minutes.pk, person=seat.person.pk)


def call() -> None:
    """The secretary calls every planned meeting."""
    from raadslag.meetings.calling import call_meeting
    from raadslag.meetings.models import Meeting
    from raadslag.people.models import User
    from tests.cast import NOTICE_AT, local

    by = User.objects.get(username="soren")
    for meeting in Meeting.objects.filter(state="planned").order_by("?"):
        agenda = call_meeting(meeting, by=by, at=local(NOTICE_AT))
        answered(meeting=meeting.pk, agenda=agenda.pk)


def publish() -> None:
    """The secretary publishes minutes, takes them back, and publishes again, over and over."""
    from raadslag.minutes.models import Minutes
    from raadslag.people.models import User
    from raadslag.public.actions import publish_minutes, republish, withdraw
    from raadslag.public.gate import look_over

    by = User.objects.get(username="soren")
    while True:
        for minutes in Minutes.objects.order_by("?"):
            looked = look_over(minutes.meeting, minutes.as_record())
            shown = publish_minutes(minutes, assessed=looked, by=by)
            answered(publication=shown.pk, stands=True)
            withdraw(shown, reason="Prøve", by=by)
            answered(publication=shown.pk, stands=False)
            again = republish(shown, by=by)
            answered(publication=again.pk, stands=True)


def seal() -> None:
    """Every meeting's minutes are sealed, one after another."""
    from raadslag.minutes.models import Minutes
    from raadslag.minutes.sealing import seal_minutes

    answered(begun=True)
    for minutes in Minutes.objects.order_by("pk")[:2]:
        row = seal_minutes(minutes)
        assert row is not None
        answered(minutes=minutes.pk, sha256=row.sha256)


def main(rounds: str) -> None:
    """Set the template up."""
    set_up(int(rounds))
