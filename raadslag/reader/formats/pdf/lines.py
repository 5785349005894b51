"""A PDF's pages to lines: numbered, with wrapped headings whole and tables put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from raadslag.danish.hyphens import ends_in_hyphen, first_word_up
from raadslag.reader.formats.pdf.layout import Element, Page, page_to_elements
from raadslag.reader.formats.pdf.links import linked_spans
from raadslag.reader.formats.pdf.pieces import LEADER, Piece
from raadslag.reader.formats.pdf.tables import Grid
from raadslag.reader.formats.rows import rows_to_table
from raadslag.reader.lines.blocks import join
from raadslag.reader.lines.line import Line
from raadslag.record import Where

_LEADINGS = (1.0, 2.4)
"""Least and most distance between base lines of running text, in letter heights."""
_LARGER = 1.12
"""Times the running text's size from which a line is set as a heading."""


def pages_to_lines(pages: Sequence[Page]) -> list[Line]:
    """Running numbers on every line; a table that goes on over a page break is one table."""
    elements = [page_to_elements(page) for page in pages]
    keep_words_whole(elements)
    join_wrapped_headings(elements)
    leading = usual_leading(elements)
    lines: list[Line] = []
    open_grid: tuple[Grid, int, int] | None = None
    for page, parts in zip(pages, elements, strict=True):
        before: Piece | None = None
        for index, element in enumerate(parts):
            if isinstance(element, Piece):
                lines.append(
                    _piece_to_line(element, len(lines) + 1, page, _gap(before, element, leading))
                )
                before, open_grid = element, None
                continue
            before = None
            if open_grid and index == 0 and _goes_on(open_grid[0], element):
                _append_rows(open_grid[0], element)
                lines[-1] = _grid_to_line(open_grid[0], open_grid[1], open_grid[2])
                continue
            open_grid = (element, len(lines) + 1, page.number)
            lines.append(_grid_to_line(*open_grid))
        if not parts:
            open_grid = None
    return lines


def keep_words_whole(pages: Sequence[list[Element]]) -> None:
    """A word that a hyphen parts over two lines, or pages, goes whole on the first, in place."""
    own = ""
    above: Piece | None = None
    margin = _margin(pages)
    for page in pages:
        emptied = set()
        for element in page:
            if not isinstance(element, Piece):
                above = None
                continue
            if above is not None and ends_in_hyphen(above.text) and above.size == element.size:
                own = (
                    own
                    or "\n".join(
                        p.text for part in pages for p in part if isinstance(p, Piece)
                    ).lower()
                )
                first, element.text = first_word_up(above.text, element.text, own)
                # A line that ends in a cut word is full, whatever word comes next now.
                above.right = max(above.right, margin) if first != above.text else above.right
                above.text = first
                if not element.text:
                    emptied.add(id(element))
                    continue
            above = element
        if emptied:
            page[:] = [element for element in page if id(element) not in emptied]


def _margin(pages: Sequence[list[Element]]) -> float:
    """The right edge of the text: that of its longer lines."""
    rights = sorted(
        part.right
        for page in pages
        for part in page
        if isinstance(part, Piece) and len(part.text) > 20
    )
    return rights[int(len(rights) * 0.95)] if rights else 0.0


def usual_leading(pages: Sequence[list[Element]]) -> float:
    """The distance between base lines inside paragraphs, in letter heights: the commonest one."""
    steps: Counter[float] = Counter()
    for page in pages:
        for above, below in pairwise(page):
            if (
                isinstance(above, Piece)
                and isinstance(below, Piece)
                and above.size == below.size > 0
            ):
                steps[round((above.base - below.base) / below.size, 1)] += 1
    least, most = _LEADINGS
    fitting = [(count, -step) for step, count in steps.items() if least <= step <= most]
    return -max(fitting)[1] if fitting else 1.2


def _gap(above: Piece | None, below: Piece, leading: float) -> float | None:
    """Blank space above the line beyond the usual, in line heights; null at a page's top."""
    if above is None or below.size <= 0:
        return None
    return max(round((above.base - below.base) / (leading * below.size) - 1, 2), 0.0)


def _piece_to_line(piece: Piece, number: int, page: Page, gap: float | None) -> Line:
    return Line(
        text=piece.text,
        number=number,
        page=page.number,
        spans=linked_spans(piece.text, piece.base + 1, page.links) if page.links else (),
        size=piece.size,
        bold=piece.bold,
        left=round(piece.left, 1),
        right=round(piece.right, 1),
        gap=gap,
    )


def _grid_to_line(grid: Grid, number: int, page: int) -> Line:
    where = Where(page, number, number)
    table = rows_to_table(grid.rows, header_rows=grid.header_rows, where=where)
    return Line(text="", number=number, page=page, table=table, left=round(grid.edges[0], 1))


def _goes_on(above: Grid, below: Grid) -> bool:
    if len(above.edges) != len(below.edges):
        return False
    return all(abs(one - two) < 12 for one, two in zip(above.edges, below.edges, strict=True))


def _append_rows(above: Grid, below: Grid) -> None:
    again = 1 if below.rows[0] == above.rows[0] else 0
    above.rows += below.rows[again:]


def join_wrapped_headings(pages: Sequence[list[Element]]) -> None:
    """Headings in larger letters that the margin broke become one line, in place.

    The break is the margin's where the next line's first word had no room on the line above.
    """
    pieces = [element for page in pages for element in page if isinstance(element, Piece)]
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[piece.size] += len(piece.text)
    if not sizes:
        return
    body = sizes.most_common(1)[0][0]
    margin = max(piece.right for piece in pieces)
    large = _LARGER * body
    for page in pages:
        if not any(element.size > large for element in page if isinstance(element, Piece)):
            continue
        whole: list[Element] = []
        for element in page:
            above = whole[-1] if whole else None
            if (
                isinstance(element, Piece)
                and isinstance(above, Piece)
                and element.size > large
                and _breaks_at_margin(above, element, margin)
            ):
                whole[-1] = replace(
                    above,
                    text=join(above.text, element.text),
                    base=element.base,
                    right=element.right,
                )
            else:
                whole.append(element)
        page[:] = whole


def _breaks_at_margin(above: Piece, below: Piece, margin: float) -> bool:
    if (above.size, above.bold) != (below.size, below.bold) or LEADER.search(above.text):
        return False
    if above.base - below.base > 1.6 * below.size or abs(above.left - below.left) > below.size:
        return False
    letter = (below.right - below.left) / max(len(below.text), 1)
    first = below.text.split(" ", 1)[0]
    return above.right + letter * (len(first) + 1) > margin - 0.02 * margin
