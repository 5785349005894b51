"""Due phrases to days, rhythms and conditions, with the meeting on Tuesday 12 March 2030."""

from __future__ import annotations

import time
from datetime import date

import pytest

from raadslag.danish.due import due_in
from raadslag.danish.feasts import easter
from raadslag.danish.periods import periods_in

TODAY = date(2030, 3, 12)
BUDGET = date(2030, 8, 27)


@pytest.mark.parametrize(
    ("text", "printed", "first", "last"),
    [
        ("Planen drøftes efter sommeren 2031.", "efter sommeren 2031", "2031-09-01", None),
        ("Sagen genoptages i efteråret 2031.", "i efteråret 2031", "2031-09-01", "2031-11-30"),
        ("Status gives i 1. kvartal.", "i 1. kvartal", "2030-01-01", "2030-03-31"),
        ("Status gives i 1. kvartal 2031.", "i 1. kvartal 2031", "2031-01-01", "2031-03-31"),
        ("Status gives i andet halvår.", "i andet halvår", "2030-07-01", "2030-12-31"),
        ("Status gives ultimo 2030.", "ultimo 2030", "2030-12-01", "2030-12-31"),
        ("Status gives medio maj.", "medio maj", "2030-05-11", "2030-05-20"),
        ("Svaret gives senest den 1. december.", "senest den 1. december", "2030-03-12", "2030-12-01"),
        ("Svaret gives inden 1. april 2031.", "inden 1. april 2031", "2030-03-12", "2031-04-01"),
        ("Svaret gives inden udgangen af 2030.", "inden udgangen af 2030", "2030-03-12", "2030-12-31"),
        ("Svaret gives inden sommerferien.", "inden sommerferien", "2030-03-12", "2030-07-01"),
        ("Svaret gives inden jul.", "inden jul", "2030-03-12", "2030-12-24"),
        ("Det tages op om et halvt år.", "om et halvt år", "2030-08-22", "2030-10-03"),
        ("Det tages op om 3 måneder.", "om 3 måneder", "2030-05-22", "2030-07-03"),
        ("Ordningen evalueres efter et år.", "efter et år", "2031-03-12", None),
        ("Svaret gives inden for 14 dage.", "inden for 14 dage", "2030-03-12", "2030-03-26"),
        ("Svaret gives inden budgetbehandlingen.", "inden budgetbehandlingen", "2030-03-12", "2030-08-26"),
        ("Sagen udsættes til mødet i februar.", "til mødet i februar", "2031-02-01", "2031-02-28"),
        ("Den fremlægges på mødet den 4. maj 2030.", "på mødet den 4. maj 2030", "2030-05-04", "2030-05-04"),
        ("Den fremlægges i januar-februar 2031.", "i januar-februar 2031", "2031-01-01", "2031-02-28"),
        ("Den holdes i uge 46.", "i uge 46", "2030-11-11", "2030-11-17"),
        ("Det gælder fra skoleåret 2030/31.", "fra skoleåret 2030/31", "2030-08-01", None),
        ("Planen er i høring fra den 1. maj til den 26. juni 2030.", "fra den 1. maj til den 26. juni 2030", "2030-05-01", "2030-06-26"),
        ("Høring den 3.-7. juni 2030.", "den 3.-7. juni 2030", "2030-06-03", "2030-06-07"),
        ("Det sker i slutningen af maj.", "i slutningen af maj", "2030-05-21", "2030-05-31"),
        ("Status gives på junimødet.", "på junimødet", "2030-06-01", "2030-06-30"),
        ("Restbeløbet overføres til 2032.", "til 2032", "2032-01-01", "2032-12-31"),
        ("Svaret gives senest om tre uger.", "senest om tre uger", "2030-03-30", "2030-04-05"),
        ("Svaret gives i løbet af foråret.", "i løbet af foråret", "2030-03-01", "2030-05-31"),
        ("Svaret gives mellem den 2. og den 18. maj.", "mellem den 2. og den 18. maj", "2030-05-02", "2030-05-18"),
        ("Svaret gives mellem den 20. maj og den 5. juni.", "mellem den 20. maj og den 5. juni", "2030-05-20", "2030-06-05"),
        ("Planen er i høring fra 1. til 30. september.", "fra 1. til 30. september", "2030-09-01", "2030-09-30"),
        ("Det drøftes i maj eller juni.", "i maj eller juni", "2030-05-01", "2030-06-30"),
        ("Der måles støj fra april til juni.", "fra april til juni", "2030-04-01", "2030-06-30"),
        ("Svaret gives senest med udgangen af maj.", "senest med udgangen af maj", "2030-03-12", "2030-05-31"),
        ("Svaret gives inden skolernes sommerferie.", "inden skolernes sommerferie", "2030-03-12", "2030-07-01"),
        ("Svaret gives efter efterårsferien.", "efter efterårsferien", "2030-10-19", None),
        ("Svaret gives inden påske.", "inden påske", "2030-03-12", "2030-04-18"),
        ("Svaret gives før skolestart.", "før skolestart", "2030-03-12", "2030-08-10"),
        ("Svaret gives i næste uge.", "i næste uge", "2030-03-18", "2030-03-24"),
        ("Svaret gives i den kommende måned.", "i den kommende måned", "2030-04-01", "2030-04-30"),
        ("Svaret gives i næste kvartal.", "i næste kvartal", "2030-04-01", "2030-06-30"),
        ("Det sker næste år.", "næste år", "2031-01-01", "2031-12-31"),
        ("Det sker i dette kvartal.", "i dette kvartal", "2030-03-12", "2030-03-31"),
        ("Svaret gives senest med udgangen af året.", "senest med udgangen af året", "2030-03-12", "2030-12-31"),
        ("Svaret gives ved udgangen af året.", "ved udgangen af året", "2030-12-01", "2030-12-31"),
        ("Svaret gives senere på året.", "senere på året", "2030-03-12", "2030-12-31"),
        ("Svaret gives inden månedens udgang.", "inden månedens udgang", "2030-03-12", "2030-03-31"),
        ("Det drøftes først på året 2031.", "først på året 2031", "2031-01-01", "2031-03-31"),
        ("Det drøftes i første halvdel af maj.", "i første halvdel af maj", "2030-05-01", "2030-05-16"),
        ("Notatet sendes senest i uge 20.", "senest i uge 20", "2030-03-12", "2030-05-19"),
        ("Der gøres status i 1. og 2. kvartal 2031.", "i 1. og 2. kvartal 2031", "2031-01-01", "2031-06-30"),
        ("Svaret gives inden den 15. i næste måned.", "inden den 15. i næste måned", "2030-03-12", "2030-04-15"),
        ("Det drøftes den første onsdag i oktober.", "den første onsdag i oktober", "2030-10-02", "2030-10-02"),
        ("Det drøftes sidste fredag i maj 2031.", "sidste fredag i maj 2031", "2031-05-30", "2031-05-30"),
        ("Svaret gives mellem jul og nytår.", "mellem jul og nytår", "2030-12-26", "2030-12-31"),
        ("Det sker omkring månedsskiftet maj/juni.", "omkring månedsskiftet maj/juni", "2030-05-24", "2030-06-07"),
        ("Notatet sendes senest 3 uger efter mødet.", "senest 3 uger efter mødet", "2030-03-12", "2030-04-02"),
        ("Det evalueres om et års tid.", "om et års tid", "2031-02-19", "2031-04-02"),
        ("Det forelægges om 6-8 uger.", "om 6-8 uger", "2030-04-20", "2030-05-10"),
        ("Ejeren kontaktes i løbet af de næste 14 dage.", "i løbet af de næste 14 dage", "2030-03-12", "2030-03-26"),
        ("Det forelægges på udvalgets majmøde.", "på udvalgets majmøde", "2030-05-01", "2030-05-31"),
    ],
)  # fmt: skip
def test_a_printed_due_means_its_days(
    text: str, printed: str, first: str, last: str | None
) -> None:
    due = due_in(text, TODAY, BUDGET)
    assert due is not None
    assert due.printed == printed
    assert (due.first, due.last) == (
        date.fromisoformat(first),
        date.fromisoformat(last) if last else None,
    )
    assert text[due.start : due.end].strip() == printed


@pytest.mark.parametrize(
    ("text", "per_year"),
    [
        ("Udvalget orienteres to gange årligt.", 2), ("Udvalget orienteres kvartalsvist.", 4), ("Der gives status hvert kvartal.", 4),
        ("Ordningen evalueres hvert andet år.", 0.5), ("Udvalget får en månedlig status.", 12), ("Der afrapporteres en gang om året.", 1),
        ("Udvalget orienteres løbende.", 0), ("Der er status på hvert møde.", 11), ("Der gives status hver måned.", 12),
        ("Det måles hvert halve år.", 2), ("Der gives status hver tredje måned.", 4), ("Der gives status hver 6. måned.", 2),
        ("Der gives status en gang i kvartalet.", 4), ("Der gives status tre til fire gange årligt.", 4),
        ("Der gives status én gang hvert halvår.", 2), ("Der gives status på hvert udvalgsmøde.", 11),
    ],
)  # fmt: skip
def test_what_recurs_has_a_rhythm_and_no_day(text: str, per_year: float) -> None:
    due = due_in(text, TODAY)
    assert due is not None
    assert (due.sort, due.per_year, due.span) == ("rhythm", per_year, None)


@pytest.mark.parametrize(
    ("text", "printed", "sort"),
    [
        ("Sagen tages op på næste møde.", "på næste møde", "meeting"),
        ("Sagen udsættes til næste udvalgsmøde.", "til næste udvalgsmøde", "meeting"),
        ("Det behandles ved et kommende møde.", "ved et kommende møde", "meeting"),
        (
            "Det drøftes på førstkommende ordinære møde.",
            "på førstkommende ordinære møde",
            "meeting",
        ),
        ("Notatet eftersendes før mødet.", "før mødet", "meeting"),
        ("Det drøftes på et ekstraordinært møde.", "på et ekstraordinært møde", "meeting"),
        ("Det drøftes ved et senere møde.", "ved et senere møde", "meeting"),
        ("Det drøftes på et af de kommende møder.", "på et af de kommende møder", "meeting"),
        ("Sagen ses igen, så snart ejeren har svaret.", "så snart ejeren har svaret", "condition"),
        (
            "Ejeren høres, inden gravearbejdet går i gang.",
            "inden gravearbejdet går i gang",
            "condition",
        ),
        ("Ejeren høres, før der svares på brevet.", "før der svares på brevet", "condition"),
        ("Ordningen ses efter, efter at et år er gået.", "efter at et år er gået", "condition"),
        ("Sagen forelægges, når nyt udkast foreligger.", "når nyt udkast foreligger", "condition"),
        (
            "Notatet gives, inden sagen forelægges Byrådet.",
            "inden sagen forelægges Byrådet",
            "condition",
        ),
        ("Rådet svarer inden behandlingen i Byrådet.", "inden behandlingen i Byrådet", "condition"),
        ("Svaret gives snarest muligt.", "snarest muligt", "vague"),
        ("Planen sendes i høring i otte uger.", "i otte uger", "condition"),
        ("Listen sendes inden udbuddet.", "inden udbuddet", "condition"),
        (
            "Det drøftes i forbindelse med de tre årlige revisioner.",
            "i forbindelse med de tre årlige revisioner",
            "condition",
        ),
        ("Det sker i de kommende uger.", "i de kommende uger", "vague"),
        ("Emnet tages op i det nye år.", "i det nye år", "vague"),
    ],
)
def test_a_due_without_a_day_keeps_its_phrase(text: str, printed: str, sort: str) -> None:
    due = due_in(text, TODAY)
    assert due is not None
    assert (due.printed, due.sort, due.span) == (printed, sort, None)
    assert due.asked_again(TODAY) == date(2030, 9, 12)


@pytest.mark.parametrize(
    "text",
    [
        "Planen godkendes.",
        "Budget 2031 er vedtaget.",
        "Klimaplan 2030",
        "Sagen er fra 1. maj 2029.",
        "Der er 1.200 i alt.",
    ],
)
def test_no_due_is_invented(text: str) -> None:
    due = due_in(text, TODAY)
    assert due is None or due.first is None or due.last is None


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2000, 4, 23), (2024, 3, 31), (2030, 4, 21), (2038, 4, 25)]
)
def test_easter_moves_as_the_calendar_says(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day)


def test_how_long_something_lasts_is_no_day_to_keep() -> None:
    assert due_in("Ordningen forlænges i to år.", TODAY).span is None  # type: ignore[union-attr]
    assert due_in("Svaret gives om tre uger.").span is None  # type: ignore[union-attr]


def test_how_often_and_when_in_the_year_is_one_phrase() -> None:
    due = due_in("Der gives en status hvert år i november.", TODAY)
    assert due is not None
    assert (due.printed, due.sort, due.per_year) == ("hvert år i november", "rhythm", 1)
    assert due.span == (date(2030, 11, 1), date(2030, 11, 30))


def test_periods_tell_kind_number_and_year() -> None:
    quarter, half, month = periods_in("3. kvartal 2031, 1. halvår 2030 og maj måned 2032")
    assert (quarter.kind, quarter.number, quarter.year) == ("quarter", 3, 2031)
    assert (half.kind, half.number, half.last) == ("half", 1, date(2030, 6, 30))
    assert (month.kind, month.number, month.first) == ("month", 5, date(2032, 5, 1))
    assert quarter.agrees(periods_in("3. kvartal")[0])
    assert not quarter.agrees(half)


def test_looking_for_dues_takes_time_in_step_with_the_length() -> None:
    for part in (
        "inden den ",
        "i maj 2030 og ",
        "når det er ",
        "hvert år ",
        "a" * 30 + " ",
        "inden " * 3 + "x",
        "mellem den 1. og ",
        "om ca. 3 til ",
        "hver anden ",
        "når ",
    ):
        began = time.process_time()
        due_in(part * (40_000 // len(part)), TODAY)
        assert time.process_time() - began < 3.0, part
