"""Who is who in Møllested: terms, bodies, memberships, units and officials, from `roster.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

_MEMBER = re.compile(r"^(?P<name>[^(]+?) \((?P<party>\w+)\)(?: (?P<role>.+))?$")


@dataclass(frozen=True, slots=True)
class Term:
    """A legislative term; both days inclusive."""

    key: str
    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Membership:
    """A person's seat in one organization of one term; both days inclusive."""

    person: str
    organization: str
    term: str
    role: str | None
    starts_on: date
    ends_on: date
    reason: str | None = None
    """Why the seat began or ended inside the term."""


@dataclass(frozen=True, slots=True)
class Organization:
    """A council or committee in one term, or an administrative unit (`term` null).

    `key` is the same for a body and the body it replaces (`beu` in both terms).
    """

    key: str
    name: str
    short: str
    kind: Literal["council", "committee", "administration"]
    term: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    replaces: str | None = None
    director: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """An elected person (with `party`, a ballot letter) or an official (with `title`)."""

    name: str
    party: str | None = None
    title: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """The whole town on one sheet."""

    municipality: str
    place: str
    terms: tuple[Term, ...]
    organizations: tuple[Organization, ...]
    memberships: tuple[Membership, ...]
    people: tuple[Person, ...]

    def organization(self, key: str, on: date) -> Organization:
        """The body that had this key on the day. Raises `KeyError` for none."""
        for body in self.organizations:
            inside = body.starts_on and body.ends_on and body.starts_on <= on <= body.ends_on
            if body.key == key and inside:
                return body
        raise KeyError(f"{key} på {on}")

    def members(self, key: str, on: date) -> tuple[Membership, ...]:
        """Those who had a seat on the day, chair first."""
        name = self.organization(key, on).name
        return tuple(
            seat
            for seat in self.memberships
            if seat.organization == name and seat.starts_on <= on <= seat.ends_on
        )

    def person(self, name: str) -> Person:
        """The person of exactly this name. Raises `KeyError`."""
        for person in self.people:
            if person.name == name:
                return person
        raise KeyError(name)


@cache
def roster() -> Roster:
    """Read once; the file is part of the package."""
    path = Path(__file__).with_name("roster.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    terms = tuple(Term(row["key"], row["name"], row["from"], row["to"]) for row in data["term"])
    by_key = {term.key: term for term in terms}
    bodies = tuple(_body(row, by_key[row["term"]]) for row in data["organization"])
    units = tuple(
        Organization(
            row["name"], row["name"], row["name"], "administration", director=row["director"]
        )
        for row in data["unit"]
    )
    seats = [seat for row in data["organization"] for seat in _seats(row, by_key[row["term"]])]
    for change in data["change"]:
        seats = _changed(seats, change)
    return Roster(
        municipality=data["municipality"],
        place=data["place"],
        terms=terms,
        organizations=bodies + units,
        memberships=tuple(seats),
        people=_people(data),
    )


def _body(row: dict[str, Any], term: Term) -> Organization:
    return Organization(
        key=row["key"],
        name=row["name"],
        short=row["short"],
        kind=row["kind"],
        term=term.key,
        starts_on=term.starts_on,
        ends_on=term.ends_on,
        replaces=row.get("replaces"),
    )


def _split(printed: str) -> tuple[str, str, str | None]:
    found = _MEMBER.match(printed)
    if not found:
        raise ValueError(f"not «Navn (X) rolle»: {printed!r}")
    return found["name"], found["party"], found["role"]


def _seats(row: dict[str, Any], term: Term) -> list[Membership]:
    seats = []
    for printed in row["members"]:
        name, _, role = _split(printed)
        seats.append(Membership(name, row["name"], term.key, role, term.starts_on, term.ends_on))
    return seats


def _changed(seats: list[Membership], change: dict[str, Any]) -> list[Membership]:
    """The seats after one person has followed another, each new seat right after the old one."""
    newcomer, _, _ = _split(change["in"])
    result: list[Membership] = []
    for seat in seats:
        inside = seat.starts_on <= change["on"] <= seat.ends_on
        if not (seat.person == change["out"] and inside):
            result.append(seat)
            continue
        before = change["on"] - timedelta(days=1)
        result.append(
            Membership(
                seat.person,
                seat.organization,
                seat.term,
                seat.role,
                seat.starts_on,
                before,
                change["reason"],
            )
        )
        result.append(
            Membership(
                newcomer,
                seat.organization,
                seat.term,
                None,
                change["on"],
                seat.ends_on,
                change["reason"],
            )
        )
    return result


def _people(data: dict[str, Any]) -> tuple[Person, ...]:
    found: dict[str, Person] = {}
    printed = [name for row in data["organization"] for name in row["members"]]
    for text in [*printed, *(change["in"] for change in data["change"])]:
        name, party, _ = _split(text)
        found.setdefault(name, Person(name, party=party))
    for row in data["official"]:
        found[row["name"]] = Person(row["name"], title=row["title"], unit=row.get("unit"))
    return tuple(found.values())
