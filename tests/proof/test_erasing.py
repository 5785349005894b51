"""What the law says must go is gone from every place, and the proof says so and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.apps import apps
from django.conf import settings as house
from django.core.files.storage import storages
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from raadslag.allowed import NotAllowed
from raadslag.cases.asking import Asked
from raadslag.cases.files import attach_file
from raadslag.cases.findings import protected_terms
from raadslag.cases.models import Case, Comment, File
from raadslag.cases.writing import save_section
from raadslag.files.store import keep
from raadslag.importer.actions import keep_readings, receive_file, start_run
from raadslag.jobs.working import drain
from raadslag.journal.actions import SYSTEM
from raadslag.journal.models import Entry
from raadslag.journal.replaying import take_stock
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.attending import note_attendance
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.closing import close_meeting
from raadslag.meetings.deciding import record_decision
from raadslag.meetings.live import open_meeting
from raadslag.meetings.remarking import note_remark
from raadslag.minutes.models import Minutes
from raadslag.minutes.signing import approve_minutes, correct_minutes, draft_minutes
from raadslag.people.models import KeptForm, Person
from raadslag.people.rights import rights_of
from raadslag.proof.erased_list import read
from raadslag.proof.erasing import SWEEP, erase_again, erase_by_law, look_for
from raadslag.proof.places import BODY_OF, EVERYWHERE, NO_WORDS, text_columns
from raadslag.proof.words import Eraser, folded, places_of, wanted_words
from raadslag.public.actions import publish_minutes
from raadslag.public.gate import look_over
from raadslag.public.models import Publication, PublishedFile
from raadslag.record import Paragraph, Span, data_hash, paragraph
from raadslag.record.gone import GONE
from tests.cast import NOTICE_AT, Town, local
from tests.proof.conftest import verify
from tests.proof.test_erasures import each_change_of_the_list_is_found, wrong_with_the_list

CANARY = "Xylofonsen"
REASON = "Navnet blev offentliggjort ved en fejl."


@pytest.fixture(autouse=True)
def own_index(settings: Any, tmp_path: Path) -> None:
    settings.SEARCH_INDEX = tmp_path / "var" / "search"


def traces() -> Iterator[str]:
    """Every place in the database and in VAR where the canary stands, however it is spelt."""
    wanted = wanted_words([CANARY])
    for model in apps.get_models():
        names = [f.name for f in model._meta.concrete_fields]
        for row in model._base_manager.values(*names):
            told = json.dumps(row, default=str, ensure_ascii=False)
            runs = told.replace('", "emphasis": false, "href": null}, {"text": "', "")
            if CANARY.lower() in folded(told) or places_of(runs, wanted):
                yield f"{model._meta.label} {row.get('id')}: {told[:2000]}"
    for place in house.VAR.rglob("*"):
        if place.is_file() and "sqlite" not in place.name and CANARY.encode() in place.read_bytes():
            yield str(place)
        elif place.is_file() and place.read_bytes()[:4] == b"%PDF":
            with pikepdf.open(place) as pdf:
                if any(
                    CANARY.encode() in a.get_file().read_bytes() for a in pdf.attachments.values()
                ):
                    yield f"{place} (indlejret)"


def write_case(town: Town) -> Case:
    """A case with the word in title, point, financing, text (two versions, two runs), comment and files."""
    case = town.write(
        f"Klage fra {CANARY}",
        points=[f"{CANARY} får svar"],
        asked=[Asked(Decimal(1), "within", financing=CANARY)],
    )
    Case.objects.filter(pk=case.pk).update(protected_terms=f"Hr. {CANARY}\nBirkevej 14")
    section = case.paper.sections.all()[0]
    rights = rights_of(town.sanne)
    runs = (Span("Borgeren Xylo"), Span("fons", strong=True), Span("en skriver."))
    for blocks in ((Paragraph(runs),), (paragraph("Borgeren Xylo-fonsen skriver igen."),)):
        section.refresh_from_db()
        save_section(section, blocks=blocks, version=section.version, by=town.sanne, rights=rights)
    Comment.objects.create(case=case, by=town.sanne, text=f"Ring til {CANARY}")
    for name, text in (("brev.txt", f"Et brev om {CANARY}"), ("plan.txt", "En plan.")):
        attach_file(case, name=name, title=name, chunks=[text.encode()], by=town.sanne)
    return case


def give(town: Town) -> Minutes:
    """The canary in every place that the house has for words, by acts."""
    take_stock(because="Byen er sat op.")
    meeting = town.plan()
    item = add_to_agenda(town.approve(write_case(town)), meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    meeting = open_meeting(meeting, by=town.soren)
    for name in town.members()[:3]:
        note_attendance(meeting, person=town.person(name), event="arrived", by=town.soren)
    for one in meeting.items.all():
        text = f"{CANARY} får svar." if one.pk == item.pk else "Taget til efterretning."
        record_decision(one, outcome="noted", text=text, version=0, by=town.soren)
    note_remark(item, kind="remark", text=f"Mette kender {CANARY}.", by=town.soren)
    close_meeting(meeting, by=town.soren)
    draft_minutes(meeting, by=town.soren)
    minutes = correct_minutes(meeting, item=str(item.uid), text=f"Hed {CANARY}.", by=town.soren)
    for name in town.members()[:3]:
        by = getattr(town, name)
        approve_minutes(minutes, person=town.person(name), text_hash=minutes.record_hash, by=by)
    looked = look_over(meeting, minutes.as_record())
    publish_minutes(minutes, assessed=looked, by=town.soren)
    bring_in(town, minutes)
    Person.objects.create(body=town.body, name=f"Ida {CANARY}", slug=f"ida-{CANARY.lower()}")
    KeptForm.objects.create(
        user=town.sanne,
        page="Sag",
        address="/",
        fields={"text": [f"Om {CANARY}"]},
        kept_at=local(NOTICE_AT),
    )
    take_stock(because="En person er sat ind.")
    drain()
    return minutes


def bring_in(town: Town, minutes: Minutes) -> None:
    """Old minutes with the word in the file and in what was read, waiting to be loaded."""
    run = start_run(name="Gamle", by=town.soren, body=town.body)
    kept = keep([f"Referat. {CANARY} talte.".encode()])
    arrival = receive_file(run, path=f"{CANARY}.txt", kept=kept, by=town.soren)
    assert arrival.file is not None
    keep_readings(arrival.file, records=[minutes.as_record()], version="1", by=town.soren)


def write_a_note(town: Town) -> None:
    case = Case.objects.filter(title__contains=CANARY).first()
    assert case
    Comment.objects.create(case=case, by=town.sanne, text=f"{CANARY} ringede igen.")


def files_with_the_word() -> set[str]:
    return {
        name for name in storages["kept"].listdir("")[1]
        if CANARY.encode() in storages["kept"].open(name).read()
        and storages["kept"].open(name).read(4) != b"%PDF"
    }  # fmt: skip


def test_every_table_with_text_belongs_to_somebody_or_is_left_alone_for_a_reason() -> None:
    with_text = {
        m._meta.label_lower
        for m in apps.get_models()
        if m.__module__.startswith("raadslag.") and text_columns(m)
    }
    assert with_text <= set(BODY_OF) | EVERYWHERE | set(NO_WORDS)
    assert not set(BODY_OF) & (EVERYWHERE | set(NO_WORDS))
    with connection.cursor() as cursor:
        for label in BODY_OF:
            model = apps.get_model(label)
            for way in BODY_OF[label]:
                sql, values = model._base_manager.filter(**{way: 1}).query.sql_with_params()
                cursor.execute(sql, values)


test_every_table_with_text_belongs_to_somebody_or_is_left_alone_for_a_reason = (
    pytest.mark.django_db(
        test_every_table_with_text_belongs_to_somebody_or_is_left_alone_for_a_reason
    )
)


def test_no_trace_is_left_and_the_proof_says_erased_and_not_broken(town: Town) -> None:
    minutes = give(town)
    places = {one.split()[0].lower() for one in traces()}
    assert len(places) > 25, places
    files = files_with_the_word()
    assert len(files) == 2
    found = look_for(town.body, words=[CANARY], files=files)
    assert found.places.total() > 30
    done = erase_by_law(town.body, words=[CANARY], files=files, reason=REASON, by=town.soren)
    drain()
    assert list(traces()) == []
    code, said = verify()
    assert code == 0, said
    assert "slettet efter lov" in said
    assert "✗" not in said
    minutes.refresh_from_db()
    assert GONE in json.dumps(minutes.record, ensure_ascii=False)
    assert protected_terms(town.body) == (), "the case is open"
    Case.objects.exclude(protected_terms="").update(closed=True)
    assert protected_terms(town.body) == ("Birkevej 14",), "what was erased is no term"
    assert data_hash(minutes.record) != minutes.record_hash
    line = Entry.objects.get(sequence=done.sequence)
    assert line.details["reason"] == REASON
    assert set(line.details["files"]) >= files
    assert "Listen over sletninger efter lov: 1 sletning" in said
    each_change_of_the_list_is_found(done.sequence or 0)


def test_after_an_erasure_a_change_by_sql_is_still_found(town: Town) -> None:
    minutes = give(town)
    erase_by_law(town.body, words=[CANARY], reason=REASON, by=town.soren)
    minutes.refresh_from_db()
    minutes.record["items"][0]["title"] = "Noget andet"
    Minutes.objects.filter(pk=minutes.pk).update(record=minutes.record)
    code, said = verify()
    assert code == 1
    assert f"Referatet nr. {minutes.pk} er ændret" in said


def test_the_public_sees_that_something_was_erased(town: Town, client: Client) -> None:
    minutes = give(town)
    publication = Publication.objects.get(superseded_at=None, kind="minutes")
    erase_by_law(
        town.body, words=[CANARY], files=files_with_the_word(), reason=REASON, by=town.soren
    )
    drain()
    from raadslag.public.addresses import meeting_address

    page = client.get(meeting_address(publication)).content.decode()
    assert GONE in page
    assert CANARY not in page
    assert not PublishedFile.objects.filter(file_name="brev.txt").exists()
    assert File.objects.get(file_name="brev.txt").removed_at
    pdf = client.get(f"{meeting_address(publication)}referat.pdf")
    assert pdf.status_code == 200
    assert minutes.pk


def test_a_restore_from_before_is_erased_again_from_the_list(town: Town) -> None:
    give(town)
    files = files_with_the_word()
    before = {name: storages["kept"].open(name).read() for name in storages["kept"].listdir("")[1]}
    with transaction.atomic():
        erase_by_law(town.body, words=[CANARY], files=files, reason=REASON, by=town.soren)
        drain(kinds=[SWEEP])
        transaction.set_rollback(True)
    for data in before.values():
        keep([data])
    assert list(traces())
    (listed,) = read()
    assert listed.reason == REASON
    listing = (Path(house.VAR) / "erasures.jsonl").read_text()
    assert CANARY.lower() not in listing.lower()
    assert "Kør ./run erase_again" in wrong_with_the_list()
    assert erase_again(by=SYSTEM).places > 30
    drain()
    assert list(traces()) == []
    code, said = verify()
    assert code == 0, said
    assert erase_again(by=SYSTEM).places == 0
    assert verify()[0] == 0


def test_another_municipality_s_words_are_left_alone(town: Town) -> None:
    give(town)
    from raadslag.people.models import Body

    other = Body.objects.create(name="Skovby Kommune", slug="skovby")
    person = Person.objects.create(body=other, name=f"Ida {CANARY}", slug="ida")
    erase_by_law(town.body, words=[CANARY], reason=REASON, by=town.soren)
    person.refresh_from_db()
    assert person.name == f"Ida {CANARY}"


@pytest.mark.parametrize(
    ("who", "words", "reason", "code"),
    [
        ("sanne", [CANARY], REASON, "not-eraser"),
        ("soren", [], REASON, "nothing-to-erase"),
        ("soren", ["Xy"], REASON, "too-short"),
        ("soren", [CANARY], "Fordi", "no-reason"),
        ("soren", [CANARY], f"Navnet {CANARY} skulle væk", "words-in-reason"),
    ],
)
def test_an_erasure_that_may_not_be_says_why(
    town: Town, who: str, words: list[str], reason: str, code: str
) -> None:
    with pytest.raises(NotAllowed) as no:
        erase_by_law(town.body, words=words, reason=reason, by=getattr(town, who))
    assert code in {one.code for one in no.value.obstacles}


def test_the_secretary_erases_from_the_release_page(town: Town, client: Client) -> None:
    minutes = give(town)
    client.force_login(town.soren)
    release = client.get(reverse("release", args=[minutes.meeting.uid])).content.decode()
    address = reverse("erase-from-meeting", args=[minutes.meeting.uid])
    assert address in release
    looked = client.post(address, {"words": CANARY, "reason": REASON}).content.decode()
    assert "ordene står i den" in looked
    assert "Fundet:" in looked
    assert [one for one in traces() if "erasures" not in one]
    chosen = [File.objects.get(file_name="brev.txt").sha256]
    data = {"words": CANARY, "reason": REASON, "files": chosen, "erase": "1"}
    assert client.post(address, data).status_code == 409, "it does not say what its page showed"
    seen = re.search(r'name="seen" value="([^"]*)"', looked)
    assert seen
    data |= {"seen": seen[1]}
    other = client.post(address, data | {"words": "Vejviser"})
    assert other.status_code == 409, "words that were typed after the look"
    assert "ordene" in other.content.decode()
    write_a_note(town)
    newer = client.post(address, data)
    assert newer.status_code == 409, "the words stand at one place more than the page showed"
    again = re.findall(r'name="seen" value="([^"]*)"', newer.content.decode())
    answer = client.post(address, data | {"seen": again[0]}, follow=True).content.decode()
    assert "Slettet efter lov:" in answer
    assert GONE in answer
    client.force_login(town.mette)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "text",
    [
        "nr. 070761-4285.",
        "nr. 0707614285",
        "nr. 07 07 61 - 4285",
        "nr. 070761\u00ad-4285",
        "nr. ０７０７６１-４２８５",
    ],
)
def test_a_number_is_found_however_it_is_written(text: str) -> None:
    eraser = Eraser(wanted_words(["070761-4285"]))
    assert eraser.text(text).rstrip(".") == f"nr. {GONE}"


@pytest.mark.parametrize("text", ["nr. 1070761-4285", "nr. 070761-42851", "Xylofonsens", "070761"])
def test_a_longer_number_or_word_is_another(text: str) -> None:
    assert Eraser(wanted_words(["070761-4285", "Xylofonsen"])).text(text) == text


def test_runs_of_text_and_addresses_lose_the_words_and_nothing_else() -> None:
    spans = [
        {"text": "Ring 0707", "strong": True, "emphasis": False, "href": None},
        {
            "text": "61-4285 nu",
            "strong": False,
            "emphasis": False,
            "href": "mailto:0707614285@x.dk",
        },
    ]
    done = Eraser(wanted_words(["070761-4285"])).data({"type": "paragraph", "spans": spans})
    assert "".join(span["text"] for span in done["spans"]) == f"Ring {GONE} nu"
    assert all(span["href"] is None for span in done["spans"])
