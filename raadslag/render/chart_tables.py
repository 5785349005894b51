"""A table as a chart: what is drawn of it, or why none can be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from raadslag.danish.numbers import decimal
from raadslag.record import Table
from raadslag.render.charts import Chart, Series

MOST_BARS, MOST_POINTS = 16, 60
MOST_SERIES = {"bar": 3, "line": 5}
_NUMBER = re.compile(
    r"(?P<number>[-+−–]?\s?(?:\d{1,3}(?:[.\s]\d{3})+|\d{1,12})(?:,\d{1,6})?)\s*(?P<unit>[^\d\s][^\d]{0,20})?"
)
_MISSING = frozenset({"", "-", "–", "—", "..", "…", ".", "i.o."})
"""What stands in a cell with no number in it."""
_TOTAL = re.compile(r"(?:i alt|total|sum|samlet|hele kommunen)\b", re.IGNORECASE)
_PERIOD = re.compile(r"(?:[a-zæøå. ]{0,12}|\d\.? ?(?:kvt|kvartal|kv)\.? )?(?:19|20)\d\d(?:[/-]\d{2,4})?", re.IGNORECASE)  # fmt: skip
LONGEST_CELL = 60


def chart_or_reason(table: Table) -> tuple[Chart | None, str]:
    """The chart that the table asks to be shown as; or null and why not, in Danish (blank for a plain table).

    The first column names the places, every other is a series; a line whose years stand along the top is
    read the other way. A row of totals is no place among its parts.
    """
    if table.shown_as == "table":
        return None, ""
    names, labels, grid = _read(table)
    if len(labels) < 2:
        return None, "Et diagram skal have mindst to rækker med tal."
    most, what = (MOST_BARS, "søjler") if table.shown_as == "bar" else (MOST_POINTS, "punkter")
    if len(labels) > most:
        return None, f"Et diagram kan have højst {most} {what} ved siden af hinanden."
    if not names or len(names) > MOST_SERIES[table.shown_as]:
        return None, f"Et diagram kan vise én til {MOST_SERIES[table.shown_as]} kolonner med tal."
    read = [[_cell(cell) for cell in cells] for cells in grid]
    for cell in (cell for cells in read for cell in cells):
        if isinstance(cell, str):
            return None, f"»{cell[:40]}« er ikke et tal. Ret feltet, eller vis tabellen som den er."
    found = [cell for cells in read for cell in cells if isinstance(cell, _Cell)]
    if not found:
        return None, "Tabellen har ingen tal."
    if len({cell.unit for cell in found}) > 1:
        return None, "Tallene har hver sin enhed og kan ikke stå i ét diagram."
    series = tuple(
        Series(name, tuple(cell.value if isinstance(cell, _Cell) else None for cell in cells))
        for name, cells in zip(names, read, strict=True)
    )
    if len(series) == 1 and series[0].name.casefold() in (table.caption or "").casefold():
        series = (Series("", series[0].values),)
    decimals = max(cell.decimals for cell in found)
    title = table.caption or ""
    return Chart(table.shown_as, title, labels, series, found[0].unit, decimals), ""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A number in a table: its value, its unit, and how many decimals it is printed with."""

    value: Decimal
    unit: str
    decimals: int


def _cell(text: str) -> _Cell | str | None:
    """The cell's number; null where there is none; its text where it says something else."""
    text = text.strip()
    if text.lower() in _MISSING:
        return None
    found = _NUMBER.fullmatch(text) if len(text) <= LONGEST_CELL else None
    if found is None:
        return text
    printed = found["number"].replace("+", "")
    return _Cell(decimal(printed), _unit(found["unit"]), len(printed.partition(",")[2]))


def _read(table: Table) -> tuple[tuple[str, ...], tuple[str, ...], list[tuple[str, ...]]]:
    """Names of the series, names of the places, and each series' cells."""
    width = max([len(table.columns), *(len(row) for row in table.rows)], default=0)
    heads = _padded(table.columns, width)[1:]
    rows = [_padded(row, width) for row in table.rows if any(cell.strip() for cell in row)]
    if table.shown_as == "line" and _across(heads, rows):
        return (
            tuple(row[0].strip() for row in rows),
            tuple(head.strip() for head in heads),
            [tuple(row[1:]) for row in rows],
        )
    places = [row for row in rows if not _TOTAL.match(row[0].strip())]
    return (
        tuple(head.strip() for head in heads),
        tuple(row[0].strip() for row in places),
        [tuple(row[n] for row in places) for n in range(1, width)],
    )


def _across(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """The places stand along the top: years there, and something else down the side."""
    along = len(heads) > 1 and all(_PERIOD.fullmatch(head.strip()) for head in heads)
    return along and not all(_PERIOD.fullmatch(row[0].strip()) for row in rows)


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]


def _unit(text: str | None) -> str:
    said = (text or "").strip()
    return {"%": "pct.", "pct": "pct.", "procent": "pct.", "kr": "kr."}.get(said.lower(), said)
