"""A reading looked over as a whole: what it misses between its items, and how sure anybody can be of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from raadslag.reader.formats.unread import once, unread
from raadslag.record import Item, Meeting, Note

NOT_WHOLE = 0.5
"""The confidence that a reading has at most where a part of its file was not read."""
_CLOSED = re.compile(r"\blukke(?:t|de)\b", re.IGNORECASE)
_MOST_NAMED = 6


def doubted(meeting: Meeting) -> Meeting:
    """The record with a note on each number that its items leap over, each page's note said once, and no
    more confidence than a file that was not read whole deserves."""
    notes = once([*meeting.notes, *_gaps(meeting.items)])
    whole = not any(note.kind == "unread" for note in notes)
    confidence = meeting.confidence if whole else min(meeting.confidence, NOT_WHOLE)
    return replace(meeting, notes=tuple(notes), confidence=confidence)


def _gaps(items: Sequence[Item]) -> Iterator[Note]:
    """Numbers missing between items. A municipality that leaves its closed items out says so somewhere."""
    numbered = [item for item in items if item.number is not None]
    if any(after.number <= before.number for before, after in pairwise(numbered)):  # type: ignore[operator]
        return
    if numbered and numbered[0].number == 2:
        # A first item that is closed is left out of what is published: said, but nobody is asked.
        told = "Punkterne begynder med 2; punkt 1 mangler."
        yield Note("item-gap", told, numbered[0].where)
    for before, after in pairwise(numbered):
        missing = range((before.number or 0) + 1, after.number or 0)
        if missing:
            told = f"Mellem punkt {before.number} og {after.number} mangler {_named(missing)}."
            note = unread("item-gap", told, after.where)
            yield replace(note, kind=None) if _tells_of_closed(items) else note


def _named(missing: Sequence[int]) -> str:
    if len(missing) == 1:
        return f"punkt {missing[0]}"
    if len(missing) <= _MOST_NAMED:
        return f"punkt {', '.join(map(str, missing[:-1]))} og {missing[-1]}"
    return f"{len(missing)} punkter"


def _tells_of_closed(items: Sequence[Item]) -> bool:
    return any(
        item.closed
        or _CLOSED.search(item.title or "")
        or any(_CLOSED.search(section.text) for section in item.sections)
        for item in items
    )
