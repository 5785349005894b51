"""Letting minutes out: what the secretary confirms is kept, and open findings stand in the way."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from raadslag.jobs.working import drain
from raadslag.journal.models import Entry
from raadslag.minutes.models import Minutes
from raadslag.public.models import Publication
from tests.cast import Town
from tests.forms_on import form_on
from tests.minutes.test_month import closed


@pytest.fixture
def minutes(town: Town) -> Minutes:
    return closed(town, "Vejviser")


@pytest.fixture
def soren(town: Town) -> Client:
    client = Client()
    client.force_login(town.soren)
    return client


def test_that_the_parties_were_told_is_kept_in_the_journal_and_shown(
    minutes: Minutes, soren: Client
) -> None:
    page = reverse("release", args=[minutes.meeting.uid])
    soren.post(page, {"visible_from": ""})
    assert not Publication.objects.exists()
    soren.post(page, form_on(soren, page, page, visible_from="", parties_told="parties_told"))
    publication = Publication.objects.get()
    line = Entry.objects.get(act="publish", subject=f"publication:{publication.uid}")
    assert line.details["parties_told"] is True
    shown = soren.get(page).content.decode()
    assert "Bekræftede, at sagernes parter har fået besked" in shown
    assert "Søren Skov" in shown


def test_the_minutes_editions_stand_above_the_agenda_s_and_are_taken_back_by_name(
    minutes: Minutes, soren: Client
) -> None:
    drain()
    page = reverse("release", args=[minutes.meeting.uid])
    soren.post(page, form_on(soren, page, page, visible_from="", parties_told="no_parties"))
    line = Entry.objects.filter(act="publish").latest("pk")
    assert (line.details.get("no_parties"), line.details.get("parties_told")) == (True, None)
    assert set(Publication.objects.values_list("kind", flat=True)) == {"agenda", "minutes"}
    shown = soren.get(page).content.decode()
    assert "Bekræftede, at ingen af sagerne har parter" in shown
    assert shown.index("Træk referatet tilbage") < shown.index("Dagsordenens udgaver")
    assert shown.index("Dagsordenens udgaver") < shown.index("Træk dagsordenen tilbage")
