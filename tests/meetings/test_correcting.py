"""A called item is corrected for everybody to see: begun, approved again, judged, sent, or given up."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from raadslag.allowed import NotAllowed
from raadslag.cases.actions import approve_paper, submit_paper
from raadslag.cases.files import attach_file, remove_file
from raadslag.cases.models import Case, File
from raadslag.cases.plain import plain_to_blocks
from raadslag.cases.writing import save_section
from raadslag.jobs.working import drain
from raadslag.journal.replaying import take_stock
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.calling import call_meeting, withdraw_item
from raadslag.meetings.correcting import (
    begin_correction,
    drop_correction,
    send_correction,
    under_way,
    word_correction,
)
from raadslag.meetings.live import open_meeting
from raadslag.meetings.marks import digest_of, moved_places
from raadslag.meetings.models import AgendaItem, ItemCorrection, Mark, Meeting
from raadslag.meetings.planned import CORRECTED
from raadslag.minutes.waiting import waiting_for
from raadslag.people.models import Letter, User
from raadslag.people.rights import rights_of
from raadslag.public.addresses import file_address
from raadslag.public.closing import close_case
from raadslag.public.models import Publication, PublishedFile
from raadslag.record import Item, Section, paragraph
from tests.cast import NOTICE_AT, Town, local
from tests.proof.conftest import verify

pytestmark = pytest.mark.once

SLIP, CONTENT, FILE, SECRET = "slip", "content", "file", "Kvælstofkanin"
WRONG, RIGHT = "Vi søger 40 plaser til ledige.", "Vi søger 40 pladser til ledige."


@pytest.fixture(autouse=True)
def own_folder(settings: object, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"  # type: ignore[attr-defined]
    settings.VAR = tmp_path  # type: ignore[attr-defined]
    settings.SEARCH_INDEX = tmp_path / "search"  # type: ignore[attr-defined]


def write(case: Case, text: str, *, by: User) -> None:
    section = case.paper.sections.get(key="case")
    blocks = plain_to_blocks(text)
    save_section(section, blocks=blocks, version=section.version, by=by, rights=rights_of(by))


@pytest.fixture
def item(town: Town) -> AgendaItem:
    """An open case, called and published, with a slip in its text and an attachment."""
    take_stock(because="Byen er sat op.")
    meeting, case = town.plan(), town.write("Vejviser")
    write(case, WRONG, by=town.sanne)
    attach_file(case, name="plan.txt", title="Plan", chunks=[b"Den gamle plan"], by=town.sanne)
    add_to_agenda(town.approve(case), meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    drain()
    return meeting.items.get(case=case)


def text_of(meeting: Meeting) -> str:
    newest = meeting.agendas.first()
    assert newest is not None
    return str(newest.record)


def letters_of(correction: ItemCorrection) -> dict[str, str]:
    rows = Letter.objects.filter(key__startswith=f"correction:{correction.uid}")
    return {row.recipient.name: row.text for row in rows}


def test_a_slip_is_corrected_where_it_is_written_and_shown_with_no_letter_to_members(
    town: Town, item: AgendaItem
) -> None:
    meeting = item.meeting
    before = meeting.agendas.get().as_record().items[1]
    Mark.objects.create(user=town.aage, item=item, kind="read", text=digest_of(before))
    Mark.objects.create(user=town.aage, item=item, kind="note", place="a1-1", text="Spørg")
    going = begin_correction(item, kind=SLIP, by=town.sanne)
    write(Case.objects.get(), RIGHT, by=town.soren)
    assert WRONG in text_of(meeting)
    assert RIGHT not in text_of(meeting)
    assert Case.objects.get().state == Case.State.ON_AGENDA
    going = word_correction(going, reason="Stavefejl i »pladser«", late_reason="", kind=SLIP, by=town.sanne)  # fmt: skip
    with pytest.raises(NotAllowed, match="sekretær"):
        send_correction(going, by=town.sanne)
    waits = waiting_for(town.soren, rights_of(town.soren))
    assert [task.what for task in waits if "rettelsen" in task.what] == [
        "Send rettelsen af punkt 2"
    ]
    going = send_correction(under_way(item) or going, by=town.soren)
    drain()
    after = meeting.agendas.all()[0].as_record().items[1]
    assert after.sections[0].heading == CORRECTED
    assert "Stavefejl" in after.sections[0].text
    assert RIGHT in text_of(meeting)
    assert WRONG not in text_of(meeting)
    assert Case.objects.get().state == Case.State.CALLED
    assert not Case.objects.get().correcting
    assert town.aage.person.name not in letters_of(going)
    assert letters_of(going)
    marks = {mark.kind: mark for mark in Mark.objects.filter(user=town.aage)}
    assert marks["read"].text == digest_of(after)
    assert marks["note"].place == "a2-1"
    assert Meeting.objects.get(pk=meeting.pk).sequence == meeting.sequence
    assert "pladser" in str(Publication.objects.latest("pk").record)
    reader = Client()
    reader.force_login(town.aage)
    page = reader.get(reverse("item-corrections", args=[meeting.uid, item.uid])).content.decode()
    assert "<del>plaser" in page
    assert "<ins>pladser" in page
    said = verify()
    assert said[0] == 0, said[1]


def test_new_content_is_approved_again_and_told_to_the_members(
    town: Town, item: AgendaItem
) -> None:
    meeting = item.meeting
    before = meeting.agendas.get().as_record().items[1]
    Mark.objects.create(user=town.aage, item=item, kind="read", text=digest_of(before))
    going = begin_correction(item, kind=SLIP, by=town.soren)
    going = word_correction(going, reason="Antallet var forkert", late_reason="", kind=SLIP, by=town.soren)  # fmt: skip
    for more in (
        f"{WRONG} Tilbuddet lukker, og holdet flytter til naboen.",
        "Vi søger 60 pladser til ledige.",
    ):
        write(Case.objects.get(), more, by=town.sanne)
        with pytest.raises(NotAllowed, match="mere end en skrivefejl"):
            send_correction(going, by=town.soren, at=local(NOTICE_AT))
    going = word_correction(going, reason=going.reason, late_reason="", kind=CONTENT, by=town.soren)
    assert Case.objects.get().state == Case.State.DRAFT
    with pytest.raises(NotAllowed, match="godkendes igen"):
        send_correction(going, by=town.soren, at=local(NOTICE_AT))
    approve_again(town)
    late = local(NOTICE_AT) + timedelta(days=9)
    with pytest.raises(NotAllowed, match="ikke kan vente"):
        send_correction(going, by=town.soren, at=late)
    going = word_correction(going, reason=going.reason, late_reason="Udvalget skal kende tallet", kind=CONTENT, by=town.soren)  # fmt: skip
    going = send_correction(going, by=town.soren, at=late)
    text = text_of(meeting)
    assert "60 pladser" in text
    assert "efter fristen: Udvalget skal kende tallet" in text
    assert "afsnittet »" in letters_of(going)[town.aage.person.name]
    assert Mark.objects.get(kind="read").text != digest_of(meeting.agendas.all()[0].as_record().items[1])  # fmt: skip
    reader = Client()
    reader.force_login(town.aage)
    assert "Rettet, siden du læste" in reader.get(reverse("meeting", args=[meeting.uid])).content.decode()  # fmt: skip
    again = begin_correction(item, kind=SLIP, by=town.soren)
    town.frame(Case.objects.get(), points=["at noget helt andet godkendes"])
    again = word_correction(again, reason="x", late_reason="", kind=SLIP, by=town.sanne)
    with pytest.raises(NotAllowed, match="Indstilling"):
        send_correction(again, by=town.soren)
    drop_correction(again, by=town.soren)


def approve_again(town: Town) -> None:
    case = submit_paper(Case.objects.get(), by=town.sanne)
    case = approve_paper(case, by=town.hanne)
    approve_paper(case, by=town.dorte)


def test_a_correction_given_up_or_overtaken_puts_the_case_back(
    town: Town, item: AgendaItem
) -> None:
    case, meeting = Case.objects.get(), item.meeting
    old = case.files.get()
    going = begin_correction(item, kind=FILE, by=town.sanne)
    remove_file(old, by=town.sanne)
    new = attach_file(case, name="plan.txt", title="Ny plan", chunks=[b"Den nye plan"], by=town.sanne)  # fmt: skip
    write(case, "Noget andet", by=town.sanne)
    reader = Client()
    reader.force_login(town.aage)
    address = [reverse("agenda-file", args=[meeting.uid, item.uid, one.uid]) for one in (old, new)]
    assert [reader.get(one).status_code for one in address] == [200, 404]
    drop_correction(going, by=town.sanne)
    case.refresh_from_db()
    assert case.state == Case.State.CALLED
    assert "plaser" in str(case.paper.sections.get(key="case").blocks)
    assert [file.title for file in File.objects.filter(removed_at=None)] == ["Plan"]
    begin_correction(item, kind=CONTENT, by=town.soren)
    write(case, "Igen noget andet", by=town.soren)
    reader.force_login(town.soren)
    asked = reader.post(reverse("begin-meeting", args=[meeting.uid])).content.decode()
    assert "En rettelse er i gang og ikke sendt." in asked
    open_meeting(meeting, by=town.soren)
    case.refresh_from_db()
    assert case.state == Case.State.CALLED
    assert under_way(item) is None
    with pytest.raises(NotAllowed, match="ændringsforslag"):
        begin_correction(item, kind=SLIP, by=town.soren)


def test_an_old_page_and_a_withdrawal_stop_a_correction(town: Town, item: AgendaItem) -> None:
    going = begin_correction(item, kind=SLIP, by=town.sanne)
    page, soren = reverse("correct-case", args=[Case.objects.get().uid]), Client()
    soren.force_login(town.soren)
    write(Case.objects.get(), RIGHT, by=town.sanne)
    seen = soren.get(page).context["seen"]
    write(Case.objects.get(), RIGHT + " Ring.", by=town.sanne)
    said = {"act": "send", "kind": SLIP, "reason": "Stavefejl", "seen": seen}
    assert soren.post(page, said).status_code == 409
    with pytest.raises(NotAllowed):
        begin_correction(item, kind=SLIP, by=town.soren)
    write(Case.objects.get(), "Ledige som 070761-4285 søger.", by=town.sanne)
    going = word_correction(going, reason="Nyt", late_reason="", kind=CONTENT, by=town.soren)
    assert "070761" not in text_of(item.meeting)
    withdraw_item(item, reason="Udgår", by=town.soren)
    assert Case.objects.get().state == Case.State.READY
    assert not Case.objects.get().correcting
    assert "plaser" in str(Case.objects.get().paper.sections.get(key="case").blocks)


def test_a_replaced_attachment_is_gone_from_its_public_address(
    town: Town, item: AgendaItem
) -> None:
    case = Case.objects.get()
    going = begin_correction(item, kind=FILE, by=town.sanne)
    remove_file(case.files.get(), by=town.sanne)
    attach_file(case, name="plan.txt", title="Plan", chunks=[b"Den nye plan"], by=town.sanne)
    approve_again(town)
    word_correction(
        going, reason="En forkert plan lå ved", late_reason="", kind=FILE, by=town.soren
    )
    old = public_address()
    assert Client().get(old).status_code == 200
    send_correction(going, by=town.soren, at=local(NOTICE_AT))
    drain()
    assert Client().get(old).status_code == 404
    assert b"".join(Client().get(public_address()).streaming_content) == b"Den nye plan"  # type: ignore[arg-type]


def public_address() -> str:
    return file_address(PublishedFile.objects.latest("pk"))


def test_what_is_protected_stops_a_correction_whole_and_says_what_and_where(
    town: Town, item: AgendaItem
) -> None:
    shut, case = town.write("Personsag"), Case.objects.get(agenda_items=item)
    close_case(shut, reason="Ansættelse", public_title="En personsag", protected_terms=SECRET, by=town.sanne)  # fmt: skip
    going = begin_correction(item, kind=SLIP, by=town.soren)
    for where in ("text", "title", "reason"):
        said = {"text": RIGHT, "title": "Vejviser", "reason": "Stavefejl"}
        said[where] += f" {SECRET}"
        write(case, said["text"], by=town.soren)
        Case.objects.filter(pk=case.pk).update(title=said["title"])
        going = word_correction(going, reason=said["reason"], late_reason="", kind=SLIP, by=town.soren)  # fmt: skip
        place = "Hvad er rettet" if where == "reason" else "Punkt 2"
        with pytest.raises(NotAllowed, match=rf"{place}.*beskyttet.*{SECRET[:6]}"):
            send_correction(going, by=town.soren, at=local(NOTICE_AT))
    drain()
    item.refresh_from_db()
    assert (item.title, item.meeting.agendas.count()) == ("Vejviser", 1)
    assert under_way(item) == going
    assert not letters_of(going)
    assert SECRET not in str(list(Publication.objects.values_list("record", flat=True)))


def test_a_closed_item_s_correction_says_nothing_outside(town: Town) -> None:
    meeting, case = town.plan(), town.write("Personsag om Kaj")
    write(case, WRONG, by=town.sanne)
    close_case(case, reason="Ansættelse", public_title="En personsag", by=town.sanne)
    add_to_agenda(town.approve(Case.objects.get()), meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    item = meeting.items.get(case=case)
    going = begin_correction(item, kind=SLIP, by=town.soren)
    write(Case.objects.get(), RIGHT, by=town.soren)
    word_correction(going, reason="Kvælstofkanin", late_reason="", kind=SLIP, by=town.soren)
    send_correction(going, by=town.soren)
    drain()
    assert not [one for one in letters_of(going).values() if "kanin" in one or "Kaj" in one]
    assert "anin" not in str(Publication.objects.latest("pk").record)
    bodil = Client()
    bodil.force_login(town.bodil)
    address = reverse("item-corrections", args=[meeting.uid, item.uid])
    assert bodil.get(address).status_code == 404


def test_notes_follow_their_words() -> None:
    def section(heading: str, *texts: str) -> Section:
        blocks = tuple(paragraph(text) for text in texts)
        return Section(heading, "other", 1, " ".join(texts), blocks)

    before = Item(sections=(section("A", "et", "to", "tre"), section("B", "fire")))
    after = Item(sections=(section(CORRECTED, "ny"), section("A", "nul", "et", "tre")))
    places = moved_places(before, after)
    assert places == {"a1-1": "a2-2", "a1-2": "a2-2", "a1-3": "a2-3", "a2-1": "a2-1"}
