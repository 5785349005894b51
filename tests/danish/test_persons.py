"""Persons as minutes list them: made-up names in the forms that many municipalities print."""

from __future__ import annotations

import pytest

from raadslag.danish.parties import is_outside, is_party
from raadslag.danish.persons import is_list, is_official, people_in


def shown(text: str) -> str:
    """ "name | party | role | status | for whom", each left out where nothing tells it; persons by ";"."""
    parts = []
    for one in people_in(text):
        words = [one.name, one.party, one.role, one.status and f"[{one.status}]"]
        words += [one.substitute_for and f"for {one.substitute_for}"]
        parts.append(" ".join(word for word in words if word))
    return "; ".join(parts)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ane Holm (A), Bo Lund (V) (1. viceborgmester) (Afbud), Karl Ege (direktør)", "Ane Holm A; Bo Lund V 1. viceborgmester [Afbud]; Karl Ege direktør"),
        ("Lis Dam (chef for Vej, Park og Vand), Bo Lund (V)", "Lis Dam chef for Vej, Park og Vand; Bo Lund V"),
        ("Ane Holm, A, Bo Lund, V", "Ane Holm A; Bo Lund V"),
        ("Ane Holm, (A)", "Ane Holm A"),
        ("Ane Holm A, Bo Lund V og Carl Krogh Ø", "Ane Holm A; Bo Lund V; Carl Krogh Ø"),
        ("Ane Holm (Borgmester)(V), Carl Krogh(V)", "Ane Holm V Borgmester; Carl Krogh V"),
        ("Ane Holm (V, formand), Bo Lund (formand, V)", "Ane Holm V formand; Bo Lund V formand"),
        ("Formand Ane Holm (A), 1. viceborgmester Bo Lund (V) samt Ida Kær", "Ane Holm A Formand; Bo Lund V 1. viceborgmester; Ida Kær"),
        ("Ane Holm (A), formand, Bo Lund (V)", "Ane Holm A formand; Bo Lund V"),
        ("1. Overborgmester Ane Holm (A)", "Ane Holm A Overborgmester"),
        ("Centerchef for By, Erhverv og Miljø Ida Kær, direktør Bo Lund", "Ida Kær Centerchef for By, Erhverv og Miljø; Bo Lund direktør"),
        ("Ida Kær, centerchef for By, Erhverv og Miljø, Bo Lund (V)", "Ida Kær centerchef for By, Erhverv og Miljø; Bo Lund V"),
        ("ANE HOLM (A), Bo LUND", "ANE HOLM A; Bo LUND"),
        ("Rindom, Tove (V)", "Tove Rindom V"),
        ("Hr. Rindom", "Rindom"),
        ("Birgit Kær (A), Suppleant for Brian Dam (A)", "Birgit Kær A Suppleant for Brian Dam"),
        ("Susanne Kær (V) Stedfortræder for Ida Dam (V)", "Susanne Kær V Stedfortræder for Ida Dam"),
        ("Bo Lund (stedfortræder for Ida Kær)", "Bo Lund stedfortræder for Ida Kær"),
        ("Bo Lund for Ida Kær", "Bo Lund for Ida Kær"),
        ("Nina H. Kær (Enhedslisten), tjenesterejse.", "Nina H. Kær Enhedslisten"),
        ("Tina Dam (Løsgænger), arbejde.", "Tina Dam Løsgænger"),
        ("Ane Holm - Deltog", "Ane Holm [Deltog]"),
        ("Ane Holm ikke til stede", "Ane Holm [ikke til stede]"),
        ("Ane Holm (fraværende, ferie)", "Ane Holm [fraværende]"),
        ("Ida Lindegren –Holm (A)", "Ida Lindegren-Holm A"),
        ("Jens Chr. Kær (V), Th. Bo Lund, Lone van der Kær", "Jens Chr. Kær V; Th. Bo Lund; Lone van der Kær"),
        ("Ali al-Hassan (Ø), Mette O'Brien", "Ali al-Hassan Ø; Mette O'Brien"),
        ("Oluwaseun Adeyemi (B), Nguyen Thi Hoa", "Oluwaseun Adeyemi B; Nguyen Thi Hoa"),
        ("Ane Holm (ANHO), Bo Lund (BLU) (V)", "Ane Holm; Bo Lund V"),
        ("Ane Holm Bo Lund Ida Kær", "Ane Holm; Bo Lund; Ida Kær"),
        ("Ane Holm Karl Viggo Dam", "Ane Holm; Karl Viggo Dam"),
        ("Kurt Uhre Venstre Mødt", "Kurt Uhre Venstre [Mødt]"),
        ("Ane Holm    Dansk Folkeparti    Afbud", "Ane Holm Dansk Folkeparti [Afbud]"),
        ("Bo Lund SF Mødt", "Bo Lund SF [Mødt]"),
        ("Bo Lund Liste Ø Fraværende", "Bo Lund Liste Ø [Fraværende]"),
        ("Kultur- og fritidschef Maja Skov, Børne-, unge- og kulturchef Bo Lund", "Maja Skov Kultur- og fritidschef; Bo Lund Børne-, unge- og kulturchef"),
        ("Havnefoged Jan Bro, teknisk chef Ida Kær", "Jan Bro Havnefoged; Ida Kær teknisk chef"),
        ("(A) Ida Kær, (V) Bo Lund", "Ida Kær A; Bo Lund V"),
        ("Ida Kær (Uden for parti), Bo Lund (Liste N), Per Dam (Nordbylisten)", "Ida Kær Uden for parti; Bo Lund Liste N; Per Dam Nordbylisten"),
    ],
)  # fmt: skip
def test_persons_are_read_as_they_are_printed(text: str, people: str) -> None:
    assert shown(text) == people
    assert is_list(text)


@pytest.mark.parametrize(
    "text",
    ["Ingen", "Afbud Ida Kær", "Godkendt.", "Økonomiudvalget", "Teknik og Miljø", "Center for Børn og Unge", "Nordby Skole", "Der var ingen bemærkninger.",
     "Godkendt, idet Ida Kær tager forbehold."],
)  # fmt: skip
def test_what_is_no_list_of_persons_is_none(text: str) -> None:
    assert not is_list(text)


@pytest.mark.parametrize(
    ("text", "party"),
    [("A", True), ("Ø", True), ("SF", True), ("Socialdemokratiet", True), ("Løsgænger", True), ("Liste T", True), ("Nordbylisten", True),
     ("formand", False), ("Direktør", False), ("AHO", False)],
)  # fmt: skip
def test_parties_are_letters_names_and_lists(text: str, party: bool) -> None:
    assert is_party(text) is party


def test_a_member_of_no_party_and_a_post_are_told_apart() -> None:
    assert is_outside("Uden for parti")
    assert not is_outside("Venstre")
    assert is_official("centerchef for By")
    assert not is_official("Formand")
