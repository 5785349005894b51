"""The words that minutes use, as data: headings by meaning, noise, groups, places.

`danish.toml` and `places.toml` hold them. A municipality's own words are laid over them by
`Vocabulary.with_overlay`, so that no name of a municipality ever stands in code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TEXT_ROLES = frozenset(
    ("summary", "background", "case", "economy", "law", "hearing", "process", "other", "guests")
)
"""Headings whose text becomes a section; all other roles have fields of their own."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words by meaning. `headings` maps a folded heading to its role; `outcomes` a folded formula
    of this municipality to an outcome code (see `decision.outcome`)."""

    headings: Mapping[str, str]
    noise: frozenset[str]
    tails: tuple[str, ...]
    groups: frozenset[str]
    closed_groups: frozenset[str]
    outcomes: Mapping[str, str]

    def role(self, text: str) -> str | None:
        """The meaning of a heading line, null where the words are not known."""
        return self.headings.get(fold(text))

    def with_overlay(
        self,
        *,
        headings: Mapping[str, Sequence[str]] | None = None,
        outcomes: Mapping[str, str] | None = None,
        noise: Sequence[str] = (),
    ) -> Vocabulary:
        """A municipality's own words on top. `headings`: role to words; `outcomes`: formula to code."""
        own = {fold(word): role for role, words in (headings or {}).items() for word in words}
        formulas = {fold(word): code for word, code in (outcomes or {}).items()}
        return replace(
            self,
            headings={**self.headings, **own},
            outcomes={**self.outcomes, **formulas},
            noise=self.noise | {fold(word) for word in noise},
        )


@dataclass(frozen=True, slots=True)
class Places:
    """Municipalities: `names` maps every spelling to the official name with its "Kommune"."""

    names: Mapping[str, str]


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Case, runs of spaces and a final colon taken away: the form in which words are compared."""
    return " ".join(text.casefold().split()).rstrip(" :")


@cache
def danish() -> Vocabulary:
    """The vocabulary that the house ships."""
    data = _data("danish.toml")
    headings = {fold(w): role for role, words in data["headings"].items() for w in words}
    return Vocabulary(
        headings=headings,
        noise=frozenset(map(fold, data["noise"]["whole"])),
        tails=tuple(map(fold, data["noise"]["tail"])),
        groups=frozenset(map(fold, data["groups"]["whole"])),
        closed_groups=frozenset(map(fold, data["groups"]["closed"])),
        outcomes={},
    )


def overlay_from_toml(text: str) -> Vocabulary:
    """The shipped vocabulary with a municipality's TOML (tables `headings`, `outcomes`) on top.

    Raises `tomllib.TOMLDecodeError` where the text is no TOML.
    """
    data = tomllib.loads(text)
    return danish().with_overlay(
        headings=data.get("headings"), outcomes=data.get("outcomes"), noise=data.get("noise", ())
    )


@cache
def places() -> Places:
    """The municipalities of the country by every spelling that the data knows."""
    data = _data("places.toml")
    official = {
        name: data["regional"].get(name)
        or f"{name}{'s' if name in data['genitive'] else ''} Kommune"
        for name in data["municipalities"]
    }
    aliases = {alias: official[name] for alias, name in data["aliases"].items()}
    return Places(names={**official, **aliases})


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text("utf-8"))
