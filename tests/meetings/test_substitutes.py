"""Apologies reach those who need them; a substitute sits, reads and approves as the meeting's own."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from raadslag.allowed import NotAllowed
from raadslag.jobs.working import drain
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.closing import close_meeting
from raadslag.meetings.deciding import record_decision
from raadslag.meetings.live import open_meeting
from raadslag.meetings.models import Meeting
from raadslag.meetings.moving import change_meeting
from raadslag.meetings.seats import forecast
from raadslag.meetings.substitutes import (
    call_back_apology,
    call_substitute,
    candidates,
    give_back_seat,
    send_apology,
)
from raadslag.minutes.signing import approve_minutes, draft_minutes
from raadslag.people.actions import appoint_substitute
from raadslag.people.models import Letter, Membership
from tests.cast import FIRST_DAY, Town
from tests.meetings.test_moving import at_three, event_in, letters

pytestmark = pytest.mark.once

CLOSED = "Køb hos naboen"


def called(town: Town) -> Meeting:
    meeting = town.plan(at_three(30).replace(tzinfo=None))
    case = town.write(CLOSED)
    case.closed, case.closed_reason, case.public_title = True, "Handel", "Køb af grund"
    case.save()
    add_to_agenda(town.approve(case), meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren)
    return Meeting.objects.get(pk=meeting.pk)


def page(town: Town, name: str, meeting: Meeting, where: str = "meeting") -> str:
    client = Client()
    client.force_login(town.users[name])
    answer = client.get(reverse(where, args=[] if where == "front" else [meeting.uid]))
    return answer.content.decode() if answer.status_code == 200 else ""


def council(town: Town, name: str, party: str) -> None:
    Membership.objects.update_or_create(
        person=town.person(name),
        organization=town.council,
        defaults={"role": "member", "party": party, "starts_on": FIRST_DAY},
    )


def test_a_substitute_is_told_reads_is_counted_and_approves(town: Town) -> None:
    meeting = called(town)
    assert CLOSED not in page(town, "bodil", meeting)
    send_apology(meeting, person=town.person("aage"), reason="Rejse", substitute=None, by=town.aage)
    row = call_substitute(
        meeting, person=town.person("bodil"), substitute_for=town.person("aage"), by=town.soren
    )
    [told] = letters(town, "bodil", "substitute:")
    assert "stedfortræder for Åge" in told.text
    assert CLOSED in page(town, "bodil", meeting)
    change_meeting(meeting, starts_at=at_three(37), reason="Sal optaget", by=town.soren)
    meeting.refresh_from_db()
    assert CLOSED in page(town, "bodil", meeting)
    client = Client()
    client.force_login(town.soren)
    open_meeting(meeting, by=town.soren)
    first = meeting.items.all()[0]
    client.post(reverse("attend", args=[meeting.uid, first.uid]), {"everybody": "1"})
    there = set(meeting.attendance.values_list("person__name", flat=True))
    assert row.person.name in there
    assert town.person("aage").name not in there
    for item in meeting.items.all():
        record_decision(item, outcome="none", text="", version=0, by=town.soren)
    close_meeting(meeting, by=town.soren)
    minutes = draft_minutes(meeting, by=town.soren)
    assert CLOSED in page(town, "bodil", meeting, "minutes")
    seat = next(a for a in minutes.as_record().attendance if a.name == row.person.name)
    assert seat.substitute_for == town.person("aage").name
    approve_minutes(
        minutes, person=row.person, text_hash=minutes.record_hash, by=town.bodil
    )  # fmt: skip


def test_the_seat_is_given_back_and_access_ends_with_it(town: Town) -> None:
    meeting = called(town)
    apology = send_apology(
        meeting, person=town.person("aage"), reason="", substitute=None, by=town.aage
    )
    call_substitute(
        meeting, person=town.person("bodil"), substitute_for=town.person("aage"), by=town.soren
    )
    call_back_apology(apology, by=town.aage)
    assert CLOSED not in page(town, "bodil", meeting)
    [back] = letters(town, "bodil", "seat-back:")
    event = event_in(back)
    assert event["status"] == "CANCELLED"
    assert event["sequence"] > event_in(letters(town, "bodil", "substitute:")[0])["sequence"]
    again = call_substitute(
        meeting, person=town.person("bodil"), substitute_for=town.person("dina"), by=town.soren
    )
    with pytest.raises(NotAllowed):
        give_back_seat(again, by=town.carl)
    give_back_seat(again, by=town.soren)
    assert forecast(meeting).stand_ins == {}


def test_the_member_s_own_group_stands_first_and_the_law_says_who_may(town: Town) -> None:
    meeting, aage = called(town), town.person("aage")
    own = Membership.objects.get(person=aage, organization=town.committee).party
    council(town, "bodil", "X")
    council(town, "sanne", own)
    found = candidates(meeting, aage)
    assert [one.person for one in found][:2] == [town.person("sanne"), town.person("bodil")]
    assert [one.same_group for one in found][:2] == [True, False]
    with pytest.raises(NotAllowed) as no:
        call_substitute(meeting, person=town.person("hanne"), substitute_for=aage, by=town.soren)
    assert "§ 28 stk. 2" in (no.value.obstacles[0].law or "")


def test_an_apology_is_seen_at_once_by_secretary_and_chair_and_by_nobody_else(town: Town) -> None:
    meeting = called(town)
    for name in ("aage", "carl", "dina"):
        send_apology(
            meeting, person=town.person(name), reason="Hospitalet", substitute=None,
            by=getattr(town, name),
        )  # fmt: skip
    assert {one.recipient for one in Letter.objects.filter(key__startswith="apology:")} == {
        town.person("soren"),
        town.person("mette"),
    }
    assert not forecast(meeting).enough
    for name in ("soren", "mette"):
        for where in ("meeting", "participants", "front"):
            assert "2 af 5 ventes at komme" in page(town, name, meeting, where), (name, where)
    assert "Hospitalet" not in page(town, "erik", meeting)
    assert not page(town, "erik", meeting, "participants")
    call_substitute(
        meeting, person=town.person("bodil"), substitute_for=town.person("aage"), by=town.soren
    )
    assert forecast(meeting).enough


def test_a_substitute_for_a_time_gets_the_notice_of_what_is_called_already(town: Town) -> None:
    meeting = called(town)
    appoint_substitute(
        town.committee,
        person=town.person("bodil"),
        substitute_for=town.person("aage"),
        starts_on=timezone.localdate(),
        ends_on=None,
        by=town.soren,
    )
    drain()
    drain()
    [told] = letters(town, "bodil", "notice:")
    assert str(meeting) in told.subject
    assert len(letters(town, "mette", "notice:")) == 1
