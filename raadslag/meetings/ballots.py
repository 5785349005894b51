"""Counting votes. Pure: a majority of the votes cast, a tie lapses, amendments come first."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Literal

from raadslag.allowed import Obstacle

Choice = Literal["for", "against", "abstained"]
Result = Literal["carried", "lost", "lapsed"]

RESULTS: dict[Result, str] = {
    "carried": "Vedtaget",
    "lost": "Forkastet",
    "lapsed": "Bortfaldet ved stemmelighed",
}


@dataclass(frozen=True, slots=True)
class Count:
    """How many voted what; abstentions do not count (IM 18.1.2)."""

    in_favour: int
    against: int
    abstained: int

    @property
    def result(self) -> Result:
        """Carried by a majority of the votes cast; a tie lapses (IM 04.1.2)."""
        if self.in_favour == self.against:
            return "lapsed"
        return "carried" if self.in_favour > self.against else "lost"


def count(choices: Mapping[int, Choice]) -> Count:
    """Count one ballot: member id to choice."""
    votes = list(choices.values())
    return Count(votes.count("for"), votes.count("against"), votes.count("abstained"))


def spread_parties(choices: Mapping[str, Choice], members: Mapping[int, str]) -> dict[int, Choice]:
    """A ballot by party as one vote a member present: member id to party letter in `members`."""
    return {person: choices[party] for person, party in members.items() if party in choices}


def why_not_vote(
    *,
    in_room: Set[int],
    choices: Mapping[int, Choice],
    amendment: bool,
    main_already_voted: bool,
    meeting_open: bool,
) -> list[Obstacle]:
    """Only those in the room vote, and amendments are voted on before the main proposal."""
    no = []
    if not meeting_open:
        no.append(Obstacle("not-open", "Der stemmes kun, mens mødet er i gang."))
    if not choices:
        no.append(Obstacle("no-votes", "Angiv mindst én stemme."))
    if not set(choices) <= in_room:
        no.append(
            Obstacle(
                "not-in-room",
                "Kun medlemmer, der er til stede under punktet og ikke er inhabile, kan stemme.",
                "KSL § 11 stk. 3 og § 14",
            )
        )
    if amendment and main_already_voted:
        no.append(
            Obstacle(
                "amendment-late",
                "Ændringsforslag sættes til afstemning før hovedforslaget.",
                "IM 01.1.3",
            )
        )
    return no
