"""Who is in the room for an item, worked out from events. Pure.

Attendance is stored as events (came, left, recused for an item); every snapshot is derived here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from raadslag.allowed import Obstacle
from raadslag.law.table import law

EventKind = Literal["arrived", "left", "recused", "stood_in"]
BEGINNING = 0


@dataclass(frozen=True, slots=True)
class Event:
    """Somebody came or left at the beginning of an item, was recused for it, or stood in at it alone.

    `item` is the item's place in the order of treatment counted from 1, `BEGINNING` for the
    meeting's beginning. `sequence` settles which of two events at one item came last.
    """

    person: int
    kind: EventKind
    item: int
    sequence: int


def in_room(events: Iterable[Event], *, item: int) -> frozenset[int]:
    """Those present while an item is treated: came, have not left, and are not recused for it."""
    there: set[int] = set()
    out: set[int] = set()
    for event in sorted(events, key=lambda e: (e.item, e.sequence)):
        if event.kind == "recused":
            if event.item == item:
                out.add(event.person)
        elif event.kind == "stood_in":
            if event.item == item:
                there.add(event.person)
        elif event.item <= item:
            (there.add if event.kind == "arrived" else there.discard)(event.person)
    return frozenset(there - out)


def partly_there(events: Iterable[Event], *, item: int) -> frozenset[int]:
    """Those present for at least a part of an item: also who came or left while it was treated."""
    known = list(events)
    moved = {e.person for e in known if e.item == item and e.kind in {"arrived", "left"}}
    return (in_room(known, item=item) | moved) - recused(known, item=item)


def took_part(events: Iterable[Event], *, items: int) -> frozenset[int]:
    """Those present for at least one item of the meeting: they approve the minutes."""
    known = list(events)
    rooms = [in_room(known, item=item) for item in range(1, max(items, 1) + 1)]
    return frozenset().union(*rooms)


def recused(events: Iterable[Event], *, item: int) -> frozenset[int]:
    """Those who stepped out because of an interest in the item."""
    return frozenset(e.person for e in events if e.kind == "recused" and e.item == item)


def span(events: Sequence[Event], *, person: int, items: int) -> tuple[int | None, int | None]:
    """First and last item of one person's presence; null where they were there from the beginning
    or to the end. Recusal does not shorten it."""
    seen = [e for e in events if e.kind != "recused"]
    there = [n for n in range(1, items + 1) if person in in_room(seen, item=n)]
    if not there:
        return None, None
    return (there[0] if there[0] > 1 else None), (there[-1] if there[-1] < items else None)


def quorum(seats: int) -> int:
    """At least half of the members (KSL § 11 stk. 2, § 20 stk. 1)."""
    return (seats + 1) // 2


def why_no_quorum(*, present: Set[int], seats: int, kind: str = "standing") -> list[Obstacle]:
    """A body decides when at least half of its members are present; `kind` of body says by which law."""
    needed = quorum(seats)
    if len(present) >= needed:
        return []
    return [
        Obstacle(
            "no-quorum",
            f"Udvalget er ikke beslutningsdygtigt: {len(present)} af {seats} er til stede, "
            f"der skal være mindst {needed}.",
            law("quorum", kind),
        )
    ]
