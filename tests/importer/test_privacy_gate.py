"""Loading is publishing: minutes with a CPR number wait until somebody who may has decided."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from raadslag.importer.models import Reading
from raadslag.people.models import Body, User
from raadslag.public.models import Publication
from raadslag.record import Decision, Item, Meeting, Section, paragraph, to_json
from tests.forms_on import press

pytestmark = pytest.mark.django_db
TOWN = "Møllested Kommune"


def minutes(text: str, *, closed: bool = False) -> Meeting:
    section = Section("Sagsfremstilling", "case", text=text, blocks=(paragraph(text),))
    item = Item(
        number=1,
        title="Klage",
        closed=closed,
        sections=(section,),
        decision=Decision("Godkendt", "approved"),
    )
    return Meeting(
        municipality=TOWN,
        organization="Børneudvalget",
        date=date(2019, 5, 7),
        items=(item,),
    )


def bring_in(folder: Path, meeting: Meeting, *, waits: bool) -> Reading:
    """Import as the command line does; a file that waits ends it with 1."""
    (folder / "referat.json").write_text(to_json(meeting))
    ended = 0
    try:
        call_command("import_minutes", str(folder), accept=True, quiet=True, body=TOWN)
    except SystemExit as end:
        ended = int(end.code or 0)
    assert ended == waits
    return Reading.objects.get()


def test_minutes_with_a_number_wait_and_are_not_public(tmp_path: Path) -> None:
    reading = bring_in(tmp_path, minutes("Borgeren 110372-1187 klager."), waits=True)
    assert reading.loaded_at is None
    assert not Publication.objects.exists()


def test_a_closed_item_may_hold_one_for_nothing_of_it_leaves_the_house(tmp_path: Path) -> None:
    bring_in(tmp_path, minutes("Borgeren 110372-1187 klager.", closed=True), waits=False)
    assert "110372" not in str(Publication.objects.get().record)


def test_somebody_who_may_lets_it_stand_with_a_reason_and_then_it_loads(
    tmp_path: Path, client: Client
) -> None:
    reading = bring_in(tmp_path, minutes("Nummer 110372-1187 er et eksempel."), waits=True)
    keeper = User.objects.create(
        username="soeren", may_import=True, may_publish=True, body=Body.objects.get()
    )
    client.force_login(keeper)
    page = client.get(f"/indlaes/moede/{reading.pk}/").content.decode()
    assert "110372-••••" in page
    fingerprint = page.split('name="finding" value="')[1].split('"')[0]
    said = {"finding": fingerprint, "reason": "Nummeret er opdigtet og står i vejledningen."}
    client.post(f"/indlaes/moede/{reading.pk}/lad-staa/", said)
    press(client, f"/indlaes/moede/{reading.pk}/", f"/indlaes/moede/{reading.pk}/godtag/")
    reading.refresh_from_db()
    assert reading.loaded_at
    assert Publication.objects.count() == 1


def test_who_may_only_import_cannot_let_it_stand(tmp_path: Path, client: Client) -> None:
    reading = bring_in(tmp_path, minutes("Borgeren 110372-1187 klager."), waits=True)
    client.force_login(User.objects.create(username="ny", may_import=True, body=Body.objects.get()))
    page = client.get(f"/indlaes/moede/{reading.pk}/").content.decode()
    fingerprint = page.split('name="finding" value="')[1].split('"')[0]
    client.post(
        f"/indlaes/moede/{reading.pk}/lad-staa/",
        {"finding": fingerprint, "reason": "Det er fint nok."},
    )
    press(client, f"/indlaes/moede/{reading.pk}/", f"/indlaes/moede/{reading.pk}/godtag/")
    assert not Publication.objects.exists()
