"""The grids of a part, each read with the words that stand just before it."""

from __future__ import annotations

from functools import lru_cache

from raadslag.checks.grid import Grid, table_to_grid
from raadslag.checks.view import Part, Passage


@lru_cache(maxsize=256)
def grids(part: Part) -> tuple[Grid, ...]:
    """Every table of the part that holds figures. The passage before it may tell the unit."""
    found = []
    before = ""
    for piece in part.flow:
        if isinstance(piece, Passage):
            before = piece.text[-160:]
            continue
        grid = table_to_grid(piece, before)
        if grid is not None:
            found.append(grid)
        before = ""
    return tuple(found)
