"""Two secretaries at one meeting: each is told where the other stands and what the other did."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from raadslag.meetings.calling import call_meeting
from raadslag.meetings.live import open_meeting
from raadslag.meetings.models import Meeting
from raadslag.meetings.together import item_of, sentence_of
from raadslag.people.models import Membership, User
from tests.cast import FIRST_DAY, Town


def test_an_act_is_told_by_who_did_it_what_and_where() -> None:
    assert sentence_of("record_decision", "Søren Skov", 4) == "Søren Skov bekræftede punkt 4"
    assert (
        sentence_of("record_vote", "Søren Skov", 4)
        == "Søren Skov noterede en afstemning på punkt 4"
    )
    assert sentence_of("note_attendance", "Søren Skov", None) == "Søren Skov rettede fremmødet"
    assert sentence_of("something_new", "Søren Skov", 2) == "Søren Skov ændrede punkt 2"
    assert sentence_of("something_new", "Søren Skov", None) == "Søren Skov ændrede mødet"
    assert item_of({"item": "b7e1"}) is None


@pytest.fixture
def begun(town: Town) -> Meeting:
    role, day = Membership.Role.SECRETARY, FIRST_DAY
    Membership.objects.create(
        person=town.person("hanne"), organization=town.committee, role=role, starts_on=day
    )
    meeting = town.plan((timezone.localtime() + timedelta(days=60)).replace(tzinfo=None))
    call_meeting(meeting, by=town.soren)
    open_meeting(meeting, by=town.soren)
    return meeting


def at(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_each_sees_where_the_other_stands_what_they_write_in_and_what_they_did(
    town: Town, begun: Meeting
) -> None:
    soren, hanne = at(town.soren), at(town.hanne)
    live, item = reverse("live", args=[begun.uid]), begun.items.get(number=2)
    hanne.get(live + "?punkt=1")
    heard = reverse("meeting-events", args=[begun.uid])
    ask = {"Accept": "application/json"}
    first = hanne.get(heard, headers=ask)
    same = hanne.get(heard, headers={**ask, "If-None-Match": first.headers["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    follower = at(town.mette)
    mark = follower.get(heard, headers=ask).json()["at"]

    soren.get(live + "?punkt=2")
    mark_turned = follower.get(heard, headers=ask).json()["at"]
    assert mark_turned != mark  # her screen turns with the meeting
    soren.post(reverse("stand-here", args=[begun.uid, item.uid]), {"field": "text"})
    assert hanne.get(heard, headers=ask).json() != first.json()
    assert follower.get(heard, headers=ask).json()["at"] == mark_turned  # who writes is not for her
    look = {"X-Raadslag-Look": "0"}
    page = hanne.get(live + "?punkt=2", headers=look).content.decode()
    assert "<strong>Søren Skov</strong> er her, ved punkt 2: skriver i beslutningens ord" in page
    assert "Søren Skov skriver her nu" in page
    begun.refresh_from_db()
    assert begun.current_item == item  # a look turns nobody's screen

    said = {
        "outcome": "noted",
        "text": "Taget til efterretning.",
        "version": 0,
        "quorum_reason": "x",
    }
    soren.post(reverse("decide", args=[begun.uid, item.uid]), said)
    assert follower.get(heard, headers=ask).json()["at"] != mark_turned
    # Without scripts the page says at the next load what happened since the last, and says it once.
    told = "Søren Skov bekræftede punkt 2"
    assert told in hanne.get(live + "?punkt=1").content.decode()
    assert told not in hanne.get(live + "?punkt=1").content.decode()
    assert told not in soren.get(live + "?punkt=1").content.decode()


def test_where_the_server_hands_over_no_connection_the_browser_is_told_to_ask(
    town: Town, begun: Meeting
) -> None:
    heard = reverse("meeting-events", args=[begun.uid])
    assert at(town.mette).get(heard, headers={"Accept": "text/event-stream"}).status_code == 204
