"""One amount of money as a person types it into a field: 105.000, 1,2 mio. kr., 105.000,50 kr., 500 t.kr.

What an amount is, `quantities` knows. Here it is only made ready for that reader (kr. in front, the
dash of `105.000,-`, thousands parted by blanks), and refused, with the reason, where it isn't exactly one.
"""

from __future__ import annotations

import re
from decimal import Decimal

from raadslag.danish.numbers import show
from raadslag.danish.quantities import Quantity, figures_in

EXAMPLES = "105.000, 105.000,50 eller 1,2 mio."
ORE = Decimal("0.01")
LARGEST = Decimal("999999999999.99")
"""More than any municipality has: more digits are a slip of the hand."""

_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009]+")
_PARTED = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_IN_FRONT = re.compile(r"^([-−–+]?) ?(?:(mio\.?|t\.?) ?)?(?:kr\.?|kroner|dkk) ?(?=[-−–+]?\d)", re.I)
_DASH = re.compile(r",(?:-{1,2}|–|—)(?= |$)")
_THOUSANDS = re.compile(r"(?<=\d) ?tkr\.?$", re.I)
_COMMA_THREE = re.compile(r"\d{1,3},\d{3}(?!\d)")
_POINT_DECIMALS = re.compile(r"\d\.\d{1,2}(?!\d)")
_HAS_KRONER = re.compile(r"(?:kr\.?|kroner|dkk)$", re.I)


class NotAnAmount(ValueError):
    """The words are no single exact amount. The message says in Danish what to write instead."""


def amount_said(text: str) -> Decimal:
    """The amount in kroner, with at most two decimals. Raises `NotAnAmount`."""
    plain = _made_ready(text)
    if _COMMA_THREE.search(plain) and not re.search(r"mio|mia|mill", plain, re.I):
        meant = plain.replace(",", ".")
        raise NotAnAmount(
            f"Er det {meant.removesuffix(' kr.')} kroner? Brug punktum mellem tusinder og komma før ører: {EXAMPLES}"
        )
    if _POINT_DECIMALS.search(plain):
        raise NotAnAmount(f"Brug komma før decimaler og punktum mellem tusinder: {EXAMPLES}")
    return _exact(_only_one(plain))


def kroner(value: Decimal) -> str:
    """An amount as Danes print it: `105.000 kr.`, `105.000,50 kr.`"""
    whole = value == value.to_integral_value()
    text = show(value.quantize(Decimal(1)) if whole else value.quantize(ORE))
    if not whole and len(text.rpartition(",")[2]) == 1:
        text += "0"
    return f"{text} kr."


def _made_ready(text: str) -> str:
    """The words as `quantities` reads them: one blank, points between thousands, kr. at the end."""
    plain = _BLANKS.sub(" ", text).strip()
    plain = _DASH.sub("", plain)
    plain = _THOUSANDS.sub(" t.kr.", plain)
    if front := _IN_FRONT.match(plain):
        sign, scale = front[1], front[2]
        plain = sign + plain[front.end() :] + (f" {scale} kr." if scale else "")
    plain = _PARTED.sub(".", plain)
    plain = re.sub(r"^([-−–+]) (?=\d)", r"\1", plain)
    return plain if _HAS_KRONER.search(plain) else f"{plain} kr."


def _only_one(plain: str) -> Quantity:
    found = figures_in(plain)
    if len(found) != 1:
        raise NotAnAmount(f"Skriv ét beløb i kroner, for eksempel {EXAMPLES}")
    (quantity,) = found
    left = (plain[: quantity.start] + plain[quantity.end :]).strip(" .+")
    if left or quantity.unit != "kr":
        raise NotAnAmount(f"Skriv kun beløbet, for eksempel {EXAMPLES}")
    if quantity.hedge or quantity.interval.width > quantity.step * 2:
        raise NotAnAmount(
            f"Skriv det nøjagtige beløb uden »ca.« og uden spænd, for eksempel {EXAMPLES}"
        )
    return quantity


def _exact(quantity: Quantity) -> Decimal:
    value = quantity.value
    if value != value.quantize(ORE):
        raise NotAnAmount("Et beløb har højst to decimaler (ører).")
    if abs(value) > LARGEST:
        raise NotAnAmount("Beløbet er for stort. Tæl cifrene efter.")
    return value.quantize(ORE)
