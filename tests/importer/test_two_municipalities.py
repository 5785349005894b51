"""Two municipalities in one house: bytes may be shared, a reading, its answers and names never."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from raadslag.importer.models import Arrival, ImportedFile, ImportRun, Reading
from raadslag.meetings.models import Meeting
from raadslag.people.models import Body, Organization, Person, PersonName, User
from raadslag.public.models import Publication
from raadslag.record import Attendee
from raadslag.review.models import Acceptance
from tests.forms_on import press

from .builders import COMMITTEE, MUNICIPALITY, item, meeting, write
from .test_pages import as_file, upload

pytestmark = pytest.mark.django_db(transaction=True)

OURS, THEIRS = "Ravnsborg Kommune", MUNICIPALITY
NUMBER = "Borgeren 110372-1187 klager."


def importer_of(name: str, slug: str, **more: object) -> Client:
    """Somebody who may import for the municipality, signed in."""
    body, _ = Body.objects.get_or_create(name=name, defaults={"slug": slug})
    user = User.objects.create_user(f"{slug}-{User.objects.count()}", may_import=True, body=body)
    User.objects.filter(pk=user.pk).update(**more)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def theirs(db: None) -> Client:
    return importer_of(THEIRS, "engvig", may_publish=True)


@pytest.fixture
def ours(db: None) -> Client:
    return importer_of(OURS, "ravnsborg", may_publish=True)


PAGES = ("reading", "source")
ACTS = ("answer", "take_back", "forget", "accept", "accept_finding", "reject", "take_up", "read_anew", "load_newer")  # fmt: skip


def assert_out_of_reach(client: Client, reading: Reading) -> None:
    """Nothing of the reading can be seen or changed."""
    before = Reading.objects.values().get(pk=reading.pk)
    for name in PAGES:
        assert client.get(reverse(f"importer:{name}", args=[reading.pk])).status_code == 404, name
    for name in ACTS:
        said = {"reason": "x", "question": "date", "text": "2019-01-01", "printed": COMMITTEE}
        answer = client.post(reverse(f"importer:{name}", args=[reading.pk]), said)
        assert answer.status_code == 404, name
    assert Reading.objects.values().get(pk=reading.pk) == before


def test_sending_the_bytes_that_another_has_read_gives_a_reading_of_ones_own(
    theirs: Client, ours: Client
) -> None:
    same = as_file("deres-hemmelige-filnavn.json", municipality=None)
    upload(theirs, same)
    known = Reading.objects.get()
    theirs.post(
        reverse("importer:answer", args=[known.pk]), {"question": "date", "text": "2019-05-06"}
    )
    run = upload(ours, ("vores.json", same[1]))

    known.refresh_from_db()
    assert known.answers == {"date": "2019-05-06"}
    own = Reading.objects.exclude(pk=known.pk).get()
    assert own.answers == {}
    page = ours.get(reverse("importer:run", args=[run.pk])).content.decode()
    assert "deres-hemmelige" not in page
    assert "vores.json" in page
    assert_out_of_reach(ours, known)
    assert_out_of_reach(theirs, own)
    shown = ours.get(reverse("importer:original", args=[own.file.sha256]))
    assert "vores.json" in shown["Content-Disposition"]


def test_what_one_lets_stand_does_not_stand_for_the_other(theirs: Client, ours: Client) -> None:
    data = as_file("klage.json", municipality=None, items=(item(1, NUMBER),))
    upload(theirs, data)
    upload(ours, data)
    first, second = Reading.objects.order_by("pk")
    place = reverse("importer:reading", args=[first.pk])
    fingerprint = theirs.get(place).content.decode().split('name="finding" value="')[1]
    said = {"finding": fingerprint.split('"')[0], "reason": "Nummeret er opdigtet."}
    theirs.post(reverse("importer:accept_finding", args=[first.pk]), said)
    assert Acceptance.objects.count() == 1
    for client, reading in ((theirs, first), (ours, second)):
        press(
            client,
            reverse("importer:reading", args=[reading.pk]),
            reverse("importer:accept", args=[reading.pk]),
        )
    assert [one.meeting.organization.body.name for one in Reading.objects.loaded()] == [THEIRS]


def test_a_users_files_load_into_the_users_own_municipality_alone(
    theirs: Client, ours: Client
) -> None:
    upload(theirs, as_file("egen.json"))
    own = Reading.objects.get().pk
    press(theirs, reverse("importer:reading", args=[own]), reverse("importer:accept", args=[own]))
    assert Publication.objects.count() == 1

    short = (Attendee("T. Lindelund", party="A"),)
    run = upload(ours, as_file("forfalsket.json", day=date(2019, 6, 4), attendance=short))
    forged = Reading.objects.latest("pk")
    place = reverse("importer:reading", args=[forged.pk])
    answer = reverse("importer:answer", args=[forged.pk])
    for value in (THEIRS, "Helt Ny Kommune"):
        told = ours.post(answer, {"question": "body", "text": value}, follow=True)
        assert "afvis filen" in told.content.decode().lower()
        ours.post(reverse("importer:questions", args=[run.pk]), {"body_for_all": value})
        press(ours, place, reverse("importer:accept", args=[forged.pk]))
        ours.post(reverse("importer:accept_run", args=[run.pk]))
        ours.post(reverse("importer:go_on", args=[run.pk]))
    assert Meeting.objects.count() == Publication.objects.count() == 1
    assert Body.objects.count() == 2

    page = ours.get(place).content.decode()
    assert f"du arbejder for {OURS}" in page
    assert "Tove" not in page, "whom the others know is not told"
    ours.post(answer, {"question": "body", "choice": OURS})
    press(ours, place, reverse("importer:accept", args=[forged.pk]))
    assert Meeting.objects.latest("pk").organization.body.name == OURS
    assert Organization.objects.count() == 2
    assert Person.objects.get(name="T. Lindelund").body.name == OURS


def test_nobody_imports_without_a_municipality_of_their_own(theirs: Client) -> None:
    upload(theirs, as_file())
    rootless = Client()
    rootless.force_login(User.objects.create_user("rodloes", may_import=True, may_publish=True))
    assert rootless.get("/indlaes/").status_code == 404
    assert b"/indlaes/" not in rootless.get("/").content
    assert_out_of_reach(rootless, Reading.objects.get())
    run = reverse("importer:run", args=[ImportRun.objects.get().pk])
    assert rootless.get(run).status_code == 404


def test_an_account_that_moves_leaves_its_deliveries_behind(theirs: Client) -> None:
    upload(theirs, as_file())
    user = User.objects.get()
    user.body = Body.objects.create(name=OURS, slug="ravnsborg")
    user.save()
    run = reverse("importer:run", args=[ImportRun.objects.get().pk])
    assert theirs.get(run).status_code == 404
    assert_out_of_reach(theirs, Reading.objects.get())


def test_forgetting_a_name_here_asks_nothing_anew_there(theirs: Client, ours: Client) -> None:
    """Both have decided who »T. Lindelund« is; one takes it back."""
    people = (Attendee("Tove Lindelund", party="A"),)
    short = (Attendee("T. Lindelund", party="A"),)
    for client in (theirs, ours):
        upload(client, as_file("a.json", municipality=None, attendance=people))
        press(
            client,
            reverse("importer:reading", args=[Reading.objects.latest("pk").pk]),
            reverse("importer:accept", args=[Reading.objects.latest("pk").pk]),
        )
        later = {"day": date(2019, 9, 3), "municipality": None, "attendance": short}
        upload(client, as_file("b.json", **later))
        reading = Reading.objects.latest("pk")
        person = Person.objects.latest("pk")
        said = {"question": "person:T. Lindelund", "choice": f"same:{person.pk}"}
        client.post(reverse("importer:answer", args=[reading.pk]), said)
        assert Reading.objects.get(pk=reading.pk).answers
    last = Reading.objects.latest("pk")
    ours.post(reverse("importer:forget", args=[last.pk]), {"printed": "T. Lindelund"})
    assert PersonName.objects.filter(spelling="T. Lindelund").get().body.name == THEIRS
    kept = Reading.objects.waiting().order_by("pk")
    assert [bool(one.answers) for one in kept] == [True, False]


def test_what_the_house_itself_brought_is_its_municipalitys_once_it_is_loaded(
    tmp_path: Path, theirs: Client, ours: Client
) -> None:
    """`./run import` of many municipalities at once: each takes care of its own afterwards."""
    call_command("import_minutes", str(write(tmp_path, "a.json", meeting())), accept=True)
    reading = Reading.objects.get()
    assert theirs.get(reverse("importer:reading", args=[reading.pk])).status_code == 200
    assert theirs.get(reverse("importer:original", args=[reading.file.sha256])).status_code == 200
    assert_out_of_reach(ours, reading)
    assert ours.get(reverse("importer:original", args=[reading.file.sha256])).status_code == 404
    standing = Publication.objects.get()
    said = {"publication": str(standing.uid), "reason": "Forkert"}
    ours.post(reverse("importer:take_back", args=[reading.pk]), said)
    assert Publication.objects.live().exists()
    theirs.post(reverse("importer:take_back", args=[reading.pk]), said)
    assert not Publication.objects.live().exists()


def test_an_older_house_parts_the_files_that_two_had_in_common(db: None) -> None:
    bodies = [Body.objects.create(name=name, slug=name[:4].lower()) for name in (THEIRS, OURS)]
    runs = [ImportRun.objects.create(name="r", body=body) for body in bodies]
    file = ImportedFile.objects.create(sha256="a" * 64, name="deres.json", size=1, media_type="x")
    for run, path in zip(runs, ("mappe/deres.json", "mappe/vores.json"), strict=True):
        Arrival.objects.create(run=run, path=path, file=file)
    reading = Reading.objects.create(file=file, record={}, reader_version="1")
    Acceptance.objects.create(
        subject=f"reading:{file.sha256}:0",
        fingerprint="f",
        rule="priv-001",
        message="m",
        reason="r",
        by=User.objects.create_user("x"),
        at=timezone.now(),
    )
    parting = import_module("raadslag.importer.migrations.0004_files_to_their_bodies")
    parting.part_files(apps, None)
    parting.name_by_reading(apps, None)
    rows = ImportedFile.objects.order_by("pk").values_list("name", "body__name", "readings")
    assert list(rows) == [("deres.json", THEIRS, reading.pk), ("vores.json", OURS, None)]
    assert [run.arrivals.get().file.body for run in runs] == bodies
    assert Acceptance.objects.get().subject == f"reading:{reading.pk}"
