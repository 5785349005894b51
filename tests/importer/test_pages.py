"""The importer's pages: who may see them, what they show, and that nothing in a file runs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from raadslag.importer.assess import assess
from raadslag.importer.models import ImportedFile, ImportRun, Reading
from raadslag.importer.privacy import let_stand, look_at, private_findings
from raadslag.meetings.models import Meeting
from raadslag.people.models import Body, Organization, User
from raadslag.record import Note, Where, to_json
from tests.forms_on import press

from .builders import COMMITTEE, MUNICIPALITY, item, meeting

pytestmark = pytest.mark.django_db(transaction=True)

RUNS = "/indlaes/"


@pytest.fixture(autouse=True)
def sign_in_page(settings: Any) -> None:
    """Where a visitor is sent; which page stands there is another room's."""
    settings.LOGIN_URL = "/log-ind/"


@pytest.fixture
def importer(client: Client) -> Client:
    """Signed in as somebody who may import for Engvig."""
    body = Body.objects.create(name=MUNICIPALITY, slug="engvig")
    client.force_login(User.objects.create_user("sekretaer", may_import=True, body=body))
    return client


def upload(client: Client, *files: tuple[str, bytes], **more: object) -> ImportRun:
    """Send files as the plain form does and go on until nothing is left."""
    documents = [SimpleUploadedFile(name, data) for name, data in files]
    answer = client.post(RUNS, {"documents": documents, **more})
    assert answer.status_code == 302, answer.content.decode()
    run = ImportRun.objects.latest("pk")
    for _ in range(20):
        if b"tilbage" not in client.get(answer["Location"]).content:
            return run
        client.post(reverse("importer:go_on", args=[run.pk]))
    raise AssertionError("the run never ends")


def as_file(name: str = "marts.json", **more: object) -> tuple[str, bytes]:
    return name, to_json(meeting(**more)).encode()


def test_only_those_who_may_import_find_the_pages(client: Client, importer: Client) -> None:
    run = upload(importer, as_file())
    reading = Reading.objects.get()
    places = [
        RUNS,
        reverse("importer:run", args=[run.pk]),
        reverse("importer:reading", args=[reading.pk]),
        reverse("importer:source", args=[reading.pk]),
        reverse("importer:original", args=[reading.file.sha256]),
    ]
    stranger = Client()
    for place in places:
        assert importer.get(place).status_code == 200
        assert stranger.get(place).status_code == 302
    stranger.force_login(User.objects.create_user("medlem"))
    for place in places:
        assert stranger.get(place).status_code == 404
    assert stranger.post(reverse("importer:accept", args=[reading.pk])).status_code == 404


def test_another_municipalitys_importer_does_not_find_the_run(importer: Client) -> None:
    run = upload(importer, as_file())
    other = Body.objects.create(name="Anden Kommune", slug="anden")
    stranger = Client()
    stranger.force_login(User.objects.create_user("fremmed", may_import=True, body=other))
    assert stranger.get(reverse("importer:run", args=[run.pk])).status_code == 404
    reading = Reading.objects.get()
    assert stranger.get(reverse("importer:reading", args=[reading.pk])).status_code == 404


def test_a_file_is_sent_read_looked_at_accepted_and_public(importer: Client) -> None:
    run = upload(importer, as_file())
    page = importer.get(reverse("importer:run", args=[run.pk])).content.decode()
    assert "1 møde, 2 punkter, 1 bemærkning" in page
    reading = Reading.objects.get()
    place = reverse("importer:reading", args=[reading.pk])
    shown = importer.get(place).content.decode()
    assert "Tabellen fortsætter måske." in shown
    assert "Oprettes: Udvalg: " + COMMITTEE in shown
    press(
        importer,
        reverse("importer:reading", args=[reading.pk]),
        reverse("importer:accept", args=[reading.pk]),
    )
    assert Meeting.objects.count() == 1
    shown = importer.get(place).content.decode()
    assert "Se det, som offentligheden ser det" in shown
    page = importer.get(reverse("importer:run", args=[run.pk])).content.decode()
    address = page.split("Se mødet")[0].rsplit('href="', 1)[1].split('"')[0]
    assert Client().get(address).status_code == 200


def test_everything_without_questions_is_accepted_at_once(importer: Client) -> None:
    days = [date(2019, 1, 8), date(2019, 2, 5), date(2019, 3, 5)]
    files = [as_file(f"{day}.json", day=day) for day in days]
    run = upload(importer, *files, as_file("uden.json", day=date(2019, 4, 2), organization=None))
    press(
        importer,
        reverse("importer:run", args=[run.pk]),
        reverse("importer:accept_run", args=[run.pk]),
    )
    while Reading.objects.waiting().exclude(accepted_at=None).exists():
        importer.post(reverse("importer:go_on", args=[run.pk]))
    assert Meeting.objects.count() == 3
    assert Reading.objects.waiting().count() == 1


def test_a_renamed_committee_is_decided_once_and_remembered(importer: Client) -> None:
    new_name = "Erhvervs-, Beskæftigelses- og Uddannelsesudvalget"
    upload(importer, as_file())
    press(
        importer,
        reverse("importer:reading", args=[Reading.objects.get().pk]),
        reverse("importer:accept", args=[Reading.objects.get().pk]),
    )
    upload(
        importer,
        as_file("a.json", day=date(2022, 3, 1), organization=new_name),
        as_file("b.json", day=date(2022, 4, 5), organization=new_name),
    )
    first, second = Reading.objects.waiting().order_by("day")
    old = Organization.objects.get()
    shown = importer.get(reverse("importer:reading", args=[first.pk])).content.decode()
    assert "%" in shown
    assert "fælles emner" in shown
    importer.post(
        reverse("importer:answer", args=[first.pk]),
        {"question": "organization", "choice": f"successor:{old.pk}"},
    )
    new = Organization.objects.get(name=new_name)
    assert new.predecessor == old
    assert Organization.objects.get(pk=old.pk).ends_on == date(2021, 12, 31)
    for reading in (first, second):
        press(
            importer,
            reverse("importer:reading", args=[reading.pk]),
            reverse("importer:accept", args=[reading.pk]),
        )
    assert new.meetings.count() == 2


def test_a_missing_date_is_filled_in_by_a_person(importer: Client) -> None:
    upload(importer, as_file(date=None))
    reading = Reading.objects.get()
    answer = reverse("importer:answer", args=[reading.pk])
    importer.post(answer, {"question": "date", "text": "i går"})
    assert not Reading.objects.get().answers
    importer.post(answer, {"question": "date", "text": "2019-03-05"})
    press(
        importer,
        reverse("importer:reading", args=[reading.pk]),
        reverse("importer:accept", args=[reading.pk]),
    )
    assert Meeting.objects.get().minutes.get().as_record().date == date(2019, 3, 5)


def test_a_rejected_file_says_why_and_can_be_taken_up_again(importer: Client) -> None:
    upload(importer, as_file())
    reading = Reading.objects.get()
    importer.post(reverse("importer:reject", args=[reading.pk]), {"reason": ""})
    assert Reading.objects.get().state == Reading.State.WAITING
    importer.post(reverse("importer:reject", args=[reading.pk]), {"reason": "Kladde"})
    assert "Kladde" in importer.get(reverse("importer:reading", args=[reading.pk])).content.decode()
    importer.post(reverse("importer:accept", args=[reading.pk]))
    assert not Meeting.objects.exists()
    importer.post(reverse("importer:take_up", args=[reading.pk]))
    assert Reading.objects.get().state == Reading.State.WAITING


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "<svg onload=alert(1)></svg>",
        "</textarea><iframe srcdoc='<script>alert(1)</script>'>",
    ],
)
def test_markup_in_a_file_is_shown_as_letters(importer: Client, payload: str) -> None:
    upload(
        importer,
        as_file(
            f"{payload[:20].replace('/', '')}.json",
            organization=f"Udvalget {payload}",
            municipality=None,
            items=(item(1, payload, journal_number=payload, recommendations=(payload,)),),
        ),
    )
    run, reading = ImportRun.objects.get(), Reading.objects.get()
    for place in (
        RUNS,
        reverse("importer:run", args=[run.pk]),
        reverse("importer:reading", args=[reading.pk]),
        reverse("importer:source", args=[reading.pk]),
    ):
        page = importer.get(place).content.decode()
        assert payload not in page
        assert "onerror=alert(1)>" not in page
        assert "<svg onload" not in page


def test_the_original_is_only_ever_fetched_unless_it_is_a_pdf(importer: Client) -> None:
    upload(
        importer,
        ("side.html", b"<html><body><script>alert(1)</script><p>Punkt 1</p></body></html>"),
    )
    file = ImportedFile.objects.get()
    answer = importer.get(reverse("importer:original", args=[file.sha256]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_frames_of_the_original_belong_to_us_alone(importer: Client) -> None:
    upload(importer, as_file())
    answer = importer.get(reverse("importer:source", args=[Reading.objects.get().pk]))
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert "script-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_sending_nothing_says_what_to_do(importer: Client) -> None:
    answer = importer.post(RUNS, {})
    assert answer.status_code == 400
    assert "Vælg mindst én fil" in answer.content.decode()


def test_a_folder_keeps_its_attachments_when_it_is_dragged_in(
    importer: Client, settings: object
) -> None:
    from raadslag.record import Attachment

    part = Attachment(title="Kort", source="bilag/kort.pdf")
    name, data = as_file(items=(item(1, "Havnen", attachments=(part,)),))
    upload(
        importer,
        (name, data),
        ("kort.pdf", b"%PDF-1.4 kort over havnen"),
        paths=["by/marts.json", "by/bilag/kort.pdf"],
    )
    held = Reading.objects.get().as_record().items[0].attachments[0].sha256
    assert held
    assert Path(settings.FILES, held).read_bytes() == b"%PDF-1.4 kort over havnen"


def test_a_silent_file_is_the_senders_own_municipalitys(importer: Client) -> None:
    upload(importer, as_file("marts-2019.json", municipality=None))
    reading = Reading.objects.get()
    page = importer.get(reverse("importer:reading", args=[reading.pk])).content.decode()
    assert "kommunen står ikke i filen" in page
    press(
        importer,
        reverse("importer:reading", args=[reading.pk]),
        reverse("importer:accept", args=[reading.pk]),
    )
    assert Meeting.objects.get().organization.body.name == MUNICIPALITY


def test_a_silent_file_that_bears_anothers_name_is_asked_about(importer: Client) -> None:
    upload(importer, as_file("roedovre-2019.json", municipality=None), accept="on")
    assert not Meeting.objects.exists()
    page = importer.get(reverse("importer:reading", args=[Reading.objects.get().pk]))
    assert "Hvilken kommune er mødet fra?" in page.content.decode()


def test_a_file_with_covered_words_is_loaded_only_when_somebody_has_looked(
    importer: Client,
) -> None:
    note = Note("covered-text", "Side 1 har tekst, der er dækket til.", Where(page=1))
    upload(importer, as_file(notes=(note,)), accept="on")
    reading = Reading.objects.get()
    assert reading.loaded_at is None
    (finding,) = private_findings(reading, look_at(assess(reading)))
    assert (finding.rule, finding.severity) == ("priv-302", "error")
    by = User.objects.get()
    by.may_publish = True
    let_stand(
        reading, fingerprint=finding.fingerprint, reason="Set efter: det er et gult felt.", by=by
    )
    assert private_findings(reading, look_at(assess(reading))) == []


def test_the_page_says_which_other_programs_it_reads_with(importer: Client) -> None:
    page = importer.get(reverse("importer:runs")).content.decode()
    assert "LibreOffice" in page
    assert "Tesseract med dansk" in page
