"""What the house that asks for a reading knows of the municipality before the file is opened.

It never invents: a known name only helps to see what is printed there, so that a reading says the same of
every file that prints it in full.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who has held a seat; first and last day of all seats together, null where not known."""

    name: str
    first: date | None = None
    last: date | None = None

    def sat_on(self, day: date | None) -> bool:
        """The member may have sat on that day."""
        if day is None:
            return True
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Town:
    """The municipality's official name, its committees by every spelling they have, and its members."""

    municipality: str | None = None
    bodies: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()

    def members_on(self, day: date | None) -> tuple[Member, ...]:
        """Who may have sat on that day; all where the day is not known."""
        return tuple(one for one in self.members if one.sat_on(day))


NO_TOWN = Town()


def town_to_data(town: Town) -> dict[str, Any]:
    """The town as JSON."""
    members = [
        [one.name, *(day.isoformat() if day else None for day in (one.first, one.last))]
        for one in town.members
    ]
    return {"municipality": town.municipality, "bodies": list(town.bodies), "members": members}


def town_from_data(data: Mapping[str, Any]) -> Town:
    """The town that `town_to_data` wrote; an empty one of an empty mapping."""
    members = tuple(
        Member(name, *(date.fromisoformat(day) if day else None for day in days))
        for name, *days in data.get("members", ())
    )
    return Town(data.get("municipality"), tuple(data.get("bodies", ())), members)
