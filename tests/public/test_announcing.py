"""The public knows when a meeting is held, and that it is not, wherever it looks."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from icalendar import Calendar, Event

from raadslag.jobs.working import drain
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.cancelling import cancel_meeting
from raadslag.meetings.deadlines import rules_of
from raadslag.meetings.models import Meeting
from raadslag.meetings.moving import change_meeting
from raadslag.meetings.substitutes import send_apology
from raadslag.public.addresses import meeting_address, organization_address
from raadslag.public.models import Announcement, Publication
from tests.cast import Town
from tests.meetings.test_moving import at_three


def published(town: Town) -> Publication:
    """A meeting whose agenda the public reads, one of its members away."""
    meeting = town.plan(at_three(30).replace(tzinfo=None))
    add_to_agenda(town.approve(town.write("Vejviser")), meeting=meeting, by=town.soren)
    send_apology(meeting, person=town.person("aage"), reason="Syg", substitute=None, by=town.aage)
    call_meeting(meeting, by=town.soren)
    drain()
    return Publication.objects.live().get(meeting=meeting)


def read(address: str) -> str:
    return Client().get(address).content.decode()


def event(town: Town, meeting: Meeting) -> Event:
    text = read(organization_address(town.committee) + "kalender.ics")
    assert "TZID" not in text
    found = Calendar.from_ical(text).walk("VEVENT")
    return next(one for one in found if str(one["uid"]).startswith(str(meeting.uid)))


def test_a_cancelled_meeting_says_so_on_page_list_feed_and_calendar(town: Town) -> None:
    agenda = published(town)
    place = organization_address(town.committee)
    before = event(town, agenda.meeting)
    updated = agenda.modified_at
    assert (before["status"], "dtend" in before) == ("CONFIRMED", True)
    tag = Client().get(meeting_address(agenda)).headers["ETag"]
    cancel_meeting(agenda.meeting, reason="Stormvarsel", by=town.soren)
    drain()
    item = f"{meeting_address(agenda)}{agenda.items.get(title='Vejviser').anchor}/"
    for address in (meeting_address(agenda), place, f"{place}feed.atom", "/", item):
        text = read(address)
        assert "aflyst" in text.casefold(), address
        assert "Stormvarsel" in text, address
    after = event(town, agenda.meeting)
    assert after["status"] == "CANCELLED"
    assert after["sequence"] > before["sequence"]
    assert "Stormvarsel" in after["description"]
    agenda.refresh_from_db()
    assert agenda.modified_at > updated
    assert Client().get(meeting_address(agenda), headers={"If-None-Match": tag}).status_code == 200


def test_a_moved_meeting_is_found_at_its_address_with_its_new_time(town: Town) -> None:
    agenda = published(town)
    address = meeting_address(agenda)
    change_meeting(
        agenda.meeting, starts_at=at_three(37), location="Foyeren", reason="Salen males", by=town.soren
    )  # fmt: skip
    drain()
    text = read(address)
    assert "Mødet er flyttet fra" in text
    assert "Salen males" in text
    assert "Foyeren" in text
    assert event(town, agenda.meeting)["dtstart"].dt == at_three(37)


def test_the_plan_is_public_before_any_agenda_unless_the_body_keeps_it(town: Town) -> None:
    meeting = town.plan(at_three(60).replace(tzinfo=None))
    drain()
    text = read(organization_address(town.committee))
    assert "Planlagt" in text
    assert event(town, meeting)["dtstart"].dt == meeting.starts_at
    rules = rules_of(town.council)
    rules.hide_plan = True
    rules.save()
    kept = town.plan(at_three(61).replace(tzinfo=None), town.council)
    drain()
    assert not Announcement.objects.filter(meeting=kept).exists()
    change_meeting(meeting, starts_at=meeting.starts_at + timedelta(days=1), by=town.soren)
    drain()
    assert Announcement.objects.get(meeting=meeting).moved_from == at_three(60)


def test_nothing_public_tells_who_cannot_come_before_the_meeting(town: Town) -> None:
    agenda = published(town)
    address = meeting_address(agenda)
    for place in (address, f"{address}dagsorden.json", f"{address}dagsorden/"):
        text = read(place)
        assert town.person("aage").name not in text
        assert "afbud" not in text.casefold()
    assert not agenda.attendance.exists()
