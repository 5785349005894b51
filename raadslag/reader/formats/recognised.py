"""Tesseract's words to lines: its table (tsv) has a row for each word with its place and how sure it is.

Columns, by its manual: level, page_num, block_num, par_num, line_num, word_num, left, top, width, height
(dots from the upper left corner), conf (per cent), text. Level 5 is a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from raadslag.reader.formats.letters import one_line
from raadslag.reader.formats.unread import unread
from raadslag.record import Note, Where

_COLUMNS = 12
_WORD = "5"
_SURE = 60.0
"""Per cent below which a word is named in a note: what Tesseract reads right has mostly over 80."""
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word: `line` is the same for all words of a line; dots from the upper left; 0 to 100."""

    line: tuple[str, ...]
    left: int
    top: int
    wide: int
    high: int
    sure: float
    text: str


def words_of(table: str) -> list[Word]:
    """The words of a page, in reading order. Rows that are none are passed over."""
    return [word for row in table.splitlines() if (word := _word(row.split("\t")))]


def _word(cells: Sequence[str]) -> Word | None:
    if len(cells) != _COLUMNS or cells[0] != _WORD:
        return None
    text = one_line(cells[11])
    try:
        left, top, wide, high = map(int, cells[6:10])
        sure = float(cells[10])
    except ValueError:
        return None
    return (
        Word(tuple(cells[1:5]), left, top, wide, high, sure, text) if text and sure >= 0 else None
    )


def lines_of(words: Sequence[Word]) -> Iterator[list[Word]]:
    """The words line by line."""
    for _, line in groupby(words, key=lambda word: word.line):
        yield list(line)


def notes_of(words: Sequence[Word], number: int) -> Iterator[Note]:
    """How sure the page's words are, and which are not."""
    where = Where(page=number)
    mean = sum(word.sure for word in words) / max(len(words), 1)
    yield unread(
        "recognised-text",
        f"Side {number} er et billede og er læst med tekstgenkendelse (OCR), i snit {mean:.0f} pct. sikkert. "
        "Hold det læste op mod billedet.",
        where,
    )
    doubtful = [word for word in words if word.sure < _SURE]
    if doubtful:
        named = ", ".join(
            f"»{word.text}« ({word.sure:.0f} pct.)" for word in doubtful[:_MOST_NAMED]
        )
        more = f" og {len(doubtful) - _MOST_NAMED} til" if len(doubtful) > _MOST_NAMED else ""
        yield unread("recognised-doubt", f"Side {number}: usikkert læst er {named}{more}.", where)
