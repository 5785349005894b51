"""What every format is turned into before anyone looks for a meeting in it: lines with their place.

A format reader (PDF, HTML, DOCX, text …) knows its file; the parser knows minutes; lines are what
they say to each other.
"""

from __future__ import annotations

from dataclasses import dataclass

from raadslag.record import Attachment, Note, Span, Table, Where


@dataclass(slots=True, unsafe_hash=True)
class Line:
    """One line of text as a person sees it, or one whole table.

    Nobody changes a line: what differs is a new one (`dataclasses.replace`). It is not frozen only
    because that makes each line cost ten times as much to make, a tenth of the whole reading.

    `text`: NFC, runs of spaces folded, but tabs between cells kept; empty for a blank line.
    `number`: line in the source counted from 1 (for formats without lines: the running number).
    `page`: counted from 1, null where the format has none.
    `spans`: the same text with its marks and links where the format knows them, else empty.
    `heading`: level 1 to 6 where the format says that this is a heading, else null.
    `list_mark`: "-" or the printed/derived number ("1.", "a)") where the format says list item;
    the mark is then not part of `text`. `list_level` counts from 1.
    `table`: a whole table where the format knows tables; `text` is then empty.
    `heads_section`: the format says that this heading begins a part of the item on its own, whatever
    its words are (an export's field name); null where it does not know.
    `starts_block`: the format says that a paragraph begins here (HTML, DOCX), so that lines are
    never wrapped into each other; null where the format does not know (PDF, text).
    `size` (points), `bold`, `left` and `right` (points from the page's left edge), `gap` (blank
    space above in line heights) come from PDF; null elsewhere.
    """

    text: str
    number: int
    page: int | None = None
    spans: tuple[Span, ...] = ()
    heading: int | None = None
    list_mark: str | None = None
    list_level: int = 0
    table: Table | None = None
    starts_block: bool | None = None
    size: float | None = None
    bold: bool | None = None
    left: float | None = None
    right: float | None = None
    gap: float | None = None
    heads_section: bool | None = None

    @property
    def where(self) -> Where:
        """The line's own place."""
        return Where(self.page, self.number, self.number)


@dataclass(frozen=True, slots=True)
class Source:
    """A whole file as lines. `reader` is one of the record's reader names."""

    reader: str
    lines: tuple[Line, ...]
    title: str | None = None
    notes: tuple[Note, ...] = ()
    attachments: tuple[Attachment, ...] = ()


class UnreadableFile(Exception):
    """The file cannot be read; `str(error)` is a Danish sentence that says what to do."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)
