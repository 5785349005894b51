"""Names that mean the same are found, with a score and reasons; doubt is for a person."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadslag.importer.bodies import match_body
from raadslag.importer.match import exact_one, term_end, term_start
from raadslag.importer.match_organizations import KnownOrganization, kind_of, match_organization
from raadslag.importer.match_persons import KnownPerson, Seat, match_person
from raadslag.people.slugs import slug

KNOWN = [
    KnownOrganization(1, "Erhvervs- og Beskæftigelsesudvalget", seen=(date(2018, 10, 9),)),
    KnownOrganization(2, "Økonomiudvalget"),
    KnownOrganization(3, "Kommunalbestyrelsen"),
    KnownOrganization(4, "Børne- og Skoleudvalget", seen=(date(2022, 3, 3),)),
    KnownOrganization(5, "Teknisk Udvalg"),
]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Erhvervs- og Beskæftigelsesudvalget", 1),
        ("ERHVERVS- OG BESKÆFTIGELSESUDVALGET", 1),
        ("Erhvervs- & Beskæftigelsesudvalgets", 1),
        ("Erhvervs og Beskæftigelsesudvalget 2018-2021", 1),
        ("Økonomiudvalget", 2),
        ("ØU", 2),
        ("KB", 3),
        ("Engvig Kommunalbestyrelse", 3),
        ("14-17 Økonomiudvalget", 2),
        ("Det Tekniske Udvalg", None),
    ],
)
def test_the_same_name_needs_nobody(printed: str, meant: int | None) -> None:
    found = exact_one(
        match_organization(printed, KNOWN, municipality="Engvig Kommune", day=date(2019, 5, 5))
    )
    assert (found.id if found else None) == meant


@pytest.mark.parametrize(
    ("printed", "day", "way", "meant"),
    [
        ("Erhvervs-, Beskæftigelses- og Uddannelsesudvalget", date(2023, 1, 9), "successor", 1),
        ("Erhverv- og Beskæftigelsesudvalget", date(2019, 1, 9), "same", 1),
        ("EBU", date(2019, 1, 9), "same", 1),
        ("Byrådet", date(2019, 1, 9), "same", 3),
        ("Udvalget for Børn og Skole", date(2023, 1, 9), "same", 4),
        ("Børne-, Familie- og Skoleudvalget", date(2026, 2, 9), "successor", 4),
    ],
)
def test_a_likely_name_is_asked_about_with_reasons(
    printed: str, day: date, way: str, meant: int
) -> None:
    found = match_organization(printed, KNOWN, municipality="Engvig Kommune", day=day)
    assert found
    assert (found[0].way, found[0].id) == (way, meant)
    assert 0.5 <= found[0].score < 1
    assert found[0].reasons


@pytest.mark.parametrize("printed", ["Kulturudvalget", "Socialudvalget", "Seniorrådet"])
def test_a_name_like_none_is_new(printed: str) -> None:
    assert not match_organization(printed, KNOWN, day=date(2019, 1, 9))


def test_two_committees_of_one_term_with_a_subject_in_common_stay_two() -> None:
    found = match_organization("Kultur- og Skoleudvalget", KNOWN, day=date(2023, 1, 9))
    assert not found


PEOPLE = [
    KnownPerson(1, "Rikke Halgaard", seats=(Seat(1, "F", date(2022, 1, 4), date(2023, 1, 4)),)),
    KnownPerson(2, "Aage Vestermark"),
    KnownPerson(3, "Peter Vind Lund"),
    KnownPerson(4, "Hanne Lund"),
]


@pytest.mark.parametrize(
    ("printed", "party", "meant"),
    [
        ("Rikke M. Halgaard", "F", 1),
        ("Rikke Halgård", "F", 1),
        ("Rikka Halgaard", "F", 1),
        ("Åge Vestermark", None, 2),
        ("P. V. Lund", None, 3),
        ("Peter Lund", None, 3),
        ("Rikke Halgaard", "V", 1),
    ],
)
def test_a_likely_person_is_asked_about(printed: str, party: str | None, meant: int) -> None:
    found = match_person(printed, PEOPLE, party=party, day=date(2023, 5, 1))
    assert found
    assert found[0].id == meant
    assert found[0].way == "same"
    assert found[0].reasons


@pytest.mark.parametrize("printed", ["Jens Lund", "Rikke Bonde", "Peter Madsen Lund", "Lund"])
def test_another_person_is_new(printed: str) -> None:
    assert not match_person(printed, PEOPLE, day=date(2023, 5, 1))


def test_an_exact_name_needs_nobody_and_a_new_party_in_a_new_term_neither() -> None:
    found = match_person("Rikke Halgaard", PEOPLE, party="Ø", day=date(2027, 5, 1))
    assert exact_one(found)


def test_whoever_sits_at_the_same_table_is_somebody_else() -> None:
    both = ("Rikke Halgaard", "Rikke M. Halgaard")
    found = match_person("Rikke M. Halgaard", PEOPLE, day=date(2023, 5, 1), also_present=both)
    assert not found


def test_two_of_one_name_are_never_chosen_between() -> None:
    twins = [KnownPerson(1, "Bo Holm"), KnownPerson(2, "Bo Holm")]
    found = match_person("Bo Holm", twins)
    assert len(found) == 2
    assert exact_one(found) is None


@pytest.mark.parametrize(
    ("printed", "name", "certain"),
    [
        ("Ballerup Kommune", "Ballerup Kommune", True),
        ("Ballerup", "Ballerup Kommune", True),
        ("Københavns Kommune", "Københavns Kommune", True),
        ("Balerup Kommune", "Balerup Kommune", False),
        ("Engvig Kommune", "Engvig Kommune", True),
        ("", "", False),
    ],
)
def test_a_municipality_is_known_new_or_doubtful(printed: str, name: str, certain: bool) -> None:
    found = match_body(printed, [])
    assert (found.name, found.certain) == (name, certain)


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_every_day_lies_in_one_term_of_four_years(day: date) -> None:
    assert term_start(day) <= day <= term_end(day)
    assert (term_start(day).year - 2006) % 4 == 0


def test_terms_begin_when_the_law_says() -> None:
    assert term_start(date(2021, 12, 31)) == date(2018, 1, 1)
    assert term_start(date(2022, 1, 1)) == date(2022, 1, 1)


@given(st.text(max_size=60), st.lists(st.sampled_from([row.name for row in KNOWN])))
def test_no_name_upsets_the_matching(printed: str, others: list[str]) -> None:
    for proposal in match_organization(printed, KNOWN, day=None):
        assert 0 <= proposal.score <= 1
    for proposal in match_person(printed, PEOPLE, also_present=others):
        assert 0 <= proposal.score <= 1
    assert slug(printed)


def test_kinds_follow_the_name() -> None:
    assert kind_of("Engvig Byråd", "Engvig Kommune") == "council"
    assert kind_of("Økonomiudvalget") == "finance"
    assert kind_of("Seniorrådet") == "citizens"
    assert kind_of("Udvalget for havnens omdannelse (§ 17, stk. 4)") == "special"
    assert kind_of("Kulturudvalget") == "standing"
