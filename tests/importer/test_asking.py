"""A delivery's questions on one page: equal ones once, suggestions confirmed by a person."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from raadslag.importer.asking import groups_of
from raadslag.importer.models import ImportRun, Reading
from raadslag.meetings.models import Meeting
from raadslag.people.models import Body, Organization, User
from raadslag.public.addresses import meeting_address
from raadslag.public.models import Publication

from .test_pages import as_file, importer, sign_in_page, upload

__all__ = ["importer", "sign_in_page"]
pytestmark = pytest.mark.django_db(transaction=True)

SILENT = {"municipality": None, "location": None}


def fields(page: str) -> dict[str, str]:
    """Every text field of the page with what stands in it."""
    found = re.findall(
        r'<input type="(?:text|date)" name="([^"]+)"[^>]*?(?:value="([^"]*)")?[^>]*>', page
    )
    values = dict(re.findall(r'name="([^"]+)"[^>]*? value="([^"]*)"', page))
    return {name: unescape(values.get(name, "")) for name, _ in found}


def questions(client: Client, run: ImportRun) -> str:
    return client.get(reverse("importer:questions", args=[run.pk])).content.decode()


def test_two_municipalities_silent_files_are_settled_by_confirming_the_suggestions(
    importer: Client,
) -> None:
    days = [date(2019, 3, 5), date(2019, 4, 2), date(2019, 5, 7)]
    names = ["svendborg-1.json", "svendborg-2.json", "kolding.json"]
    files = [as_file(name, day=day, **SILENT) for name, day in zip(names, days, strict=True)]
    run = upload(importer, *files)
    page = questions(importer, run)
    suggested = sorted(v for k, v in fields(page).items() if k.startswith("tekst-"))
    assert suggested == ["Kolding Kommune", "Svendborg Kommune"]
    assert not Body.objects.exists(), "a suggestion is never taken unasked"

    importer.post(reverse("importer:questions", args=[run.pk]), fields(page))
    assert groups_of(run) == []
    importer.post(reverse("importer:accept_run", args=[run.pk]))
    importer.post(reverse("importer:go_on", args=[run.pk]))
    counted = {
        body.name: Meeting.objects.filter(organization__body=body).count()
        for body in Body.objects.all()
    }
    assert counted == {"Kolding Kommune": 1, "Svendborg Kommune": 2}


def test_one_municipality_may_be_given_for_the_whole_delivery(importer: Client) -> None:
    files = [as_file(f"{n}.json", day=date(2019, 3, n), **SILENT) for n in (1, 2, 3)]
    run = upload(importer, *files)
    assert len(groups_of(run)) == 3, "without a hint nobody knows that they belong together"
    importer.post(reverse("importer:questions", args=[run.pk]), {"body_for_all": "Engvig Kommune"})
    assert groups_of(run) == []


def test_a_renamed_committee_in_many_files_is_one_question(importer: Client) -> None:
    first = upload(importer, as_file("a.json", organization="Teknik- og Miljøudvalget"))
    importer.post(reverse("importer:accept_run", args=[first.pk]))
    importer.post(reverse("importer:go_on", args=[first.pk]))
    known = Organization.objects.get()
    later = [
        as_file(f"{n}.json", day=date(2019, 9, n), organization="Teknik og Miljøudvalgett")
        for n in (1, 2, 3)
    ]
    run = upload(importer, *later)
    (group,) = groups_of(run)
    assert len(group.readings) == 3
    importer.post(
        reverse("importer:questions", args=[run.pk]), {f"svar-{group.key}": f"same:{known.pk}"}
    )
    assert groups_of(run) == []

    pk = group.readings[0].pk
    assert b"Det er forkert" in importer.get(reverse("importer:reading", args=[pk])).content
    wrong = {"printed": "Teknik og Miljøudvalgett"}
    importer.post(reverse("importer:forget", args=[pk]), wrong)
    assert len(groups_of(run)) == 1, "a decision that was wrong is asked about again"
    importer.post(
        reverse("importer:questions", args=[run.pk]), {f"svar-{group.key}": f"same:{known.pk}"}
    )
    importer.post(reverse("importer:accept_run", args=[run.pk]))
    importer.post(reverse("importer:go_on", args=[run.pk]))
    assert Organization.objects.get() == known
    assert Reading.objects.loaded().count() == 4


def test_the_questions_of_a_run_are_its_importers_alone(client: Client, importer: Client) -> None:
    run = upload(importer, as_file("a.json", **SILENT))
    other = Client()
    other.force_login(User.objects.create_user("byraad"))
    assert other.get(reverse("importer:questions", args=[run.pk])).status_code == 404


def test_an_imported_meeting_is_taken_back_from_the_public_and_let_out_again(
    importer: Client,
) -> None:
    run = upload(importer, as_file())
    importer.post(reverse("importer:accept_run", args=[run.pk]))
    importer.post(reverse("importer:go_on", args=[run.pk]))
    shown = Publication.objects.get()
    address, page = (
        meeting_address(shown),
        reverse("importer:reading", args=[Reading.objects.get().pk]),
    )
    assert importer.get(address).status_code == 200
    action = reverse("importer:take_back", args=[Reading.objects.get().pk])
    importer.post(action, {"publication": str(shown.uid), "reason": ""})
    assert importer.get(address).status_code == 200, "a reason is needed"

    importer.post(action, {"publication": str(shown.uid), "reason": "Forkert udvalg"})
    assert importer.get(address).status_code == 410
    assert "Forkert udvalg" in importer.get(page).content.decode()
    importer.post(action, {"publication": str(shown.uid), "republish": "1"})
    assert importer.get(address).status_code == 200
