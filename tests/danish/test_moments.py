"""Days and times in the forms of twenty years of minutes."""

from __future__ import annotations

from datetime import date

import pytest

from raadslag.danish.moments import (
    MONTH_NAMES,
    date_of,
    dates_in,
    days_in,
    is_impossible,
    month_of,
    next_on,
    times_in,
    weekday_of,
)


@pytest.mark.parametrize(
    "text",
    [
        "tirsdag den 4. maj 2021", "4. maj 2021", "4.maj 2021", "4 maj 2021", "04-05-2021", "4/5-2021", "4/5 2021",
        "04.05.2021", "2021-05-04", "May 4, 2021", "4. maj, 2021", "4-maj-2021", "4/5-21", "04. 05. 2021",
    ],
)  # fmt: skip
def test_a_full_date_is_read_in_every_printed_form(text: str) -> None:
    assert date_of(f"Møde {text} kl. 16") == date(2021, 5, 4)


@pytest.mark.parametrize(
    "text", ["01.02.05", "31-04-2021", "punkt 4/5", "§ 4, stk. 2", "1.200.000", "4/5"]
)
def test_numbers_that_are_no_day_are_none(text: str) -> None:
    assert date_of(text) is None


def test_every_month_is_known_long_short_and_with_a_full_stop() -> None:
    for number, name in enumerate(MONTH_NAMES, start=1):
        assert month_of(name.title()) == number
        assert date_of(f"3. {name[:3]}. 2031") == date(2031, number, 3)


def test_days_without_a_year_keep_weekday_and_place() -> None:
    text = "Mødet flyttes fra ons. d. 4. maj til torsdag den 5. maj 2022."
    first, second = days_in(text)
    assert (first.weekday, first.day, first.month, first.year, first.on) == (
        "onsdag",
        4,
        5,
        None,
        None,
    )
    assert (second.weekday, second.on) == ("torsdag", date(2022, 5, 5))
    assert text[second.start : second.end] == second.text == "torsdag den 5. maj 2022"


def test_a_day_that_no_calendar_has_is_told() -> None:
    assert is_impossible(days_in("den 31. april 2021")[0])
    assert not is_impossible(days_in("den 29. februar")[0])


def test_a_day_without_a_year_is_the_next_one_not_past() -> None:
    assert next_on(4, 5, date(2030, 5, 4)) == date(2030, 5, 4)
    assert next_on(3, 5, date(2030, 5, 4)) == date(2031, 5, 3)
    assert next_on(31, 4, date(2030, 5, 4)) is None


def test_times_are_read_and_dates_are_none() -> None:
    assert times_in("den 04.05.2021 kl. 16 til kl. 17.30, klokken 18, fra 9:15-10.45") == [
        "16:00", "17:30", "18:00", "09:15", "10:45",
    ]  # fmt: skip


def test_dates_come_with_their_place_and_weekdays_by_number() -> None:
    text = "fra 1. maj 2021 til 2. maj 2021"
    assert [text[a:b] for a, b, _ in dates_in(text)] == ["1. maj 2021", "2. maj 2021"]
    assert weekday_of("Torsdag den") == 3
