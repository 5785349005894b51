"""A called item without a case is corrected too: its notices, its own text, a member's proposal."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from raadslag.allowed import NotAllowed
from raadslag.jobs.working import drain
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.correctable import under_way
from raadslag.meetings.correcting import (
    begin_correction,
    drop_correction,
    send_correction,
    word_correction,
)
from raadslag.meetings.message_files import attach_to_message, remove_message_file
from raadslag.meetings.messages import Words, offer_message, take_in, write_message
from raadslag.meetings.models import AgendaItem, ItemCorrection, Message
from raadslag.meetings.proposals import Proposed, place_proposal, rewrite_proposal, send_proposal
from raadslag.people.models import Letter
from raadslag.public.models import Publication
from raadslag.record import paragraph
from tests.cast import NOTICE_AT, Town, local
from tests.told import IN_TIME

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def own_folder(settings: object, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"  # type: ignore[attr-defined]
    settings.VAR = tmp_path  # type: ignore[attr-defined]
    settings.SEARCH_INDEX = tmp_path / "search"  # type: ignore[attr-defined]


def words(text: str) -> Words:
    return Words((paragraph(text),))


def worded(going: ItemCorrection, kind: str, *, town: Town) -> ItemCorrection:
    return word_correction(
        going, reason="Det var forkert", late_reason="", kind=kind, by=town.soren
    )


def told_to(going: ItemCorrection) -> set[str]:
    rows = Letter.objects.filter(key__startswith=f"correction:{going.uid}")
    return {row.recipient.name for row in rows}


def test_a_notice_and_its_file_are_corrected_after_the_notice_and_nothing_half_written_is_read(
    town: Town,
) -> None:
    meeting = town.plan()
    first, second = (
        take_in(offer_message(meeting, words=words(text), by=town.otto, at=IN_TIME), by=town.soren)
        for text in ("Havnen lukker i mais.", "Der kom ingen.")
    )
    old = attach_to_message(first, name="kort.txt", chunks=[b"gammelt"], by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    item = AgendaItem.objects.get(pk=first.item_id)
    with pytest.raises(NotAllowed, match="ligger fast"):
        write_message(first, words=words("Havnen lukker i maj."), version=1, by=town.soren)
    page, soren = reverse("correct-item", args=[meeting.uid, item.uid]), Client()
    soren.force_login(town.soren)
    soren.post(page, {"act": "begin", "kind": "slip"})
    going = under_way(item)
    assert going is not None
    write_message(first, words=words("Havnen lukker i maj."), version=1, by=town.soren)
    new = attach_to_message(first, name="plan.txt", chunks=[b"nyt"], by=town.soren)
    remove_message_file(old, by=town.soren)
    aage = Client()
    aage.force_login(town.aage)
    read = aage.get(reverse("meeting", args=[meeting.uid])).content.decode()
    assert "i mais." in read
    addresses = [reverse("message-file", args=[first.uid, one.uid]) for one in (old, new)]
    pages = [reverse("read-file", args=[meeting.uid, item.uid, one.uid]) for one in (old, new)]
    assert pages[0] in read
    assert [aage.get(one).status_code for one in addresses + pages] == [200, 404] * 2
    late = offer_message(meeting, words=words("Endnu en."), by=town.soren, at=IN_TIME)
    with pytest.raises(NotAllowed, match="send eller opgiv"):
        take_in(late, by=town.soren)
    with pytest.raises(NotAllowed, match="mere end en skrivefejl"):
        send_correction(worded(going, "slip", town=town), by=town.soren, at=local(NOTICE_AT))
    worded(going, "file", town=town)
    shown = soren.get(page)
    assert "<del>mais.</del>" in shown.content.decode()
    said = {"act": "send", "kind": "file", "reason": "Forkert kort", "seen": shown.context["seen"]}
    said["late_reason"] = "Kortet skal bruges"
    assert soren.post(page, said).status_code == 302
    drain()
    going.refresh_from_db()
    assert going.changed == ["meddelelse 1", "bilag"]
    assert {"Otto Lind", "Åge Bro"} <= told_to(going)
    assert "i maj." in str(Publication.objects.latest("pk").record)
    assert [aage.get(one).status_code for one in addresses + pages] == [404, 200] * 2
    again = begin_correction(item, kind="slip", by=town.soren)
    second.refresh_from_db()
    write_message(second, words=words("Der kom mange."), version=second.version, by=town.soren)
    drop_correction(again, by=town.soren)
    assert "ingen" in str(Message.objects.get(pk=second.pk).blocks)


def test_a_member_s_proposal_is_corrected_by_the_member_and_its_title_stands(town: Town) -> None:
    meeting, benches = town.plan(), Proposed("Bænke", ("der købes bænke",))
    sent = send_proposal(town.committee, said=benches, by=town.aage, at=IN_TIME)
    item = place_proposal(sent, meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    going, sent = begin_correction(item, kind="content", by=town.soren), type(sent).objects.get()
    with pytest.raises(NotAllowed, match="titel"):
        rewrite_proposal(sent, said=Proposed("Borde", ("x",)), version=1, by=town.aage)
    more = Proposed("Bænke", ("der købes ti bænke",))
    rewrite_proposal(sent, said=more, version=1, by=town.aage)
    send_correction(worded(going, "content", town=town), by=town.soren, at=local(NOTICE_AT))
    assert town.person("aage").name in told_to(going)
    newest = meeting.agendas.first()
    assert newest is not None
    assert "der købes ti bænke" in str(newest.record)
    with pytest.raises(NotAllowed, match="står på en dagsorden"):
        rewrite_proposal(sent, said=benches, version=2, by=town.aage)
