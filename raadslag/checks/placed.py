"""Where in the item an operand stands: for the few rules that don't say it themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from raadslag.checks.findings import Operand
from raadslag.checks.privacy.hits import MARK
from raadslag.checks.view import ItemView, Part, Passage
from raadslag.record import Table

MOST = 30_000_000
"""Signs looked through for the operands of one check, about a second: a hundred findings in minutes of 300 KB.
A text may give as many findings as it has lines, and each is looked for in all of it."""


@dataclass(slots=True)
class Looked:
    """How many signs one check may still look through for places; the operands after that have none."""

    left: int = MOST

    def search(self, pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
        """The pattern's first place in the text, while there is anything left."""
        self.left -= len(text)
        return pattern.search(text) if self.left > 0 else None


def placed(
    operand: Operand, parts: tuple[Part, ...], item: ItemView | None, looked: Looked
) -> Operand:
    """The operand with its section, and its offset where prose holds it; as it is where none does.

    A mark (`mark_of`) is printed nowhere.
    """
    is_known = operand.section is not None or operand.value == MARK
    if is_known or looked.left <= 0 or not operand.text.strip():
        return operand
    pattern = _printed(operand.text)
    for part in parts:
        for piece in part.flow:
            if isinstance(piece, Passage) and (found := looked.search(pattern, piece.text)):
                return replace(operand, section=part.place, offset=piece.offset + found.start())
            if isinstance(piece, Table) and _in_table(pattern, piece, looked):
                return replace(operand, section=part.place)
    for part in parts:
        if part.heading and looked.search(pattern, part.heading):
            return replace(operand, section=part.place)
    titles = item.item.attachments if item is not None else ()
    if any(looked.search(pattern, f"{one.title} {one.file_name or ''}") for one in titles):
        return replace(operand, section="attachments")
    return replace(operand, section=parts[0].place) if len(parts) == 1 else operand


def _in_table(pattern: re.Pattern[str], table: Table, looked: Looked) -> bool:
    rows = (table.columns, *table.rows)
    return any(looked.search(pattern, cell) for row in rows for cell in row)


def _printed(text: str) -> re.Pattern[str]:
    """The words as they stand, not as a part of a longer word or number; a masked sign is any."""
    words = r"\s+".join(re.escape(word) for word in text.split()).replace("•", r"\w")
    return re.compile(rf"(?<![\w.,]){words}(?!\w|[.,]\d)", re.IGNORECASE)
