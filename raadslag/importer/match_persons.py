"""Which person does a printed name mean? Spellings, initials, party over time. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from raadslag.importer.match import Proposal, best_first, term_end, term_start
from raadslag.importer.names import fold, likeness, loose, tidy

ASK_FROM = 0.75
"""A proposal from this score on is a doubt that a person settles; below it the name is new."""
ALIKE_FROM = 0.74
"""Two parts of a name are perhaps the same from this likeness on: Saima and Saime, Per and Peter."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat somebody has held: where, for which party, first and last day that we know of."""

    organization: int
    party: str = ""
    starts_on: date | None = None
    ends_on: date | None = None

    def in_term_of(self, day: date) -> bool:
        """The seat was held in the term that the day falls in."""
        begins, ends = self.starts_on or self.ends_on, self.ends_on
        if begins is None:
            return False
        return begins <= term_end(day) and (ends is None or ends >= term_start(day))


@dataclass(frozen=True, slots=True)
class KnownPerson:
    id: int
    name: str
    spellings: frozenset[str] = frozenset()
    seats: tuple[Seat, ...] = ()


def match_person(
    printed: str,
    known: Sequence[KnownPerson],
    *,
    party: str | None = None,
    organization: int | None = None,
    day: date | None = None,
    also_present: Collection[str] = (),
) -> list[Proposal]:
    """Candidates for a printed name, best first; empty where the name is new.

    `also_present`: the other names of the same meeting. Whoever is already there under a name of
    their own cannot be this one too.
    """
    others = {tidy(name) for name in also_present if tidy(name) != tidy(printed)}
    found = []
    for person in known:
        spellings = person.spellings | {person.name}
        if tidy(printed) not in spellings and spellings & others:
            continue
        proposal = _match(printed, person, spellings, party or "", organization, day)
        if proposal:
            found.append(proposal)
    exact = [proposal for proposal in found if proposal.way == "exact"]
    return best_first(exact or found, floor=ASK_FROM)


def _match(
    printed: str,
    person: KnownPerson,
    spellings: frozenset[str],
    party: str,
    organization: int | None,
    day: date | None,
) -> Proposal | None:
    shift, reasons = _surroundings(person, party, organization, day)
    if any(fold(spelling) == fold(printed) for spelling in spellings):
        if shift < 0:
            return Proposal(person.id, person.name, "same", 0.85, ("samme navn", *reasons))
        return Proposal(person.id, person.name, "exact", 1.0, ("samme navn", *reasons))
    score, why = max((_likeness(printed, spelling) for spelling in spellings), key=lambda x: x[0])
    if not score:
        return None
    total = round(max(0.0, min(score + shift, 0.99)), 2)
    return Proposal(person.id, person.name, "same", total, (why, *reasons))


def _surroundings(
    person: KnownPerson, party: str, organization: int | None, day: date | None
) -> tuple[float, tuple[str, ...]]:
    """What party and seat say: a shift of the score, and why."""
    now = [seat for seat in person.seats if day and seat.in_term_of(day)]
    parties = {seat.party for seat in now if seat.party}
    shift, reasons = 0.0, []
    if party and party in parties:
        shift, reasons = 0.05, [f"samme parti ({party})"]
    elif party and parties:
        shift, reasons = -0.15, [f"andet parti i samme valgperiode ({', '.join(sorted(parties))})"]
    elif party and any(seat.party == party for seat in person.seats):
        shift, reasons = 0.03, [f"samme parti ({party}) i en anden valgperiode"]
    if organization and any(seat.organization == organization for seat in now):
        shift += 0.05 if shift >= 0 else 0.0
        reasons.append("sidder i samme udvalg")
    return shift, tuple(reasons)


def _likeness(one: str, other: str) -> tuple[float, str]:
    """0..1 and why, from the letters alone; 0 where first or last name speak against it."""
    mine, own = loose(one).split(), loose(other).split()
    if not mine or not own:
        return 0.0, ""
    if mine == own:
        return 0.95, "samme navn på nær aa/å, ae/æ, oe/ø eller accent"
    if len(mine) < 2 or len(own) < 2:
        return 0.0, ""
    first, last = _part(mine[0], own[0]), _part(mine[-1], own[-1])
    if not last and (mine[-1] in own[1:-1] or own[-1] in mine[1:-1]):
        last = 0.8
    if not first or not last:
        return 0.0, ""
    middle, why = _middle(mine[1:-1], own[1:-1])
    reason = (
        why if first == last == 1 else "for- eller efternavn er forkortet eller stavet anderledes"
    )
    return (first + last) / 2 + middle, reason


def _part(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if min(len(one), len(other)) == 1:
        return 0.9 if one[0] == other[0] else 0.0
    alike = likeness(*sorted((one, other)))
    return alike if alike >= ALIKE_FROM else 0.0


def _middle(one: Sequence[str], other: Sequence[str]) -> tuple[float, str]:
    if not one or not other:
        return -0.08, "det ene navn har et mellemnavn eller forbogstav, som det andet mangler"
    short, long = sorted((one, other), key=len)
    if all(any(_part(part, whole) for whole in long) for part in short):
        return -0.03, "mellemnavnet er forkortet eller stavet anderledes"
    return -0.3, "mellemnavnene er forskellige"
