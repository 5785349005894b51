"""A file is read with what the house knows of its municipality."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from raadslag.importer.known import known_town
from raadslag.importer.models import Reading
from raadslag.people.models import Body, Membership, Organization, OrganizationName, Person
from raadslag.reader import Member, Town

from .builders import MUNICIPALITY
from .test_import import bring

pytestmark = pytest.mark.django_db(transaction=True)


def _town() -> Body:
    body = Body.objects.create(name=MUNICIPALITY, slug="engvig")
    committee = Organization.objects.create(
        body=body, name="Teknik og Klima", short_name="TK", slug="teknik", kind="standing"
    )
    OrganizationName.objects.create(body=body, organization=committee, spelling="Teknik & Klima")
    person = Person.objects.create(body=body, name="Ida Kær", slug="ida")
    Person.objects.create(body=body, name="Uden Sæde", slug="uden")
    for first, last in ((date(2018, 1, 1), date(2021, 12, 31)), (date(2022, 1, 1), None)):
        Membership.objects.create(
            person=person, organization=committee, starts_on=first, ends_on=last
        )
    return body


def test_the_reader_is_told_committees_by_every_spelling_and_who_has_sat_when() -> None:
    town = known_town(_town())
    assert town == Town(
        MUNICIPALITY,
        ("TK", "Teknik & Klima", "Teknik og Klima"),
        (Member("Ida Kær", date(2018, 1, 1), None),),
    )
    assert known_town(None) == Town()


def test_a_file_is_read_with_what_is_known_of_its_municipality(tmp_path: Path) -> None:
    _town()
    text = "Dagsorden og referat\nMøde i Teknik & Klima, lokale 3\nDato: 4. marts 2031\n\n1. Ny bro\nBeslutning\nGodkendt.\nFraværende: Ida\n"
    (tmp_path / "referat.txt").write_text(text, "utf-8")
    bring(tmp_path / "referat.txt", accept=False, body=MUNICIPALITY)
    (record,) = (reading.as_record() for reading in Reading.objects.all())
    assert record.organization == "Teknik & Klima"
    assert record.items[0].absences_noted == ("Ida Kær",)
