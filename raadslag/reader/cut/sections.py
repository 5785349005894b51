"""Pieces of case text to sections with blocks; free sub-headings are found by their looks."""

from __future__ import annotations

from collections.abc import Sequence

from raadslag.reader.cut.page import Page
from raadslag.reader.cut.pieces import COUNT, Piece
from raadslag.reader.fields.outcome import is_formula
from raadslag.reader.lines.blocks import lines_to_blocks, list_mark_of
from raadslag.reader.lines.line import Line
from raadslag.reader.words import TEXT_ROLES
from raadslag.record import Block, Section, Where, blocks_to_text

LONGEST_SUBHEADING = 90
AIR = 0.25
"""Blank space above a line, in line heights, from which on it begins a paragraph of its own."""
_END = ".,;:!?"
_SECTION_ROLES = TEXT_ROLES | {"lead", "alternative", "proposer"}


def to_sections(pieces: Sequence[Piece], page: Page) -> list[Section]:
    """Sections in print order: level 1 as the template has them, level 2 for free sub-headings.

    The text of a level 1 section runs to the next level 1 heading and so holds its sub-sections'
    text too; its blocks end at the first sub-heading, so that every block stands once.
    """
    sections: list[Section] = []
    for piece in pieces:
        if piece.role not in _SECTION_ROLES:
            continue
        heading = piece.mark.heading if piece.mark else None
        where = piece.at.where if piece.at else None
        if piece.role == "guests" and heading and sections:
            sections = _nested(sections, heading, piece.lines, page, where)
        else:
            key = piece.role if piece.role in TEXT_ROLES and piece.role != "guests" else "other"
            sections += _one(heading, key, where, piece.lines, page)
    return sections


def _one(
    heading: str | None, key: str, where: Where | None, lines: list[Line], page: Page
) -> list[Section]:
    parts = _by_subheading(lines, page)
    made = [(head, lines_to_blocks(rows, page.width), spot) for head, rows, spot in parts]
    if not any(blocks for _, blocks, _ in made):
        return []
    whole = "\n\n".join(t for head, blocks, _ in made for t in (head, blocks_to_text(blocks)) if t)
    first = Section(heading, key, 1, whole, made[0][1], _place(where, lines))
    subs = [
        Section(head, key, 2, blocks_to_text(blocks), blocks, spot)
        for head, blocks, spot in made[1:]
    ]
    return [first, *subs]


def _nested(
    sections: list[Section], heading: str, lines: list[Line], page: Page, where: Where | None
) -> list[Section]:
    """A known heading that belongs under the section before it ("Yderligere deltagelse …")."""
    blocks = lines_to_blocks(lines, page.width)
    text = blocks_to_text(blocks)
    if not text:
        return sections
    at = max(n for n, section in enumerate(sections) if section.level == 1)
    parent = sections[at]
    longer = Section(
        parent.heading,
        parent.key,
        1,
        f"{parent.text}\n\n{heading}\n\n{text}",
        parent.blocks,
        parent.where,
    )
    sub = Section(heading, "other", 2, text, blocks, _place(where, lines))
    return [*sections[:at], longer, *sections[at + 1 :], sub]


def _place(where: Where | None, lines: list[Line]) -> Where | None:
    rows = [line for line in lines if line.text or line.table]
    first = where or (rows[0].where if rows else None)
    return (
        Where(first.page, first.line_from, (rows[-1].number if rows else first.line_to))
        if first
        else None
    )


def _by_subheading(lines: list[Line], page: Page) -> list[tuple[str, list[Line], Where | None]]:
    """(sub-heading or "", its lines, its place); the first part stands before any sub-heading."""
    parts: list[tuple[str, list[Line], Where | None]] = [("", [], None)]
    for n, line in enumerate(lines):
        if line.text and is_subheading(lines, n, page):
            parts.append((line.text.rstrip(" :"), [], line.where))
        else:
            parts[-1][1].append(line)
    return parts


def is_subheading(lines: Sequence[Line], n: int, page: Page) -> bool:
    """The format says so, or the line stands alone, is short, ends no sentence and text follows it."""
    line = lines[n]
    if line.heading is not None:
        return _followed(lines, n) is not None
    if page.width is not None and line.size is not None:
        return _bold_alone(lines, n) or _set_apart(lines, n, page.width)
    if line.starts_block and line.spans and all(s.strong for s in line.spans if s.text.strip()):
        return len(line.text) <= LONGEST_SUBHEADING and _followed(lines, n) is not None
    return _plain_subheading(lines, n, page)


def _plain_subheading(lines: Sequence[Line], n: int, page: Page) -> bool:
    line = lines[n]
    text = line.text
    if (
        len(text) > LONGEST_SUBHEADING
        or text[-1] in _END
        or "\t" in text
        or "://" in text
        or list_mark_of(line) is not None
    ):
        return False
    if not text[0].isupper() or COUNT.match(text) or is_formula(text):
        return False
    above = lines[n - 1] if n else None
    if page.width is not None and above is not None and above.text:
        return _between_full_lines(lines, n, page.width)
    if above is not None and above.text and not line.starts_block:
        return False
    follow = _followed(lines, n)
    if follow is None or (
        n + 1 < len(lines)
        and lines[n + 1].text
        and not line.starts_block
        and follow.starts_block is None
    ):
        return False
    if list_mark_of(follow) is not None or "\t" in follow.text or follow.table:
        return False
    before = next((lines[j] for j in range(n - 1, -1, -1) if lines[j].text), None)
    if before is not None and before.text[-1] in ",:":
        return False
    return (follow.text[0].isupper() and len(follow.text) > max(50, len(text))) or (
        follow.text[0] in "\"”'»" and len(follow.text) > 80
    )


def _between_full_lines(lines: Sequence[Line], n: int, width: float) -> bool:
    """In wrapped text without blank lines: a short line after a sentence's end and before a full line."""
    text, above = lines[n].text, lines[n - 1].text
    after = lines[n + 1].text if n + 1 < len(lines) else ""
    return (
        len(text) < width * 0.75 and len(text.split()) <= 10 and above[-1] in ".!?" and after[:1].isupper()
        and len(after) > width * 0.75 and list_mark_of(lines[n + 1]) is None
    )  # fmt: skip


def _followed(lines: Sequence[Line], n: int) -> Line | None:
    return next(
        (lines[j] for j in range(n + 1, len(lines)) if lines[j].text or lines[j].table), None
    )


def _bold_alone(lines: Sequence[Line], n: int) -> bool:
    line = lines[n]
    if not line.bold or len(line.text) > LONGEST_SUBHEADING or line.text[-1] in ".,;":
        return False
    follow = _followed(lines, n)
    if follow is None:
        return False
    above = lines[n - 1] if n else None
    return not follow.bold and (above is None or not above.bold or not above.text)


def _set_apart(lines: Sequence[Line], n: int, width: float) -> bool:
    """In a PDF: a short plain line with air above it and below it, before a paragraph."""
    line, after = lines[n], lines[n + 1] if n + 1 < len(lines) else None
    if after is None or len(line.text) > LONGEST_SUBHEADING or not line.text[0].isupper():
        return False
    if (line.gap or 0) < AIR or (after.gap or 0) < AIR or (line.right or width) > width * 0.75:
        return False
    if line.text[-1] in _END or list_mark_of(line) is not None or is_formula(line.text):
        return False
    before = next((lines[j] for j in range(n - 1, -1, -1) if lines[j].text), None)
    if before is not None and before.text[-1] in ",:":
        return False
    return after.text[:1].isupper() and len(after.text) > 50 and list_mark_of(after) is None


def own_blocks(sections: Sequence[Section]) -> list[Block]:
    """Every block of the sections once, in order."""
    return [block for section in sections for block in section.blocks]
