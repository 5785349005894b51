"""Ways to change how the writers print a meeting: piece by piece, by heading, by place, by lines beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from raadslag.demo.writers.printed import Dress, Piece
from raadslag.record import Item, Meeting, paragraph

Change = Callable[[Piece, Item, Meeting], Piece | Sequence[Piece]]


def on_pieces(change: Change) -> Dress:
    """A dress that changes the pieces one by one."""

    def dress(pieces: list[Piece], item: Item, meeting: Meeting) -> list[Piece]:
        found: list[Piece] = []
        for piece in pieces:
            new = change(piece, item, meeting)
            found += [new] if isinstance(new, Piece) else new
        return found

    return Dress(pieces=dress)


def headed(role: str, words: Sequence[str], chance: Random) -> Dress:
    """The heading of every piece of this role in another word."""
    word = chance.choice(words)
    return on_pieces(lambda p, i, m: replace(p, heading=word) if p.role == role else p)


def moved(role: str, place: Callable[[list[Piece]], int]) -> Dress:
    """Every piece of this role at another place among the others."""

    def dress(pieces: list[Piece], item: Item, meeting: Meeting) -> list[Piece]:
        rest = [piece for piece in pieces if piece.role != role]
        at = place(rest)
        return rest[:at] + [piece for piece in pieces if piece.role == role] + rest[at:]

    return Dress(pieces=dress)


def beside_decision(
    lines: Callable[[Item, Meeting], Sequence[str]], *, first: bool = False
) -> Dress:
    """Paragraphs before or after the decision, under its heading."""

    def change(piece: Piece, item: Item, meeting: Meeting) -> Piece:
        if piece.role != "decision":
            return piece
        more = tuple(map(paragraph, lines(item, meeting)))
        return replace(piece, blocks=more + piece.blocks if first else piece.blocks + more)

    return on_pieces(change)


def after_item(*lines: str) -> Dress:
    """Lines of a web page below every item."""

    def dress(pieces: list[Piece], item: Item, meeting: Meeting) -> list[Piece]:
        if not pieces:
            return pieces
        last = pieces[-1]
        return [*pieces[:-1], replace(last, blocks=(*last.blocks, *map(paragraph, lines)))]

    return Dress(pieces=dress)


def worn_together(*dresses: Dress) -> Dress:
    """One dress over the other."""

    def pieces(found: list[Piece], item: Item, meeting: Meeting) -> list[Piece]:
        for dress in dresses:
            found = dress.pieces(found, item, meeting) if dress.pieces else found
        return found

    return Dress(pieces=pieces)
