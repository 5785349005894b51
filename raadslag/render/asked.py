"""What an item asks for, told alike everywhere: who recommends, and the money, as a table of the record."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from raadslag.danish.amounts import kroner
from raadslag.record import Appropriation, Item, Table

KINDS = {
    "supplementary": "Tillægsbevilling",
    "capital": "Anlægsbevilling",
    "reallocation": "Omplacering",
    "within": "Inden for bevillingen",
}
"""What each kind of appropriation is called."""
_HEADS = ("Bevilling", "År", "Konto", "Beløb", "Finansiering")


def lead_of(item: Item) -> str:
    """The words before the points: `Center for Job indstiller, at`.

    A member's own matter says "foreslår". Points that begin with "at" themselves, as in many old minutes, get no second one; where a point
    begins with a capital letter "at" would not fit, and a colon stands. Nothing where nobody is named.
    """
    who, points = (item.recommended_by or "").strip(), item.recommendations
    if not who:
        return ""
    if "indstille" in who.casefold():
        return who
    said = who if who.endswith(" foreslår") else f"{who} indstiller"
    if all(point.casefold().startswith("at ") for point in points):
        return f"{said},"
    if all(point[:1].islower() or point[:1].isdigit() for point in points):
        return f"{said}, at"
    return f"{said}:"


def money_table(asked: Sequence[Appropriation]) -> Table | None:
    """The money asked for, a row for each year and account, with a total where there are several.

    A column that no row fills is left out. Null where nothing is asked for.
    """
    if not asked:
        return None
    rows = [_row(one) for one in asked]
    if len(rows) > 1:
        total = sum(map(_value, asked), Decimal(0))
        rows.append(("I alt", "", "", kroner(total), ""))
    filled = [n for n in range(len(_HEADS)) if any(row[n] for row in rows)]
    return Table(
        caption=None,
        columns=tuple(_HEADS[n] for n in filled),
        rows=tuple(tuple(row[n] for n in filled) for row in rows),
    )


def _row(one: Appropriation) -> tuple[str, ...]:
    year = str(one.year) if one.year else ""
    return (KINDS[one.kind], year, one.account or "", kroner(_value(one)), one.financing or "")


def _value(one: Appropriation) -> Decimal:
    """Records made elsewhere may say anything: what is no number is nought."""
    try:
        value = Decimal(one.amount)
    except InvalidOperation:
        return Decimal(0)
    return value if value.is_finite() else Decimal(0)
