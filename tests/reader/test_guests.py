"""Guests of an item as sentences tell of them; all names are made up."""

from __future__ import annotations

import pytest

from raadslag.reader.fields.guests import guests_in


@pytest.mark.parametrize(
    ("sentence", "guests"),
    [
        ("Leder Ida Kær, Plancentret, deltager.", [("Ida Kær", "Leder", "Plancentret")]),
        ("Driftschef Karen Lund, Nordby Varmeværk, deltager under punktet og fortæller om erfaringerne fra de første 300 boliger.", [("Karen Lund", "Driftschef", "Nordby Varmeværk")]),
        ("Under punktet deltager afsnitsleder for Ungeafsnittet, Rita Kær, fra Center for Social og Arbejdsmarked.", [("Rita Kær", "afsnitsleder for Ungeafsnittet", "Center for Social og Arbejdsmarked")]),
        ("Projektleder Nina Kær fra Ældre Sagen deltager fra kl. 14.00.", [("Nina Kær", "Projektleder", "Ældre Sagen")]),
        ("Musikskoleleder Helle Dam deltager.", [("Helle Dam", "Musikskoleleder", None)]),
        ("Havnemester Ole Kær deltager under punktet.", [("Ole Kær", "Havnemester", None)]),
        ("Projektmedarbejder Tina Dam fra Frivilligcenteret fortalte om jobcafeen.", [("Tina Dam", "Projektmedarbejder", "Frivilligcenteret")]),
        ("Børne- og Familiechef Anders Kær deltager under punkt 2.", [("Anders Kær", "Børne- og Familiechef", None)]),
        ("Chef for Strategi Mikael Kær og kontorchef Kåre Dam deltog i forbindelse med behandlingen af pkt. 13.", [("Mikael Kær", "Chef for Strategi", None), ("Kåre Dam", "kontorchef", None)]),
        ("Direktør Ida Kær og konsulent Bo Lund fra COWI deltog under behandlingen af punktet.", [("Ida Kær", "Direktør", "COWI"), ("Bo Lund", "konsulent", "COWI")]),
        ("Ida Kær (konsulent, Nordby Revision) deltager under punktet.", [("Ida Kær", "konsulent", "Nordby Revision")]),
        ("Ida Kær, direktør, deltager ved sagens behandling.", [("Ida Kær", "direktør", None)]),
        ("Under punktet deltog Ida Kær.", [("Ida Kær", None, None)]),
        ("Oplæg ved professor Ida Kær, Nordby Universitet.", [("Ida Kær", "professor", "Nordby Universitet")]),
        ("Ida Kær (V) deltog ikke i behandlingen af punktet.", []),
        ("Ida Kær (V) deltager under punktet.", []),
        ("Borgmester Ida Kær orienterede om havnen.", []),
        ("Konsulent Ida Kær deltog i arbejdsgruppen om havnen.", []),
        ("Forvaltningen inviteres til at deltage i mødet.", []),
        ("Aktuelt deltager 15 familier i indsatsen.", []),
    ],
)  # fmt: skip
def test_guests_have_name_title_and_organisation_as_printed(
    sentence: str, guests: list[tuple[str, str | None, str | None]]
) -> None:
    assert [(one.name, one.title, one.org) for one in guests_in(sentence)] == guests


def test_under_a_heading_of_guests_a_name_is_enough() -> None:
    assert [one.name for one in guests_in("Ida Kær", certain=True)] == ["Ida Kær"]
