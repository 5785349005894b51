"""Members' own notes follow an item whose text is corrected, and so do their marks of having read it."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from json import dumps

from raadslag.meetings.models import AgendaItem, Mark
from raadslag.record import Item, Section, to_data


def digest_of(item: Item) -> str:
    """What a member has read, when they have read the item as it stands."""
    return sha256(dumps(to_data(item), sort_keys=True).encode()).hexdigest()[:16]


def place_of(section: int, block: int) -> str:
    """The name of a block's place, both numbers from 1."""
    return f"a{section}-{block}"


def moved_places(before: Item, after: Item) -> dict[str, str]:
    """Where each block's place is now.

    The same block in the section of the same heading; else the block that stands at its number there,
    or the last; a section that is gone leaves its notes at the item's first text.
    """
    now = {_name(section): (n, section) for n, section in enumerate(after.sections, start=1)}
    found = {}
    for name, heading, n, block in _blocks(before):
        if heading not in now:
            found[name] = place_of(len(after.sections) or 1, 1)
            continue
        number, section = now[heading]
        same = [k for k, one in enumerate(section.blocks, start=1) if one == block]
        nearest = min(same, key=lambda k: abs(k - n)) if same else min(n, len(section.blocks))
        found[name] = place_of(number, nearest)
    return found


def _blocks(item: Item) -> Iterator[tuple[str, tuple[str | None, int | None], int, object]]:
    for number, section in enumerate(item.sections, start=1):
        for n, block in enumerate(section.blocks, start=1):
            yield place_of(number, n), _name(section), n, block


def _name(section: Section) -> tuple[str | None, int | None]:
    """What a section is known by: its heading, or the number of the notice that it is."""
    return section.heading, section.message


def carry_marks(row: AgendaItem, *, before: Item, after: Item, still_read: bool) -> None:
    """Let everybody's marks at the item follow; `still_read`: who had read it has read this too."""
    places = moved_places(before, after)
    old, new = digest_of(before), digest_of(after)
    kept: dict[tuple[int, str, str], Mark] = {}
    for mark in Mark.objects.filter(item=row).order_by("pk"):
        if mark.kind == Mark.Kind.READ:
            if still_read and mark.text == old:
                Mark.objects.filter(pk=mark.pk).update(text=new)
            continue
        mark.place = places.get(mark.place, mark.place)
        standing = kept.get((mark.user_id, mark.kind, mark.place))
        if standing is not None:
            standing.text = f"{standing.text}\n{mark.text}".strip()
            continue
        kept[mark.user_id, mark.kind, mark.place] = mark
    _write(row, list(kept.values()))


def _write(row: AgendaItem, marks: list[Mark]) -> None:
    """All at once: one place may be taken by the next mark before that has moved on."""
    Mark.objects.filter(item=row).exclude(kind=Mark.Kind.READ).delete()
    for mark in marks:
        mark.pk = None
    Mark.objects.bulk_create(marks)
