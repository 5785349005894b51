"""What a public page prints of living rows: each column is known here, with what judges it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import CharField, TextField

from raadslag.allowed import NotAllowed
from raadslag.people.models import Body, LegislativeTerm, Membership, Organization, Person
from raadslag.people.office_words import why_not_office
from raadslag.people.setup.actions import (
    add_term,
    enter_person,
    name_body,
    organize,
    seat_person,
)
from tests.cast import Town

ROOT = Path(__file__).parents[2] / "raadslag"
INSIDE = {"release", "sight", "alike", "pair", "case_as", "meeting_as"}
"""Pages of this room that only the house reads."""
OFFICE, FROZEN, TOLD, HOUSE = "people.office_words", "public.gate", "meetings.told_words", "the house's own words"  # fmt: skip
PRINTED = {
    **dict.fromkeys(
        ("body.name", "organization.body.name", "organization.name", "predecessor.name", "successor.name",
         "person.name", "member.person.name", "member.party", "seat.organization.name",
         "meeting.organization.name", "meeting.organization.body.name", "one.publication.organization.name",
         "publication.organization.name", "publication.organization.body.name", "step.publication.organization.name",
         "item.publication.organization.name", "item.publication.organization.body.name",
         "hit.row.publication.organization.name", "hit.row.publication.organization.body.name"),
        OFFICE,
    ),
    **dict.fromkeys(
        ("after.shown_title", "before.shown_title", "item.shown_title", "shown.row.shown_title", "step.shown_title",
         "course.title", "hit.row.course.title", "shown.row.course.title", "record.title", "shown.text",
         "decision.text", "one.attendee.name", "one.attendee.party", "one.attendee.role", "one.role", "said.title"),
        FROZEN,
    ),
    **dict.fromkeys(
        ("after.anchor", "before.anchor", "shown.row.anchor", "course.journal_number", "item.journal_number",
         "decision.outcome", "hit.row.outcome", "item.outcome", "shown.row.outcome", "step.outcome", "step.decision",
         "shown.row.number", "step.number", "part.heading", "prior.item", "prior.organization", "vote.on",
         "publication.kind", "step.publication.kind", "meeting.kind"),
        FROZEN,
    ),
    "seat.organization": OFFICE,
    "record.agenda_adopted": FROZEN,
    **dict.fromkeys(("announcement.note", "meeting.location"), TOLD),
    **dict.fromkeys(
        ("rule.name", "rule.title", "one.words", "asked.page", "drafts.key", "entry.address", "hit.address", "meeting.address"),
        HOUSE,
    ),
}  # fmt: skip
"""What a public template prints, by the gate that judged it. A new one is put here with the gate it has."""
OF_OFFICE = {
    (Body, "name"), (Body, "short_name"), (Organization, "name"), (Organization, "short_name"),
    (Person, "name"), (Membership, "party"), (Membership, "title"), (LegislativeTerm, "name"),
}  # fmt: skip
NOT_WRITTEN = {"slug", "email", "kind", "role"}
"""Made of what was judged, never printed for the public, or chosen from a list."""
WORDS = ("Bo 070761-4285", "Bo 0707614285", "０７０７６１-4285", "Jens Thorvald Pedersen er sygemeldt", "tlf. 20 30 40 50")  # fmt: skip


def text_columns() -> set[str]:
    return {
        field.name
        for model in apps.get_models()
        if model.__module__.startswith("raadslag.")
        for field in model._meta.get_fields()
        if isinstance(field, CharField | TextField) and not field.choices
    } | {"shown_title"}


def printed() -> set[str]:
    places = [*(ROOT / "public/templates/public").glob("*.html"), *(ROOT / "templates").rglob("*.html")]  # fmt: skip
    columns, found = text_columns(), set()
    for place in places:
        if place.stem not in INSIDE:
            for said in re.findall(r"\{\{ ?([a-z_]+(?:\.[a-z_]+)+)", place.read_text()):
                if said.rpartition(".")[2] in columns:
                    found.add(said)
    return found


def test_every_text_that_a_public_page_prints_has_a_gate() -> None:
    assert printed() == set(PRINTED)


def test_every_text_of_an_office_is_judged_or_never_written_by_anybody() -> None:
    columns = {
        (model, field.name)
        for model in (Body, Organization, Person, Membership, LegislativeTerm)
        for field in model._meta.get_fields()
        if isinstance(field, CharField | TextField) and field.name not in NOT_WRITTEN
    }
    assert columns == OF_OFFICE


def test_no_office_is_saved_with_what_nobody_may_read_of_a_person(town: Town) -> None:
    ends = {"starts_on": None, "ends_on": None}
    seat = {"person": town.person("mette"), "role": "member", "title": "", "party": "", **ends}
    frame = {"name": "Udvalg", "short_name": "", "kind": "committee", "seats": 5, "predecessor": None, "parent": None, **ends}  # fmt: skip
    by = town.sanne
    by.may_set_up = True
    by.save()
    ways: list[Callable[[str], object]] = [
        lambda word: name_body(town.body, name=word, short_name="", by=by),
        lambda word: name_body(town.body, name="Møllested", short_name=word, by=by),
        lambda word: add_term(town.body, name=word, starts_on=date(2030, 1, 1), ends_on=date(2033, 12, 31), by=by),
        lambda word: organize(town.body, organization=None, said={**frame, "name": word}, by=by),
        lambda word: organize(town.body, organization=None, said={**frame, "short_name": word}, by=by),
        lambda word: enter_person(town.body, person=None, name=word, email="", by=by),
        lambda word: seat_person(town.committee, said={**seat, "party": word}, by=by),
        lambda word: seat_person(town.committee, said={**seat, "title": word}, by=by),
    ]  # fmt: skip
    for way in ways:
        with pytest.raises(NotAllowed, match="kan læses af alle"):
            way(WORDS[0])
    assert all(why_not_office({"Navn": word}) for word in WORDS)
    fine = ["Liste B", "Det Konservative Folkeparti", "Børne- og Ungeudvalget 2022-25", "Center for Misbrug"]  # fmt: skip
    assert not any(why_not_office({"Navn": word}) for word in fine)
