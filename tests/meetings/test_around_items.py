"""Around an item: guests with their hours, a place of its own, closed items together, and the meeting's hours."""

from __future__ import annotations

from datetime import datetime, time

import pytest
from django.test import Client
from django.urls import reverse

from raadslag.allowed import NotAllowed
from raadslag.cases.actions import name_guests
from raadslag.journal.listening import listen
from raadslag.meetings.actions import add_item, add_to_agenda, drop_item, move_item
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.cancelling import cancel_meeting
from raadslag.meetings.compose import compose
from raadslag.meetings.guests import Coming, note_guest, strike_guest
from raadslag.meetings.live import open_meeting, set_hours
from raadslag.meetings.messages import Words, write_under
from raadslag.meetings.models import AgendaItem, Meeting, MemberProposal
from raadslag.meetings.parts import group_doors, place_item
from raadslag.meetings.proposals import Proposed, place_proposal, send_proposal, withdraw_proposal
from raadslag.proof.lines import prove_rows
from raadslag.public.closing import close_item, open_item
from raadslag.public.redact import redact
from raadslag.record import Item, paragraph
from raadslag.render.told import beside_decision
from tests.cast import NOTICE_AT, Town, local

pytestmark = pytest.mark.once

SHUT = {"reason": "Personsag, FVL § 27", "public_title": "En sag"}


def told(item: Item) -> dict[str, tuple[str, ...]]:
    return {part.heading: part.lines for part in beside_decision(item, own=True)}


def titles(meeting: Meeting) -> list[str]:
    return [item.title for item in meeting.items.all()]


def test_guests_are_planned_noted_with_hours_and_stay_away_and_leave_no_closed_item(
    town: Town,
) -> None:
    meeting, case = town.plan(), town.write("Havnen")
    name_guests(case, guests=[("Ib Havn", "havnechef", ""), ("Pia Vand", "", "")], by=town.sanne)
    item = add_to_agenda(town.approve(case), meeting=meeting, by=town.soren)
    note_guest(item, said=Coming("Ole Bro", "rådgiver", "Bro og Vej"), by=town.soren)
    place_item(item, place="Havnekontoret", by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    sent = meeting.agendas.get().as_record().items[1]
    assert told(sent)["Deltog også"] == ("Ib Havn, havnechef", "Pia Vand", "Ole Bro, rådgiver, Bro og Vej")  # fmt: skip
    open_meeting(meeting, by=town.soren)
    hours = Coming("ib havn", "havnechef", "", time(15, 5), time(15, 40))
    note_guest(item, said=hours, by=town.soren)
    away = note_guest(item, said=Coming("Pia Vand", came=False), by=town.soren)
    held = compose(meeting, kind="minutes").items[1]
    assert told(held) == {
        "Sted": ("Havnekontoret",),
        "Deltog også": (
            "Ole Bro, rådgiver, Bro og Vej",
            "ib havn, havnechef, fra kl. 15.05 til kl. 15.40",
        ),
    }
    strike_guest(away, by=town.soren)
    assert "Pia Vand" in str(compose(meeting, kind="minutes"))
    with pytest.raises(NotAllowed):
        note_guest(item, said=Coming("Sen", "", "", time(16), time(15)), by=town.soren)
    close_item(AgendaItem.objects.get(pk=item.pk), **SHUT, by=town.soren)
    outside = str(redact(compose(meeting, kind="minutes")))
    assert "Ole Bro" not in outside
    assert "Havnekontoret" not in outside


def test_closed_items_stand_together_where_the_secretary_chose_and_follow_the_doors(
    town: Town,
) -> None:
    meeting = town.plan()
    one, two, _ = (add_item(meeting, title=name, by=town.soren) for name in "ABC")
    close_item(two, **SHUT, by=town.soren)
    group_doors(meeting, closed_part="last", by=town.soren)
    assert titles(meeting) == ["Meddelelser", "A", "C", "B", "Eventuelt"]
    move_item(AgendaItem.objects.get(pk=two.pk), to=2, by=town.soren)
    assert titles(meeting) == ["Meddelelser", "A", "C", "B", "Eventuelt"]
    close_item(AgendaItem.objects.get(pk=one.pk), **SHUT, by=town.soren)
    assert titles(meeting) == ["Meddelelser", "C", "A", "B", "Eventuelt"]
    group_doors(meeting, closed_part="first", by=town.soren)
    assert titles(meeting) == ["Meddelelser", "A", "B", "C", "Eventuelt"]
    open_item(AgendaItem.objects.get(pk=one.pk), reason="Kan være åbent.", by=town.soren)
    assert titles(meeting) == ["Meddelelser", "B", "A", "C", "Eventuelt"]
    desk = Client()
    desk.force_login(town.soren)
    page = desk.get(reverse("agenda", args=[meeting.uid])).content.decode()
    assert '<option value="first" selected>Samlet, før den åbne del</option>' in page


def test_what_goes_with_an_item_is_proven_gone_and_what_was_closed_with_it_stays_closed(
    town: Town,
) -> None:
    meeting = town.plan()
    item = meeting.items.get(title="Meddelelser")
    message = write_under(item, words=Words((paragraph("Nyt."),)), by=town.soren)
    proposal = send_proposal(town.committee, said=Proposed("Bænke", ("x",)), by=town.aage)
    own = place_proposal(proposal, meeting=meeting, by=town.soren)
    loose = add_item(meeting, title="Andet", by=town.soren)
    for row in (item, own, loose):
        note_guest(row, said=Coming("Ib Havn"), by=town.soren)
        close_item(AgendaItem.objects.get(pk=row.pk), **SHUT, by=town.soren)
    withdraw_proposal(MemberProposal.objects.get(pk=proposal.pk), by=town.aage)
    drop_item(AgendaItem.objects.get(pk=loose.pk), by=town.soren)
    cancel_meeting(meeting, reason="For få sager.", by=town.soren)
    message.refresh_from_db()
    assert (message.state, message.closed) == ("offered", True)
    wrong = [proof for proof in prove_rows(listen()) if not proof.fits]
    ours = ("gæsten", "lukningen", "meddelelsen", "forslag")
    assert not [one.text for one in wrong if any(word in one.text.lower() for word in ours)]


def test_the_minutes_print_the_hours_at_which_the_meeting_began_and_ended(town: Town) -> None:
    meeting = town.plan()
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    open_meeting(meeting, by=town.soren)
    desk, where = Client(), reverse("meeting-hours", args=[meeting.uid])
    desk.force_login(town.soren)
    desk.post(where, {"began": "15.10", "ended": "17:25"})
    record = compose(Meeting.objects.get(pk=meeting.pk), kind="minutes")
    assert (record.start_time, record.end_time) == ("15:10", "17:25")
    assert compose(Meeting.objects.get(pk=meeting.pk), kind="agenda").start_time == "15:00"
    late, early = local(datetime(2026, 10, 13, 18)), local(datetime(2026, 10, 13, 17))
    with pytest.raises(NotAllowed):
        set_hours(meeting, began_at=late, ended_at=early, by=town.soren)
    page = desk.post(where, {"began": "kvart over"}, follow=True).content.decode()
    assert "Skriv et klokkeslæt" in page
