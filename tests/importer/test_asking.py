"""A delivery's questions on one page: equal ones once, suggestions confirmed by a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from raadslag.importer.actions import keep_newer_record
from raadslag.importer.asking import answer_groups, groups_of
from raadslag.importer.models import ImportRun, Reading
from raadslag.journal.actions import SYSTEM
from raadslag.people.models import Organization, User
from raadslag.public.addresses import meeting_address
from raadslag.public.models import Publication
from raadslag.record import Note, Where
from tests.forms_on import form_on, press

from .builders import MUNICIPALITY
from .test_pages import as_file, importer, sign_in_page, upload

__all__ = ["importer", "sign_in_page"]
pytestmark = pytest.mark.django_db(transaction=True)


def questions(client: Client, run: ImportRun) -> str:
    return client.get(reverse("importer:questions", args=[run.pk])).content.decode()


def test_a_name_printed_otherwise_is_settled_once_for_all_files_that_print_it(
    importer: Client,
) -> None:
    days = [date(2019, 1, 8), date(2019, 2, 5), date(2019, 3, 5)]
    names = ["Engvig Kommunes", "Engvig Komunne", "Engvig Komunne"]
    files = [
        as_file(f"{day}.json", day=day, municipality=name)
        for day, name in zip(days, names, strict=True)
    ]
    run = upload(importer, *files)
    (group,) = groups_of(run)
    assert len(group.readings) == 2, "the genitive is nobody's question"
    page = questions(importer, run)
    assert "du arbejder for Engvig Kommune" in page
    assert f'value="{MUNICIPALITY}"' in page
    said = {f"svar-{group.key}": MUNICIPALITY}
    importer.post(reverse("importer:questions", args=[run.pk]), said)
    assert groups_of(run) == []


def test_a_renamed_committee_in_many_files_is_one_question(importer: Client) -> None:
    first = upload(importer, as_file("a.json", organization="Teknik- og Miljøudvalget"))
    press(
        importer,
        reverse("importer:run", args=[first.pk]),
        reverse("importer:accept_run", args=[first.pk]),
    )
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
    press(
        importer,
        reverse("importer:run", args=[run.pk]),
        reverse("importer:accept_run", args=[run.pk]),
    )
    importer.post(reverse("importer:go_on", args=[run.pk]))
    assert Organization.objects.get() == known
    assert Reading.objects.loaded().count() == 4


def test_the_questions_of_a_run_are_its_importers_alone(client: Client, importer: Client) -> None:
    run = upload(importer, as_file("a.json", organization=None))
    other = Client()
    other.force_login(User.objects.create_user("byraad"))
    assert other.get(reverse("importer:questions", args=[run.pk])).status_code == 404


def test_an_imported_meeting_is_taken_back_from_the_public_and_let_out_again(
    importer: Client,
) -> None:
    run = upload(importer, as_file())
    press(
        importer,
        reverse("importer:run", args=[run.pk]),
        reverse("importer:accept_run", args=[run.pk]),
    )
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
    old = {"publication": str(shown.uid), "republish": "1"}
    assert importer.post(action, old).status_code == 409, "it does not say what its page showed"
    press(importer, page, action, republish="1")
    assert importer.get(address).status_code == 200


def bring_in(importer: Client, file: tuple[str, bytes]) -> ImportRun:
    """Upload, accept what has no open question, and load it."""
    run = upload(importer, file)
    page, accept = (reverse(f"importer:{name}", args=[run.pk]) for name in ("run", "accept_run"))
    if accept in importer.get(page).content.decode():
        press(importer, page, accept)
    importer.post(reverse("importer:go_on", args=[run.pk]))
    return run


def test_a_file_of_which_something_was_not_read_is_loaded_only_when_somebody_has_looked(
    importer: Client,
) -> None:
    picture = Note("picture-page", "Side 2 er et billede.", Where(page=2), kind="unread")
    doubt = Note("item-count-differs", "Indholdsfortegnelsen har 3 punkter.")
    bring_in(importer, as_file("hel.json", notes=(doubt,)))
    assert Reading.objects.loaded().count() == 1, "a doubt of another kind stops nobody"
    run = bring_in(importer, as_file("halv.json", day=date(2019, 4, 2), notes=(picture,)))
    (group,) = groups_of(run)
    assert (group.kind, Reading.objects.loaded().count()) == ("unread", 1)
    assert "Side 2 er et billede." in questions(importer, run)
    answered = answer_groups(run, answers={group.key: "seen:noget andet"}, by=User.objects.get())
    assert answered == (1, [])
    assert groups_of(run), "an answer to other notes than these settles nothing"
    (choice,) = group.question.choices
    answer_groups(run, answers={group.key: choice.value}, by=User.objects.get())
    assert groups_of(run) == []
    press(
        importer,
        reverse("importer:run", args=[run.pk]),
        reverse("importer:accept_run", args=[run.pk]),
    )
    importer.post(reverse("importer:go_on", args=[run.pk]))
    assert Reading.objects.loaded().count() == 2


def test_a_reading_is_accepted_as_it_was_read_and_no_other(
    importer: Client,
) -> None:
    run, reading = upload(importer, as_file()), Reading.objects.get()
    ways = [("reading", "accept", reading.pk), ("run", "accept_run", run.pk)]
    for number, (page, act, pk) in enumerate(ways):
        place, action = (reverse(f"importer:{one}", args=[pk]) for one in (page, act))
        old = form_on(importer, place, action)
        other = replace(reading.as_record(), location=f"Sal {number}")
        keep_newer_record(reading, record=other, version="ny", by=SYSTEM)
        assert importer.post(action, old).status_code == 409
        importer.post(action, {})
        assert not Reading.objects.exclude(accepted_at=None).exists()
    press(importer, place, action)
    assert Reading.objects.get().accepted_at
    keep_newer_record(reading, record=reading.as_record(), version="ny", by=SYSTEM)
    assert Reading.objects.get().accepted_at is None, "another text than the one accepted"
