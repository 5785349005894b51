"""The margin: how wide the text is printed, and whether a line was broken by it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from raadslag.reader.lines.line import Line

_PARAGRAPH_GAP = 0.25
"""Blank space above a line, in line heights beyond the usual, from which a paragraph begins."""


def wrap_width(lines: Sequence[Line]) -> float | None:
    """The width, in letters (or points where lines know their edges), at which the text is wrapped.

    Null where lines are whole paragraphs. Wrapped text shows in many lines that end close to the
    longest ones.
    """
    if any(line.right is not None for line in lines[:400]):
        return _point_width(lines)
    lengths = sorted(len(line.text) for line in lines if len(line.text) > 20 and not line.table)
    if len(lengths) < 20:
        return None
    widest = lengths[int(len(lengths) * 0.97)]
    if widest > 180 or widest < 50:
        return None
    near = sum(1 for length in lengths if length >= widest * 0.85)
    return float(widest) if near >= len(lengths) * 0.3 else None


HARD_WRAPPED = 55
"""Letters from which on a line may have been broken by hand, where too few lines tell of a margin."""


def _goes_on(line: Line, after: Line) -> bool:
    """A sentence that goes on with a small letter right under a long line that ends none."""
    return (
        len(line.text) >= HARD_WRAPPED and line.text[-1] not in ".:;?!" and after.number == line.number + 1
        and after.text[:1].islower() and not after.text.startswith("at ") and not after.starts_block
        and line.table is None and after.table is None and "\t" not in line.text + after.text
    )  # fmt: skip


def _parted_by_a_page(line: Line, after: Line) -> bool:
    """A running head stood between two lines of one sentence, and was taken away."""
    return (
        after.number - line.number > 1 and line.starts_block is None and line.page == after.page is None
        and line.text[-1:] == "," and after.text[:1].islower() and "\t" not in line.text + after.text
    )  # fmt: skip


_LEADS_ON = frozenset(
    "og eller samt i på til af for med fra ved mellem den det de en et der som".split()
)
"""Words that end no line of their own: what they lead to stands on the next."""
_ORDINAL = re.compile(r"\b(?:\d{1,2}|bl\.a|ca|jf|hhv|nr|inkl|ekskl|pr|kl|d)\.$")
SHORTEST_UNFINISHED = 20
"""Letters from which on a line is one of a text and no label or cell."""


def _is_unfinished(line: Line, after: Line) -> bool:
    """ "… til Lyngby og" / "Rudersdal", "… en Teknik-" / "og Miljøplan", "… i 2." / "kvartal"."""
    if (
        len(line.text) < SHORTEST_UNFINISHED
        or after.number != line.number + 1
        or after.starts_block
        or not after.text.strip(" .-")
        or line.table
        or after.table
        or "\t" in line.text + after.text
    ):
        return False
    if line.text.endswith("-"):
        return after.text.startswith(("og ", "samt ", "eller ", "og/eller "))
    if line.text.endswith("."):
        return after.text[:1].islower() and bool(_ORDINAL.search(line.text))
    return line.text.rsplit(" ", 1)[-1] in _LEADS_ON and not _LISTS.match(after.text)


_LISTS = re.compile(r"(?:[•○▪■‣*–-]|\d{1,3}[.)]|[a-z]\))\s")


def _point_width(lines: Sequence[Line]) -> float | None:
    rights = sorted(line.right for line in lines if line.right is not None and len(line.text) > 20)
    if len(rights) < 5:
        return None
    return rights[int(len(rights) * 0.95)]


def runs_on(line: Line, after: Line, width: float | None) -> bool:
    """True where the next line's first word would not have fitted: the break is the margin's."""
    if _is_unfinished(line, after):
        return True
    if width is None and (_goes_on(line, after) or _parted_by_a_page(line, after)):
        return True
    if (
        width is None
        or after.starts_block
        or line.table
        or after.table
        or not after.text.strip(" .-")
    ):
        return False
    if after.gap is not None and after.gap > _PARAGRAPH_GAP:
        return False
    first = after.text.split(" ", 1)[0] if after.text else ""
    # Letters differ in width, so that a line may be full well before the widest one; but where a
    # sentence ends and another begins, only a really full line tells of a margin.
    closed = line.text[-1:] in ".:;?!" and (first[:1].isupper() or first[:1].isdecimal())
    if line.right is not None and line.left is not None:
        letter = (line.right - line.left) / max(1, len(line.text))
        return line.right + letter * (len(first) + 1) > width - letter * (1 if closed else 4)
    return len(line.text) + 1 + len(first) > width * (1.0 if closed else 0.85)
