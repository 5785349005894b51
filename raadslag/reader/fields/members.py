"""Names as the house knows them: a first name alone, words that are no name before it, two run together.

Asked only of what the page itself gives as a person: nobody is added because the house knows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from raadslag.reader.words import fold
from raadslag.reader.words.town import Member
from raadslag.record import Attendee, Item, Meeting


def with_members(meeting: Meeting, members: Sequence[Member]) -> Meeting:
    """The meeting with its people named as the members are, where only one of them can be meant."""
    if not members:
        return meeting
    known = _Known(one.name for one in members)
    people: dict[str, Attendee] = {}
    for one in meeting.attendance:
        for name in known.meant(one.name):
            meant = replace(one, name=name)
            people.setdefault(fold(name), meant)
            if meant.status != "present":  # told twice, the absence counts
                people[fold(name)] = meant
    items = tuple(_named(item, known) for item in meeting.items)
    return replace(meeting, attendance=tuple(people.values()), items=items)


def _named(item: Item, known: _Known) -> Item:
    return replace(
        item,
        absences_noted=tuple(n for name in item.absences_noted for n in known.meant(name)),
        not_participating=tuple(n for name in item.not_participating for n in known.meant(name)),
    )


class _Known:
    """The members' names, and by which single names each is meant alone."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {fold(name): name for name in names}
        single: dict[str, set[str]] = {}
        for name in self._names.values():
            for part in {fold(name.split()[0]), fold(name.split()[-1])}:
                single.setdefault(part, set()).add(name)
        self._single = {part: found.pop() for part, found in single.items() if len(found) == 1}

    def meant(self, printed: str) -> list[str]:
        """Whom the printed name means: mostly itself."""
        plain = fold(printed)
        if plain in self._names:
            return [printed]
        if " " not in plain:
            return [self._single.get(plain, printed)]
        inside = [name for key, name in self._names.items() if f" {key} " in f" {plain} "]
        rest = len(plain.split()) - sum(len(name.split()) for name in inside)
        if len(inside) == 1 and plain.endswith(fold(inside[0])) and rest == 1:
            return inside  # a word of the line before stands in front
        return (
            sorted(inside, key=lambda name: plain.index(fold(name)))
            if len(inside) > 1 and not rest
            else [printed]
        )
