"""Notes on what of a file was not read: whoever loads it must look at the original first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from raadslag.record import Note, Where

_DRAFT = re.compile(
    r"(?:UDKAST|KLADDE|FORTROLIGT?|KOPI|FORELØBIGT?|IKKE GODKENDT|IKKE OFFENTLIGT?|ANNULLERET|DRAFT"
    r"|CONFIDENTIAL|COPY)(?: (?:UDKAST|KLADDE|KOPI))*[!.]?"
)
"""Words that are printed across a page, in capitals and alone: they are said of the file, not in it."""
_SHOWN = 160
"""Letters of a comment that its note repeats."""


def unread(code: str, text: str, where: Where | None = None) -> Note:
    """A note because of which nobody loads the file unasked."""
    return Note(code, text, where, kind="unread")


def is_draft_mark(text: str) -> bool:
    """The line is a mark across the page: UDKAST, KLADDE, KOPI; also with blanks between its letters."""
    close = text.replace(" ", "") if re.fullmatch(r"(?:\w )+\w", text) else text
    return len(text) < 40 and bool(_DRAFT.fullmatch(close))


def watermark(words: str, where: Where | None) -> Note:
    """`words` are printed across the page, and left out of the text."""
    place = f"Side {where.page}" if where and where.page else "Filen"
    told = f"{place} har et vandmærke: »{words}«. Er den et udkast, så find den endelige udgave."
    return unread("watermark", told, where)


def shortened(words: str) -> str:
    """The words as a note repeats them."""
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]} …"


def once(notes: Iterable[Note]) -> list[Note]:
    """The notes without those that say the same again of other pages than the first."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for note in notes:
        told = (note.code, re.sub(r"[Ss]ide \d+", "side", note.text))
        if note.kind != "unread" or told not in seen:
            kept.append(note)
        seen.add(told)
    return kept


def pages_told(pages: Sequence[int], one: str, many: str) -> str:
    """ "Side 2 <one>" or "Side 2, 5 og 6 <many>"."""
    if len(pages) == 1:
        return f"Side {pages[0]} {one}"
    shown = ", ".join(map(str, pages[:-1][:11])) + (" …" if len(pages) > 12 else "")
    return f"Side {shown} og {pages[-1]} {many}"
