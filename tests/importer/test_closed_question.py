"""What the reader cannot see of closed items a person ticks, item by item, and nothing is guessed."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from raadslag.importer.asking import groups_of
from raadslag.importer.assess import completed
from raadslag.importer.models import ImportRun, Reading
from raadslag.record import Note

from .test_pages import as_file, importer, sign_in_page, upload

__all__ = ["importer", "sign_in_page"]
pytestmark = pytest.mark.django_db(transaction=True)
UNCLEAR = Note("closed-unclear", "I filen står »Nogle er lukkede«.", kind="unread")


def closed_items(run: ImportRun) -> list[bool]:
    reading = Reading.objects.get(file__arrivals__run=run)
    return [item.closed for item in completed(reading).items]


def test_the_items_are_shown_by_title_and_ticked_on_the_deliverys_page(importer: Client) -> None:
    run = upload(importer, as_file("a.json", notes=(UNCLEAR,)))
    address = reverse("importer:questions", args=[run.pk])
    page = importer.get(address).content.decode()
    assert "Punkt 2: Jobmesse for unge" in page
    assert page.count('type="checkbox"') == 3, "two items, and that none is closed"
    (group,) = groups_of(run)
    none = group.question.choices[-1].value
    both = importer.post(address, {f"svar-{group.key}": ["2", none]}, follow=True)
    assert "ikke ved begge dele" in both.content.decode()
    importer.post(address, {f"svar-{group.key}": ["1", "2"]})
    assert groups_of(run) == []
    assert closed_items(run) == [True, True]


def test_they_are_ticked_on_the_meetings_own_page_too(importer: Client) -> None:
    run = upload(importer, as_file("a.json", notes=(UNCLEAR,)))
    reading = Reading.objects.get(file__arrivals__run=run)
    address = reverse("importer:answer", args=[reading.pk])
    importer.post(address, {"question": "closed", "choice": ["2"]})
    assert closed_items(run) == [False, True]
