"""Tables in which a group is so small that its members can be known.

Source: the practice of official statistics, where groups of 1 to 4 persons are left out
(Danmarks Statistik, diskretionering).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from raadslag.checks.privacy.words import of
from raadslag.record import Table

FEWEST = 5
"""Groups below this many persons are asked about; none at all (0) tells nothing of anybody."""

_PERSONS = re.compile(of("contact", "persons"))
"""Words that say that the table counts private persons."""
_PRIVATE = re.compile(of("contact", "private"))
"""Words that make a small group a matter of somebody's private life."""
_NO_COUNT = re.compile(r"rang|placering|%|pct|nr\b|år\b", re.IGNORECASE)
_COUNT = re.compile(r"\d{1,3}")


def _is_few(cell: str) -> bool:
    return bool(_COUNT.fullmatch(cell)) and 0 < int(cell) < FEWEST


def small_cells(table: Table, context: str = "") -> Iterator[tuple[int, str, str]]:
    """Row number, row label and cell of each group of 1 to 4 persons; nothing where none are counted.

    `context` is the text around the table: its caption and the passage before it.
    """
    labels = (row[0] for row in table.rows if row)
    about = " ".join([context, table.caption or "", *table.columns, *labels]).lower()
    if not (_PERSONS.search(about) and _PRIVATE.search(about)):
        return
    for index, row in enumerate(table.rows):
        for column, cell in enumerate(row[1:], start=1):
            head = table.columns[column] if column < len(table.columns) else ""
            if _is_few(cell.strip()) and not _NO_COUNT.search(head):
                yield index, row[0], cell.strip()
                break
