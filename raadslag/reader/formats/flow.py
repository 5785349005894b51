"""Marked-up text on its way to lines: HTML and DOCX both tell their paragraphs to a `Flow`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from raadslag.reader.formats.letters import clean_letters, closed_up, raised, safe_href
from raadslag.reader.lines.line import Line
from raadslag.record import Span, Table

_WHITE = re.compile("[ \n\r\t]+")


@dataclass(frozen=True, slots=True)
class Marks:
    """How the letters that come now are set."""

    strong: bool = False
    emphasis: bool = False
    href: str | None = None
    raised: bool = False


class Flow:
    """Collects runs of letters into lines; knows where a paragraph, a list or a table begins."""

    def __init__(self, limit: int) -> None:
        self.lines: list[Line] = []
        self._limit = limit
        self._spans: list[Span] = []
        self._heading: int | None = None
        self._list_mark: str | None = None
        self._list_level = 0

    @property
    def full(self) -> bool:
        """True when the file has more lines than we hold."""
        return len(self.lines) >= self._limit

    def begin(
        self, *, heading: int | None = None, list_mark: str | None = None, list_level: int = 0
    ) -> None:
        """A new paragraph, heading or list item begins here; what came before is a line."""
        self.end()
        self._heading, self._list_mark, self._list_level = heading, list_mark, list_level

    def write(self, text: str, marks: Marks) -> None:
        """Letters of the paragraph. White space is folded as a browser does."""
        if text:
            text = raised(text) if marks.raised else text
            span = Span(text, marks.strong, marks.emphasis, safe_href(marks.href))
            if self._spans and replace(self._spans[-1], text="") == replace(span, text=""):
                span = replace(span, text=self._spans.pop().text + text)
            self._spans.append(span)

    def line_break(self) -> None:
        """A forced line break: a new line, but inside a list item only a blank."""
        if self._list_mark is not None or self._heading is not None:
            self.write(" ", Marks())
            return
        level = self._list_level
        self.end()
        self._list_level = level

    def end(self) -> None:
        """Close the paragraph. A list item keeps its mark until it has said something."""
        spans = _fold([replace(span, text=closed_up(span.text)) for span in self._spans])
        self._spans = []
        text = "".join(span.text for span in spans)
        if not text:
            return
        marked = any(span.strong or span.emphasis or span.href for span in spans)
        self._add(
            Line(
                text=text,
                number=len(self.lines) + 1,
                spans=spans if marked else (),
                heading=self._heading,
                list_mark=self._list_mark,
                list_level=self._list_level,
                bold=all(span.strong for span in spans if span.text.strip()) if marked else None,
                starts_block=True,
            )
        )
        self._heading = self._list_mark = None

    def table(self, table: Table) -> None:
        """A whole table stands here."""
        self.end()
        if table.rows or table.columns:
            self._add(Line(text="", number=len(self.lines) + 1, table=table, starts_block=True))

    def lines_of_table(self, lines: Iterable[tuple[str, int | None]]) -> None:
        """A table that holds minutes stands here, as its lines with the level of their headings."""
        for text, level in lines:
            self.begin(heading=level)
            self.write(text, Marks())
        self.end()

    def _add(self, line: Line) -> None:
        if not self.full:
            self.lines.append(line)


def _fold(spans: list[Span]) -> tuple[Span, ...]:
    """The spans with white space folded over their borders, none of them empty."""
    folded: list[Span] = []
    space = True
    for span in spans:
        text = _WHITE.sub(" ", clean_letters(span.text))
        if space:
            text = text.lstrip(" ")
        if text:
            space = text.endswith(" ")
            folded.append(replace(span, text=text))
    while folded and not folded[-1].text.rstrip(" "):
        folded.pop()
    if folded:
        folded[-1] = replace(folded[-1], text=folded[-1].text.rstrip(" "))
    return tuple(folded)
