"""What an engine must be able to do. The contract suite in tests/search holds every one to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from raadslag.search.document import Document
from raadslag.search.plan import Plan


class SearchUnavailable(Exception):
    """The index can't answer now; the page says so and everything else works on."""


class IndexOutdated(SearchUnavailable):
    """The index was built by another analysis and must be rebuilt."""


class IndexBusy(Exception):
    """Another process is writing to the index; try again later, nothing was written."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An item found: its id, its score (0 when sorted by date) and its day number."""

    id: str
    score: float
    day: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """An engine's answer to a plan. `partial`: some part of the index didn't answer.

    `strict_total` counts the hits with all words; it is less than `total` when `relaxed`.
    """

    hits: tuple[Hit, ...]
    total: int
    strict_total: int
    total_is_exact: bool = True
    facets: Mapping[str, list[tuple[str, int]]] = field(default_factory=dict)
    partial: bool = False
    relaxed: bool = False


@dataclass(frozen=True, slots=True)
class Stats:
    """Size of an index: items, segments or shards, bytes on disk, and its analysis version."""

    documents: int
    segments: int
    size_bytes: int
    analysis: int


class Vocabulary(Protocol):
    """The words an index holds, as the planner asks for them."""

    def frequency(self, token: str) -> int:
        """About how many items hold the token as a word or a part; 0 means none."""
        ...

    def tokens(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Word tokens that begin like this, with frequency; at most `limit`."""
        ...


class SearchEngine(Vocabulary, Protocol):
    """One index. Writes are seen after `commit`, and a committed write survives kill -9."""

    def create(self) -> None:
        """Make an empty index in place, whatever was there."""
        ...

    def drop(self) -> None:
        """Remove the index."""
        ...

    def upsert(self, documents: Iterable[Document]) -> int:
        """Put documents in, replacing those with the same id; returns how many."""
        ...

    def delete(self, ids: Iterable[str]) -> None:
        """Take documents out; unknown ids are no error."""
        ...

    def commit(self) -> None:
        """Make every write durable and seen by searches from now on."""
        ...

    def search(self, plan: Plan) -> Found:
        """Answer a plan, or raise SearchUnavailable."""
        ...

    def values(self, name: str) -> list[tuple[str, int]]:
        """Every value of a facet field in the whole index, most used first."""
        ...

    def suggest(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Words as printed in titles that begin like this, most used first."""
        ...

    def title_ids(self, words: tuple[str, ...], limit: int) -> list[tuple[str, str]]:
        """Newest items (id, title) whose title has the words, the last one as a beginning."""
        ...

    def stats(self) -> Stats:
        """Size of the index."""
        ...
