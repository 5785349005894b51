"""Where in the item an operand stands: for the few rules that don't say it themselves."""

from __future__ import annotations

import re
from dataclasses import replace

from raadslag.checks.findings import Operand
from raadslag.checks.view import ItemView, Part, Passage
from raadslag.record import Table


def placed(operand: Operand, parts: tuple[Part, ...], item: ItemView | None) -> Operand:
    """The operand with its section, and its offset where prose holds it; as it is where none does."""
    if operand.section is not None or not operand.text.strip():
        return operand
    pattern = _printed(operand.text)
    for part in parts:
        for piece in part.flow:
            if isinstance(piece, Passage) and (found := pattern.search(piece.text)):
                return replace(operand, section=part.place, offset=piece.offset + found.start())
            if isinstance(piece, Table) and _in_table(pattern, piece):
                return replace(operand, section=part.place)
    for part in parts:
        if part.heading and pattern.search(part.heading):
            return replace(operand, section=part.place)
    titles = item.item.attachments if item is not None else ()
    if any(pattern.search(f"{one.title} {one.file_name or ''}") for one in titles):
        return replace(operand, section="attachments")
    return replace(operand, section=parts[0].place) if len(parts) == 1 else operand


def _in_table(pattern: re.Pattern[str], table: Table) -> bool:
    rows = (table.columns, *table.rows)
    return any(pattern.search(cell) for row in rows for cell in row)


def _printed(text: str) -> re.Pattern[str]:
    """The words as they stand, not as a part of a longer word or number; a masked sign is any."""
    words = r"\s+".join(re.escape(word) for word in text.split()).replace("•", r"\w")
    return re.compile(rf"(?<![\w.,]){words}(?!\w|[.,]\d)", re.IGNORECASE)
