"""The plain engine: every document is looked at for every question. The oracle of the contract.

Scores are BM25 as tantivy counts it (k1 1.2, b 0.75, lengths rounded to a byte), so that two
engines can be compared hit by hit.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from raadslag.search.analysis import ANALYSIS_VERSION
from raadslag.search.analysis.chain import EXACT, LOOSE, ORDERED, Chain, Streams
from raadslag.search.analysis.exact import journal_token
from raadslag.search.analysis.letters import clean, words
from raadslag.search.document import Document, day_number
from raadslag.search.engines.base import Found, Hit, Stats
from raadslag.search.plan import (
    EXACT_WEIGHTS,
    WINDOW,
    WORD_WEIGHTS,
    Any,
    Every,
    Exact,
    Filters,
    Is,
    Node,
    Phrase,
    Plan,
    Word,
    recency_factor,
)

K1, B = 1.2, 0.75


@dataclass(frozen=True)
class _Entry:
    document: Document
    streams: Streams
    counts: dict[str, Counter[str]]
    surface: frozenset[str]


class MemoryEngine:
    """An index in a dictionary."""

    def __init__(self) -> None:
        self._chain = Chain()
        self._waiting: dict[str, _Entry | None] = {}
        self._entries: dict[str, _Entry] = {}
        self._lengths: dict[str, float] = {}
        self._frequencies: dict[str, Counter[str]] = {}

    def create(self) -> None:
        self.__init__()  # type: ignore[misc]

    def drop(self) -> None:
        self.create()

    def upsert(self, documents: Iterable[Document]) -> int:
        count = 0
        for document in documents:
            streams = self._chain.streams(document)
            counts = {name: Counter(getattr(streams, name)) for name in (*ORDERED, *LOOSE, *EXACT)}
            for name in LOOSE:
                counts[name] = Counter(dict.fromkeys(counts[name], 1))
            surface = frozenset(words(clean(document.title).lower()))
            self._waiting[document.id] = _Entry(document, streams, counts, surface)
            count += 1
        return count

    def delete(self, ids: Iterable[str]) -> None:
        for one in ids:
            self._waiting[one] = None

    def commit(self) -> None:
        for key, entry in self._waiting.items():
            if entry is None:
                self._entries.pop(key, None)
            else:
                self._entries[key] = entry
        self._waiting.clear()
        entries = self._entries.values()
        for name in (*ORDERED, *LOOSE):
            total = sum(len(getattr(entry.streams, name)) for entry in entries)
            self._lengths[name] = total / max(1, len(entries))
            self._frequencies[name] = Counter(word for e in entries for word in e.counts[name])

    def frequency(self, token: str) -> int:
        return sum(self._frequencies[name][token] for name in WORD_WEIGHTS if name != "joins")

    def tokens(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        found = [one for one in self._frequencies["body"].items() if one[0].startswith(prefix)]
        return sorted(found)[:limit]

    def search(self, plan: Plan) -> Found:
        strict = self._matching(Every(plan.must) if plan.must else None, plan, plan.filters)
        easier = plan.relaxed() if len(strict) < plan.relax_below else None
        hits = self._ranked(strict, plan)
        counted: Node | None = Every(plan.must) if plan.must else None
        relaxed = False
        if easier is not None:
            more = self._matching(easier, plan, plan.filters)
            rest = {key: score for key, score in more.items() if key not in strict}
            hits += self._ranked(rest, plan)
            relaxed, counted = bool(rest), easier
        facets = {name: self._facet(name, counted, plan) for name in plan.facets}
        page = tuple(hits[plan.offset : plan.offset + plan.size])
        return Found(page, len(hits), len(strict), facets=facets, relaxed=relaxed)

    def _facet(self, name: str, counted: Node | None, plan: Plan) -> list[tuple[str, int]]:
        keys = self._matching(counted, plan, plan.filters.without(name))
        counts = Counter(v for key in keys for v in self._entries[key].document.values(name))
        return sorted(counts.items(), key=lambda one: (-one[1], one[0]))

    def _ranked(self, found: dict[str, float], plan: Plan) -> list[Hit]:
        def key(item: tuple[str, float]) -> tuple[float, int]:
            return -item[1], -self._entries[item[0]].document.order

        if plan.sort == "newest":
            found = dict.fromkeys(found, 0.0)
        ranked = sorted(found.items(), key=key)
        if plan.sort == "best":
            top = [
                (one, score * recency_factor(self._entries[one].document.day, plan.today))
                for one, score in ranked[:WINDOW]
            ]
            ranked[:WINDOW] = sorted(top, key=key)
        return [Hit(one, score, self._entries[one].document.day) for one, score in ranked]

    def _matching(self, node: Node | None, plan: Plan, filters: Filters) -> dict[str, float]:
        found: dict[str, float] = {}
        for key, entry in self._entries.items():
            if not _passes(entry.document, filters):
                continue
            if any(self._score(entry, no) is not None for no in plan.must_not):
                continue
            score = 0.0 if node is None else self._score(entry, node)
            if score is not None:
                extra = (self._score(entry, one) or 0.0 for one in plan.should)
                found[key] = score + sum(extra)
        return found

    def _score(self, entry: _Entry, node: Node) -> float | None:
        kinds: dict[type, Callable[[_Entry, Node], float | None]] = {
            Word: self._word,
            Phrase: self._phrase,
            Every: self._group,
            Any: self._group,
        }
        if isinstance(node, Exact):
            return _exact(entry, node)
        if isinstance(node, Is):
            return node.weight if node.value in entry.document.values(node.field) else None
        return kinds[type(node)](entry, node)

    def _group(self, entry: _Entry, node: Node) -> float | None:
        assert isinstance(node, Every | Any)
        scores = [self._score(entry, one) for one in node.nodes]
        met = [score for score in scores if score is not None]
        least = len(node.nodes) if isinstance(node, Every) else max(1, node.least)
        return sum(met) * node.weight if len(met) >= least else None

    def _word(self, entry: _Entry, node: Node) -> float | None:
        assert isinstance(node, Word)
        total, met = 0.0, False
        for name, weight in WORD_WEIGHTS.items():
            count = entry.counts[name][node.token]
            if count:
                met = True
                length = len(getattr(entry.streams, name))
                idf = self._idf(self._frequencies[name][node.token])
                total += weight * idf * self._saturated(count, length, name)
        return total * node.weight if met else None

    def _phrase(self, entry: _Entry, node: Node) -> float | None:
        assert isinstance(node, Phrase)
        total, met = 0.0, False
        for name in node.streams:
            tokens = getattr(entry.streams, name)
            count = _runs(tokens, node.tokens)
            if count:
                met = True
                idf = sum(self._idf(self._frequencies[name][one]) for one in node.tokens)
                total += WORD_WEIGHTS[name] * idf * self._saturated(count, len(tokens), name)
        return total * node.weight if met else None

    def _idf(self, frequency: int) -> float:
        count = len(self._entries)
        return math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))

    def _saturated(self, count: int, length: int, name: str) -> float:
        norm = K1 * (1 - B + B * byte_length(length) / (self._lengths[name] or 1.0))
        return count * (K1 + 1) / (count + norm)

    def values(self, name: str) -> list[tuple[str, int]]:
        return self._facet(name, None, Plan())

    def suggest(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        counts = Counter(
            w for e in self._entries.values() for w in e.surface if w.startswith(prefix)
        )
        return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:limit]

    def title_ids(self, words: tuple[str, ...], limit: int) -> list[tuple[str, str]]:
        *whole, last = words
        entries = [
            entry
            for entry in self._entries.values()
            if entry.surface.issuperset(whole) and any(w.startswith(last) for w in entry.surface)
        ]
        entries.sort(key=lambda entry: -entry.document.order)
        return [(entry.document.id, entry.document.title) for entry in entries[:limit]]

    def stats(self) -> Stats:
        return Stats(len(self._entries), 1, 0, ANALYSIS_VERSION)


def byte_length(length: int) -> int:
    """A field length as one byte holds it: exact below 40, then with three bits of mantissa."""
    if length < 40:
        return length
    over = length - 24
    shift = over.bit_length() - 4
    return 24 + (over >> shift << shift)


def _runs(tokens: list[str], wanted: tuple[str, ...]) -> int:
    size = len(wanted)
    return sum(tuple(tokens[at : at + size]) == wanted for at in range(len(tokens) - size + 1))


def _exact(entry: _Entry, node: Exact) -> float | None:
    total, met = 0.0, False
    for name in EXACT:
        held = getattr(entry.streams, name)
        hit = any(t.startswith(node.token) for t in held) if node.prefix else node.token in held
        if hit:
            met = True
            total += EXACT_WEIGHTS[name] * node.weight
    return total if met else None


def _passes(document: Document, filters: Filters) -> bool:
    for name, values in filters.values().items():
        if not set(values) & set(document.values(name)):
            return False
    if filters.since is not None and document.day < day_number(filters.since):
        return False
    if filters.until is not None and not 0 < document.day <= day_number(filters.until):
        return False
    if filters.journal:
        start = journal_token(filters.journal)
        own = Chain().streams(Document(id="", journal_numbers=document.journal_numbers)).own
        return any(token.startswith(start) for token in own)
    return True
