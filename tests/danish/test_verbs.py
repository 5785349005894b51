"""Every verb of the table is found in its example, in the form that stands there."""

from __future__ import annotations

import re

import pytest

from raadslag.danish.act_scene import names_a
from raadslag.danish.verbs import readings
from raadslag.danish.vocabulary import rows


@pytest.mark.parametrize("row", rows("verbs"), ids=lambda row: f"{row['stem']}-{row['kind']}")
def test_a_verb_is_found_in_its_example(row: dict[str, str]) -> None:
    words = re.findall(r"\w+", row["example"].casefold())
    assert row["source"]
    found = [reading for word in words for reading in readings(word) if reading.stem == row["stem"]]
    assert row["kind"] in [reading.kind for reading in found]
    assert any(
        not (reading.needs or reading.things)
        or reading.needs & set(words)
        or any(names_a(words, things) for things in reading.things)
        for reading in found
    )


@pytest.mark.parametrize("row", rows("verbs", "strong"), ids=lambda row: row["base"])
def test_a_vowel_that_shifts_shifts_in_compounds_too(row: dict[str, str]) -> None:
    assert len(row["forms"].split()) == 5
    assert row["example"] in row["forms"].split()


@pytest.mark.parametrize(
    ("word", "stem", "form"),
    [
        ("forelægges", "forelæg", "passive"),
        ("genoptaget", "genoptag", "participle"),
        ("fremlagde", "fremlæg", "past"),
        ("udsendtes", "udsend", "past"),
        ("digitaliseres", "digitaliser", "passive"),
        ("undersøge", "undersøg", "infinitive"),
    ],
)
def test_a_form_is_known_by_rule(word: str, stem: str, form: str) -> None:
    assert (stem, form) in [(reading.stem, reading.form) for reading in readings(word)]


def test_a_noun_is_no_verb() -> None:
    assert not any(
        readings(word) for word in ("skole", "mødet", "borgernes", "områdernes", "bygningen")
    )


def test_a_verb_without_a_row_is_open_for_the_clause_to_tell() -> None:
    assert [reading.kind for reading in readings("kigges")] == ["open"]
    assert [reading.form for reading in readings("kigger")] == ["present"]
