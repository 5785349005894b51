"""What stands under a heading with a field of its own and yet fits no field: kept as a section.

Explanations between recommendation points, a second recommendation, a note under the deciding body:
nothing that a person can read in the source may be missing from the record.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from raadslag.reader.cut.pieces import COUNT, Piece
from raadslag.reader.fields.attach import title_of
from raadslag.reader.fields.prior import unread
from raadslag.reader.lines.blocks import BULLET, NUMBER, lines_to_blocks
from raadslag.reader.lines.line import Line
from raadslag.record import Item, Section, Where, blocks_to_text

_ROLES = frozenset(
    ("recommendation", "both", "decider", "path", "attachments", "kind_of_item", "wrapper")
)
LONGEST = 600
"""Lines of one piece up to which each is held against the fields; longer ones are lists of titles."""
_EMPTY = re.compile(r"^(?:[\d.\-–]*|ingen(?: bilag)?|nej|intet)\.?$", re.I)
_LEAD_IN = re.compile(
    r"\b(?:indstill\w*|foreslår|foreslås|anbefaler|anmoder)\b.{0,120}(?:,|:|\bat)$", re.I
)
_LEAD_IN_ENDS = (",", ":", "t", "T")
_AT_NUMBER = re.compile(r"^(?:at|ad)\s*\d{0,2}\s*[.)]\s*", re.I)
_LETTERS = re.compile(r"[\W_]+")


def with_leftovers(item: Item, pieces: Sequence[Piece], width: float | None) -> tuple[Section, ...]:
    """The item's sections and, in print order, those of text that no field took."""
    taken = _Taken(item)
    found = [section for piece in pieces if (section := _leftover(piece, taken, width))]
    if not found:
        return item.sections
    return tuple(sorted([*item.sections, *found], key=_line))


def _line(section: Section) -> int:
    return section.where.line_from or 0 if section.where else 0


class _Taken:
    """Every letter that fields hold, marks and spaces left out.

    The case text is long and seldom needed, so that it is read only after the other fields.
    """

    def __init__(self, item: Item) -> None:
        self._item = item

    def holds(self, plain: str) -> bool:
        """True where a field holds the text, or the text holds a field."""
        return _meet(self._fields, plain) or _meet(self._case_text, plain)

    @cached_property
    def _fields(self) -> list[str]:
        return [_plain(text) for text in _field_texts(self._item)]

    @cached_property
    def _case_text(self) -> list[str]:
        return [_plain(section.text) for section in self._item.sections if section.level == 1]


def _meet(fields: Sequence[str], plain: str) -> bool:
    return any(plain in field or (len(field) > 8 and field in plain) for field in fields)


def _field_texts(item: Item) -> list[str]:
    return [
        *item.recommendations,
        item.recommended_by or "",
        item.deciding_body or "",
        *item.next_bodies,
        *(a.title for a in item.attachments),
        *(f"{p.organization} {p.text or ''}" for p in item.previous_treatment),
        item.decision.text or "",
        *item.absences_noted,
        *item.not_participating,
    ]


def _plain(text: str) -> str:
    return _LETTERS.sub("", "".join(text.casefold().split()))


def _leftover(piece: Piece, taken: _Taken, width: float | None) -> Section | None:
    if piece.role == "prior":
        lines = unread(piece.filled) if piece.mark and piece.mark.role != "dated" else []
    elif piece.role not in _ROLES or len(piece.lines) > LONGEST:
        return None
    else:
        lines = [line for line in piece.filled if not _is_taken(line, taken)]
        if piece.role == "attachments":
            lines = [line for line in lines if not taken.holds(_plain(title_of(line)))]
    if not lines:
        return None
    blocks = lines_to_blocks(lines, width)
    heading = piece.mark.heading if piece.mark else None
    first = piece.at.where if piece.at else lines[0].where
    where = Where(first.page, first.line_from, lines[-1].number)
    return Section(heading, "other", 1, blocks_to_text(blocks), blocks, where)


def _leads_in(text: str) -> bool:
    return text[-1:] in _LEAD_IN_ENDS and _LEAD_IN.search(text) is not None


def _is_taken(line: Line, taken: _Taken) -> bool:
    text = line.text
    if line.table:
        return False
    if COUNT.match(text) or _EMPTY.match(text) or _leads_in(text):
        return True
    for strip in (BULLET, NUMBER, _AT_NUMBER):
        text = strip.sub("", text, count=1)
    plain = _plain(text)
    return not plain or taken.holds(plain)
