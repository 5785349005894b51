"""Members' own matters: sent in the member's words, placed under the member's name, refused by nobody."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from raadslag.allowed import NotAllowed
from raadslag.meetings.actions import drop_item, write_item
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.cancelling import cancel_meeting
from raadslag.meetings.deciding import propose_decision
from raadslag.meetings.models import Meeting, MemberProposal
from raadslag.meetings.proposals import (
    Proposed,
    place_proposal,
    put_off_proposal,
    send_proposal,
    withdraw_proposal,
)
from raadslag.people.models import Letter
from raadslag.record import paragraph
from raadslag.render.asked import lead_of
from tests.cast import NOTICE_AT, Town, local
from tests.forms_on import form_on
from tests.meetings.test_moving import at_three
from tests.told import IN_TIME

pytestmark = pytest.mark.once

BENCHES = Proposed("Bænke ved søen", ("At  der opstilles tre bænke",), (paragraph("De mangler."),))


def codes(act: object) -> list[str]:
    with pytest.raises(NotAllowed) as no:
        act()  # type: ignore[operator]
    return [one.code for one in no.value.obstacles]


def test_a_proposal_in_time_must_be_placed_and_says_the_member_s_name_and_words(
    town: Town,
) -> None:
    meeting = town.plan()
    sent = send_proposal(town.committee, said=BENCHES, by=town.aage, at=IN_TIME)
    assert "bænke" not in Letter.objects.get(key__startswith="proposal:").text
    call = lambda: call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))  # noqa: E731
    assert codes(call) == ["unplaced"]
    item = place_proposal(sent, meeting=meeting, by=town.soren)
    assert codes(lambda: drop_item(item, by=town.soren)) == ["members-own"]
    words = (paragraph("Der er penge til to."),)
    write_item(item, title="Noget andet", blocks=words, version=1, by=town.soren)
    call()
    told = meeting.agendas.get().as_record().items[1]
    assert (told.title, lead_of(told)) == ("Bænke ved søen", "Åge Bro (F) foreslår, at")
    assert told.recommendations == ("der opstilles tre bænke",)
    headings = [section.heading for section in told.sections]
    assert headings == ["Motivering", "Forvaltningens bemærkninger"]
    assert propose_decision(item).outcome == "approved_as_recommended"
    assert Letter.objects.filter(recipient=town.person("aage"), text__contains="13.").exists()


def test_nobody_but_a_member_proposes_or_takes_back_and_the_council_puts_nothing_off(
    town: Town,
) -> None:
    meeting, later = town.plan(), town.plan(datetime(2026, 11, 10, 15, 0))
    send = lambda by, where: send_proposal(where, said=BENCHES, by=by, at=IN_TIME)  # noqa: E731
    assert codes(lambda: send(town.bodil, town.committee)) == ["no-seat"]
    assert codes(lambda: send(town.sanne, town.committee)) == ["no-seat"]
    mine = send(town.aage, town.committee)
    assert codes(lambda: withdraw_proposal(mine, by=town.soren)) == ["not-yours"]
    put_off_proposal(mine, to=later, reason="Dagsordenen er lang.", by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    place_proposal(mine, meeting=later, by=town.soren)
    cancel_meeting(later, reason="For få sager.", by=town.soren)
    mine.refresh_from_db()
    assert (mine.state, mine.item) == ("sent", None)
    in_council, session = send(town.bodil, town.council), town.plan(organization=town.council)
    off = lambda: put_off_proposal(in_council, to=session, reason="Nej.", by=town.soren)  # noqa: E731
    assert codes(off) == ["members-right"]
    placed = place_proposal(in_council, meeting=session, by=town.soren)
    withdraw_proposal(in_council, by=town.bodil)
    assert not session.items.filter(pk=placed.pk).exists()


def test_the_secretary_places_what_the_page_showed_under_lock_and_the_member_keeps_a_closed_one(
    town: Town,
) -> None:
    meeting: Meeting = town.plan(at_three(60).replace(tzinfo=None))
    member, desk = Client(), Client()
    member.force_login(town.aage)
    desk.force_login(town.soren)
    page = reverse("proposals")
    said = {
        "organization": str(town.committee.pk), "title": "En ansat", "points": "at sagen ses på",
        "closed": "on", "closed_reason": "",
    }  # fmt: skip
    assert "hvorfor" in member.post(page, said).content.decode()
    member.post(page, {**said, "closed_reason": "Personsag, forvaltningsloven § 27"})
    row = MemberProposal.objects.get()
    for name, code in (("aage", 200), ("soren", 200), ("mette", 404), ("stranger", 404)):
        client = Client()
        client.force_login(getattr(town, name))
        assert client.get(reverse("proposal", args=[row.uid])).status_code == code, name
    agenda, place = (reverse(name, args=[meeting.uid]) for name in ("agenda", "place-proposal"))
    seen = form_on(desk, agenda, place, holds='value="place"', act="place")
    own = reverse("proposal", args=[row.uid])
    more = form_on(member, own, own, **{**said, "points": "at sagen undersøges"})
    more["closed_reason"] = "Personsag, forvaltningsloven § 27"
    member.post(own, more)
    assert desk.post(place, seen).status_code == 409
    desk.post(place, form_on(desk, agenda, place, holds='value="place"', act="place"))
    item = meeting.items.get(proposal=row)
    assert (item.closed, item.closings.count()) == (True, 1)
