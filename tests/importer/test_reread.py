"""A better reader shows what it makes different before anything is loaded anew."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from raadslag.importer.actions import keep_newer_record
from raadslag.importer.diff import changes
from raadslag.importer.models import Reading
from raadslag.journal.actions import SYSTEM, first_misfit
from raadslag.meetings.models import Meeting
from raadslag.people.models import Body, User
from raadslag.public.models import Publication
from raadslag.record import Attendee, Decision, Section
from tests.forms_on import form_on, press

from .builders import item, meeting, write


def test_differences_are_told_field_by_field() -> None:
    old = meeting()
    new = replace(
        old,
        location="Byrådssalen",
        confidence=0.2,
        notes=(),
        attendance=(*old.attendance[:2], Attendee("Ny Person", party="B")),
        items=(
            item(1, "Jobmesse for unge", journal_number="15.20.00-A00-4-19"),
            replace(
                old.items[0],
                number=2,
                decision=Decision("Udsat.", "postponed"),
                sections=(Section("Sagsfremstilling", text="Ny tekst"),),
            ),
            item(3, "Eventuelt"),
        ),
    )
    told = {(change.place, change.field): (change.old, change.new) for change in changes(old, new)}
    assert told["Mødet", "Sted"] == ("Mødelokale 2", "Byrådssalen")
    assert told["Deltagere", "Ny Person"] == ("", "B, til stede")
    assert told["Deltagere", "Rikke M. Halgaard"] == ("F, afbud", "")
    assert told["Punkt 1", "Nummer"] == ("2", "1")
    assert told["Punkt 2", "Beslutning"] == ("Godkendt.", "Udsat.")
    assert told["Punkt 2", "Sagsfremstilling"] == ("", "Ny tekst")
    assert told["Punkt 3", "Punktet"] == ("", "Eventuelt")
    assert not changes(old, old)


@pytest.mark.django_db(transaction=True)
def test_a_newer_reading_waits_until_a_person_has_seen_it(
    tmp_path: Path, client: Client, settings: object
) -> None:
    call_command("import_minutes", str(write(tmp_path, "a.json", meeting())), accept=True)
    reading = Reading.objects.get()
    better = replace(reading.as_record(), location="Byrådssalen")
    keep_newer_record(reading, record=better, version="ny", by=SYSTEM)
    assert Meeting.objects.get().location == "Mødelokale 2"
    body = Body.objects.get()
    client.force_login(User.objects.create_user("sekretaer", may_import=True, body=body))
    page = client.get(reverse("importer:reading", args=[reading.pk])).content.decode()
    assert "<ins>Byrådssalen</ins>" in page
    place, load = (
        reverse(f"importer:{one}", args=[reading.pk]) for one in ("reading", "load_newer")
    )
    old = form_on(client, place, load)
    keep_newer_record(reading, record=replace(better, location="Kantinen"), version="3", by=SYSTEM)
    assert client.post(load, old).status_code == 409
    assert Meeting.objects.get().location == "Mødelokale 2"
    keep_newer_record(reading, record=better, version="ny", by=SYSTEM)
    press(
        client,
        reverse("importer:reading", args=[reading.pk]),
        reverse("importer:load_newer", args=[reading.pk]),
    )
    one = Meeting.objects.get()
    assert one.location == "Byrådssalen"
    first, second = one.minutes.order_by("version")
    assert [part.id for part in first.as_record().items] == [
        part.id for part in second.as_record().items
    ]
    assert Publication.objects.live().get().as_record().location == "Byrådssalen"
    assert first_misfit() is None


@pytest.mark.django_db(transaction=True)
def test_reading_again_says_what_is_changed(tmp_path: Path) -> None:
    call_command("import_minutes", str(write(tmp_path, "a.json", meeting())), accept=True)
    told = StringIO()
    call_command("reread", all=True, stdout=told)
    assert "1 filer læst igen, 0 møder er blevet anderledes." in told.getvalue()
    reading = Reading.objects.get()
    reading.record = {**reading.record, "location": "Noget, en ældre læser fandt"}
    reading.save()
    told = StringIO()
    call_command("reread", all=True, stdout=told)
    assert "1 møder er blevet anderledes" in told.getvalue()
    assert Reading.objects.get().newer_record["location"] == "Mødelokale 2"
    call_command("reread", all=True, reload=True, stdout=StringIO())
    assert Reading.objects.get().newer_version == ""
