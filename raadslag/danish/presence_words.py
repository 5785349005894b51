"""The words of presence as data, what they tell, and the numbers and times that stand with them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

from raadslag.danish.persons import Named
from raadslag.danish.sought import holds_any
from raadslag.danish.tokens import Phrases, Printed

Kind = Literal["present", "apologies", "absent", "late", "left", "aside"]
LONGEST = 1500
"""Letters of the longest paragraph that is looked at: a council's list of members fits in it."""
ACTS = frozenset("present takes_part apologies absent late left aside hindered".split())
STEMS = (
    "afbud", "forfald", "frav", "til stede", "tilstede", "delt", "delag", "mødt", "møde", "medvirk", "ankom", "forlod", "forlad", "inhabil",
    "forhindre", "stedfortr", "suppleant", "stedet for", "indtrådte", "fratråd", "udeblev", "afmeldt", "sygemeldt", "kom ", "gik ", "udtråd",
    "tiltrådte", "medlemmer", "bortrejst", "rejste", "vikar", "indkald", "meldte sig", "meldt sig", "trådte ud", "måtte gå",
    "erstatte", "afløs",
)  # fmt: skip
"""Parts of words without which no sentence tells of presence: looking for them is quicker than reading it."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One person's presence. `first` and `last`: item numbers, both within; `at` HH:MM; `guest`: told as no
    member; `weak`: it only follows from somebody else's place being taken."""

    named: Named
    kind: Kind
    first: int | None = None
    last: int | None = None
    at: str | None = None
    guest: bool = False
    weak: bool = False


@dataclass(slots=True)
class Telling:
    """What a text tells. `only`: nothing else stands in it."""

    facts: list[Fact] = field(default_factory=list)
    only: bool = False


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "presence.toml").read_text("utf-8"))


@cache
def column_words(kind: str) -> frozenset[str]:
    """The heads of a kind of column in a table of members, or what its cells say (`yes`, `no`)."""
    return frozenset(_data()["columns_of"][kind].split("|"))


@cache
def cues() -> Phrases:
    """Every phrase of presence with its meaning."""
    rows = ((row["phrases"].replace("\n", " ").split("|"), row["kind"]) for row in _data()["cue"])
    return Phrases((phrase, kind) for phrases, kind in rows for phrase in phrases if phrase.strip())


@cache
def words_of(table: str, key: str = "words") -> frozenset[str]:
    """The words of a table that has no kinds: fill, approval, held, acts."""
    return frozenset(_data()[table][key].split())


def examples() -> Iterator[tuple[str, str]]:
    """(made-up sentence, what it tells) of every row."""
    for row in _data()["cue"]:
        yield from row["examples"].items()


@lru_cache(maxsize=256)
def tells(text: str) -> bool:
    """Whether any word of presence stands in the text."""
    low = text.casefold()
    return len(text) <= LONGEST and holds_any(low, STEMS)


@lru_cache(maxsize=64)
def kinds_in(text: str) -> frozenset[str]:
    """Every kind of cue in the sentence."""
    return kinds_of(Printed(text))


def kinds_of(printed: Printed) -> frozenset[str]:
    return frozenset(hit[1] for i in range(len(printed)) if (hit := cues().at(printed, i)))
