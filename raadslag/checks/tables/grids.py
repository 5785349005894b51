"""The grids of a part, each read with the words that stand just before it."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from raadslag.checks.tables.grid import Grid, table_to_grid
from raadslag.checks.view import Part, Passage
from raadslag.record import Table

_THOUSANDS = re.compile(r"(?:1\.?000|\bt\.|tusinde?)\s?kr|\btkr", re.IGNORECASE)
_MILLIONS = re.compile(r"\bmio\.?\s?kr|\bi mio\b|millioner kr", re.IGNORECASE)


@lru_cache(maxsize=256)
def scaled_grids(part: Part) -> tuple[tuple[Grid, Decimal], ...]:
    """Every table of the part that holds figures, and the kroner that one of its amounts stands for.

    Caption, heads and the passage just before the table may tell it ("i 1.000 kr.").
    """
    found = []
    before = ""
    for piece in part.flow:
        if isinstance(piece, Passage):
            before = piece.text[-160:]
            continue
        grid = table_to_grid(piece, before)
        if grid is not None:
            found.append((grid, _scale(piece, before)))
        before = ""
    return tuple(found)


def grids(part: Part) -> tuple[Grid, ...]:
    """Every table of the part that holds figures."""
    return tuple(grid for grid, _ in scaled_grids(part))


def _scale(table: Table, before: str) -> Decimal:
    heads = " ".join([table.caption or "", *table.columns, *(table.rows[0] if table.rows else ())])
    for told in (heads, before):
        if _THOUSANDS.search(told):
            return Decimal(1000)
        if _MILLIONS.search(told):
            return Decimal(1_000_000)
    return Decimal(1)
