"""What a member may keep on a tablet: exactly what they read of the meeting, and no longer than they may."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.attending import note_attendance
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.models import Mark
from tests.cast import Town
from tests.meetings.closed_doors import SECRET, secret_case

pytestmark = pytest.mark.once


def at(town: Town, who: str) -> Client:
    client = Client()
    client.force_login(getattr(town, who))
    return client


def test_the_list_holds_what_one_may_read_and_loses_what_one_may_read_no_more(town: Town) -> None:
    meeting = town.plan((timezone.localtime() + timedelta(days=20)).replace(tzinfo=None))
    item = add_to_agenda(secret_case(town), meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren)
    where = reverse("offline-list", args=[meeting.uid])

    def listed(who: str) -> dict[str, dict[str, str]]:
        return {one["address"]: one for one in at(town, who).get(where).json()["files"]}

    carl, page = listed("carl"), reverse("meeting", args=[meeting.uid])
    (file,) = [one for one in carl.values() if "/bilag/" in one["address"]]
    got = at(town, "carl").get(file["address"])
    assert sha256(b"".join(got.streaming_content)).hexdigest() == file["sha256"]
    assert all(at(town, "carl").get(one).status_code == 200 for one in carl if "/bilag/" not in one)
    assert carl == listed("carl")  # the same page has the same hash each time
    assert not [
        one for one in listed("bodil") if "/bilag/" in one
    ]  # the council's, not this body's
    assert at(town, "stranger").get(where).status_code == 404

    note_attendance(meeting, person=town.person("carl"), event="recused", item=item, by=town.soren)
    after = listed("carl")
    assert not [one for one in after if "/bilag/" in one]
    assert after[page]["hash"] != carl[page]["hash"]
    assert SECRET[0] not in at(town, "carl").get(page).content.decode()


def test_a_note_written_without_a_net_overwrites_nothing_that_was_written_meanwhile(
    town: Town,
) -> None:
    meeting = town.plan((timezone.localtime() + timedelta(days=20)).replace(tzinfo=None))
    item = meeting.items.first()
    assert item is not None
    mette, where = at(town, "mette"), reverse("mark-item", args=[meeting.uid, item.uid])
    said = {"kind": "note", "place": "a1-1", "text": "Spørg om prisen", "was": ""}
    json = {"Accept": "application/json"}
    assert mette.post(where, said, headers=json).json() == {"saved": True}
    assert mette.post(where, said, headers=json).status_code == 200  # sent twice is written once
    late = mette.post(where, said | {"text": "Skrevet i toget"}, headers=json)
    assert (late.status_code, late.json()) == (409, {"now": "Spørg om prisen"})
    assert Mark.objects.get().text == "Spørg om prisen"
    chosen = said | {"text": "Begge", "was": "Spørg om prisen"}
    assert mette.post(where, chosen, headers=json).status_code == 200
    assert Mark.objects.get().text == "Begge"
