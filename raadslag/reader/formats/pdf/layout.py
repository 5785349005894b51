"""A PDF page as a person reads it: lines and tables from top to bottom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from raadslag.reader.formats.pdf.columns import Region, column_regions, to_paragraphs, to_rows
from raadslag.reader.formats.pdf.links import Link
from raadslag.reader.formats.pdf.pieces import SLANTING, Piece, turn_piece
from raadslag.reader.formats.pdf.rules import Rule, turned_rules
from raadslag.reader.formats.pdf.tables import Grid, aligned_grids, ruled_grids
from raadslag.reader.lines.opened import minutes_in
from raadslag.reader.words import danish

_MARGIN_LINES = 2
"""Sideways lines in the margin that are no part of the text."""
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
    size: tuple[float, float] = (0.0, 0.0)


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
    """Lines and tables in reading order; what is set sideways is read as if the sheet were turned."""
    turned = {piece.turn for piece in page.pieces} - {0, SLANTING}
    if not turned:
        return _level_elements(page)
    level = [piece for piece in page.pieces if piece.turn not in turned]
    elements = _level_elements(replace(page, pieces=level))
    for turn in sorted(turned):
        sideways = [piece for piece in page.pieces if piece.turn == turn]
        top = max(piece.top for piece in sideways)
        if level and _is_in_margin(sideways, level):
            continue  # a case number or the printer's mark along the edge
        below = (at for at, element in enumerate(elements) if element.bottom < top - 1)
        place = next(below, len(elements))
        elements[place:place] = _level_elements(_turned_page(page, sideways, turn))
    return elements


def _is_in_margin(sideways: Sequence[Piece], level: Sequence[Piece]) -> bool:
    """A line or two beside all the other text."""
    left, right = min(piece.left for piece in level), max(piece.right for piece in level)
    beside = all(piece.right <= left + 1 or piece.left >= right - 1 for piece in sideways)
    return beside and len({round(piece.left / 4) for piece in sideways}) <= _MARGIN_LINES


def _turned_page(page: Page, pieces: Sequence[Piece], turn: int) -> Page:
    """The page with only these pieces, turned so that they are level."""
    size = (page.size[1], page.size[0]) if turn != 2 else page.size
    level = [replace(piece, turn=0) for piece in pieces]
    for piece in level:
        turn_piece(piece, turn, size)
        # The base line of a turned line lies where its letters' lowest points do, near enough.
        piece.base = piece.bottom
    across, down = turned_rules(page.across, page.down, turn, size)
    return Page(page.number, level, across, down, size=size)


def _level_elements(page: Page) -> list[Element]:
    if is_plain(page.pieces):
        return list(page.pieces)
    pieces = _with_leaders(page.pieces)
    grids = ruled_grids(pieces, page.across, page.down)
    rest = _outside(pieces, grids)
    parts: list[tuple[float, list[Element]]] = [(grid.top, _of_grid(grid)) for grid in grids]
    for region in column_regions(to_rows(rest)):
        parts.append(
            (region.top, [element for side in region.columns for element in to_paragraphs(side)])
        )
        rest = _outside(rest, [region])
    aligned = aligned_grids(to_rows(rest))
    parts += [(grid.top, _of_grid(grid)) for grid in aligned]
    rest = _outside(rest, aligned)
    beside = _beside_the_text(rest)
    aside = {id(piece) for piece in beside}
    main = [piece for piece in rest if id(piece) not in aside]
    parts += [(line.top, [line]) for line in _set(main)]
    parts.sort(key=lambda part: -part[0])
    ordered = [element for _, elements in parts for element in elements]
    return [*ordered, *_set(beside)]


def _of_grid(grid: Grid) -> list[Element]:
    """The table, or its lines where it holds minutes."""
    first, left = grid.pieces[0], grid.edges[0]
    lines: list[Element] = []
    for text, level in minutes_in(grid.rows):
        base = grid.top - (len(lines) + 1) * first.size
        # No line of it runs on into the next, so that all of them are short.
        lines.append(
            replace(first, text=text, left=left, right=left + 1, base=base, bold=level is not None)
        )
    return lines or [grid]


def _set(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces as lines from top to bottom; a heading in the margin stands above the text beside it."""
    lines: list[Piece] = []
    for row in to_rows(pieces):
        if len(row) > 1 and danish().role(row[0].text):
            high = max(piece.top for piece in row)
            lines.append(replace(row.pop(0), top=high + 0.1))
        lines.append(_joined(row) if len(row) > 1 else row[0])
    return lines


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


def _outside(pieces: Sequence[Piece], taken: Sequence[Grid | Region]) -> list[Piece]:
    gone = {id(piece) for part in taken for piece in part.pieces}
    return [piece for piece in pieces if id(piece) not in gone]


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
