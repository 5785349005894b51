"""Slips in the demo town's tables and prose: a figure of a labelled sum, share or difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random

from raadslag.bench.slips import CHANGES, number
from raadslag.record import Item, Meeting, Section, Table

TRIES = 2
"""Slips of every kind for each table."""


def town_slips(meeting: Meeting, seed: int) -> Iterator[tuple[str, str, Meeting]]:
    """Level, slip, and a copy of the meeting with one figure of a column with a true total changed."""
    random = Random(f"{seed}-{meeting.date}-{meeting.organization}")
    for place, item in enumerate(meeting.items):
        for number_of, section in enumerate(item.sections):
            for index, block in enumerate(section.blocks):
                if isinstance(block, Table):
                    for slip, table in _table_slips(block, random):
                        yield (
                            "tables",
                            slip,
                            _with(meeting, place, item, number_of, section, index, table),
                        )


def _table_slips(table: Table, random: Random) -> Iterator[tuple[str, Table]]:
    columns = [c for c in range(1, max(map(len, table.rows), default=0)) if _adds_up(table, c)]
    if not columns:
        return
    for slip, change in CHANGES.items():
        for _ in range(TRIES):
            column, row = random.choice(columns), random.randrange(len(table.rows))
            printed = table.rows[row][column]
            others = {str(n): line[column] for n, line in enumerate(table.rows)}
            changed = change(printed, random, others)
            copy = None if changed is None else _changed(table, row, column, changed)
            if copy is not None and not _adds_up(copy, column):
                yield slip, copy


def _adds_up(table: Table, column: int) -> bool:
    """Whether the last row is the sum of all rows above it, exactly or within their rounding."""
    if len(table.rows) < 3 or "alt" not in table.rows[-1][0].lower():
        return False
    try:
        values = [number(row[column].replace("−", "-")) for row in table.rows]
    except (ArithmeticError, ValueError, IndexError):
        return False
    decimals = max(len(row[column].partition(",")[2]) for row in table.rows)
    step = Decimal(1).scaleb(-decimals)
    return abs(sum(values[:-1], Decimal(0)) - values[-1]) <= step * (len(values) + 1) / 2


def _changed(table: Table, row: int, column: int, text: str) -> Table:
    rows = [list(line) for line in table.rows]
    rows[row][column] = text
    return replace(table, rows=tuple(tuple(line) for line in rows))


def _with(
    meeting: Meeting,
    place: int,
    item: Item,
    number_of: int,
    section: Section,
    index: int,
    table: Table,
) -> Meeting:
    blocks = (*section.blocks[:index], table, *section.blocks[index + 1 :])
    sections = (
        *item.sections[:number_of],
        replace(section, blocks=blocks),
        *item.sections[number_of + 1 :],
    )
    changed = replace(item, sections=sections, tables=())
    return replace(meeting, items=(*meeting.items[:place], changed, *meeting.items[place + 1 :]))
