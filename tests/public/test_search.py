from __future__ import annotations

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from raadslag.jobs.models import Job
from raadslag.jobs.working import drain
from raadslag.journal.actions import SYSTEM
from raadslag.public.actions import withdraw
from raadslag.public.duties import do_what_is_due
from raadslag.public.index import the_index
from raadslag.record import Decision, Item

from .conftest import bridge_item
from .walker import read


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path):
    settings.SEARCH_INDEX = tmp_path / "search"


def test_a_search_finds_the_item_and_marks_the_words(client, two_meetings):
    _, text = read(client, "/soeg/?q=elcyklerne")
    assert "/mosevang/arbejdsmarkedsudvalget/2024-03-05/punkt-2/" in text
    assert "<mark>elcykler</mark>" in text
    assert "fjern filteret" not in text


def test_filters_narrow_and_tell_how_many_would_be_left(client, two_meetings):
    _, text = read(client, "/soeg/?q=l%C3%A5necykler&udvalg=Byr%C3%A5det")
    assert "Forslag om <mark>lånecykler</mark>" in text
    assert "punkt-2/" not in text
    assert "fjern filteret Udvalg" in text
    assert "Arbejdsmarkedsudvalget" in text


def test_a_search_without_words_shows_the_newest_first(client, two_meetings):
    _, text = read(client, "/soeg/")
    assert text.index("Forslag om lånecykler") < text.index("Lån af elcykler")


def test_the_page_says_when_it_also_shows_items_without_all_words(client, two_meetings):
    _, text = read(client, "/soeg/?q=elcykler+vindmølle")
    assert "uden et eller flere af dem" in text
    assert "Lån af elcykler til jobsøgende" in text or "<mark>" in text


def test_journal_numbers_and_dates_are_understood(client, two_meetings):
    assert "Journalnummer 15.00.00-P22" in read(client, "/soeg/?q=15.00.00-P22-7-24")[1]
    _, text = read(client, "/soeg/?q=5.+marts+2024")
    assert "Dato: 5. marts 2024" in text


def test_anything_may_stand_in_the_address(client, two_meetings):
    for odd in (
        "side=x",
        "side=99999999999",
        "q=%00",
        "q=%22%22",
        "bilag=x",
        "aar=abc",
        "q=" + "a" * 3000,
        "orden=?",
    ):
        read(client, f"/soeg/?{odd}")


def test_suggestions_are_titles_and_words_that_are_live(client, two_meetings):
    do_what_is_due()
    found = client.get("/soeg/forslag/?q=elc").json()["suggestions"]
    assert "elcykler" in found
    assert client.get("/soeg/forslag/?q=").json() == {"suggestions": []}


def test_a_withdrawn_item_is_gone_from_search_at_once_and_its_words_too(
    client, two_meetings, django_capture_on_commit_callbacks, settings
):
    do_what_is_due()
    settings.DEMO = False
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(two_meetings[0], reason="En fejl.", by=SYSTEM)
    _, text = read(client, "/soeg/?q=elcykler")
    assert "Lån af" not in text
    assert client.get("/soeg/forslag/?q=elc").json() == {"suggestions": []}
    do_what_is_due()
    assert client.get("/soeg/forslag/?q=elc").json() == {"suggestions": []}
    assert client.get("/soeg/forslag/?q=for").json() != {"suggestions": []}


def test_an_embargo_that_ends_brings_the_item_into_the_index(
    client, committee, publish_record, settings
):
    settings.DEMO = False
    soon = timezone.now() + timedelta(hours=1)
    publish_record(committee, date(2024, 3, 5), bridge_item(), visible_from=soon)
    do_what_is_due()
    assert "Ingen punkter" in read(client, "/soeg/?q=elcykler")[1]
    job = Job.objects.get(kind="appear")
    assert job.due == soon
    assert drain(now=soon + timedelta(seconds=1)) >= 1


def test_the_agenda_item_becomes_the_minutes_item_in_the_index(client, committee, publish_record):
    item = bridge_item()
    publish_record(committee, date(2024, 3, 5), Item(number=2, title=item.title), kind="agenda")
    assert "1 punkt for" in read(client, "/soeg/?q=elcykler")[1]
    publish_record(committee, date(2024, 3, 5), item)
    _, text = read(client, "/soeg/?q=elcykler")
    assert "1 punkt for" in text
    assert "outcome approved" in text


def test_the_command_answers_as_json(two_meetings):
    call_command("index", stdout=StringIO())
    out = StringIO()
    call_command("search", "elcykler", "--json", "--limit", "5", stdout=out)
    (first, *_) = json.loads(out.getvalue())
    assert set(first) == {
        "meeting",
        "item",
        "title",
        "organization",
        "date",
        "url",
        "score",
        "snippet",
    }
    assert (first["item"], first["date"]) == (2, "2024-03-05")


def test_many_meetings_are_brought_up_to_date_in_one_go(two_meetings):
    assert Job.objects.filter(kind="index", done_at=None).count() == 2
    assert do_what_is_due() == 1
    assert not Job.objects.filter(done_at=None).exists()
    assert the_index().stats().documents == 3


def test_without_an_index_the_page_says_so(client, two_meetings, settings):
    settings.DEMO = False
    assert "Søgningen bliver bygget op" in read(client, "/soeg/?q=x")[1]


def test_a_closed_item_can_be_found_by_what_was_written_for_the_public(
    client, committee, publish_record
):
    item = Item(
        number=1,
        title="Hemmelig",
        closed=True,
        public_title="Salg af grund",
        decision=Decision("Solgt", "approved"),
    )
    publish_record(committee, date(2024, 3, 5), item)
    _, text = read(client, "/soeg/?q=grund")
    assert "Lukket" in text
    assert "Hemmelig" not in text
