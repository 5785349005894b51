"""Notes on what of a file was not read: whoever loads it must look at the original first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from raadslag.record import Note, Where

_DRAFT = re.compile(
    r"(?:UDKAST|KLADDE|FORTROLIGT?|KOPI|FORELØBIGT?|IKKE GODKENDT|IKKE OFFENTLIGT?|ANNULLERET|DRAFT"
    r"|CONFIDENTIAL|COPY)(?: (?:UDKAST|KLADDE|KOPI))*[!.]?"
)
"""Words that are printed across a page, in capitals and alone: they are said of the file, not in it."""
_LONGEST_MARK = 40
_PAGE = re.compile(r"\b[Ss]ide \d+(?: \(og [^)]*\))?")
_EACH_PAGE = frozenset({"picture-page", "unreadable-letters", "recognised-doubt"})
_SHOWN = 160
"""Letters of a comment that its note repeats."""


def unread(code: str, text: str, where: Where | None = None) -> Note:
    """A note because of which nobody loads the file unasked."""
    return Note(code, text, where, kind="unread")


def is_draft_mark(text: str) -> bool:
    """The line is a mark across the page: UDKAST, KLADDE, KOPI; also with blanks between its letters."""
    if len(text) >= _LONGEST_MARK:
        return False
    close = text.replace(" ", "") if text[1:2] == " " else text
    return bool(_DRAFT.fullmatch(close))


def watermark(words: str, where: Where | None) -> Note:
    """`words` are printed across the page, and left out of the text."""
    place = f"Side {where.page}" if where and where.page else "Filen"
    told = f"{place} har et vandmærke: »{words}«. Er den et udkast, så find den endelige udgave."
    return unread("watermark", told, where)


def shortened(words: str) -> str:
    """The words as a note repeats them."""
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]} …"


def once(notes: Iterable[Note]) -> list[Note]:
    """The notes, what is said alike of many pages said once; pages that were not read keep one each."""
    kept: dict[tuple[str, str], Note] = {}
    pages: dict[tuple[str, str], set[int | None]] = {}
    for count, note in enumerate(notes):
        alike = note.kind == "unread" and note.code not in _EACH_PAGE
        key = (note.code, _PAGE.sub("side", note.text) if alike else f"{count}")
        kept.setdefault(key, note)
        pages.setdefault(key, set()).add(note.where.page if note.where else None)
    return [_of_pages(note, len(pages[key])) for key, note in kept.items()]


def _of_pages(note: Note, pages: int) -> Note:
    if pages == 1:
        return note
    others = "en anden side" if pages == 2 else f"{pages - 1} andre sider"
    return replace(
        note, text=_PAGE.sub(lambda found: f"{found[0]} (og {others})", note.text, count=1)
    )
