"""A line says of every row its act touched what it looks like, and never in words."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction

from raadslag.jobs.models import Job
from raadslag.journal.actions import SYSTEM, first_misfit, note
from raadslag.journal.models import Entry
from raadslag.journal.proving import (
    hashes_of,
    left_out_models,
    names_of,
    prove,
    proven_models,
    what_stands,
)
from raadslag.people.models import Body, Membership, Organization, Person
from tests.cast import Town


def hash_now(row: Any) -> str:
    return dict(hashes_of(row._meta.label_lower, [row.pk]))[row.pk]


def test_every_table_is_proven_or_says_why_not() -> None:
    ours = {m._meta.label_lower for m in apps.get_models() if m.__module__.startswith("raadslag.")}
    proven, left_out = set(proven_models()), left_out_models()
    assert proven | set(left_out) == ours, "say prove or leave_out in the room's proven.py"
    assert not proven & set(left_out)
    assert all(left_out.values())
    assert all(kind.called for kind in proven_models().values()), "prove(Model, what it is called)"


@pytest.mark.django_db
def test_a_line_says_what_stands_and_what_is_gone_and_nothing_in_words() -> None:
    kept = Body.objects.create(name="Skovby Kommune", slug="skovby")
    gone = Body.objects.create(name="Engby Kommune", slug="engby")
    names = names_of(gone)
    key = gone.pk
    gone.delete()
    with transaction.atomic():
        line = note("merge", by=SYSTEM, subject="body:skovby", rows=[kept, *names])
    line.refresh_from_db()
    assert line.rows == {"people.body": {str(kept.pk): hash_now(kept), str(key): None}}
    assert "Skovby" not in json.dumps(line.rows)
    Entry.objects.filter(pk=line.pk).update(rows={})
    assert first_misfit() == line.sequence


@pytest.mark.django_db
def test_a_row_changed_without_saving_the_object_is_read_anew() -> None:
    body = Body.objects.create(name="Skovby Kommune", slug="skovby")
    before = hash_now(body)
    Body.objects.filter(pk=body.pk).update(name="Skovby")
    with transaction.atomic():
        line = note("rename", by=SYSTEM, subject="body:skovby", rows=Body.objects.all())
    assert line.rows["people.body"][str(body.pk)] == hash_now(body) != before


def test_every_column_of_a_seat_counts(town: Town) -> None:
    seat = Membership.objects.filter(person=town.person("mette"))[0]
    seen = {hash_now(seat)}
    for change in (
        {"person": town.person("carl")},
        {"role": "deputy"},
        {"title": "Borgmester"},
        {"party": ""},
        {"starts_on": None},
        {"ends_on": date(2027, 1, 1)},
        {"substitute_for": town.person("dina")},
    ):
        Membership.objects.filter(pk=seat.pk).update(**change)
        seen.add(hash_now(seat))
    assert len(seen) == 8


def test_who_stands_behind_a_case_counts(town: Town) -> None:
    case = town.write()
    before = hash_now(case)
    case.recommending.add(town.administration)
    assert hash_now(case) != before


@pytest.mark.django_db
def test_an_old_line_without_rows_keeps_its_hash() -> None:
    with transaction.atomic():
        line = note("publish", by=SYSTEM, subject="meeting:1")
    from raadslag.journal.actions import hash_of

    line.rows = None
    assert "rows" not in line.details
    assert hash_of(line) != line.entry_hash
    line.entry_hash = hash_of(line)
    line.save()
    from raadslag.journal.models import Head

    Head.objects.update(entry_hash=line.entry_hash)
    assert first_misfit() is None


@pytest.mark.django_db
def test_a_table_that_nobody_proves_cannot_be_named() -> None:
    job = Job.objects.create(kind="x", key="y", due="2026-01-01T00:00:00Z")
    with pytest.raises(LookupError, match="Job"):
        what_stands([job])


@pytest.mark.django_db
def test_a_deleted_row_must_be_named_before() -> None:
    body = Body.objects.create(name="Skovby Kommune", slug="skovby")
    body.delete()
    with pytest.raises(ValueError, match="names_of"):
        what_stands([body])


def test_a_column_that_is_not_there_cannot_be_excepted() -> None:
    with pytest.raises(ValueError, match="colour"):
        prove(Person, "personen", but=["colour"])


@pytest.mark.django_db
def test_many_rows_are_read_in_a_few_questions(django_assert_max_num_queries: Any) -> None:
    body = Body.objects.create(name="Skovby Kommune", slug="skovby")
    Organization.objects.bulk_create(
        Organization(body=body, name=f"Udvalg {n}", slug=f"udvalg-{n}") for n in range(400)
    )
    with django_assert_max_num_queries(3):
        written = what_stands([body, Organization.objects.all()])
    assert len(written["people.organization"]) == 400
