"""A question to the index, in no engine's syntax: what must match, what may, filters and order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

Sort = Literal["best", "newest"]

WORD_WEIGHTS = {
    "title": 4.0,
    "core": 1.5,
    "meta": 2.0,
    "body": 1.0,
    "ptitle": 2.5,
    "parts": 0.8,
    "joins": 0.4,
}
"""What a word weighs in each stream of `analysis.chain`; `core` is decision and recommendation."""

EXACT_WEIGHTS = {"own": 12.0, "cited": 4.0}
"""What an exact token gives, a fixed sum: the item is about it, or mentions it."""

RELAX_BELOW = 20
RECENCY = 0.15
RECENCY_YEARS = 3.0
WINDOW = 200
"""Recency reorders the best hits only, so that an old perfect hit can't drown in new noise."""


@dataclass(frozen=True, slots=True)
class Word:
    """One token in any word stream, scored by BM25 in each."""

    token: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens side by side, in this order, in one of the ordered streams."""

    tokens: tuple[str, ...]
    weight: float = 1.0
    streams: tuple[str, ...] = ("title", "core", "meta", "body")


@dataclass(frozen=True, slots=True)
class Exact:
    """A journal number or date; with `prefix`, every exact token that begins like it."""

    token: str
    prefix: bool = False
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Is:
    """A filter field with this value, for a fixed sum."""

    field: str
    value: str
    weight: float = 4.0


@dataclass(frozen=True, slots=True)
class Every:
    """All of these; the score is the sum times the weight."""

    nodes: tuple[Node, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Any:
    """At least `least` of these; the score is the sum of those that match, times the weight."""

    nodes: tuple[Node, ...]
    weight: float = 1.0
    least: int = 1


Node = Word | Phrase | Exact | Is | Every | Any


@dataclass(frozen=True, slots=True)
class Filters:
    """Within a field any of the values; between fields all. Both dates are inclusive."""

    municipality: tuple[str, ...] = ()
    organization: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    term: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    has_attachments: bool | None = None
    journal: str = ""
    since: date | None = None
    until: date | None = None

    def values(self) -> dict[str, tuple[str, ...]]:
        """The value filters that are set, by facet name."""
        names = ("municipality", "organization", "year", "term", "outcome", "party")
        found = {name: tuple(map(str, getattr(self, name))) for name in names}
        if self.has_attachments is not None:
            found["has_attachments"] = ("ja" if self.has_attachments else "nej",)
        return {name: values for name, values in found.items() if values}

    def without(self, name: str) -> Filters:
        """The same filters with one field open, for counting its other values."""
        empty: dict[str, object] = {name: None if name == "has_attachments" else ()}
        return replace(self, **empty)  # type: ignore[arg-type]

    @property
    def are_set(self) -> bool:
        """Whether anything is filtered."""
        return self != Filters()


@dataclass(frozen=True, slots=True)
class Understood:
    """How a part of the query was read, for the page to say: kind, as typed, value.

    Kinds: journal, date, month, year, municipality, organization, phrase, spelling, joined.
    """

    kind: str
    typed: str
    value: str


@dataclass(frozen=True, slots=True)
class Plan:
    """`must` are all required; when they find too little, half of them will do (relaxed).

    `should` only raise the score. A plan without `must` matches everything the filters let by.
    `page` counts from 1. `today` is the day that recency is counted from; None: no recency.
    """

    must: tuple[Node, ...] = ()
    must_not: tuple[Node, ...] = ()
    should: tuple[Node, ...] = ()
    filters: Filters = field(default_factory=Filters)
    sort: Sort = "best"
    facets: tuple[str, ...] = ()
    page: int = 1
    size: int = 20
    relax_below: int = RELAX_BELOW
    today: date | None = None
    understood: tuple[Understood, ...] = ()

    @property
    def offset(self) -> int:
        """How many hits stand on the pages before this one."""
        return (max(1, self.page) - 1) * self.size

    def relaxed(self) -> Node | None:
        """What will do when the strict question finds too little, or None if it can't be eased.

        Half of the words; of one long compound, all parts but one.
        """
        if self.relax_below <= 0 or not self.must:
            return None
        if len(self.must) > 1:
            return Any(self.must, least=(len(self.must) + 1) // 2)
        (only,) = self.must
        compounds = [
            Any(node.nodes, node.weight, least=len(node.nodes) - 1)
            for node in (only.nodes if isinstance(only, Any) else ())
            if isinstance(node, Every) and len(node.nodes) > 2
        ]
        return Any((only, *compounds)) if compounds else None


def recency_factor(day: int, today: date | None) -> float:
    """1.15 for an item of today, 1 for an old one; half of the extra is gone in three years."""
    from raadslag.search.document import day_number

    if today is None or day <= 0:
        return 1.0
    age = max(0, day_number(today) - day) / 365.25
    return float(1.0 + RECENCY * 2.0 ** (-age / RECENCY_YEARS))
