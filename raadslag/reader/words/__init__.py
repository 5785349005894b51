"""The words that minutes use, as data: headings by meaning, noise, groups, places.

`danish.toml` and `places.toml` hold them. A municipality's own words are laid over them by
`Vocabulary.with_overlay`, so that no name of a municipality ever stands in code.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_COUNTED = re.compile(r"\s?\(\d{1,3}(?: (?:stk\.?|bilag|filer))?\)$")
LONGEST_BY_STEM = 8
"""Words of the longest heading that is told by its noun."""
_PREPOSITIONS = frozenset(("i", "på", "fra", "for", "til", "af", "ved", "om", "under"))
SHORTEST_MISSPELT, MISSPELT = 8, 0.85
"""Letters of the shortest word, and the likeness, from which a label is a known one misspelt."""
SPELT = 5
"""Letters of the shortest heading that is told inside a run of text."""
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
    spelt_headings: tuple[str, ...]
    labels: Mapping[str, str]
    spelt_labels: tuple[str, ...]
    stems: Mapping[str, str]
    modifiers: frozenset[str]
    actors: tuple[str, ...]
    verb_heads: Mapping[str, frozenset[str]]
    noise: frozenset[str]
    actions: frozenset[str]
    fillers: frozenset[str]
    glued: tuple[str, ...]
    tails: tuple[str, ...]
    groups: frozenset[str]
    outcomes: Mapping[str, str]

    def role(self, text: str) -> str | None:
        """The meaning of a heading line, null where the words are not known; a count behind it is none of
        them ("Dokumenter (2)")."""
        known = self.headings.get(fold(text))
        if known is None and text[-1:] == ")" and (bare := _COUNTED.sub("", text)) != text:
            return self.headings.get(fold(bare))
        return known

    def role_by_stem(self, text: str) -> str | None:
        """The meaning of a heading by its noun, whoever it is of ("Udvalgets konklusion", "Indstilling
        fra forvaltningen"); null where another word stands in it."""
        words = fold(text).split()
        if not 0 < len(words) <= LONGEST_BY_STEM:
            return None
        at = next((n for n, word in enumerate(words) if n and word in _PREPOSITIONS), len(words))
        if any(not self._may_modify(word) for word in words[: at - 1]):
            return None
        if at < len(words) and not words[-1].rstrip("s").endswith(self.actors):
            return None
        head = words[at - 1]
        for ending in ("", "en", "er", "et", "n", "ne", "erne"):
            if (not ending or head.endswith(ending)) and (
                role := self.stems.get(head.removesuffix(ending) if ending else head)
            ):
                return role
        return None

    def role_by_spelling(self, text: str) -> str | None:
        """The meaning of a one-word label with a typing error ("Besultning:"); null for other words."""
        word = fold(text)
        if not SHORTEST_MISSPELT <= len(word) <= 24 or not word.isalpha():
            return None
        known = [w for w in self.headings if abs(len(w) - len(word)) < 2 and w[:1] == word[:1]]
        near = get_close_matches(word, known, 1, MISSPELT)
        return self.headings[near[0]] if near else None

    def _may_modify(self, word: str) -> bool:
        return (
            word in self.modifiers
            or (word.endswith("s") and word[:-1].endswith(self.actors))
            or word.rstrip("-") in ("og", "samt")
            or word.endswith("-")
        )

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
    labels = {fold(w): kind for kind, words in data["labels"].items() for w in words}
    stems = data["stems"]
    return Vocabulary(
        headings=headings,
        spelt_headings=tuple(
            way
            for words in data["headings"].values()
            for word in words
            if len(word) >= SPELT and word[-1].isalpha()
            for way in (word, word.upper())
        ),
        labels=labels,
        spelt_labels=(
            *(w[:1].upper() + w[1:] for w in labels if len(w) > 2),
            *(w for role in ("decider", "path") for w in data["headings"][role]),
            *data["flattened"]["labels"],
        ),
        stems={
            w: role
            for role, words in stems.items()
            if role not in ("modifiers", "actors")
            for w in words
        },
        modifiers=frozenset(stems["modifiers"]),
        actors=tuple(stems["actors"]),
        verb_heads={kind: frozenset(words) for kind, words in data["verb_heads"].items()},
        noise=frozenset(map(fold, data["chrome"]["whole"])),
        actions=frozenset(data["chrome"]["actions"]),
        fillers=frozenset(data["chrome"]["words"]),
        glued=tuple(data["chrome"]["glued"]),
        tails=tuple(map(fold, data["chrome"]["tail"])),
        groups=frozenset(map(fold, data["groups"]["whole"])),
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
