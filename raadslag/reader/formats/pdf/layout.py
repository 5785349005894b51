"""A PDF page as a person reads it: lines and tables from top to bottom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from raadslag.reader.formats.pdf.links import Link
from raadslag.reader.formats.pdf.pieces import Piece
from raadslag.reader.formats.pdf.rules import Rule
from raadslag.reader.formats.pdf.tables import Grid, aligned_grids, ruled_grids

_SIDE_BY_SIDE = 6
"""Rows with two stretches of running text from which a page is set in columns."""

_COLUMN_STEP = 6
"""Points within which left edges are one column's."""
_SIDE_LINES = 3
_DOTS = frozenset({".", "·", "…", "_", ". .", ". . ."})
_LEADER_DOTS = 5


@dataclass(slots=True)
class Page:
    """A page's pieces, with the drawn lines where they may matter."""

    number: int
    pieces: list[Piece]
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


Element = Piece | Grid


def is_plain(pieces: Sequence[Piece]) -> bool:
    """One piece a line, each below the one before: nothing to work out."""
    lines: set[int] = set()
    base = float("inf")
    for piece in pieces:
        if piece.line in lines or piece.base > base - 1:
            return False
        lines.add(piece.line)
        base = piece.base
    return True


def page_to_elements(page: Page) -> list[Element]:
    """Lines and tables in reading order."""
    if is_plain(page.pieces):
        return list(page.pieces)
    pieces = _with_leaders(page.pieces)
    grids = ruled_grids(pieces, page.across, page.down)
    rest = _outside(pieces, grids)
    aligned = aligned_grids(to_rows(rest))
    grids += aligned
    rest = _outside(rest, aligned)
    if _is_set_in_columns(to_rows(rest)):
        return _in_content_order(rest, grids)
    beside = _beside_the_text(rest)
    aside = {id(piece) for piece in beside}
    main = [piece for piece in rest if id(piece) not in aside]
    elements: list[Element] = [_joined(row) if len(row) > 1 else row[0] for row in to_rows(main)]
    ordered = sorted([*elements, *grids], key=lambda element: -element.top)
    return [*ordered, *(_joined(row) for row in to_rows(beside))]


def _beside_the_text(pieces: Sequence[Piece]) -> list[Piece]:
    """A narrow column in the margin, such as a letterhead: it shares few base lines with the text.

    Labels and their values do share them, and stay on one line.
    """
    starts = Counter(round(piece.left / _COLUMN_STEP) for piece in pieces)
    for start in sorted(start for start, count in starts.items() if count >= _SIDE_LINES):
        edge = (start - 1) * _COLUMN_STEP
        side = [piece for piece in pieces if piece.left >= edge]
        high, low = max(piece.top for piece in side), min(piece.bottom for piece in side)
        level = [p for p in pieces if p.left < edge and p.bottom < high and p.top > low]
        if len(level) < len(side) or any(piece.right > edge for piece in level):
            continue
        shared = sum(any(abs(p.base - other.base) < 1 for other in level) for p in side)
        if shared <= 0.6 * len(side):
            return side
    return []


def to_rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces on one base line together, top down, each row from the left."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.base):
        if rows and rows[-1][0].base - piece.base < 0.45 * min(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda piece: piece.left)
    return rows


def _with_leaders(pieces: list[Piece]) -> list[Piece]:
    """Rows of lone dots that lead to a page number, as one line each."""
    if sum(piece.text in _DOTS for piece in pieces) < _LEADER_DOTS:
        return pieces
    joined: list[Piece] = []
    for row in to_rows(pieces):
        words = [piece for piece in row if piece.text not in _DOTS]
        if len(row) - len(words) < _LEADER_DOTS or not words:
            joined += row
            continue
        line = _joined(words)
        head, *tail = [piece.text for piece in words]
        line.text = " ".join([head, "." * _LEADER_DOTS, *tail])
        joined.append(line)
    return joined


def _outside(pieces: Sequence[Piece], grids: Sequence[Grid]) -> list[Piece]:
    taken = {id(piece) for grid in grids for piece in grid.pieces}
    return [piece for piece in pieces if id(piece) not in taken]


def _is_set_in_columns(rows: Sequence[list[Piece]]) -> bool:
    """Running text in two columns: many rows hold two long pieces that the file wrote apart."""
    lasts = Counter(
        round(row[1].left / 6)
        for row in rows
        if len(row) == 2
        and row[0].line != row[1].line
        and min(len(row[0].text), len(row[1].text)) > 18
    )
    return bool(lasts) and lasts.most_common(1)[0][1] >= _SIDE_BY_SIDE


def _in_content_order(rest: Sequence[Piece], grids: Sequence[Grid]) -> list[Element]:
    placed: list[tuple[int, Element]] = [(piece.line, piece) for piece in rest]
    placed += [(min(piece.line for piece in grid.pieces), grid) for grid in grids]
    return [element for _, element in sorted(placed, key=lambda pair: pair[0])]


def _joined(row: list[Piece]) -> Piece:
    """One line of a row of pieces."""
    first = row[0]
    return Piece(
        text=" ".join(piece.text for piece in row),
        left=first.left,
        right=max(piece.right for piece in row),
        top=max(piece.top for piece in row),
        bottom=min(piece.bottom for piece in row),
        base=first.base,
        size=max(piece.size for piece in row),
        bold=all(piece.bold for piece in row),
        line=first.line,
    )
