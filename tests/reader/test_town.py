"""What the house knows of a municipality helps to see what is printed, and never adds to it."""

from __future__ import annotations

from datetime import date

from raadslag.reader.door.choose import bytes_to_meetings
from raadslag.reader.door.limits import Limits
from raadslag.reader.words.town import Member, Town, town_from_data, town_to_data
from raadslag.record import Meeting

TOWN = Town(
    "Ringsted Kommune",
    ("Teknik og Klima", "TKU", "Byrådet"),
    (
        Member("Ida Kær", date(2030, 1, 1)),
        Member("Bo Lund", date(2030, 1, 1)),
        Member("Rie Marie Sand", date(2030, 1, 1)),
        Member("Bo Friis", date(2018, 1, 1), date(2021, 12, 31)),
    ),
)
BODY = "\n\n1. Ny bro\nBeslutning\nGodkendt.\nFraværende: Rie\n\n2. Eventuelt\nBeslutning\nIntet.\n"


def read(text: str, town: Town = TOWN) -> Meeting:
    (meeting,) = bytes_to_meetings(text.encode(), Limits(), town=town)
    return meeting


def people(meeting: Meeting) -> dict[str, str]:
    return {one.name: one.status for one in meeting.attendance}


def test_a_committee_whose_name_is_no_bodys_is_found_where_it_is_known() -> None:
    text = "Dagsorden og referat\nMøde i Teknik og Klima, lokale 3\nDato: 4. marts 2031" + BODY
    assert read(text, Town()).organization != "Teknik og Klima"
    assert read(text).organization == "Teknik og Klima"


def test_a_committees_own_abbreviation_is_its_name() -> None:
    text = "TKU 4. marts 2031 kl. 15\nReferat" + BODY
    assert read(text).organization == "TKU"
    small = "Referat\nFra tku til dig\nUdvalg: Byrådet\n4. marts 2031" + BODY
    assert read(small).organization == "Byrådet"


def test_another_body_that_the_page_names_is_kept() -> None:
    text = "Referat af møde i Skoleudvalget den 4. marts 2031 kl. 15" + BODY
    assert read(text).organization == "Skoleudvalget"


def test_a_first_name_alone_means_the_one_member_who_sat_that_day() -> None:
    text = "Byrådet\nReferat 4. marts 2031\nTil stede: Ida Kær, Bo Lund" + BODY
    assert read(text).items[0].absences_noted == ("Rie Marie Sand",)
    assert people(
        read("Byrådet\nReferat 4. marts 2031\nDeltagere: Ida Kær\nAfbud: Ole Bo Lund" + BODY)
    ) == {
        "Ida Kær": "present",
        "Bo Lund": "apologies",
    }


def test_two_names_run_together_are_two_members() -> None:
    text = "Byrådet\nReferat 4. marts 2031\nDeltagere: Ida Kær Bo Lund" + BODY
    assert {"Ida Kær", "Bo Lund"} <= set(people(read(text)))


def test_a_member_who_is_not_printed_was_not_there() -> None:
    text = "Byrådet\nReferat 4. marts 2031\nDeltagere: Ida Kær" + BODY.replace(
        "Fraværende: Rie", ""
    )
    assert people(read(text)) == {"Ida Kær": "present"}


def test_another_municipality_that_the_page_names_is_not_overruled() -> None:
    text = "Køge Kommune\nByrådet\nReferat 4. marts 2031" + BODY
    assert read(text).municipality == "Køge Kommune"


def test_of_two_that_are_named_alike_it_is_the_one_that_is_known() -> None:
    text = "Byrådet\nReferat 4. marts 2031\nKøge Kommune og Ringsted Kommune" + BODY
    assert (read(text, Town()).municipality, read(text).municipality) == (None, "Ringsted Kommune")


def test_a_town_goes_to_the_reading_process_and_back() -> None:
    assert town_from_data(town_to_data(TOWN)) == TOWN
    assert town_from_data({}) == Town()
