"""A house with sealed minutes, an answer of no, an attachment, a vote and an import."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from raadslag.cases.files import attach_file
from raadslag.jobs.working import drain
from raadslag.journal.replaying import take_stock
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.attending import note_attendance
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.closing import close_meeting
from raadslag.meetings.deciding import record_decision
from raadslag.meetings.live import open_meeting
from raadslag.meetings.substitutes import send_apology
from raadslag.meetings.voting import record_vote
from raadslag.minutes.models import Minutes
from raadslag.minutes.signing import approve_minutes, draft_minutes, refuse_minutes
from raadslag.public.actions import publish_minutes
from raadslag.public.closing import close_item
from raadslag.public.gate import look_over
from tests.cast import NOTICE_AT, Town, local
from tests.minutes.test_sealing import KINDS, approve, minutes_of


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path / "var"
    settings.FILES = tmp_path / "var" / "files"


@pytest.fixture
def sealed(town: Town) -> Minutes:
    take_stock(because="Byen er sat op.")
    minutes = minutes_of(town, closed="Køb af Skovbo")
    approve(town, minutes, "mette", "aage", "carl")
    looked = look_over(minutes.meeting, minutes.as_record())
    publish_minutes(minutes, assessed=looked, by=town.soren)
    drain(kinds=KINDS)
    return minutes


@pytest.fixture
def full_house(town: Town, sealed: Minutes) -> Minutes:
    """Beside the sealed minutes: a second meeting with an attachment, an apology, a vote and a refusal."""
    meeting = town.plan(at=NOTICE_AT.replace(month=11, day=10, hour=15))
    case = town.write("Jobcentrets åbningstid")
    attach_file(case, name="plan.txt", title="Plan", chunks=[b"En plan."], by=town.sanne)
    attach_file(case, name="andet.txt", title="Andet", chunks=[b"Noget andet."], by=town.sanne)
    item = add_to_agenda(town.approve(case), meeting=meeting, by=town.soren)
    close_item(item, reason="FVL § 27", public_title="Åbningstid", by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT.replace(month=11, day=2)))
    person = town.person("erik")
    send_apology(meeting, person=person, reason="Ferie", substitute=None, by=town.erik)
    meeting = open_meeting(meeting, by=town.soren)
    there = town.members()[:3]
    for name in there:
        note_attendance(meeting, person=town.person(name), event="arrived", by=town.soren)
    choices: Any = dict(
        zip([town.person(n).pk for n in there], ["for", "for", "against"], strict=True)
    )
    record_vote(item, on="Indstillingen", choices=choices, by=town.soren)
    for one in meeting.items.all():
        record_decision(one, outcome="approved", text="Godkendt.", version=0, by=town.soren)
    close_meeting(meeting, by=town.soren)
    minutes = draft_minutes(meeting, by=town.soren)
    for name in there[:2]:
        by = getattr(town, name)
        approve_minutes(minutes, person=town.person(name), text_hash=minutes.record_hash, by=by)
    carl = town.person("carl")
    refuse_minutes(
        minutes, person=carl, text_hash=minutes.record_hash, reason="Jeg sagde nej.", by=town.carl
    )
    return minutes


def verify(*arguments: object) -> tuple[int, str]:
    """`./run verify`: its exit code and what it said."""
    out, wrong = StringIO(), StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify", *map(str, arguments), stdout=out, stderr=wrong)
    assert isinstance(ended.value.code, int)
    return ended.value.code, out.getvalue() + wrong.getvalue()
