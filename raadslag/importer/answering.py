"""A person's answers to what the matching could not settle; spellings are remembered for good."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from raadslag.allowed import Obstacle, require
from raadslag.importer.actions import subject_of
from raadslag.importer.assess import assess
from raadslag.importer.doubts import whole_numbers
from raadslag.importer.match import term_start
from raadslag.importer.models import Reading
from raadslag.importer.names import tidy
from raadslag.importer.questions import NEW, SEEN, YES
from raadslag.importer.rows import (
    Touched,
    make_organization,
    make_person,
    remember_person,
    remember_spelling,
)
from raadslag.importer.rules import why_not_answer_body
from raadslag.journal.actions import Actor, note
from raadslag.journal.proving import names_of
from raadslag.people.models import Body, Organization, OrganizationName, Person, PersonName
from raadslag.people.said import whole_number

LONGEST_NAME = 200


@transaction.atomic
def answer_question(
    reading: Reading,
    *,
    question: str,
    value: str,
    by: Actor,
) -> None:
    """Settle one question of a reading (svar). Raises `NotAllowed` where the answer is none.

    What a committee's or a person's printed name means is remembered and settles every other file
    of the municipality that prints it. That the municipality's own name is printed otherwise is
    said once for all its waiting files that print the same.
    """
    reading = Reading.objects.select_for_update().get(pk=reading.pk)
    value, touched = tidy(value), Touched()
    require(_why_not_answer(question, value))
    if question == "body":
        _answer_body(reading, value, touched)
    elif question.startswith("person:"):
        _answer_person(reading, question, value, touched)
    elif question == "organization" and _is_decision(value):
        _answer_organization(reading, value, touched)
    else:
        _keep(reading, question, value, touched)
    details = {"question": question, "answer": value}
    note("answer_question", by=by, subject=subject_of(reading), details=details, rows=touched)


@transaction.atomic
def forget_spelling(reading: Reading, *, printed: str, by: Actor) -> None:
    """Take back what a printed name was decided to mean (glem); it is asked about again.

    What is loaded stays where it is. Raises `NotAllowed` where nothing was remembered.
    """
    reading = Reading.objects.select_for_update().get(pk=reading.pk)
    body, printed = _body(reading), tidy(printed)
    organizations = OrganizationName.objects.filter(body=body, spelling=printed)
    persons = PersonName.objects.filter(body=body, spelling=printed)
    gone = [
        *organizations.exclude(organization__name=printed),
        *persons.exclude(person__name=printed),
    ]
    require(_why_not_known(gone[0] if gone else None))
    rows: list[object] = [*names_of(*gone)]
    for row in gone:
        row.delete()
    waiting = Reading.objects.waiting().filter(file__body=reading.file.body)
    for other in waiting.filter(answers__has_key=f"person:{printed}"):
        other.answers = {k: v for k, v in other.answers.items() if k != f"person:{printed}"}
        other.save(update_fields=["answers"])
        rows.append(other)
    details = {"printed": printed}
    note("forget_spelling", by=by, subject=subject_of(reading), details=details, rows=rows)


def _why_not_answer(question: str, value: str) -> list[Obstacle]:
    known = question in {
        "body",
        "organization",
        "date",
        "meeting",
        "replace",
        "unread",
        "closed",
        "doubt",
    }
    if not (known or question.startswith("person:")):
        return [Obstacle("unknown-question", "Spørgsmålet findes ikke længere. Hent siden igen.")]
    if not value or len(value) > LONGEST_NAME:
        return [Obstacle("no-answer", "Vælg eller skriv et svar.")]
    if question == "date" and not _is_date(value):
        return [Obstacle("no-date", "Skriv datoen som åååå-mm-dd.")]
    if question.startswith("person:") and not _is_decision(value):
        return [Obstacle("no-choice", "Vælg en af mulighederne.")]
    if question == "replace" and value != YES:
        return [Obstacle("no-choice", "Vælg en af mulighederne.")]
    if question == "closed" and not _says_which(value):
        told = "Sæt kryds ved de lukkede punkter eller ved »Ingen af dem«, ikke ved begge dele."
        return [Obstacle("no-numbers", told)]
    if question in {"unread", "doubt"} and not value.startswith(SEEN):
        return [Obstacle("no-choice", "Vælg en af mulighederne.")]
    return []


def _says_which(value: str) -> bool:
    """Items by number, or that none is closed; both at once says nothing."""
    return bool(whole_numbers(value)) or (value.startswith(SEEN) and "," not in value)


def _answer_body(reading: Reading, value: str, touched: Touched) -> None:
    owner = reading.file.body
    require(why_not_answer_body(value, owner=owner.name if owner else ""))
    _keep(reading, "body", value, touched)
    alike = Reading.objects.waiting().filter(
        file__body=owner, municipality_name=reading.municipality_name
    )
    for other in alike.exclude(pk=reading.pk):
        _keep(other, "body", value, touched)


def _answer_organization(reading: Reading, value: str, touched: Touched) -> None:
    body = _body(reading)
    found = assess(reading)
    printed = tidy(found.record.organization or "")
    if value == NEW:
        make_organization(body, printed, touched=touched)
        return
    way, _, key = value.partition(":")
    known = Organization.objects.filter(body=body, pk=whole_number(key) or 0).first()
    require(_why_not_known(known))
    assert known
    if way == "same":
        remember_spelling(known, printed, touched=touched)
        return
    starts_on = term_start(found.day) if found.day else None
    make_organization(body, printed, predecessor=known, starts_on=starts_on, touched=touched)


def _answer_person(reading: Reading, question: str, value: str, touched: Touched) -> None:
    body = _body(reading)
    printed = question.removeprefix("person:")
    if value == NEW:
        person: Person | None = make_person(body, printed, touched=touched)
    else:
        person = Person.objects.filter(
            body=body, pk=whole_number(value.partition(":")[2]) or 0
        ).first()
    require(_why_not_known(person))
    assert person
    remember_person(person, printed, touched=touched)
    _keep(reading, question, f"same:{person.pk}", touched)


def _body(reading: Reading) -> Body:
    body = assess(reading).body
    if body is None:
        require([Obstacle("no-body", "Svar først på, hvilken kommune mødet er fra.")])
    assert body
    return body


def _why_not_known(row: object | None) -> list[Obstacle]:
    if row is None:
        return [Obstacle("gone", "Det valgte findes ikke længere. Hent siden igen.")]
    return []


def _is_decision(value: str) -> bool:
    way, _, key = value.partition(":")
    return value == NEW or (way in {"same", "successor"} and whole_number(key) is not None)


def _is_date(value: str) -> bool:
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        return False


def _keep(reading: Reading, question: str, value: str, touched: Touched) -> None:
    reading.answers = {**reading.answers, question: value}
    reading.save(update_fields=["answers"])
    touched.append(reading)
