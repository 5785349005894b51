"""Ordinary items of no particular content: for measures of the meeting's pages and its PDF. Pure."""

from __future__ import annotations

from raadslag.record import Block, Item, Meeting, Section, Table, paragraph

WORDS = (
    "udvalget borgerne indsatsen centeret aftalen perioden budgettet tilbuddet målet året".split()
)


def text_of(seed: int) -> tuple[Block, ...]:
    """Some two hundred words and a table: an ordinary item."""
    words = [WORDS[(seed * 7 + n * n) % len(WORDS)] for n in range(200)]
    parts = [" ".join(words[n : n + 50]).capitalize() + "." for n in range(0, 200, 50)]
    rows = tuple((str(year), f"{seed * 100 + year}") for year in range(2020, 2026))
    table = Table("Tal", ("År", "Antal"), rows)
    return (*(paragraph(part) for part in parts), table)


def record_of(items: int, *, seed: int = 0) -> Meeting:
    """Minutes of so many ordinary items, for the PDF's measure."""
    made = tuple(
        Item(
            number=n,
            title=f"Punkt {n} om {WORDS[(n + seed) % 10]}",
            sections=(Section("Sagsfremstilling", "case", 1, "", text_of(n + 100 * seed)),
                      Section("Økonomi", "economy", 1, "", (paragraph("Ingen."),))),
            recommendations=("orienteringen tages til efterretning",),
        )
        for n in range(1, items + 1)
    )  # fmt: skip
    return Meeting(organization="Byrådet", municipality="Målsted Kommune", items=made)
