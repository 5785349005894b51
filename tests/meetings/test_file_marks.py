"""A reader's own marks in an attachment: theirs alone, kept with the file's next edition, gone with the law."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from raadslag.cases.files import attach_file, replace_file
from raadslag.cases.models import Case
from raadslag.jobs.working import drain
from raadslag.journal.models import Entry
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.attending import note_attendance
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.correcting import begin_correction, send_correction, word_correction
from raadslag.meetings.models import AgendaItem, FileMark
from raadslag.proof.erasing import erase_by_law
from tests.cast import MEETING_AT, NOTICE_AT, Town, local
from tests.reader.raw_pdf import lines, pdf_of

pytestmark = pytest.mark.once

QUOTE, NOTE = "Handicaprådet støtter forslaget", "Spørg Birthe om rampen"
OLD = pdf_of(lines("Budget"), lines("Høring", f"{QUOTE}."), lines("Kort 1", "Tallet er 105.000."))
NEW = pdf_of(lines("Ny forside"), lines("Budget"), lines("Høring", f"{QUOTE}."), lines("Bilag"))


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES, settings.VAR = tmp_path / "files", tmp_path


@pytest.fixture
def item(town: Town) -> AgendaItem:
    """A closed item of a called meeting, with a PDF."""
    case = town.write("Vejviser")
    case.closed, case.closed_reason, case.public_title = True, "Handel", "En grund"
    case.save()
    attach_file(case, name="plan.pdf", title="Plan", chunks=[OLD], by=town.sanne)
    meeting = town.plan(MEETING_AT + timedelta(days=1))
    row = add_to_agenda(town.approve(case), meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    return AgendaItem.objects.get(pk=row.pk)


def client(town: Town, name: str) -> Client:
    found = Client()
    found.force_login(getattr(town, name))
    return found


def page_of(item: AgendaItem) -> str:
    file = item.case.files.get(removed_at=None)  # type: ignore[union-attr]
    return reverse("read-file", args=[item.meeting.uid, item.uid, file.uid])


def text(client: Client, where: str) -> str:
    return client.get(where).content.decode()


def mark(client: Client, item: AgendaItem, **said: object) -> Any:
    fields = {"act": "new", "page": 2, "quote": QUOTE, "text": NOTE, "colour": "green", **said}
    return client.post(page_of(item), fields)


def nothing_typed_is_lost(aage: Client, item: AgendaItem) -> None:
    """A note that was written elsewhere meanwhile is shown; so is why a form is not taken."""
    script = {"HTTP_ACCEPT": "application/json"}
    here = {"act": "note", "mark": FileMark.objects.get().uid, "was": "Noget andet", "text": "Nyt"}
    shown = aage.post(page_of(item), here)
    assert "et andet sted" in shown.content.decode()
    assert ">Nyt</textarea>" in shown.content.decode()
    refused = aage.post(page_of(item), here, **script)
    assert (refused.status_code, refused.json()["now"]) == (409, NOTE)
    kept = aage.post(page_of(item), {**here, "was": NOTE}, **script)
    assert "Nyt" in kept.json()["list"]
    assert FileMark.objects.get().text == "Nyt"
    empty = mark(aage, item, quote="", text=" ")
    assert "Skriv din note" in empty.content.decode()
    assert mark(aage, item, quote="x" * 4001).status_code == 200
    aage.post(page_of(item), {**here, "act": "drop"})
    again = aage.post(page_of(item), here).content.decode()
    assert "slettet et andet sted" in again
    assert ">Nyt</textarea>" in again


def test_a_mark_is_seen_by_its_reader_alone_and_by_nobody_when_the_file_may_not_be_read(
    town: Town, item: AgendaItem
) -> None:
    aage, before = client(town, "aage"), Entry.objects.count()
    meeting = reverse("meeting", args=[item.meeting.uid])
    assert mark(aage, item).status_code == mark(aage, item).status_code == 302
    assert FileMark.objects.count() == 1
    assert Entry.objects.count() == before
    shown = text(aage, meeting)
    assert "1 markering<" in shown
    assert NOTE in shown
    assert NOTE in text(aage, page_of(item))
    assert NOTE not in text(client(town, "mette"), page_of(item))
    assert NOTE not in text(client(town, "soren"), meeting)
    uid = FileMark.objects.get().uid
    for said in ({"act": "note", "text": "Min"}, {"act": "drop"}):
        client(town, "mette").post(page_of(item), {**said, "mark": uid})
    assert FileMark.objects.get().text == NOTE
    nothing_typed_is_lost(aage, item)
    mark(aage, item)
    note_attendance(item.meeting, person=town.person("aage"), event="recused", item=item, by=town.soren)  # fmt: skip
    assert mark(aage, item, quote="Budget").status_code == 404
    assert aage.get(page_of(item)).status_code == 404
    for hidden in (NOTE, QUOTE, "markering"):
        assert hidden not in text(aage, meeting)


def test_marks_go_with_a_replaced_file_when_it_is_sent_or_say_that_they_cannot_and_lose_erased_words(
    town: Town, item: AgendaItem
) -> None:
    aage, case = client(town, "aage"), Case.objects.get()
    mark(aage, item)
    mark(aage, item, page=3, quote="Tallet er 105.000", text="For dyrt")
    mark(aage, item, page=0, quote="", text="Læs igen")
    going = begin_correction(item, kind="content", by=town.soren)
    replace_file(case.files.get(), name="plan-2.pdf", chunks=[NEW], by=town.soren)
    drain()
    assert FileMark.objects.filter(fate="").count() == 3
    town.approve(Case.objects.get())
    word_correction(going, reason="Ny udgave", late_reason="", kind="content", by=town.soren)
    send_correction(going, by=town.soren, at=local(NOTICE_AT))
    drain()
    told = {one.text: (one.fate, one.page, one.was_page) for one in FileMark.objects.all()}
    assert told == {NOTE: ("followed", 3, 2), "For dyrt": ("lost", 3, 3), "Læs igen": ("", 0, 0)}
    shown = text(aage, page_of(item))
    assert "stod på side 2 i den tidligere udgave" in shown
    assert "Kan ikke følge med:</strong> stod på side 3 i den tidligere udgave" in shown
    assert "Tallet er 105.000" in shown
    old = Case.objects.get().files.exclude(removed_at=None).get()
    erase_by_law(town.body, words=["Birthe"], files={old.sha256}, reason="Indsigelse", by=town.soren)  # fmt: skip
    left = {one.text: one.quote for one in FileMark.objects.all()}
    assert left == {"Spørg [slettet efter lov] om rampen": QUOTE, "For dyrt": "", "Læs igen": ""}
