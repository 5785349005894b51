"""One table of what the law asks, `table.toml`: who is asked, by which paragraph, and how sure we are.

Every reason that cites the law takes its paragraph from here, so that a council is never told the
paragraph of a committee, and a jurist can read the whole table on the page Regler.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("table.toml")

KINDS: Mapping[str, str] = {
    "council": "kommunalbestyrelsen",
    "finance": "økonomiudvalget",
    "standing": "stående udvalg",
    "special": "§ 17, stk. 4-udvalg",
    "citizens": "råd",
}
"""The kinds of body that hold meetings, as `Organization.kind` names them, and what they are called."""


class Force(StrEnum):
    """What the house does with a rule: only a law that blocks lets it block."""

    STOPS = "stops"
    ASKS = "asks"
    TELLS = "tells"
    UNBUILT = "unbuilt"

    @property
    def label(self) -> str:
        """In Danish, for the page Regler."""
        return _LABELS[self]


_LABELS = {
    Force.STOPS: "stopper",
    Force.ASKS: "beder om en grund",
    Force.TELLS: "oplyser",
    Force.UNBUILT: "endnu ikke i Rådslag",
}


@dataclass(frozen=True, slots=True)
class Ground:
    """What one rule says to some kinds of body.

    `law` is the citation to print ("KSL § 8 stk. 4 og 5"), blank where no law was found; `words` what it
    asks, in plain Danish; `sources` names of `Table.sources`. `unsettled` says what no source at hand
    decides and which stricter reading the house uses meanwhile; blank where the sources settle it.
    """

    kinds: tuple[str, ...]
    law: str
    words: str
    force: Force
    sources: tuple[str, ...]
    unsettled: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its grounds, at most one for a kind of body; `shown_as` are codes of refusals and checks."""

    name: str
    title: str
    grounds: tuple[Ground, ...]
    shown_as: tuple[str, ...] = ()

    def ground(self, kind: str) -> Ground | None:
        """What it says to that kind of body; None where it says nothing to it."""
        return next((one for one in self.grounds if kind in one.kinds), None)


@dataclass(frozen=True, slots=True)
class Table:
    """All rules in the order of a meeting's life, and the sources they name."""

    rules: tuple[Rule, ...]
    sources: Mapping[str, str]


@cache
def table() -> Table:
    """The table as it lies in the house. Raises `ValueError` when a row names an unknown source or kind."""
    raw = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    sources: dict[str, str] = raw["sources"]
    return Table(tuple(_rule(one, sources) for one in raw["rule"]), sources)


def ground(rule: str, kind: str) -> Ground | None:
    """What the rule of that name says to a kind of body, if anything. Raises `KeyError` on an unknown name."""
    return _by_name()[rule].ground(kind)


def law(rule: str, kind: str) -> str | None:
    """The citation to show beside a reason; None where the rule cites none for that kind.

    >>> law("in-time", "council")
    'KSL § 8 stk. 4 og 5'
    """
    found = ground(rule, kind)
    return found.law or None if found else None


@cache
def _by_name() -> dict[str, Rule]:
    return {rule.name: rule for rule in table().rules}


def _rule(raw: Mapping[str, Any], sources: Iterable[str]) -> Rule:
    grounds = tuple(_ground(one, raw["name"], sources) for one in raw["says"])
    said = [kind for one in grounds for kind in one.kinds]
    if len(said) != len(set(said)):
        raise ValueError(f"{raw['name']} says two things to one kind of body")
    return Rule(raw["name"], raw["title"], grounds, tuple(raw.get("shown_as", ())))


def _ground(raw: Mapping[str, Any], rule: str, known: Iterable[str]) -> Ground:
    kinds = tuple(raw.get("kinds", KINDS))
    unknown = {*kinds} - {*KINDS} | {*raw["sources"]} - {*known}
    if unknown:
        raise ValueError(f"{rule} names unknown {sorted(unknown)}")
    return Ground(
        kinds,
        raw.get("law", ""),
        raw["words"],
        Force(raw["force"]),
        tuple(raw["sources"]),
        raw.get("unsettled", ""),
    )
