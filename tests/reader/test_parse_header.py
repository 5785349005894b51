"""The meeting's own facts, and who was there."""

from __future__ import annotations

import datetime as dt

import pytest

from raadslag.reader.fields.municipality import municipality_in_name
from tests.reader.parsing import HEAD, notes_of, one_item, read_text

ITEM = "\n\nPunkt 1: Eventuelt\n\n04.00.00-P20-1-24\n\nBeslutning\n\nIntet.\n"


@pytest.mark.parametrize(
    ("head", "body", "day", "start", "place"),
    [
        (HEAD, "Teknik- og Fritidsudvalget", dt.date(2024, 3, 5), "16:00", "Lokale 2, Møllested Rådhus"),
        ("Skoleudvalget\n\n14.08.2019 kl. 15.30\nMødelokale 4, Rådhuset", "Skoleudvalget", dt.date(2019, 8, 14), "15:30", "Mødelokale 4, Rådhuset"),
        ("Økonomiudvalgets møde den 21. januar 2026\nMødelokale B kl. 16.00", "Økonomiudvalget", dt.date(2026, 1, 21), "16:00", "Mødelokale B"),
        (
            "Referat til mødet i Udvalget for Havn og Strand den 9. juni 2021 kl. 18:15 i Havnehuset, Kajen 2",
            "Udvalget for Havn og Strand", dt.date(2021, 6, 9), "18:15", "Havnehuset, Kajen 2",
        ),
        ("Referat\ntil\nmødet i Møllested Byråd\nden 6. april 2016 kl. 17:00\ni Byrådssalen", "Møllested Byråd", dt.date(2016, 4, 6), "17:00", "Byrådssalen"),
        ("Udvalg:\n\nKulturudvalget\n\nMødedato:\n\nonsdag den 1. oktober 2025 kl. 15.45\n\nMødested:\n\nSal 3", "Kulturudvalget", dt.date(2025, 10, 1), "15:45", "Sal 3"),
        ("Onsdag d. 1 december 2021\nMødestedRådssalen\nUdvalgByrådet", "Byrådet", dt.date(2021, 12, 1), None, "Rådssalen"),
        ("Børneudvalget - Referat fra mødet den 14-06-2016", "Børneudvalget", dt.date(2016, 6, 14), None, None),
        ("Referat fra møde i Handicaprådet\nDato og tid: mandag den 3. marts 2031, kl. 14.00 - 16.00\nSted: Lokale 3", "Handicaprådet", dt.date(2031, 3, 3), "14:00", "Lokale 3"),
        ("Kultur & Fritid\nReferat\nMødedato: 6. mar. 2031\nMødetidspunkt: kl. 16\nMødested: Hallen, Hovedgaden 2", "Kultur & Fritid", dt.date(2031, 3, 6), "16:00", "Hallen, Hovedgaden 2"),
        ("Dagsorden til byrådets møde onsdag den 5. marts 2031 kl. 17.30 i byrådssalen", "Byrådet", dt.date(2031, 3, 5), "17:30", "Byrådssalen"),
        ("Børne- og Familieudvalgets møde nr. 4/2031 tirsdag den 4. marts 2031 kl. 15:00", "Børne- og Familieudvalget", dt.date(2031, 3, 4), "15:00", None),
        ("Sundhedsudvalget | Referat | 4. marts 2031", "Sundhedsudvalget", dt.date(2031, 3, 4), None, None),
        ("Socialudvalget – 04.03.2031 – Åbent referat", "Socialudvalget", dt.date(2031, 3, 4), None, None),
        ("Landdistriktsrådet\nReferat fra 4. marts 2031 kl. 19.00 i Sognegården", "Landdistriktsrådet", dt.date(2031, 3, 4), "19:00", "Sognegården"),
        ("Økonomiudvalget\nPubliceret 7. marts 2031\nMødet startede kl. 16:00 og sluttede kl. 17:45\nMandag den 3. marts 2031", "Økonomiudvalget", dt.date(2031, 3, 3), "16:00", None),
    ],
)  # fmt: skip
def test_headers_of_many_kinds(
    head: str, body: str, day: dt.date, start: str | None, place: str | None
) -> None:
    meeting = read_text(head + ITEM)
    assert (meeting.organization, meeting.date, meeting.start_time, meeting.location) == (
        body,
        day,
        start,
        place,
    )


def test_people_in_one_line_keep_party_role_status_and_the_commas_of_their_roles() -> None:
    people = {p.name: p for p in read_text(HEAD + ITEM).attendance}
    assert list(people) == ["Ane Holm", "Bo Lund", "Karl Ege", "Lis Dam"]
    assert (people["Bo Lund"].party, people["Bo Lund"].role, people["Bo Lund"].status) == (
        "V",
        "1. viceborgmester",
        "apologies",
    )
    assert people["Lis Dam"].role == "chef for Vej, Park og Vand"
    assert [p.is_member for p in people.values()] == [True, True, False, False]


def test_people_in_a_list_keep_their_marks_and_a_role_cut_by_an_export_is_mended() -> None:
    meeting = read_text(
        """Skoleudvalget

14.08.2019 kl. 15.30

Deltagere
  • Ane Holm (A) - Deltog
  • Karl Ege (chef for Vej
  • Park og Vand) - Deltog
AFBUD/FRAVÆRENDE
  • Bo Lund (V) - Afbud

Åben dagsorden
"""
        + ITEM
    )
    assert [(p.name, p.role, p.status) for p in meeting.attendance] == [
        ("Ane Holm", None, "present"),
        ("Karl Ege", "chef for Vej, Park og Vand", "present"),
        ("Bo Lund", None, "apologies"),
    ]


def test_substitutes_and_partial_absences() -> None:
    meeting = read_text(
        """Byrådet

24-09-2019

Medlemmer

Formand Erik Mose (A)
Ane Holm (A)
Lis Dam (A), Suppleant for Bo Lund (A)

Fraværende

Bo Lund (A), sag 129-138

Sager 129 - 138
"""
        + ITEM
    )
    people = {p.name: p for p in meeting.attendance}
    assert people["Erik Mose"].role == "Formand"
    assert people["Lis Dam"].substitute_for == "Bo Lund"
    assert (people["Bo Lund"].status, people["Bo Lund"].from_item, people["Bo Lund"].to_item) == (
        "absent",
        129,
        138,
    )


def test_only_this_meetings_absences_make_people_of_the_meeting() -> None:
    meeting = read_text(
        """REFERAT Fritidsudvalget d. 05-03-2024

Punkt 1: Ny hal

04.00.00-P20-1-24

Indstilling

Forvaltningen indstiller, at planen drøftes.

Beslutning fra Skoleudvalget, 1. februar 2024, pkt. 7:

Fraværende: Ida Rask (O)

Anbefales.

Beslutning

Drøftet.

Fraværende: Bo Lund (V)
"""
    )
    assert [(p.name, p.party, p.status) for p in meeting.attendance] == [("Bo Lund", "V", "absent")]


def test_a_weekday_that_does_not_fit_is_a_doubt() -> None:
    assert "weekday-differs" in notes_of(read_text(HEAD.replace("Tirsdag", "Mandag") + ITEM))
    assert "weekday-differs" not in notes_of(read_text(HEAD + ITEM))


def test_minutes_are_told_by_their_decisions_whatever_the_title_says() -> None:
    agenda = "Åben dagsorden\n\nFritidsudvalget\n\n05-03-2024\n\n1. Bro\n\nSagsfremstilling\n\nBroen er gammel og skal males rød.\n"
    assert read_text(agenda).kind == "agenda"
    assert read_text(agenda + "\nBeslutning\n\nGodkendt.\n").kind == "minutes"


def test_the_municipality_is_named_only_where_the_text_says_so() -> None:
    assert read_text(HEAD + ITEM).municipality is None
    told = (
        HEAD
        + ITEM
        + "\nSagsfremstilling\n\nKøge Kommune ejer hallen, og Køge Kommune har betalt den.\n"
    )
    assert read_text(told).municipality == "Køge Kommune"


def test_guests_of_one_item_are_named_with_title_and_place() -> None:
    item = one_item(
        "Yderligere deltagelse under mødet\n\nUnder punktet deltager leder af Ungehuset, Ea Vind, fra Center for Skole og Fritid.\n\nBeslutning\n\nGodkendt."
    )
    (guest,) = item.extra_participants
    assert (guest.name, guest.title, guest.org) == (
        "Ea Vind",
        "leder af Ungehuset",
        "Center for Skole og Fritid",
    )


def test_empty_text_is_refused_with_advice() -> None:
    from raadslag.reader.formats.text import text_to_source
    from raadslag.reader.lines.line import UnreadableFile

    with pytest.raises(UnreadableFile, match="Vælg en fil"):
        text_to_source(b" \n ")


def test_old_encodings_and_form_feeds_are_read() -> None:
    from raadslag.reader.formats.text import text_to_source

    source = text_to_source("Møde på Ærø\n\fSide to".encode("cp1252"))
    assert [line.text for line in source.lines] == ["Møde på Ærø", "", "Side to"]
    assert [line.page for line in source.lines] == [1, 1, 2]


def test_a_list_of_people_wrapped_anywhere_is_one_list() -> None:
    head = HEAD.replace(
        "Bo Lund (V) (1. viceborgmester) (Afbud), Karl Ege",
        "Bo\nLund (V) (1.\nviceborgmester) (Afbud), Karl\nEge",
    )
    assert [p.name for p in read_text(head + ITEM).attendance] == [
        "Ane Holm",
        "Bo Lund",
        "Karl Ege",
        "Lis Dam",
    ]


def test_text_that_lost_its_lines_is_kept_whole_and_says_so() -> None:
    flat = (
        "Transkript\n\n1 MØLLESTED KOMMUNE Byrådet Møde nr. 3 Mødet blev holdt torsdag den 27. januar 2011 i salen. "
        + "Sagen blev drøftet og taget til efterretning af alle, som var til stede. " * 6
    )
    meeting = read_text(flat)
    assert meeting.date == dt.date(2011, 1, 27)
    assert {"lines-lost", "no-items"} <= notes_of(meeting)
    assert "taget til efterretning" in meeting.items[0].sections[0].text


def test_an_old_protocol_of_a_kind_nobody_has_shown_us_is_read() -> None:
    meeting = read_text(
        """Beslutningsprotokol

Udvalg:    Teknisk Udvalg
Dato:      Tirsdag den 12. maj 2009
Tidspunkt: Kl. 15:00

Til stede: Ane Holm (A), Bo Lund (V)
Afbud: Ida Rask (O)

Indholdsfortegnelse                      Side
45. Godkendelse af dagsorden ............. 1
46. Lokalplan 12 - Boliger ved møllen .... 2
47. Lukket punkt: Salg af grund .......... 4

45. Godkendelse af dagsorden
Sagsnr.: 09/123

BESLUTNING:
Godkendt. Punkt 46 udsættes.

46. Lokalplan 12 - Boliger ved møllen
Sagsnr.: 08/4567                Sagsbehandler: KLN

RESUMÉ:
Der søges om at opføre 12 boliger ved møllen.

47. Lukket punkt: Salg af grund
Sagsnr.: 09/77

Mødet hævet kl. 17.45
"""
    )
    assert [p.name for p in meeting.attendance] == ["Ane Holm", "Bo Lund", "Ida Rask"]
    assert (meeting.organization, meeting.start_time, meeting.end_time) == (
        "Teknisk Udvalg",
        "15:00",
        "17:45",
    )
    assert [(i.number, i.journal_number, i.closed) for i in meeting.items] == [
        (45, "09/123", False),
        (46, "08/4567", False),
        (47, "09/77", True),
    ]
    assert [i.decision.outcome for i in meeting.items] == ["approved", "postponed", "none"]


@pytest.mark.parametrize(
    ("name", "municipality"),
    [
        ("referat_herning_2017.txt", "Herning Kommune"), ("16_broenderslev_2020.pdf", "Brønderslev Kommune"), ("oeu-Ishøj-marts.docx", "Ishøj Kommune"),
        ("referat.pdf", None), ("herningvej_12.txt", None), ("herning-og-ikast-brande-vejle.txt", None),
    ],
)  # fmt: skip
def test_a_files_name_tells_its_municipality_where_it_names_just_one(
    name: str, municipality: str | None
) -> None:
    assert municipality_in_name(name) == municipality


def test_a_close_rival_makes_the_reading_less_sure() -> None:
    head = "Byrådet\n\n3. marts 2031 kl. 18.00\n\n"
    sure = "".join(
        f"Punkt {n}: Sag {w}\n\nBeslutning\n\nGodkendt.\n\n" for n, w in ((1, "a"), (2, "b"))
    )
    unsure = "Beslutning\n\nGodkendt.\n\nBeslutning\n\nUdsat.\n"
    assert read_text(head + sure).confidence > read_text(head + unsure).confidence + 0.1


@pytest.mark.parametrize(
    ("line", "municipality"),
    [
        ("FREDERIKSBERG KOMMUNE", "Frederiksberg Kommune"),
        ("Nordby Kommune", "Nordby Kommune"),
        ("Referat", None),
    ],
)
def test_a_municipality_alone_on_its_line_is_told_in_capitals_too_and_where_no_list_has_it(
    line: str, municipality: str | None
) -> None:
    assert read_text(f"{line}\nByrådet\n3. marts 2031 kl. 15" + ITEM).municipality == municipality


@pytest.mark.parametrize("label", ["Udvalg/råd", "Råd/udvalg", "Udvalg eller råd"])
def test_a_label_of_two_known_words_is_known_in_either_order(label: str) -> None:
    lines = f"{label}: Teknisk Udvalg\nTid og dato: 3. maj 2031 kl. 16.00\n\n1. Nyt\n\nBeslutning\nGodkendt.\n"
    meeting = read_text(lines)
    assert (meeting.organization, str(meeting.date)) == ("Teknisk Udvalg", "2031-05-03")
