"""An agenda that was sent is carried over to the next version; what was withdrawn is gone from it."""

from __future__ import annotations

import io
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from raadslag.cases.files import attach_file
from raadslag.cases.models import Case
from raadslag.cases.plain import plain_to_blocks
from raadslag.cases.writing import save_section
from raadslag.jobs.working import drain
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.attending import note_attendance
from raadslag.meetings.calling import call_meeting, supplement_agenda, withdraw_item
from raadslag.meetings.closing import close_meeting
from raadslag.meetings.live import open_meeting
from raadslag.meetings.models import Meeting, MeetingRules
from raadslag.minutes.signing import draft_minutes
from raadslag.people.rights import rights_of
from raadslag.public.actions import publish_minutes, republish, withdraw
from raadslag.public.closing import close_case
from raadslag.public.gate import look_over
from raadslag.public.models import Publication
from tests.cast import NOTICE_AT, Town, local
from tests.minutes.test_month import decide_rest

from .walker import walk

pytestmark = pytest.mark.once

WORD = "kvælstofkanin"
PLAN = b"Planen for punktet, der udgik"


@pytest.fixture(autouse=True)
def own_folder(settings: object, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"  # type: ignore[attr-defined]
    settings.VAR = tmp_path  # type: ignore[attr-defined]
    settings.SEARCH_INDEX = tmp_path / "search"  # type: ignore[attr-defined]


def write(town: Town, case: Case, text: str) -> None:
    section = case.paper.sections.get(key="case")
    section.refresh_from_db()
    blocks = plain_to_blocks(text)
    save_section(section, blocks=blocks, version=section.version, by=town.sanne, rights=rights_of(town.sanne))  # fmt: skip


@pytest.fixture
def sent(town: Town) -> Meeting:
    """A called and published agenda: an open case full of the word, a closed one, and another."""
    meeting = town.plan()
    told, shut = town.write("Vejviser"), town.write("Personsag")
    write(town, told, f"Alt om {WORD}.")
    attach_file(told, name=f"{WORD}.csv", title=WORD, chunks=[PLAN], by=town.sanne)
    close_case(shut, reason="Ansættelse", public_title="En personsag", by=town.sanne)
    write(town, shut, f"Alt om {WORD}.")
    for case in (told, shut, town.write("Jobmesse")):
        add_to_agenda(town.approve(case), meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    drain()
    meeting.refresh_from_db()
    return meeting


def public_text() -> str:
    """Everything that anybody can get hold of, pages, feeds, data, the words of PDFs and of the search."""
    client = Client()
    seen = walk(client)
    for address in list(seen):
        if address.endswith(".pdf"):
            document = pypdfium2.PdfDocument(io.BytesIO(client.get(address).content))
            pages = (page.get_textpage().get_text_range() for page in document)
            seen[f"{address} words"] = " ".join(pages).encode()
    found = client.get(f"/soeg/?q={quote(WORD)}").content.decode()
    shown = found.replace(f"»{WORD}«", "").replace(f'value="{WORD}"', "")
    shown = shown.replace(f"<title>{WORD} –", "").replace(f"q={quote(WORD)}", "")
    return " ".join([shown, *(body.decode("utf-8", "replace") for body in seen.values())])


def fetched() -> int:
    digest = sha256(PLAN).hexdigest()
    return Client().get(f"/bilag/{digest}/kvaelstofkanin.csv").status_code


def test_a_withdrawn_item_shows_its_number_title_and_reason_and_nothing_else(
    town: Town, sent: Meeting
) -> None:
    assert WORD in public_text()
    assert fetched() == 200
    withdraw_item(sent.items.get(title="Vejviser"), reason="Høringen mangler.", by=town.soren)
    withdraw_item(sent.items.get(title="Personsag"), reason="Hemmelig grund.", by=town.soren)
    drain()
    text = public_text()
    assert WORD not in text
    assert fetched() == 404
    assert "Vejviser" in text
    assert "Punktet udgår. Høringen mangler." in text
    assert "En personsag" in text
    assert "Hemmelig grund" not in text
    assert "Personsag<" not in text


def test_it_is_gone_from_minutes_and_every_later_version_too(town: Town, sent: Meeting) -> None:
    item = sent.items.get(title="Vejviser")
    open_meeting(sent, by=town.soren)
    for name in town.members():
        note_attendance(sent, person=town.person(name), event="arrived", by=town.soren)
    withdraw_item(item, reason="Formanden tog den af.", by=town.soren)
    drain()
    assert WORD not in public_text()
    decide_rest(town, sent)
    close_meeting(sent, by=town.soren)
    minutes = draft_minutes(sent, by=town.soren)
    kept = next(one for one in minutes.as_record().items if one.id == str(item.uid))
    assert (kept.sections, kept.attachments, kept.recommendations) == ((), (), ())
    looked = look_over(sent, minutes.as_record())
    publish_minutes(minutes, assessed=looked, by=town.soren)
    drain()
    text = public_text()
    assert WORD not in text
    assert "Formanden tog den af." in text


def test_a_text_written_after_an_item_was_withdrawn_does_not_come_out_with_a_supplement(
    town: Town, sent: Meeting
) -> None:
    case = Case.objects.get(title="Vejviser")
    withdraw_item(sent.items.get(title="Vejviser"), reason="Den skal rettes.", by=town.soren)
    write(town, case, "Ida Iversen er sygemeldt.")
    late = town.approve(town.write("Hastesag"))
    supplement_agenda(late, meeting=sent, reason="Fristen er fredag.", by=town.soren)
    drain()
    assert "Iversen" not in str(sent.agendas.first().record)  # type: ignore[union-attr]
    text = public_text()
    assert "Hastesag" in text
    assert "Iversen" not in text


def test_what_was_sent_is_carried_over_whatever_is_written_since(town: Town, sent: Meeting) -> None:
    before = sent.agendas.first()
    assert before is not None
    Case.objects.filter(title="Jobmesse").update(title="Helt andet", recommended_by="En anden")
    other = Case.objects.get(title="Helt andet")
    other.points.update(text="noget andet vedtages")
    other.paper.sections.update(blocks=[])
    withdraw_item(sent.items.get(title="Vejviser"), reason="Den skal rettes.", by=town.soren)
    after = sent.agendas.first()
    assert after is not None
    assert after.version == before.version + 1
    pairs = zip(before.as_record().items, after.as_record().items, strict=True)
    assert [old.title for old, new in pairs if old != new] == ["Vejviser"]


def test_a_withdrawn_item_is_taken_back_whatever_the_committee_chose_about_agendas(
    town: Town, sent: Meeting
) -> None:
    rules = MeetingRules(organization=sent.organization)
    rules.publish_agenda = MeetingRules.PublishAgenda.NEVER
    rules.save()
    withdraw_item(sent.items.get(title="Vejviser"), reason="Høringen mangler.", by=town.soren)
    drain()
    assert WORD not in public_text()
    assert fetched() == 404


def test_an_agenda_published_again_leaves_out_what_was_withdrawn_since(
    town: Town, sent: Meeting
) -> None:
    shown = Publication.objects.get()
    withdraw(shown, reason="En fejl.", by=town.soren)
    rules = MeetingRules(organization=sent.organization)
    rules.publish_agenda = MeetingRules.PublishAgenda.NEVER
    rules.save()
    withdraw_item(sent.items.get(title="Vejviser"), reason="Høringen mangler.", by=town.soren)
    republish(shown, by=town.soren)
    drain()
    text = public_text()
    assert "Jobmesse" in text
    assert WORD not in text


def test_members_see_that_it_lapsed_and_why(town: Town, sent: Meeting) -> None:
    withdraw_item(sent.items.get(title="Vejviser"), reason="Høringen mangler.", by=town.soren)
    client = Client()
    client.force_login(town.mette)
    page = client.get(reverse("meeting", args=[sent.uid])).content.decode()
    assert "Høringen mangler." in page
    assert f"Alt om {WORD}" not in page.split("Vejviser")[1].split("Personsag")[0]
