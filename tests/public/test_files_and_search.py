"""Attachments under every name they stand with, internal ones nowhere; search that is being rebuilt."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from raadslag.cases.files import attach_file
from raadslag.jobs.models import Job
from raadslag.jobs.working import drain
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.models import Meeting
from raadslag.public.actions import publish
from raadslag.public.addresses import item_address, meeting_address
from raadslag.public.gate import look_over
from raadslag.public.models import Publication, PublishedItem
from tests.cast import MEETING_AT, NOTICE_AT, Town, local

CPR = b"Sagen om 110372-1187 og hans moder."


def called(town: Town, *files: tuple[str, str, bytes, bool]) -> Meeting:
    """A called meeting with a case that has the files: (name, title, bytes, internal)."""
    case = town.write("Sag med bilag")
    for name, title, data, internal in files:
        attach_file(case, name=name, title=title, chunks=[data], internal=internal, by=town.sanne)
    meeting = town.plan(MEETING_AT + timedelta(days=1))
    add_to_agenda(town.approve(case), meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    return Meeting.objects.get(pk=meeting.pk)


def published(meeting: Meeting, town: Town) -> Publication:
    record = meeting.agendas.first().as_record()
    looked = look_over(meeting, record)
    return publish(meeting, record=record, kind="agenda", assessed=looked, by=town.soren)


def links(page: bytes) -> list[str]:
    return re.findall(r'href="(/bilag/[^"]+)"', page.decode())


def test_the_same_bytes_under_two_names_are_fetched_under_both(town: Town) -> None:
    same = b"det samme indhold"
    two = [("kort.txt", "Kort", same, False), ("oversigt.txt", "Oversigt", same, False)]
    shown = published(called(town, *two), town)
    item = PublishedItem.objects.get(publication=shown, title="Sag med bilag")
    found = links(Client().get(item_address(item)).content)
    assert [place.rpartition("/")[2] for place in found] == ["kort.txt", "oversigt.txt"]
    for place in found:
        answer = Client().get(place)
        assert answer.status_code == 200
        assert b"".join(answer.streaming_content) == same
        assert place.rpartition("/")[2] in answer["Content-Disposition"]
    wrong = found[0].replace("kort.txt", "andet.txt")
    assert Client().get(wrong).status_code == 404


def test_a_member_finds_each_of_two_files_with_the_same_bytes_once(town: Town) -> None:
    same = b"det samme indhold"
    meeting = called(town, ("a.txt", "A", same, False), ("b.txt", "B", same, False))
    client = Client()
    client.force_login(town.mette)
    page = client.get(reverse("meeting", args=[meeting.uid])).content.decode()
    found = re.findall(r'href="([^"]+/bilag/[^"]+)"', page)
    assert len(found) == len(set(found)) == 2
    assert {client.get(place).status_code for place in found} == {200}


def test_an_internal_file_stands_in_nobody_s_way_and_is_counted_by_nobody(town: Town) -> None:
    files = [
        ("notat.txt", "Notat om 110372-1187", CPR, True),
        ("kort.txt", "Kort", b"et kort", False),
    ]
    meeting = called(town, *files)
    inside = next(i for i in meeting.agendas.first().as_record().items if i.attachments)
    assert inside.attachments_declared.total == len(inside.attachments) == 2
    shown = published(meeting, town)
    item = next(i for i in shown.as_record().items if i.attachments)
    assert item.attachments_declared.total == len(item.attachments) == 1
    page = Client().get(meeting_address(shown)).content.decode()
    assert "110372" not in page
    assert "bilag uden titel" not in page


@pytest.mark.usefixtures("town")
def test_a_search_without_an_index_says_that_it_is_being_built_and_builds_it() -> None:
    settings.SEARCH_INDEX.mkdir(parents=True, exist_ok=True)
    (settings.SEARCH_INDEX / "current").write_bytes(b"\xff\xfe")
    settings.DEMO, before = False, settings.DEMO
    try:
        for _ in range(2):
            page = Client().get(reverse("public:search"), {"q": "bilag"})
            assert "bygget op på ny" in page.content.decode()
        assert Job.objects.filter(kind="rebuild", done_at=None).count() == 1
        drain(kinds=["rebuild"])
        page = Client().get(reverse("public:search"), {"q": "bilag"})
        assert "bygget op på ny" not in page.content.decode()
    finally:
        settings.DEMO = before
