"""One answer to whether two names are one body, and every body that a text names."""

from __future__ import annotations

import time

import pytest

from raadslag.danish.bodies import bodies_in, may_be_same, plain_body, same_body
from raadslag.danish.vocabulary import rows


@pytest.mark.parametrize("row", rows("bodies"), ids=lambda row: row["ending"])
def test_every_ending_is_found_in_its_example(row: dict[str, str]) -> None:
    assert row["source"]
    assert row["kind"] in [named.kind for named in bodies_in(row["example"])]


@pytest.mark.parametrize("row", rows("bodies", "short"), ids=lambda row: row["word"])
def test_every_short_name_is_its_body(row: dict[str, str]) -> None:
    assert same_body(row["example"], row["means"].title())


@pytest.mark.parametrize("row", rows("bodies", "fields"), ids=lambda row: row["word"])
def test_every_field_is_known_in_both_spellings(row: dict[str, str]) -> None:
    assert same_body(*row["example"].split(" = "))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Udvalget for Teknik og Miljø", "Teknik- og Miljøudvalget"),
        ("Udvalget for Miljø og Teknik", "Teknik- og Miljøudvalgets"),
        ("Udvalget for Børn og Unge", "Børne- og Ungeudvalget"),
        ("Social-, Sundheds- og Ældreudvalget", "Udvalget for Social, Sundhed og Ældre"),
        ("Kultur & Fritidsudvalget", "Kultur- og Fritidsudvalget"),
        ("Erhvervs- og Beskæftigelsesudvalget", "Udvalg for Erhverv og Beskæftigelse"),
        ("Byrådet", "Nordby Byråd"),
        ("TMU", "Teknik- og Miljøudvalget"),
        ("SOSU", "Social- og Sundhedsudvalget"),
        ("ØU", "Økonomiudvalget"),
        ("Økonomiudvalgets", "økonomiudvalg"),
    ],
)
def test_two_printed_names_of_one_body_are_the_same(one: str, other: str) -> None:
    assert same_body(one, other)
    assert same_body(other, one)
    assert may_be_same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Teknik- og Miljøudvalget", "Klima- og Miljøudvalget"),
        ("Børneudvalget", "Børne- og Ungeudvalget"),
        ("Økonomiudvalget", "Byrådet"),
        ("Nordby Byråd", "Sønderby Byråd"),
        ("Ældreudvalget", "Ældrerådet"),
        ("KB", "Kulturudvalget"),
        ("TMU", "Kulturudvalget"),
    ],
)
def test_two_bodies_are_not_the_same(one: str, other: str) -> None:
    assert not same_body(one, other)


def test_an_unknown_or_renamed_body_may_be_the_same() -> None:
    assert may_be_same(None, "Kulturudvalget")
    assert may_be_same("Udvalget", "Kulturudvalget")
    assert may_be_same("Klima- og Miljøudvalget", "Teknik- og Miljøudvalget")
    assert not may_be_same("Økonomiudvalget", "Kulturudvalget")


def test_a_municipality_lays_its_own_names_over() -> None:
    own = {"pkl": "Plan- og Landdistriktsudvalget", "hovedudvalget": "Økonomiudvalget"}
    assert same_body("PKL", "Udvalget for Plan og Landdistrikter", own) is False
    assert same_body("PKL", "Plan- og Landdistriktsudvalget", own)
    assert same_body("Hovedudvalget", "ØU", own)
    assert plain_body("Teknik- og Miljøudvalgets") == plain_body("Udvalget for Miljø og Teknik")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sagen går til Social-, Sundheds- og Ældreudvalget og Byrådet.", ["Social-, Sundheds- og Ældreudvalget", "Byrådet"]),
        ("Til Udvalget for Plan, By og Natur og Økonomiudvalget.", ["Udvalget for Plan, By og Natur", "Økonomiudvalget"]),
        ("Efter Byrådets behandling orienteres Handicaprådet og Seniorrådet.", ["Byrådet", "Handicaprådet", "Seniorrådet"]),
        ("Plan & Kulturudvalget beder Nordby Kommune om svar.", ["Plan & Kulturudvalget", "Nordby Kommune"]),
        ("Området har råd til et bredt udvalg af planter.", []),
        ("Teknisk Udvalg og Center for Plan og Vej mødes.", ["Teknisk Udvalg", "Center for Plan og Vej"]),
        ("Anbefales Økonomiudvalget. Holm spurgte Udvalget for Ældre.", ["Økonomiudvalget", "Udvalget for Ældre"]),
        ("Formanden og kassereren ser på det.", ["Formanden", "kassereren"]),
        ("Sendes via Magistratsafdelingen for Kultur og Borgere til Aarhus Byråd", ["Magistratsafdelingen for Kultur og Borgere", "Aarhus Byråd"]),
        ("By-, Land- og Kulturudvalgets møde", ["By-, Land- og Kulturudvalget"]),
        ("Socialdemokratiet og Økonomiudvalget er enige.", ["Økonomiudvalget"]),
        ("Teknik og Miljøudvalget ser på det.", ["Teknik og Miljøudvalget"]),
    ],
)  # fmt: skip
def test_every_body_is_found_whole(text: str, names: list[str]) -> None:
    assert [named.text for named in bodies_in(text)] == names


def test_looking_for_bodies_takes_time_in_step_with_the_length() -> None:
    for part in ("Børne- og ", "udvalget ", "Center for Plan og ", "x" * 50 + " ", "a-"):
        began = time.process_time()
        bodies_in(part * (200_000 // len(part)))
        assert time.process_time() - began < 3.0, part


@pytest.mark.parametrize(
    "name",
    ["Social- og sundhedsudvalget", "Børne-, kultur- og fritidsudvalget", "Økonomi-, teknik- og miljøudvalget", "Ældre- og handicaprådet", "Kultur- og fritidsforvaltningen"],
)  # fmt: skip
def test_a_name_with_small_letters_after_the_first_word_is_whole(name: str) -> None:
    assert [one.text for one in bodies_in(f"Sagen sendes til {name} i maj.")] == [name]
