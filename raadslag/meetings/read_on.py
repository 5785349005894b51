"""How far somebody has come in an agenda: what is next, what is left, and what waits above it.

A correction makes an item unread again: what was read is told by its digest, never by a count of marks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from raadslag.meetings.models import AgendaItem, Mark, Meeting
from raadslag.meetings.reading import ReadItem, agenda_of, read_items, shut_items
from raadslag.people.models import User
from raadslag.people.rights import Rights


@dataclass(frozen=True, slots=True)
class Place:
    """An item's place in the list as it is read, with the numbers before and after it (None at the ends)."""

    one: ReadItem
    count: int
    before: int | None
    after: int | None
    is_next: bool

    @property
    def attached(self) -> int:
        """How many attachments the item and its notices have."""
        return len(self.one.item.attachments)

    @property
    def recommended(self) -> int:
        """How many of them members are advised to read."""
        return sum(1 for part in self.one.item.attachments if part.recommended)

    @property
    def notes(self) -> int:
        """How many notes the reader has at the item."""
        pieces = (piece for section in self.one.sections for piece in section.pieces)
        return sum(mark.kind == Mark.Kind.NOTE for piece in pieces for mark in piece.marks)


@dataclass(frozen=True, slots=True)
class Left:
    """What of an agenda somebody has not read: `unread` items, and `changed` since they read them."""

    unread: int
    changed: int


@dataclass(frozen=True, slots=True)
class Above:
    """One thing about the meeting of a `day` that waits for a reader, and stands above the list."""

    what: str
    day: date
    address: str


def number_of(row: AgendaItem) -> int:
    """What an item is called in an address: its number, or its place while it has none."""
    return row.number or row.order


def may_be_read(one: ReadItem, shut: frozenset[str]) -> bool:
    """Does the item wait to be read? What is shut to one, or taken off, does not."""
    return str(one.row.uid) not in shut and one.row.withdrawn_at is None


def in_order(items: Sequence[ReadItem]) -> list[Place]:
    """The items with their neighbours; the first that is not read is the next."""
    numbers = [number_of(one.row) for one in items]
    shut = frozenset(str(one.row.uid) for one in items if one.shut)
    unread = (one for one in items if one.news != "read" and may_be_read(one, shut))
    first = next((number_of(one.row) for one in unread), None)
    return [
        Place(
            one,
            count,
            numbers[count - 2] if count > 1 else None,
            numbers[count] if count < len(items) else None,
            number_of(one.row) == first,
        )
        for count, one in enumerate(items, start=1)
    ]


def left_to_read(meeting: Meeting, user: User, rights: Rights) -> Left:
    """What somebody has left of the agenda that was sent, as they may read it."""
    shut = shut_items(meeting, rights)
    items = read_items(meeting, agenda_of(meeting, rights), user)
    news = [one.news for one in items if may_be_read(one, shut)]
    return Left(news.count("unread"), news.count("changed"))


Source = Callable[[Meeting, Rights], Iterable[Above]]
_sources: list[Source] = []


def stands_above(source: Source) -> Source:
    """Let a room above put what waits for a reader over a meeting's list."""
    if source not in _sources:
        _sources.append(source)
    return source


def above(meeting: Meeting, rights: Rights) -> list[Above]:
    """Everything that waits for this reader at the meeting's page."""
    return [one for source in _sources for one in source(meeting, rights)]
