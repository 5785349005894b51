"""Text whose lines were lost: one long run for each page, as some sites show a PDF's words.

Headings, figures and labels cannot be told there, so that nothing is cut: the whole text is kept in
one item and the record carries a note that says why.
"""

from __future__ import annotations

from collections.abc import Sequence

from raadslag.reader.lines.line import Line
from raadslag.record import Note

LONG = 250
"""Letters from which on a line is no printed line."""
FEW = 60
"""Lines in a document up to which long lines are a sign that lines were lost."""


def lines_lost(lines: Sequence[Line], headings: int) -> Note | None:
    """A note where nearly all of the text stands in a few long runs with hardly a heading, else null."""
    filled = [line for line in lines if line.text]
    long = [line for line in filled if len(line.text) > LONG and line.starts_block is None]
    letters = sum(len(line.text) for line in filled)
    if (
        not long
        or len(filled) > FEW
        or headings * 2 > len(long)
        or sum(len(line.text) for line in long) < 0.8 * letters
    ):
        return None
    text = "Teksten har mistet sine linjer, så punkter og overskrifter ikke kan skelnes. Læs den ved siden af kilden."
    return Note("lines-lost", text, long[0].where)
