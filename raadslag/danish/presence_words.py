"""The words of presence as data, what they tell, and the numbers and times that stand with them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

from raadslag.danish.persons import Named
from raadslag.danish.tokens import Phrases, Printed

Kind = Literal["present", "apologies", "absent", "late", "left", "aside"]
LONGEST = 1500
"""Letters of the longest paragraph that is looked at: a council's list of members fits in it."""
ACTS = frozenset("present takes_part apologies absent late left aside hindered".split())
_ITEM_WORDS = frozenset(
    "punkt punktet punkter punkterne pkt dagsordenspunkt dagsordenspunktet dagsordenspunkter dagsordenspunkterne "
    "dagsordenens sag sager sagerne".split()
)
_HOW = frozenset("fra til før inden efter under ved i på".split())
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
    return len(text) <= LONGEST and any(stem in low for stem in STEMS)


@lru_cache(maxsize=64)
def kinds_in(text: str) -> frozenset[str]:
    """Every kind of cue in the sentence."""
    return kinds_of(Printed(text))


def kinds_of(printed: Printed) -> frozenset[str]:
    return frozenset(hit[1] for i in range(len(printed)) if (hit := cues().at(printed, i)))


def items_at(printed: Printed, i: int) -> tuple[list[tuple[str, int, int]], int] | None:
    """[(preposition, first, last)] of "efter punkt 2", "pkt. 4-6", "punkterne 12, 13 og 15", and the token after."""
    if printed.low(i) not in _ITEM_WORDS:
        return None
    how = _how(printed, i, 6)
    k = i + 1
    while printed.low(k) in (".", "nr", "punkt", ":"):
        k += 1
    found: list[tuple[str, int, int]] = []
    while printed.raw(k).isdecimal() and len(printed.raw(k)) <= 4:
        first = last = int(printed.raw(k))
        k += 1
        n = k + 1
        while printed.low(n) in ("og", "med", "punkt", "pkt", "."):
            n += 1
        if printed.low(k) in ("-", "–", "til") and printed.raw(n).isdecimal():
            last, k = int(printed.raw(n)[:4]), n + 1
        found.append((how, first, max(first, last)))
        n = k
        while printed.low(n) in (",", "og", "samt", "pkt", "punkt", ".") and n - k < 3:
            n += 1
        if n == k or not printed.raw(n).isdecimal():
            break
        k = n
    return (found, k) if found else None


def time_at(printed: Printed, i: int) -> tuple[str, str, int] | None:
    """(preposition, HH:MM, the token after) of "kl. 17.54", and of the second time of "kl. 16-17.30"."""
    second = printed.low(i) in ("-", "–") and _is_hour(printed, i)
    if printed.low(i) not in ("kl", "klokken") and not second:
        return None
    k = i + 2 if printed.raw(i + 1) == "." else i + 1
    hour, minute = printed.raw(k), printed.raw(k + 2)
    if not hour.isdecimal() or int(hour[:3]) > 23:
        return None
    how = "til" if second else _how(printed, i, 2)
    if printed.raw(k + 1) in (".", ":") and minute.isdecimal() and len(minute) == 2:
        return how, f"{int(hour):02}:{minute}", k + 3
    return how, f"{int(hour):02}:00", k + 1


def _is_hour(printed: Printed, i: int) -> bool:
    """The dash at token i stands between two times of day: "kl. 16.30-18.00"."""
    back = [printed.low(k) for k in range(max(0, i - 5), i)]
    return ("kl" in back or "klokken" in back) and printed.raw(i - 1).isdecimal()


def _how(printed: Printed, i: int, back: int) -> str:
    """The preposition before token i, at most `back` tokens before it."""
    return next(
        (printed.low(k) for k in range(i - 1, i - 1 - back, -1) if printed.low(k) in _HOW), ""
    )
