"""An amount is read however a Dane types it, and refused in words where it isn't exactly one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from raadslag.danish.amounts import NotAnAmount, amount_said, kroner


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("105.000", "105000"),
        ("105000", "105000"),
        ("105 000", "105000"),
        ("105\u00a0000\u00a0kr.", "105000"),
        ("105.000,50 kr.", "105000.50"),
        ("105.000,-", "105000"),
        ("kr. 105.000", "105000"),
        ("DKK 105.000", "105000"),
        ("1,2 mio. kr.", "1200000"),
        ("1,2 mio.", "1200000"),
        ("mio. kr. 1,2", "1200000"),
        ("1½ mio. kr.", "1500000"),
        ("500 t.kr.", "500000"),
        ("500 tkr.", "500000"),
        ("t.kr. 500", "500000"),
        ("3 mia. kr.", "3000000000"),
        ("2000", "2000"),
        ("-200.000", "-200000"),
        ("− 200.000 kr.", "-200000"),
        ("0", "0"),
    ],
)
def test_an_amount_is_read_as_it_is_typed(typed: str, meant: str) -> None:
    assert amount_said(typed) == Decimal(meant)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("105,000", "Er det 105.000 kroner?"),
        ("105000.50", "komma før decimaler"),
        ("1.2 mio.", "komma før decimaler"),
        ("ca. 105.000", "uden »ca.«"),
        ("100-200.000", "uden spænd"),
        ("100.000 kr. i 2026", "beløb"),
        ("10,5 %", "Skriv kun beløbet"),
        ("hundrede", "Skriv ét beløb"),
        ("", "Skriv ét beløb"),
        ("9" * 13, "Tæl cifrene"),
        ("1,2345 mio. kr. og mere", "kun beløbet"),
    ],
)
def test_what_is_no_exact_amount_is_refused_with_what_to_write(typed: str, told: str) -> None:
    with pytest.raises(NotAnAmount, match=told.replace("?", r"\?").replace(".", r"\.")):
        amount_said(typed)


def test_an_amount_is_printed_with_ore_only_where_it_has_them() -> None:
    assert kroner(Decimal("1200000.00")) == "1.200.000 kr."
    assert kroner(Decimal("105000.5")) == "105.000,50 kr."
    assert amount_said(kroner(Decimal("-20000.05"))) == Decimal("-20000.05")
