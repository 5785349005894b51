"""Everything the public reads has been through the same gate, whichever way it came there."""

from __future__ import annotations

import ast
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from raadslag.allowed import NotAllowed
from raadslag.cases.models import Case
from raadslag.cases.plain import plain_to_blocks
from raadslag.cases.writing import save_section
from raadslag.jobs.working import drain
from raadslag.journal.actions import SYSTEM
from raadslag.meetings.actions import add_item, add_to_agenda, write_item
from raadslag.meetings.calling import call_meeting, withdraw_item
from raadslag.meetings.findings import subject_of
from raadslag.meetings.models import Meeting
from raadslag.minutes.waiting import waiting_for
from raadslag.people.models import Organization
from raadslag.people.rights import rights_of
from raadslag.public.actions import publish, republish, withdraw
from raadslag.public.closing import close_case
from raadslag.public.gate import look_over
from raadslag.public.models import Publication, PublishedFile
from raadslag.record import Attachment, Item
from raadslag.record import Meeting as Record
from raadslag.review.actions import take_back_acceptance
from raadslag.review.models import Acceptance, HeldBack
from tests.cast import NOTICE_AT, Town, local
from tests.forms_on import form_on

from .conftest import Publish, bridge_item

pytestmark = pytest.mark.once

CPR = "070761-4285"
SECRET = f"navn;cpr\nIda Iversen;{CPR}\n".encode()
NAME = "liste.csv"
WORD = "Viggo Hemmelig"
DAY = date(2024, 3, 5)


@pytest.fixture(autouse=True)
def own_folder(settings: object, tmp_path: Path) -> Path:
    settings.FILES = tmp_path / "files"  # type: ignore[attr-defined]
    settings.VAR = tmp_path  # type: ignore[attr-defined]
    settings.SEARCH_INDEX = tmp_path / "search"  # type: ignore[attr-defined]
    (tmp_path / "files").mkdir()
    return tmp_path / "files"


def signed_in(town: Town, name: str) -> Client:
    client = Client()
    client.force_login(getattr(town, name))
    return client


def readable(content: bytes = SECRET) -> bool:
    """Can anybody fetch these bytes now?"""
    return Client().get(f"/bilag/{sha256(content).hexdigest()}/{NAME}").status_code == 200


def called(town: Town, text: str = "") -> Meeting:
    """A meeting called with one case, its agenda public."""
    meeting, case = town.plan(), town.write("Jobmesse")
    if text:
        section = case.paper.sections.get(key="case")
        said = {"blocks": plain_to_blocks(text), "version": section.version}
        save_section(section, by=town.sanne, rights=rights_of(town.sanne), **said)  # type: ignore[arg-type]
    add_to_agenda(town.approve(case), meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    meeting.refresh_from_db()
    return meeting


def protect(town: Town) -> None:
    """A closed case, written later than everything else, that protects a name."""
    shut = town.write("Personsag")
    said = {"reason": "Ansættelse", "public_title": "Personsag", "protected_terms": WORD}
    close_case(shut, by=town.sanne, **said)


def live_text() -> str:
    return str([(one.record, one.kind) for one in Publication.objects.live()])


def told(answer: HttpResponse) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def supplement(soren: Client, meeting: Meeting, case: Case) -> object:
    """By the desk's form where the case stands there, else by one that says nothing of what it saw."""
    page, address = (
        reverse("agenda", args=[meeting.uid]),
        reverse("change-agenda", args=[meeting.uid]),
    )
    said = {"case": str(case.uid), "reason": "Fristen er fredag."}
    with suppress(LookupError):
        said = form_on(soren, page, address, holds=str(case.uid), **said)
    return soren.post(address, said, follow=True)


def test_a_file_attached_to_a_ready_case_does_not_come_out_with_a_supplement(town: Town) -> None:
    meeting, case = called(town), town.approve(town.write("Vejviser"))
    drain(kinds=["publish-agenda"])
    upload = SimpleUploadedFile(NAME, SECRET, content_type="text/csv")
    address = reverse("attach-file", args=[case.uid])
    signed_in(town, "sanne").post(address, {"file": upload, "title": "Liste"})
    assert case.state == Case.State.READY
    supplement(signed_in(town, "soren"), meeting, case)
    drain()
    assert not readable()


def test_a_supplement_that_the_gate_stops_says_what_and_leaves_everything_as_it_was(
    town: Town,
) -> None:
    meeting, case = called(town), town.write("Vejviser")
    drain(kinds=["publish-agenda"])
    section = case.paper.sections.get(key="case")
    blocks = plain_to_blocks(f"Tak til {WORD} for indsatsen.")
    save_section(section, blocks=blocks, version=section.version, by=town.sanne, rights=rights_of(town.sanne))  # fmt: skip
    town.approve(case)
    protect(town)
    before = live_text()
    answer = supplement(signed_in(town, "soren"), meeting, case)
    assert "beskyttet" in told(answer)
    drain()
    case.refresh_from_db()
    assert case.state == Case.State.READY
    assert meeting.agendas.count() == 1
    assert not meeting.items.filter(case=case).exists()
    assert live_text() == before


def test_an_agenda_that_no_longer_passes_is_held_back_and_its_secretary_sees_why(
    town: Town,
) -> None:
    meeting = called(town, f"Tak til {WORD} for indsatsen.")
    protect(town)
    drain(kinds=["publish-agenda"])
    assert not Publication.objects.exists()
    held = HeldBack.objects.get()
    assert (held.subject, held.what) == (subject_of(meeting), "agenda")
    tasks = waiting_for(town.soren, rights_of(town.soren))
    assert any("ikke offentliggjort" in task.what for task in tasks)
    page = signed_in(town, "soren").get(reverse("agenda", args=[meeting.uid])).content.decode()
    assert "Dagsordenen er ikke offentliggjort." in page
    assert "Punkt 2: Der står en oplysning, der er beskyttet" in page
    drain(kinds=["publish-agenda"])
    assert not Publication.objects.exists()


def test_withdrawing_the_item_lets_the_rest_of_the_agenda_out(town: Town) -> None:
    meeting = called(town, f"Tak til {WORD} for indsatsen.")
    protect(town)
    drain(kinds=["publish-agenda"])
    withdraw_item(meeting.items.get(number=2), reason="Den er ikke klar.", by=town.soren)
    drain(kinds=["publish-agenda", "take-back"])
    assert not HeldBack.objects.exists()
    assert "Den er ikke klar." in live_text()
    assert WORD not in live_text()


def accepted_note(town: Town) -> Meeting:
    """A called meeting whose second item holds a CPR number that somebody let stand there."""
    meeting = town.plan()
    row = add_item(meeting, title="Orientering", by=town.soren)
    blocks = plain_to_blocks(f"Sagen om {CPR} er afsluttet.")
    write_item(row, title=row.title, blocks=blocks, version=row.version, by=town.soren)
    soren, page = signed_in(town, "soren"), reverse("agenda", args=[meeting.uid])
    for one in soren.get(page).context["findings"]:
        said = {"finding": one.finding.fingerprint, "reason": "Et opdigtet nummer."}
        soren.post(reverse("accept-agenda-finding", args=[meeting.uid]), said)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    meeting.refresh_from_db()
    return meeting


def take_back_acceptances(town: Town) -> None:
    for row in Acceptance.objects.all():
        take_back_acceptance(row, by=town.soren)


def test_what_was_let_stand_comes_out_and_letting_it_stand_frees_what_was_held_back(
    town: Town,
) -> None:
    meeting = accepted_note(town)
    take_back_acceptances(town)
    drain(kinds=["publish-agenda"])
    assert not Publication.objects.exists()
    soren, page = signed_in(town, "soren"), reverse("agenda", args=[meeting.uid])
    (found,) = soren.get(page).context["findings"]
    said = {"finding": found.finding.fingerprint, "reason": "Et opdigtet nummer."}
    soren.post(reverse("accept-agenda-finding", args=[meeting.uid]), said)
    drain(kinds=["publish-agenda"])
    assert CPR in live_text()
    assert not HeldBack.objects.exists()


def test_what_was_let_stand_at_one_item_stands_at_no_other(town: Town) -> None:
    meeting = town.plan()
    for title in ("Orientering", "Nyt fra centret"):
        row = add_item(meeting, title=title, by=town.soren)
        blocks = plain_to_blocks(f"Sagen om {CPR} er afsluttet.")
        write_item(row, title=title, blocks=blocks, version=row.version, by=town.soren)
    soren, page = signed_in(town, "soren"), reverse("agenda", args=[meeting.uid])
    first = soren.get(page).context["findings"][0]
    said = {"finding": first.finding.fingerprint, "reason": "Et opdigtet nummer."}
    soren.post(reverse("accept-agenda-finding", args=[meeting.uid]), said)
    left = soren.get(page).context["findings"]
    assert [one.finding.item for one in left] == [3]
    with pytest.raises(NotAllowed):
        call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))


def test_publishing_again_goes_through_the_gate(town: Town) -> None:
    accepted_note(town)
    drain(kinds=["publish-agenda"])
    shown = Publication.objects.get()
    withdraw(shown, reason="Et nummer stod der.", by=town.soren)
    take_back_acceptances(town)
    with pytest.raises(NotAllowed, match="CPR"):
        republish(shown, by=town.soren)
    assert not Publication.objects.live().exists()


def test_what_waits_for_its_hour_is_looked_at_again_before_it(
    town: Town, publish_record: Publish
) -> None:
    hour = timezone.now() + timedelta(hours=3)
    item = Item(number=1, title="Tak", recommendations=(f"udvalget takker {WORD}",))
    publish_record(town.committee, DAY, bridge_item())
    publish_record(town.committee, DAY, item, visible_from=hour)
    protect(town)
    drain(now=hour - timedelta(minutes=10), kinds=["look-again", "stand-again"])
    at_that_hour = Publication.objects.live(hour + timedelta(minutes=1))
    assert [one.version for one in at_that_hour] == [1]
    assert HeldBack.objects.get().what == "minutes"


def test_withdrawing_is_never_stopped_and_what_would_stand_again_is_judged(
    town: Town, publish_record: Publish
) -> None:
    item = Item(number=1, title="Tak", recommendations=(f"udvalget takker {WORD}",))
    publish_record(town.committee, DAY, item)
    later = timezone.now() + timedelta(hours=3)
    second = publish_record(town.committee, DAY, bridge_item(), visible_from=later)
    protect(town)
    withdraw(second, reason="Forkert udgave.", by=SYSTEM)
    assert not Publication.objects.live().exists()
    assert not Publication.objects.live(later).exists()
    drain(kinds=["stand-again"])
    assert not Publication.objects.live(later).exists()


def test_of_three_versions_the_last_two_waiting_each_gets_its_time_back(
    committee: Organization, publish_record: Publish
) -> None:
    now = timezone.now()
    first = publish_record(committee, DAY, bridge_item())
    later, sooner = now + timedelta(hours=5), now + timedelta(hours=3)
    second = publish_record(committee, DAY, Item(number=3, title="Busdrift"), visible_from=later)
    third = publish_record(committee, DAY, Item(number=4, title="Vejnavne"), visible_from=sooner)
    withdraw(third, reason="Forkert udgave.", by=SYSTEM)
    assert list(Publication.objects.live(sooner)) == [first]
    assert list(Publication.objects.live(later)) == [second]


def test_closing_is_never_stopped_and_the_rest_of_what_stood_open_is_judged(
    town: Town, publish_record: Publish
) -> None:
    secret = Item(number=2, title="Salg af grunden ved åen")
    thanks = Item(number=1, title="Tak", recommendations=(f"udvalget takker {WORD}",))
    publish_record(town.committee, DAY, thanks, secret, kind="agenda")
    protect(town)
    publish_record(town.committee, DAY, bridge_item(1), replace(secret, closed=True))
    assert "grunden" not in live_text()
    drain(kinds=["stand-again"])
    assert [one.kind for one in Publication.objects.live()] == ["minutes"]
    assert HeldBack.objects.get().what == "agenda"


def test_only_the_text_that_was_looked_through_is_published_and_only_by_todays_rules(
    town: Town,
) -> None:
    meeting = called(town)
    record = Record(kind="agenda", items=(Item(number=1, title="Tak"),))
    looked = look_over(meeting, record)
    other = replace(record, items=(Item(number=1, title=f"Tak til {CPR}"),))
    said = {"kind": "agenda", "assessed": looked, "by": SYSTEM}
    with pytest.raises(NotAllowed) as error:
        publish(meeting, record=other, **said)  # type: ignore[arg-type]
    assert [no.code for no in error.value.obstacles] == ["not-assessed"]
    protect(town)
    with pytest.raises(NotAllowed) as error:
        publish(meeting, record=record, **said)  # type: ignore[arg-type]
    assert [no.code for no in error.value.obstacles] == ["older-rules"]
    assert not Publication.objects.exists()


def test_a_file_that_lay_nowhere_when_it_was_looked_for_is_not_fetched_later(
    committee: Organization, publish_record: Publish, own_folder: Path
) -> None:
    digest = sha256(SECRET).hexdigest()
    files = (Attachment("Liste", file_name=NAME, sha256=digest),)
    publish_record(committee, DAY, bridge_item(attachments=files))
    (own_folder / digest).write_bytes(SECRET)
    assert not readable()
    assert not PublishedFile.objects.exists()


def test_old_minutes_are_quoted_with_their_sums_and_stopped_by_personal_data(
    committee: Organization, publish_record: Publish
) -> None:
    wrong = Item(number=1, title="Regnskab", recommendations=("20 + 30 giver i alt 60 kr.",))
    assert publish_record(committee, DAY, wrong).is_live()
    with pytest.raises(NotAllowed, match="CPR"):
        publish_record(committee, DAY, Item(number=1, title=f"Sag om {CPR}"))


def test_a_publication_comes_to_be_in_one_place_only() -> None:
    """Nobody makes a row of their own beside the gate."""
    root = Path(__file__).resolve().parents[2] / "raadslag"
    makers = {
        str(place.relative_to(root))
        for place in root.rglob("*.py")
        for node in ast.walk(ast.parse(place.read_text()))
        if isinstance(node, ast.Call) and _makes(ast.unparse(node.func))
    }
    assert makers == {"public/making.py"}


def _makes(called: str) -> bool:
    name, _, rest = called.partition(".objects.")
    makes = rest in {"create", "bulk_create", "get_or_create", "update_or_create"}
    return called == "Publication" or (name == "Publication" and makes)
