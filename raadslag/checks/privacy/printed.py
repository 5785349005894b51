"""Everything in a record that can be read by others, as pieces in reading order.

Text comes with its place. After it come all the record's other words, found by walking its fields
and not by naming them, so that a field added tomorrow is searched too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace

from raadslag.checks.privacy.stream import CELL, LINE, PARAGRAPH, Piece, heads_of
from raadslag.checks.view import ItemView, Part, Passage
from raadslag.record import Meeting, Section, Span, Table

SILENT = frozenset(
    "id sha256 where row_places recommendations_where reader dialect outcome kind status basis "
    "strength key media_type code type source_id file notes".split()
)
"""Fields that hold our own codes and hashes, or what never leaves the house."""


def item_pieces(view: ItemView) -> list[Piece]:
    """Every run of text of an item: its parts in reading order, then all that stands beside them.

    An internal attachment's name is none: it never leaves the house.
    """
    pieces = [piece for part in view.parts for piece in _part_pieces(part)]
    public = tuple(part for part in view.item.attachments if not part.internal)
    return [*pieces, *_beside(pieces, _words(replace(view.item, attachments=public)))]


def meeting_pieces(meeting: Meeting) -> list[Piece]:
    """The words of the meeting itself: place, names, titles; not those of its items."""
    return list(_beside([], _words(replace(meeting, items=(), notes=()))))


def _part_pieces(part: Part) -> Iterator[Piece]:
    if part.heading:
        yield Piece(part.heading)
    before = 0
    for piece in part.flow:
        if isinstance(piece, Passage):
            same_list = piece.list_number and piece.list_number == before
            yield Piece(piece.text, piece.where, glue=LINE if same_list else PARAGRAPH)
            before = piece.list_number
        else:
            yield from table_pieces(piece)
            before = 0


def table_pieces(table: Table) -> Iterator[Piece]:
    """A table row by row, cells parted by a tab, each row with the names of its columns."""
    if table.caption:
        yield Piece(table.caption, table.where)
    if table.columns:
        yield Piece(CELL.join(table.columns), table.where)
    heads = table.columns or heads_of(table.rows[0] if table.rows else ())
    for index, row in enumerate(table.rows):
        place = table.row_places[index] if index < len(table.row_places) else table.where
        named = heads if index or table.columns else ()
        yield Piece(CELL.join(row), place, heads=named, glue=LINE, numbers=True)


def _beside(pieces: Iterable[Piece], words: Iterable[str]) -> Iterator[Piece]:
    """The words that are not among the pieces, each once."""
    told = "\n".join(" ".join(piece.text.split()) for piece in pieces)
    seen: set[str] = set()
    for text in words:
        plain = " ".join(text.split())
        if plain and plain not in seen and plain not in told:
            seen.add(plain)
            yield Piece(text)


def _words(thing: object) -> Iterator[str]:
    """Every string below a record's part that is not a block's text: blocks stand among the pieces."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Span):
        yield thing.href or ""
    elif isinstance(thing, tuple):
        for part in thing:
            yield from _words(part)
    elif is_dataclass(thing) and not isinstance(thing, Table):
        for field in fields(thing):
            if field.name not in SILENT and not (
                isinstance(thing, Section) and field.name == "text"
            ):
                yield from _words(getattr(thing, field.name))


def names_of_the_meeting(meeting: Meeting) -> frozenset[str]:
    """Members, guests and whoever votes or stops: those whose work it is to be named here."""
    names = {person.name for person in meeting.attendance}
    names |= {person.substitute_for or "" for person in meeting.attendance}
    for item in meeting.items:
        names |= {guest.name for guest in item.extra_participants}
        names |= {*item.absences_noted, *item.not_participating, item.decision.stopped_by or ""}
        for vote in item.decision.votes:
            names |= {*vote.in_favour, *vote.against, *vote.abstained, *vote.did_not_vote}
    return frozenset(name for name in names if " " in name)
