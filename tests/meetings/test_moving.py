"""A meeting gets another time or place, is cancelled, and its beginning is taken back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event

from raadslag.allowed import NotAllowed
from raadslag.meetings.actions import add_item, add_to_agenda
from raadslag.meetings.attending import note_attendance
from raadslag.meetings.calling import call_meeting, withdraw_item
from raadslag.meetings.cancelling import cancel_meeting
from raadslag.meetings.deadlines import notice_deadline
from raadslag.meetings.deciding import record_decision
from raadslag.meetings.live import open_meeting
from raadslag.meetings.models import Meeting
from raadslag.meetings.moving import change_meeting, undo_opening
from raadslag.meetings.rules.moving import why_not_move_closer
from raadslag.people.models import Letter
from raadslag.record import paragraph
from tests.cast import Town, local

pytestmark = pytest.mark.once

Day = datetime


def at_three(days: int) -> datetime:
    """Three o'clock, so many days from now."""
    day = timezone.localtime() + timedelta(days=days)
    return local(day.replace(hour=15, minute=0, second=0, microsecond=0, tzinfo=None))


def called(town: Town, *titles: str, days: int = 60) -> Meeting:
    """A meeting with these cases, called today."""
    meeting = town.plan(at_three(days).replace(tzinfo=None))
    for title in titles:
        add_to_agenda(town.approve(town.write(title)), meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren)
    return Meeting.objects.get(pk=meeting.pk)


def event_in(letter: Letter) -> Event:
    return next(iter(Calendar.from_ical(letter.calendar).walk("VEVENT")))


def letters(town: Town, name: str, begins: str) -> list[Letter]:
    found = Letter.objects.filter(recipient=town.person(name), key__startswith=begins)
    return list(found.order_by("pk"))


def refused(no: pytest.ExceptionInfo[NotAllowed]) -> set[str]:
    return {one.code for one in no.value.obstacles}


def test_a_called_meeting_that_is_moved_tells_everybody_and_keeps_its_agenda(town: Town) -> None:
    meeting = called(town, "Vejviser")
    first = event_in(letters(town, "mette", "notice:")[0])
    sent = meeting.agendas.get().as_record()
    when = at_three(67)
    with pytest.raises(NotAllowed) as no:
        change_meeting(meeting, starts_at=when, by=town.soren)
    assert refused(no) == {"no-reason"}
    with pytest.raises(NotAllowed) as no:
        change_meeting(
            meeting, starts_at=when, reason="Formandens cpr er 070761-4285", by=town.soren
        )
    assert refused(no) == {"private-reason"}
    change_meeting(
        meeting, starts_at=when, location="Foyeren", reason="Salen er optaget", by=town.soren
    )
    [letter] = letters(town, "mette", "move:")
    second = event_in(letter)
    assert "Salen er optaget" in letter.text
    assert second["uid"] == first["uid"]
    assert second["sequence"] > first["sequence"]
    assert (second["dtstart"].dt, str(second["location"])) == (when, "Foyeren")
    newest = meeting.agendas.first()
    assert newest is not None
    now = newest.as_record()
    assert (now.items, now.date, now.location) == (sent.items, timezone.localdate(when), "Foyeren")
    assert not letters(town, "bodil", "move:")


def test_a_move_nearer_makes_the_agenda_late_and_it_says_why(town: Town) -> None:
    meeting = called(town, "Vejviser")
    with pytest.raises(NotAllowed) as no:
        change_meeting(meeting, starts_at=at_three(2), reason="Hastesag", by=town.soren)
    assert refused(no) == {"late"}
    change_meeting(
        meeting, starts_at=at_three(2), reason="Hastesag", late_reason="Fristen hos ministeriet", by=town.soren
    )  # fmt: skip
    newest = meeting.agendas.first()
    assert newest is not None
    told = {item.title: [s.text for s in item.sections] for item in newest.as_record().items}
    assert "Fristen hos ministeriet" in told["Vejviser"]


def test_the_council_s_deadline_is_the_law_s_whatever_its_rules_say() -> None:
    told = why_not_move_closer(
        called_on=Day(2026, 10, 8).date(), deadline=Day(2026, 10, 7).date(), kind="council",
        cases=1, late_reason="",
    )  # fmt: skip
    assert [(one.code, one.law) for one in told] == [("late", "KSL § 8 stk. 4 og 5")]


def test_the_council_counts_four_whole_hverdage_without_saturday_until_it_says_otherwise(
    town: Town,
) -> None:
    tuesday = datetime(2026, 10, 13, 15, 0)
    assert notice_deadline(town.plan(tuesday, town.council)) == Day(2026, 10, 6).date()
    assert notice_deadline(town.plan(tuesday)) == Day(2026, 10, 8).date()


def test_a_cancelled_meeting_s_cases_go_along_and_those_on_another_agenda_stay(
    town: Town,
) -> None:
    meeting, later = called(town, "Vejviser", "Gebyr"), town.plan(at_three(90).replace(tzinfo=None))
    elsewhere = town.plan(at_three(95).replace(tzinfo=None))
    gone = meeting.items.get(title="Gebyr")
    withdraw_item(gone, reason="Mangler svar", by=town.soren)
    assert gone.case is not None
    add_to_agenda(gone.case, meeting=elsewhere, by=town.soren)
    cancel_meeting(meeting, reason="For få sager", to=later, by=town.soren)
    assert later.items.filter(case__title="Vejviser").count() == 1
    assert elsewhere.items.filter(case__title="Gebyr").count() == 1
    gone.case.refresh_from_db()
    assert gone.case.state == "on_agenda"
    event = event_in(letters(town, "mette", "cancel:")[0])
    assert event["status"] == "CANCELLED"
    assert event["sequence"] > event_in(letters(town, "mette", "notice:")[0])["sequence"]


def test_an_item_without_a_case_goes_along_with_its_text_and_only_what_is_chosen(
    town: Town,
) -> None:
    meeting, later = (
        town.plan(at_three(30).replace(tzinfo=None)),
        town.plan(at_three(90).replace(tzinfo=None)),
    )
    chosen = add_item(meeting, title="Besøg", blocks=(paragraph("Kl. 9"),), by=town.soren)
    add_item(meeting, title="Frokost", by=town.soren)
    cancel_meeting(meeting, reason="Sne", to=later, only=[chosen.uid], by=town.soren)
    titles = [item.title for item in later.items.order_by("order")]
    assert titles == ["Meddelelser", "Besøg", "Eventuelt"]
    assert later.items.get(title="Besøg").as_blocks() == (paragraph("Kl. 9"),)


def test_begin_asks_first_a_week_early_and_is_undone_until_the_first_decision(town: Town) -> None:
    meeting, client = called(town, "Vejviser", days=7), Client()
    client.force_login(town.soren)
    begin = reverse("begin-meeting", args=[meeting.uid])
    assert "Begynd alligevel" in client.post(begin).content.decode()
    meeting.refresh_from_db()
    assert meeting.state == "called"
    client.post(begin, {"sure": "1"})
    meeting.refresh_from_db()
    assert meeting.state == "open"
    note_attendance(meeting, person=town.person("mette"), event="arrived", by=town.soren)
    undo_opening(meeting, by=town.soren)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.opened_at) == ("called", None)
    assert not meeting.attendance.filter(struck_at=None).exists()
    open_meeting(meeting, by=town.soren)
    record_decision(
        meeting.items.all()[0], outcome="discussed", text="Ja", version=0, by=town.soren
    )
    with pytest.raises(NotAllowed) as no:
        undo_opening(meeting, by=town.soren)
    assert refused(no) == {"begun"}


def test_what_is_refused_stands_in_the_form_and_nothing_typed_is_lost(town: Town) -> None:
    meeting, client = called(town, "Vejviser"), Client()
    client.force_login(town.soren)
    typed = {"starts_at": at_three(1).strftime("%Y-%m-%dT%H:%M"), "location": "Rum 7 i kælderen"}
    where = reverse("change-meeting", args=[meeting.uid])
    typed["seen"] = client.get(where).context["seen"]
    page = client.post(where, typed).content.decode()
    assert "skriv, hvorfor det ændres" in page
    assert "Rum 7 i kælderen" in page
    Meeting.objects.filter(pk=meeting.pk).update(location="Rådhuset")
    old = client.post(where, typed | {"reason": "Flyttes"})
    assert old.status_code == 409, "somebody moved it meanwhile"
    assert "Rådhuset" in old.content.decode()


def test_an_item_taken_off_in_another_tab_is_told_of_in_words(town: Town) -> None:
    meeting, client = town.plan(), Client()
    item = add_item(meeting, title="Besøg", by=town.soren)
    client.force_login(town.soren)
    drop = reverse("change-item", args=[meeting.uid, item.uid])
    client.post(drop, {"act": "drop"})
    again = client.post(drop, {"act": "drop"}, follow=True)
    assert again.status_code == 200
    assert "taget af imens" in again.content.decode()


def test_the_screen_of_a_meeting_begun_offers_the_way_back_until_the_first_decision(
    town: Town,
) -> None:
    meeting, client = called(town, days=7), Client()
    client.force_login(town.soren)
    open_meeting(meeting, by=town.soren)
    where, offer = reverse("live", args=[meeting.uid]), "Fortryd, at mødet er begyndt"
    assert offer in client.get(where).content.decode()
    for name in town.members():
        note_attendance(meeting, person=town.person(name), event="arrived", by=town.soren)
    record_decision(meeting.items.all()[0], outcome="noted", text="Ja", version=0, by=town.soren)
    assert offer not in client.get(where).content.decode()
