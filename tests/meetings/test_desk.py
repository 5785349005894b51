"""The secretary's desk: ready cases on the agenda in one press, one item at hand, a deadline that speaks."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.calling import call_meeting, move_to_meeting
from raadslag.meetings.desk import deadline_of
from raadslag.meetings.models import Meeting, MeetingRules
from raadslag.meetings.notice import goes_public_at
from raadslag.meetings.seen import agenda_parts
from raadslag.meetings.workdays import workdays_between
from raadslag.seen import ChangedSince, mark_of, require_seen
from tests.cast import Town, local
from tests.meetings.test_moving import at_three


def desk(town: Town) -> Client:
    client = Client()
    client.force_login(town.soren)
    return client


def test_ready_cases_are_called_in_two_presses(town: Town) -> None:
    meeting, client = town.plan(at_three(40).replace(tzinfo=None)), desk(town)
    for title in ("Vejviser", "Gebyr", "Jobmesse"):
        town.approve(town.write(title))
    page = client.get(reverse("agenda", args=[meeting.uid])).content.decode()
    assert "3 sager er klar" in page
    client.post(reverse("change-agenda", args=[meeting.uid]), {"all": "1"})
    seen = client.get(reverse("agenda", args=[meeting.uid])).context["seen"]
    client.post(reverse("call-meeting", args=[meeting.uid]), {"seen": seen})
    sent = meeting.agendas.get().as_record()
    assert [item.title for item in sent.items] == ["Meddelelser", "Vejviser", "Gebyr", "Jobmesse", "Eventuelt"]  # fmt: skip


def test_after_the_deadline_one_reason_serves_every_case(town: Town) -> None:
    tomorrow = (timezone.localtime() + timedelta(days=1)).replace(hour=15, minute=0, second=0)
    meeting, client = town.plan(tomorrow.replace(microsecond=0, tzinfo=None)), desk(town)
    for title in ("Vejviser", "Gebyr"):
        add_to_agenda(town.approve(town.write(title)), meeting=meeting, by=town.soren)
    where = reverse("agenda", args=[meeting.uid])
    page = client.get(where)
    assert page.context["deadline"].state == "past"
    assert [one.code for one in page.context["why_not_call"]] == ["late"]
    client.post(
        reverse("change-agenda", args=[meeting.uid]), {"late": "1", "late_reason": "Hastesag"}
    )
    assert not client.get(where).context["why_not_call"]


def test_the_item_at_hand_is_the_one_asked_for_and_moves_to_a_later_meeting(town: Town) -> None:
    meeting, client = town.plan(at_three(40).replace(tzinfo=None)), desk(town)
    later = town.plan(at_three(80).replace(tzinfo=None))
    item = add_to_agenda(town.approve(town.write("Gebyr")), meeting=meeting, by=town.soren)
    page = client.get(reverse("agenda", args=[meeting.uid]) + f"?punkt={item.uid}")
    assert page.context["item"].row == item
    move_to_meeting(item, to=later, by=town.soren)
    assert not meeting.items.filter(case__title="Gebyr").exists()
    assert later.items.filter(case__title="Gebyr").count() == 1


def test_the_deadline_s_note_turns_amber_two_hverdage_before_and_red_after(town: Town) -> None:
    meeting = town.plan(datetime(2026, 10, 13, 15, 0))
    told = [deadline_of(meeting, date(2026, 10, day)).state for day in (5, 6, 8, 9)]
    assert told == ["ahead", "soon", "soon", "past"]
    assert workdays_between(date(2026, 12, 23), date(2026, 12, 28), saturday_counts=False) == 2


def test_the_page_says_when_the_public_reads_an_agenda_that_is_sent_now() -> None:
    meeting = Meeting(starts_at=local(datetime(2026, 10, 27, 17)))
    rules = MeetingRules(publish_agenda="days", publish_days=4, publish_hour=12)
    early, late = local(datetime(2026, 10, 20, 9)), local(datetime(2026, 10, 26, 9))
    assert goes_public_at(meeting, rules, at=early) == local(datetime(2026, 10, 23, 12))
    assert goes_public_at(meeting, rules, at=late) == late
    assert goes_public_at(meeting, MeetingRules(publish_agenda="never"), at=late) is None


def test_an_item_that_lapses_gives_a_receipt(town: Town) -> None:
    meeting, client = town.plan(at_three(40).replace(tzinfo=None)), desk(town)
    item = add_to_agenda(town.approve(town.write("Gebyr")), meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren)
    said = {"act": "withdraw", "reason": "Sagen er ikke klar."}
    page = client.post(reverse("change-item", args=[meeting.uid, item.uid]), said, follow=True)
    assert "Medlemmerne får besked" in next(str(m) for m in page.context["messages"])


def test_an_item_that_another_pushed_down_is_not_told_as_changed(town: Town) -> None:
    meeting = town.plan(at_three(40).replace(tzinfo=None))
    before = agenda_parts(meeting)
    add_to_agenda(town.approve(town.write("Gebyr")), meeting=meeting, by=town.soren)
    with pytest.raises(ChangedSince) as no:
        require_seen(mark_of(before), agenda_parts(meeting), act="Indkald")
    assert [one.name for one in no.value.changes] == ["rækkefølgen", "punkt 2: Gebyr"]
