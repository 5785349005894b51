"""Counting votes, and what a count settles. Pure: a majority of the votes cast, a tie lapses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from raadslag.allowed import Obstacle
from raadslag.law.table import law
from raadslag.meetings.formulas import LABELS

Choice = Literal["for", "against", "abstained", "silent"]
Result = Literal["carried", "lost", "lapsed"]
Subject = Literal["recommendation", "point", "amendment", "procedure", "election"]
"""What is voted on: the recommendation or one of its points, a change to it, how to proceed, a person."""

RESULTS: dict[Result, str] = {
    "carried": "Vedtaget",
    "lost": "Forkastet",
    "lapsed": "Bortfaldet ved stemmelighed",
}
BY_LOT = "Stemmelighed: afgøres ved lodtrækning"
"""A tie in an election does not lapse: lots are drawn."""

ADOPTS = frozenset(
    "approved approved_as_recommended recommended_onward noted elected signed discussed other".split()
)
"""Outcomes that agree with a recommendation that was carried."""
LETS_FALL = frozenset("rejected postponed referred withdrawn discussed other".split())
"""Outcomes that agree with a recommendation that was lost, or lapsed."""
CHANGED = frozenset(("approved", "recommended_onward"))
"""Adopted with a change: what an amendment that was carried leads to, also where nothing else was."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many voted what; abstentions do not count (IM 18.1.2), and who took no part even less."""

    in_favour: int
    against: int
    abstained: int
    silent: int = 0

    @property
    def result(self) -> Result:
        """Carried by a majority of the votes cast; a tie lapses (IM 04.1.2)."""
        if self.in_favour == self.against:
            return "lapsed"
        return "carried" if self.in_favour > self.against else "lost"


@dataclass(frozen=True, slots=True)
class Tally:
    """One ballot, counted. `choices` maps a member's id to what they chose."""

    subject: str
    on: str
    choices: Mapping[int, str]
    point: int | None = None

    @property
    def count(self) -> Count:
        """The numbers."""
        return count(self.choices)

    @property
    def result(self) -> str:
        """What the ballot settled, in Danish."""
        found = self.count.result
        return BY_LOT if found == "lapsed" and self.subject == "election" else RESULTS[found]

    @property
    def minority(self) -> frozenset[int]:
        """Who lost it, and may have their opinion in the minutes (IM 07.1.1); in a tie both sides did.

        That both sides of a tie may is our own reading: no source here says it.
        """
        lost: Mapping[Result, tuple[str, ...]] = {
            "carried": ("against",),
            "lost": ("for",),
            "lapsed": ("for", "against"),
        }
        sides = lost[self.count.result]
        return frozenset(person for person, choice in self.choices.items() if choice in sides)


def count(choices: Mapping[int, str]) -> Count:
    """Count one ballot: member id to choice."""
    votes = list(choices.values())
    return Count(*(votes.count(side) for side in ("for", "against", "abstained", "silent")))


def spread_parties(choices: Mapping[str, Choice], members: Mapping[int, str]) -> dict[int, Choice]:
    """A ballot by party as one vote a member present: member id to party letter in `members`."""
    return {person: choices[party] for person, party in members.items() if party in choices}


def why_not_vote(
    *, in_room: Set[int], choices: Mapping[int, Choice], meeting_open: bool, kind: str = "standing"
) -> list[Obstacle]:
    """Only those in the room vote."""
    no = []
    if not meeting_open:
        no.append(Obstacle("not-open", "Der stemmes kun, mens mødet er i gang."))
    if not any(choice != "silent" for choice in choices.values()):
        no.append(Obstacle("no-votes", "Angiv mindst én stemme."))
    if not set(choices) <= in_room:
        no.append(
            Obstacle(
                "not-in-room",
                "Kun medlemmer, der er til stede under punktet og ikke er inhabile, kan stemme.",
                law("voting", kind),
            )
        )
    return no


def order_is_odd(subject: str, before: Iterable[str]) -> bool:
    """An amendment that is voted on after the recommendation: unusual, and noted as it happened (IM 01.1.3)."""
    return subject == "amendment" and "recommendation" in set(before)


def why_against_count(
    outcome: str, *, points: Mapping[int, str], tallies: Sequence[Tally]
) -> list[Obstacle]:
    """A decision says what the votes say. `points` maps a point that differs to its outcome.

    The last ballot on the same thing counts. How to proceed and elections settle no outcome alone.
    """
    last = {(tally.subject, tally.point): tally for tally in tallies}
    carried = [t for t in last.values() if t.count.result == "carried"]
    amended = any(tally.subject == "amendment" for tally in carried)
    no = []
    for tally in last.values():
        said = points.get(tally.point, outcome) if tally.point else outcome
        if said not in _agreeing(tally, amended=amended):
            no.append(_against(tally, said))
    whole = any(t.subject == "recommendation" for t in last.values())
    if amended and not whole and outcome == "approved_as_recommended":
        no.append(
            Obstacle(
                "amended",
                "Et ændringsforslag er vedtaget: vælg »Godkendt med ændring«, eller registrér også "
                "afstemningen om indstillingen.",
                "IM 18.1.2",
            )
        )
    return no


def _agreeing(tally: Tally, *, amended: bool) -> frozenset[str]:
    if tally.subject not in {"recommendation", "point"}:
        return ADOPTS | LETS_FALL | {"none"}
    if tally.count.result == "carried":
        return ADOPTS
    return LETS_FALL | CHANGED if amended else LETS_FALL


def _against(tally: Tally, outcome: str) -> Obstacle:
    counted = tally.count
    law = "IM 04.1.2" if counted.result == "lapsed" else "IM 18.1.2"
    return Obstacle(
        "against-count",
        f"Afstemningen om »{tally.on}« gav {counted.in_favour} for og {counted.against} imod: "
        f"{RESULTS[counted.result].lower()}. Udfaldet »{LABELS.get(outcome, outcome)}« siger noget "  # type: ignore[call-overload]
        "andet. Vælg et udfald, der passer til tallene, eller ret afstemningen.",
        law,
    )
