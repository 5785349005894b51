"""The body decides on recusal itself, and a substitute may sit for the recused member at that item alone."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from raadslag.allowed import NotAllowed
from raadslag.journal.actions import first_misfit
from raadslag.meetings.attending import note_attendance, turn_seat
from raadslag.meetings.closing import close_meeting
from raadslag.meetings.compose import compose
from raadslag.meetings.live import open_meeting
from raadslag.meetings.models import AgendaItem, Meeting, MeetingRules
from raadslag.meetings.reading import read_by, shut_items
from raadslag.meetings.seats import forecast
from raadslag.meetings.standing_in import call_for_item
from raadslag.meetings.unsettled import Presence
from raadslag.meetings.voting import record_vote
from raadslag.minutes.signing import approve_minutes, draft_minutes, missing
from raadslag.people.models import Letter
from raadslag.people.rights import rights_of
from tests.cast import Town
from tests.minutes.test_month import called, codes, decide_rest


@pytest.fixture
def meeting(town: Town) -> Meeting:
    return called(town, "Vejviser", "Jobmesse")


def test_what_a_member_tells_before_the_meeting_is_the_body_s_to_decide_and_the_minutes_say_who_did(
    town: Town, meeting: Meeting
) -> None:
    first, second = meeting.items.filter(case__isnull=False)
    dina, erik = town.person("dina"), town.person("erik")
    for person in (dina, erik):
        note_attendance(meeting, person=person, event="recused", item=first, by=town.soren)
    note_attendance(meeting, person=erik, event="recused", item=second, by=town.soren)
    meeting = open_meeting(meeting, by=town.soren)
    town.come(meeting)
    soren = Client()
    soren.force_login(town.soren)
    page = soren.get(f"{reverse('live', args=[meeting.uid])}?punkt={first.number}").content.decode()
    assert "Dina Eng har oplyst at være inhabil" in page
    soren.post(reverse("attend", args=[meeting.uid, first.uid]), {"able": dina.pk})
    soren.post(reverse("attend", args=[meeting.uid, first.uid]), {"recused": erik.pk})
    assert dina.pk in Presence(meeting).voters(first)
    assert erik.pk not in Presence(meeting).voters(first)
    decide_rest(town, meeting)
    told = [item.decision.remarks for item in compose(meeting, kind="minutes").items]
    assert told[first.number - 1] == (  # type: ignore[operator]
        "Udvalget fandt Dina Eng habil.",
        "Udvalget besluttede, at Erik Toft er inhabil.",
    )
    assert told[second.number - 1] == ("Erik Toft oplyste at være inhabil og deltog ikke.",)  # type: ignore[operator]
    assert first_misfit() is None


def test_a_substitute_for_one_item_votes_reads_and_signs_there_and_nowhere_else(
    town: Town, meeting: Meeting
) -> None:
    AgendaItem.objects.filter(meeting=meeting, case__isnull=False).update(
        closed=True, closed_reason="Ansættelse", public_title="Personsag"
    )
    first, second = meeting.items.filter(case__isnull=False)
    meeting = open_meeting(meeting, by=town.soren)
    town.come(meeting)
    bodil, dina = town.person("bodil"), town.person("dina")
    with pytest.raises(NotAllowed) as no:
        call_for_item(first, person=bodil, substitute_for=dina, by=town.soren)
    assert codes(no) == {"not-recused", "no-basis"}
    note_attendance(meeting, person=dina, event="recused", item=first, by=town.soren)
    MeetingRules.objects.create(organization=town.committee, recusal_substitutes=True)
    call_for_item(first, person=bodil, substitute_for=dina, by=town.soren)
    assert Letter.objects.filter(recipient=bodil).latest("pk").text.count("Vejviser") == 0
    assert bodil.pk not in Presence(meeting).voters(first)  # called is not come
    turn_seat(first, person=bodil, by=town.soren)
    presence = Presence(meeting)
    assert bodil.pk in presence.voters(first)
    assert bodil.pk not in presence.voters(second)
    assert forecast(meeting).seats == 5
    record_vote(first, on="", choices={bodil.pk: "for"}, by=town.soren)
    with pytest.raises(NotAllowed):
        record_vote(second, on="", choices={bodil.pk: "for"}, by=town.soren)
    rights = rights_of(town.bodil)
    assert shut_items(meeting, rights) == {str(second.uid)}
    read = {item.number: item.title for item in read_by(compose(meeting, kind="agenda"), meeting, rights).items}  # fmt: skip
    assert (read[first.number], read[second.number]) == ("Vejviser", "Personsag")
    decide_rest(town, meeting)
    close_meeting(meeting, by=town.soren)
    minutes = draft_minutes(meeting, by=town.soren)
    there = next(one for one in minutes.as_record().attendance if one.name == "Bodil Krag")
    assert (there.from_item, there.to_item, there.substitute_for) == (first.number, first.number, "Dina Eng")  # fmt: skip
    assert all("Bodil Krag" not in item.absences_noted for item in minutes.as_record().items)
    assert "Bodil Krag" in {seat.person.name for seat in missing(meeting)}
    client = Client()
    client.force_login(town.bodil)
    page = client.get(reverse("minutes", args=[meeting.uid])).content.decode()
    assert f"Du sad kun med i punkt {first.number}" in page
    assert "Jobmesse" not in page
    approve_minutes(minutes, person=bodil, text_hash=minutes.record_hash, by=town.bodil)
    assert first_misfit() is None
