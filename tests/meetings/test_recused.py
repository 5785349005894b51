"""One who is recused is shown a closed item nowhere: not on the agenda, not in the minutes, not sealed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from raadslag.jobs.working import drain
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.attending import note_attendance, strike_attendance
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.closing import close_meeting
from raadslag.meetings.deciding import record_decision
from raadslag.meetings.live import open_meeting
from raadslag.meetings.models import Mark, Meeting
from raadslag.meetings.remarking import note_remark
from raadslag.minutes.models import SealedDocument
from raadslag.minutes.signing import (
    approve_minutes,
    correct_minutes,
    draft_minutes,
    is_approved,
    newest_minutes,
    refuse_minutes,
)
from raadslag.people.models import Membership
from tests.cast import FIRST_DAY, NOTICE_AT, Town, local
from tests.meetings.closed_doors import DECIDED, SECRET, secret_case, seen, told
from tests.minutes.test_month import decide_rest

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    settings.FILES = tmp_path / "files"


def held(town: Town) -> Meeting:
    """A meeting under way, everybody there, with a closed case on it."""
    meeting = town.plan()
    add_to_agenda(secret_case(town), meeting=meeting, by=town.soren)
    add_to_agenda(town.approve(town.write("Vejviser")), meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    meeting = open_meeting(meeting, by=town.soren)
    for name in town.members():
        note_attendance(meeting, person=town.person(name), event="arrived", by=town.soren)
    return meeting


def recuse(town: Town, meeting: Meeting, name: str = "aage") -> Any:
    item = meeting.items.get(closed=True)
    return note_attendance(
        meeting, person=town.person(name), event="recused", item=item, by=town.soren
    )


def minuted(town: Town, meeting: Meeting) -> Meeting:
    item = meeting.items.get(closed=True)
    record_decision(item, outcome="other", text=DECIDED, version=0, by=town.soren)
    note_remark(item, kind="remark", text=f"Husk {SECRET[3]}.", by=town.soren)
    decide_rest(town, meeting)
    close_meeting(meeting, by=town.soren)
    draft_minutes(meeting, by=town.soren)
    meeting.refresh_from_db()
    return meeting


def test_a_recused_member_reads_the_closed_item_nowhere_and_the_others_everywhere(
    town: Town,
) -> None:
    meeting = held(town)
    assert told(seen(town, "aage", meeting))
    recuse(town, meeting)
    assert told(seen(town, "aage", meeting)) == {}
    meeting = minuted(town, meeting)
    pages = seen(town, "aage", meeting)
    assert {"minutes", "minutes-pdf", "agenda-pdf"} <= set(pages)
    assert told(pages) == {}
    for where in ("minutes", "minutes-pdf", "meeting"):
        assert "En handel" in pages[where]
        assert "Vejviser" in pages[where]
    assert {"minutes", "minutes-pdf", "meeting", "agenda-pdf"} <= set(
        told(seen(town, "mette", meeting))
    )


def test_a_recused_member_approves_the_minutes_with_that_item_shut(town: Town) -> None:
    meeting = held(town)
    recuse(town, meeting)
    meeting = minuted(town, meeting)
    minutes = newest_minutes(meeting)
    assert minutes is not None
    aage = Client()
    aage.force_login(town.aage)
    page = aage.get(reverse("minutes", args=[meeting.uid])).content.decode()
    assert "Du var inhabil i punkt 2" in page
    assert minutes.record_hash in page
    aage.post(reverse("answer-minutes", args=[meeting.uid]), {"hash": minutes.record_hash})
    for name in ["mette", "carl", "dina", "erik"]:
        by = getattr(town, name)
        approve_minutes(minutes, person=town.person(name), text_hash=minutes.record_hash, by=by)
    assert is_approved(meeting)
    drain(kinds=["seal-minutes"])
    assert SealedDocument.objects.exists()
    assert told({"sealed": seen(town, "aage", meeting)["minutes-pdf"]}) == {}
    assert told({"sealed": seen(town, "mette", meeting)["minutes-pdf"]})
    assert "Åge Bro" in seen(town, "mette", meeting)["minutes"]
    assert "uden punkt 2" in seen(town, "mette", meeting)["minutes"]


def test_neither_corrections_nor_another_member_s_reasons_tell_a_recused_member(
    town: Town,
) -> None:
    meeting = held(town)
    recuse(town, meeting)
    meeting = minuted(town, meeting)
    minutes, item = newest_minutes(meeting), meeting.items.get(closed=True)
    assert minutes is not None
    said = {"person": town.person("mette"), "text_hash": minutes.record_hash, "by": town.mette}
    refuse_minutes(minutes, reason=f"{SECRET[3]} mangler.", **said)  # type: ignore[arg-type]
    assert told(seen(town, "aage", meeting)) == {}
    correct_minutes(meeting, item=str(item.uid), text=f"Tretten på {SECRET[3]}.", by=town.soren)
    assert told(seen(town, "aage", meeting)) == {}
    assert "Tretten" in seen(town, "mette", meeting)["minutes"]


def test_a_recusal_that_was_wrong_is_struck_and_counts_no_longer(town: Town) -> None:
    meeting = held(town)
    row = recuse(town, meeting)
    assert told(seen(town, "aage", meeting)) == {}
    strike_attendance(row, by=town.soren)
    assert told(seen(town, "aage", meeting))


def test_a_recused_member_notes_nothing_at_the_item_and_gets_no_file_of_it(town: Town) -> None:
    meeting = held(town)
    recuse(town, meeting)
    item = meeting.items.get(closed=True)
    aage = Client()
    aage.force_login(town.aage)
    where = reverse("mark-item", args=[meeting.uid, item.uid])
    assert aage.post(where, {"kind": "note", "text": "Hm"}).status_code == 404
    assert not Mark.objects.exists()


def test_a_recusal_follows_the_case_to_the_next_meeting_and_the_next_body(town: Town) -> None:
    case = secret_case(town, stops=[town.committee, town.council])
    meeting = town.plan()
    add_to_agenda(case, meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    meeting = open_meeting(meeting, by=town.soren)
    for name in town.members():
        note_attendance(meeting, person=town.person(name), event="arrived", by=town.soren)
    recuse(town, meeting)
    item = meeting.items.get(closed=True)
    record_decision(item, outcome="recommended_onward", text=DECIDED, version=0, by=town.soren)
    decide_rest(town, meeting)
    close_meeting(meeting, by=town.soren)
    council = town.plan(datetime(2026, 10, 27, 17, 0), town.council)
    case.refresh_from_db()
    add_to_agenda(case, meeting=council, by=town.soren)
    call_meeting(council, by=town.soren, at=local(NOTICE_AT))
    council.refresh_from_db()
    assert told(seen(town, "aage", council)) == {}
    assert told(seen(town, "mette", council))
    there = council.items.get(closed=True)
    note_attendance(council, person=town.person("aage"), event="able", item=there, by=town.soren)
    assert told(seen(town, "aage", council))
    assert told(seen(town, "aage", meeting)) == {}


def test_an_officer_who_is_recused_as_a_member_does_not_read_the_closed_case(town: Town) -> None:
    Membership.objects.create(
        person=town.person("aage"),
        organization=town.centre,
        role=Membership.Role.HEAD,
        starts_on=FIRST_DAY,
    )
    meeting = held(town)
    assert "case 2" in seen(town, "aage", meeting)
    recuse(town, meeting)
    assert told(seen(town, "aage", meeting)) == {}


def test_those_outside_the_committee_read_nothing_of_the_closed_item(town: Town) -> None:
    meeting = minuted(town, held(town))
    for who in ("bodil", "otto"):
        assert told(seen(town, who, meeting)) == {}


def test_one_recused_before_the_meeting_comes_with_everybody_else(town: Town) -> None:
    meeting = town.plan()
    add_to_agenda(secret_case(town), meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    recuse(town, meeting)
    open_meeting(meeting, by=town.soren)
    first = meeting.items.first()
    soren = Client()
    soren.force_login(town.soren)
    soren.post(reverse("attend", args=[meeting.uid, first.uid]), {"everybody": "1"})
    came = meeting.attendance.filter(event="arrived").values_list("person__name", flat=True)
    assert town.person("aage").name in set(came)
