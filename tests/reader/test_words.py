"""The words of minutes as data."""

from __future__ import annotations

from datetime import date

import pytest

from raadslag.danish.bodies import may_be_same
from raadslag.danish.moments import date_of, times_in
from raadslag.reader.cut.marks import case_number, mark_of
from raadslag.reader.lines.line import Line
from raadslag.reader.words import danish, overlay_from_toml, places


def test_a_heading_is_known_in_any_case_and_with_a_colon() -> None:
    words = danish()
    assert {
        words.role(t) for t in ("Sagsfremstilling", "SAGSFREMSTILLING", "sagsfremstilling:")
    } == {"case"}
    assert words.role("Himmel og hav") is None


def test_an_overlay_adds_without_changing_what_is_shipped() -> None:
    own = overlay_from_toml('[headings]\nsummary = ["Kernen"]\n')
    assert own.role("Kernen") == "summary"
    assert own.role("Resumé") == "summary"
    assert danish().role("Kernen") is None


def test_there_are_98_municipalities() -> None:
    assert len(set(places().names.values())) == 98
    assert places().names["København"] == "Københavns Kommune"


@pytest.mark.parametrize(
    ("text", "day", "times"),
    [
        ("Tirsdag d. 08. oktober 2024 kl. 08:00", date(2024, 10, 8), ["08:00"]),
        ("29-01-2013 10:00:00", date(2013, 1, 29), ["10:00"]),
        ("14. august 2024 kl. 15.30", date(2024, 8, 14), ["15:30"]),
        ("26. jan 2021", date(2021, 1, 26), []),
        ("15-maj-2002", date(2002, 5, 15), []),
        ("Onsdag, April 3, 2019 - 18:00", date(2019, 4, 3), ["18:00"]),
        ("den 30/1 2008", date(2008, 1, 30), []),
        ("Mødetidspunkt: 9:30-11:00", None, ["09:30", "11:00"]),
        ("kl. 17", None, ["17:00"]),
        ("30. februar 2024", None, []),
    ],
)
def test_dates_and_times_as_printed(text: str, day: date | None, times: list[str]) -> None:
    assert (date_of(text), times_in(text)) == (day, times)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("15.00.00-A00-12-22", "15.00.00-A00-12-22"),
        ("88.20.04-Ø54-10-18", "88.20.04-Ø54-10-18"),
        ("Åbent - 00.01.00A04 - 2007/34361", "00.01.00A04 - 2007/34361"),
        ("25-008701 -", "25-008701"),
        ("EMN-2025-000517", "EMN-2025-000517"),
        ("Sagsnr.: 330-2016-89665 Dok.nr.: 330-2017-707822 Åbent", "330-2016-89665"),
        ("Sagsnr. 299801 Kulturudvalget Åbent punkt", "299801"),
        ("Sagen fra 2016 er lukket", None),
        ("1. at planen godkendes", None),
    ],
)
def test_case_numbers_of_many_systems(text: str, number: str | None) -> None:
    assert case_number(text) == number


@pytest.mark.parametrize(
    ("text", "body", "item"),
    [
        ("Teknikudvalget, 10. september 2019, pkt. 65:", "Teknikudvalget", 65),
        ("Beslutning i Udvalget for Børn den 29-01-2013", "Udvalget for Børn", None),
        ("Kommunalbestyrelsens møde 28. november 2005 Punkt 1:", "Kommunalbestyrelsen", 1),
        ("Skoleudvalget den 17. maj 2022 Punkt 3", "Skoleudvalget", 3),
    ],
)
def test_dated_headings_name_body_and_number(text: str, body: str, item: int | None) -> None:
    mark = mark_of(Line(text, 1), danish())
    assert mark is not None
    assert (mark.role, mark.body, mark.item) == ("dated", body, item)


def test_a_sentence_with_a_date_is_no_heading() -> None:
    assert mark_of(Line("På mødet den 14. august 2024 under punkt 3", 1), danish()) is None
    assert mark_of(Line("Planen gælder fra den 14. august 2024", 1), danish()) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Byrådet", "Møllested Byråd", True),
        ("Kultur- og Idrætsudvalgets", "Kultur- og Idrætsudvalget", True),
        ("KB", "Kommunalbestyrelsen", True),
        ("KB", "Kultur- og Børneudvalget", False),
        ("SOSU", "Social- og Sundhedsudvalget", True),
        ("Økonomiudvalget", "Skoleudvalget", False),
        ("Byrådet", "Teknisk Udvalg", False),
        ("Udvalget", "Skoleudvalget", True),
        (None, "Skoleudvalget", True),
    ],
)
def test_names_of_one_body(one: str | None, other: str, same: bool) -> None:
    assert may_be_same(one, other) is same
