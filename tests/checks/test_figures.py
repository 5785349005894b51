"""Numbers and tables as Danish writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadslag.bench.made_traps import traps
from raadslag.bench.sketch import sketch_to_meeting
from raadslag.checks import check
from raadslag.checks.form.formulas import head_to_formula
from raadslag.checks.tables.grid import parse_cell
from raadslag.danish.numbers import decimal, show
from raadslag.danish.quantities import figures_in


def printed(text: str) -> list[tuple[str, str]]:
    return [(q.text, q.unit) for q in figures_in(text)]


def test_money_per_cent_and_counts_are_read_with_their_units() -> None:
    assert printed("Der gives 1.234.000 kr. til 45 pladser og 2,4 mio.kr. svarende til 35%.") == [
        ("1.234.000 kr.", "kr"),
        ("45", "pladser"),
        ("2,4 mio.kr.", "kr"),
        ("35%", "pct"),
    ]
    assert [q.value for q in figures_in("2,4 mio. kr. og 310 t.kr.")] == [2_400_000, 310_000]


@pytest.mark.parametrize(
    "text",
    [
        "Mødet er den 5. maj 2024 kl. 8.00-10.30.",
        "Ramme 20.02 og funktion 5.57.71 hører sammen.",
        "Efter § 2.13 og § 11, stk. 2, gælder punkt 3.6.",
        "Sagen har nummer 15.00.00-P22-1-24.",
        "Unge i alderen 18-29 år og børn på 0-6 år.",
        "I 2. kvartal 2024 gik kommunen fra en 22. plads til en 10. plads.",
        "Ring på telefon 44 77 20 00.",
        "Strategien gælder 2021-2024 og skoleåret 2024/2025.",
        "Se bilag 2, side 14 og uge 40.",
    ],
)
def test_what_only_looks_like_a_figure_is_none(text: str) -> None:
    assert printed(text) == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("ca. 65 borgere", "62.5", "67.5"),
        ("knap 900 borgere", "850", "900"),
        ("godt 300 borgere", "300", "350"),
        ("40-45 borgere", "40", "45"),
        ("220 borgere", "220", "220"),
        ("12,5 pct.", "12.45", "12.55"),
        ("1,2 mio. kr.", "1150000", "1250000"),
    ],
)
def test_a_printed_number_stands_for_what_its_digits_and_hedge_allow(
    text: str, low: str, high: str
) -> None:
    (quantity,) = figures_in(text)
    assert (quantity.interval.low, quantity.interval.high) == (Decimal(low), Decimal(high))


@given(st.decimals(-(10**9), 10**9, places=2))
def test_a_number_that_is_shown_is_read_back_as_itself(value: Decimal) -> None:
    text = show(value)
    read = decimal(text.removeprefix("-"))
    assert (-read if text.startswith("-") else read) == value


def test_a_cell_is_a_number_only_as_a_whole() -> None:
    assert parse_cell("1.234,5")[0] == Decimal("1234.5")
    assert parse_cell("-8")[0] == -8
    assert parse_cell("35 %")[::2] == (35, "pct")
    assert parse_cell("20.02")[0] is None
    assert parse_cell("525 (41)")[0] is None


@pytest.mark.parametrize(
    ("head", "terms"),
    [
        ("Nyt budget (2)+ (3)+ (4)=(5)", [(1, "2"), (1, "3"), (1, "4")]),
        ("5 = 3 - 4", [(1, "3"), (-1, "4")]),
        ("Afvigelse (B-A)", [(1, "B"), (-1, "A")]),
    ],
)
def test_a_formula_in_a_head_is_read(head: str, terms: list[tuple[int, str]]) -> None:
    formula = head_to_formula(head)
    assert formula is not None
    assert list(formula.terms) == terms


@pytest.mark.parametrize("head", ["Budget 2024-2027", "18-24 år", "Antal", "Q1-Q2 2024", "0-5 år"])
def test_a_span_in_a_head_is_no_formula(head: str) -> None:
    assert head_to_formula(head) is None


@pytest.mark.parametrize(("name", "text"), traps(), ids=[name for name, _ in traps()])
def test_what_looks_broken_and_is_not_raises_no_alarm(name: str, text: str) -> None:
    loud = [
        f for f in check(sketch_to_meeting(text)) if f.rule.startswith(("tal-", "tid-", "form-"))
    ]
    assert [f.message for f in loud if f.severity != "info"] == []
