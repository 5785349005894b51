"""The embedded engine: tantivy holds the tokens of our own chain, in one folder.

The index is derived: it can be thrown away and built again from what is published. One process
writes at a time (tantivy's own lock file says who); every process reads.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any as Anything

import tantivy

from raadslag.search.analysis import ANALYSIS_VERSION
from raadslag.search.analysis.chain import Chain, Streams
from raadslag.search.analysis.letters import clean, words
from raadslag.search.document import FACETS, Document, day_of_order
from raadslag.search.engines.base import (
    Found,
    Hit,
    IndexBusy,
    IndexOutdated,
    SearchUnavailable,
    Stats,
)
from raadslag.search.engines.tantivy_query import Translator
from raadslag.search.plan import WINDOW, Filters, Plan, recency_factor

SCHEMA_VERSION = 1
_META = "raadslag.json"
_HEAP = 60_000_000
_MOST_VALUES = 1000
_VOCABULARY = ("body", "title", "core", "parts", "ptitle", "meta")


def schema() -> Anything:
    """Token streams with positions where phrases need them, and filters as fast fields."""
    build = tantivy.SchemaBuilder()
    build.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    build.add_text_field("shown_title", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("title", "core", "meta", "body"):
        build.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in ("ptitle", "parts", "joins", "own", "cited", "surface"):
        build.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in FACETS:
        build.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    build.add_unsigned_field("order", fast=True)
    return build.build()


ENGINE_FAULTS = (ValueError, OSError, RuntimeError)
"""What tantivy raises for a folder that is gone or broken, a lock that is held and a disk that is full."""


class TantivyEngine:
    """One index folder. `writing` work is kept until `commit`; reading is lazy and cheap."""

    def __init__(self, folder: Path, *, heap: int = _HEAP, threads: int = 1) -> None:
        self.folder = folder
        self._heap, self._threads = heap, threads
        self._chain = Chain()
        self._writer: Anything = None
        self._index: Anything = None
        self._searcher: Anything = None
        self._seen_meta = -1
        self._pid = os.getpid()

    # -- life ---------------------------------------------------------------------------------

    def create(self) -> None:
        self.drop()
        self.folder.mkdir(parents=True, exist_ok=True)
        tantivy.Index(schema(), str(self.folder))
        meta = {"analysis": ANALYSIS_VERSION, "schema": SCHEMA_VERSION, "engine": "tantivy"}
        (self.folder / _META).write_text(json.dumps(meta), encoding="utf-8")

    def drop(self) -> None:
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def close(self) -> None:
        """Let go of the lock and of open files; writes not committed are lost."""
        self._writer = self._index = self._searcher = None
        self._seen_meta = -1

    def _opened(self) -> Anything:
        if self._pid != os.getpid():
            self.close()
            self._pid = os.getpid()
        if self._index is None:
            self._check_version()
            try:
                self._index = tantivy.Index.open(str(self.folder))
                self._index.config_reader("manual")
            except ENGINE_FAULTS as error:
                raise SearchUnavailable(f"Søgeindekset kan ikke åbnes: {error}") from error
        return self._index

    def _check_version(self) -> None:
        try:
            meta = json.loads((self.folder / _META).read_text(encoding="utf-8"))
            found = meta["analysis"], meta["schema"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SearchUnavailable("Der er ikke noget søgeindeks endnu. Byg det.") from error
        if found != (ANALYSIS_VERSION, SCHEMA_VERSION):
            raise IndexOutdated(
                f"Søgeindekset er bygget med analyse {found[0]}, og her bruges {ANALYSIS_VERSION}. "
                "Byg det igen."
            )

    def changed(self) -> int:
        """When the index was last committed to, as a number that grows."""
        self._opened()
        try:
            return (self.folder / "meta.json").stat().st_mtime_ns
        except OSError as error:
            self.close()
            raise SearchUnavailable("Søgeindekset er væk. Byg det igen.") from error

    def _reader(self) -> Anything:
        index, changed = self._opened(), self.changed()
        if self._searcher is None or changed != self._seen_meta:
            try:
                index.reload()
                self._searcher = index.searcher()
            except ValueError as error:
                self.close()
                raise SearchUnavailable(f"Søgeindekset kan ikke læses: {error}") from error
            self._seen_meta = changed
        return self._searcher

    # -- writing ------------------------------------------------------------------------------

    def _writing(self) -> Anything:
        index = self._opened()
        if self._writer is None:
            try:
                self._writer = index.writer(self._heap, self._threads)
            except ValueError as error:
                if "LockBusy" in str(error):
                    raise IndexBusy("En anden proces skriver i søgeindekset.") from error
                raise SearchUnavailable(f"Søgeindekset kan ikke skrives: {error}") from error
        return self._writer

    def upsert(self, documents: Iterable[Document]) -> int:
        streams = self._chain.streams
        return self.upsert_analysed((document, streams(document)) for document in documents)

    def upsert_analysed(
        self, analysed: Iterable[tuple[Document, Streams]], *, new: bool = False
    ) -> int:
        """Put in what was analysed elsewhere; `new` promises that no id is known yet."""
        writer, count = self._writing(), 0
        for document, streams in analysed:
            if not new:
                writer.delete_documents_by_term("id", document.id)
            writer.add_document(_document(document, streams))
            count += 1
        return count

    def delete(self, ids: Iterable[str]) -> None:
        writer = self._writing()
        for one in ids:
            writer.delete_documents_by_term("id", one)

    def commit(self, *, keep_writer: bool = False) -> None:
        if self._writer is None:
            return
        try:
            self._writer.commit()
            if not keep_writer:
                writer, self._writer = self._writer, None
                writer.wait_merging_threads()
        except ENGINE_FAULTS as error:
            self._writer = None
            raise SearchUnavailable(f"Søgeindekset kunne ikke gemmes: {error}") from error

    # -- reading ------------------------------------------------------------------------------

    def frequency(self, token: str) -> int:
        frequency = (self._searcher or self._reader()).doc_freq
        return sum(frequency(name, token) for name in _VOCABULARY)

    def tokens(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        found: list[tuple[str, int]] = self._reader().terms_with_prefix("body", prefix, limit=limit)
        return found

    def search(self, plan: Plan) -> Found:
        try:
            return self._search(plan)
        except (SearchUnavailable, ValueError, OSError) as error:
            if isinstance(error, SearchUnavailable):
                raise
            self.close()
            raise SearchUnavailable(f"Søgningen kunne ikke besvares: {error}") from error

    def _search(self, plan: Plan) -> Found:
        searcher, to = self._reader(), Translator(self._opened().schema)
        strict = to.query(plan, filters=plan.filters)
        hits, strict_total = _top(searcher, strict, plan, plan.offset, plan.size)
        total, counted, relaxed = strict_total, plan.must, False
        easier = plan.relaxed() if strict_total < plan.relax_below else None
        if easier is not None:
            counted = (easier,)
            rest = to.query(plan, filters=plan.filters, must=counted, without=plan.must)
            skip = max(0, plan.offset - strict_total)
            more, rest_total = _top(searcher, rest, plan, skip, plan.size - len(hits))
            hits, total, relaxed = hits + more, strict_total + rest_total, rest_total > 0
        ids = tuple(
            Hit(searcher.doc(address)["id"][0], score, day_of_order(order))
            for score, order, address in hits
        )
        facets = {}
        if plan.facets:
            facets = _facets(searcher, to, plan, counted)
        return Found(ids, total, strict_total, facets=facets, relaxed=relaxed)

    def values(self, name: str) -> list[tuple[str, int]]:
        """Every value of a facet field in the whole index, most used first."""
        searcher, to = self._reader(), Translator(self._opened().schema)
        return _facets(searcher, to, Plan(facets=(name,)), ())[name]

    def suggest(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        found = self._reader().terms_with_prefix("surface", prefix, limit=4000)
        found.sort(key=lambda one: (-one[1], one[0]))
        best: list[tuple[str, int]] = found[:limit]
        return best

    def title_ids(self, words: tuple[str, ...], limit: int) -> list[tuple[str, str]]:
        searcher, to = self._reader(), Translator(self._opened().schema)
        hits = searcher.search(to.title(words), limit, count=False, order_by_field="order").hits
        stored = [searcher.doc(address) for _, address in hits]
        return [(one["id"][0], one["shown_title"][0]) for one in stored]

    def stats(self) -> Stats:
        searcher = self._reader()
        size = sum(path.stat().st_size for path in self.folder.iterdir() if path.is_file())
        return Stats(searcher.num_docs, searcher.num_segments, size, ANALYSIS_VERSION)


def _document(document: Document, streams: Streams) -> Anything:
    made = tantivy.Document()
    made.add_text("id", document.id)
    title = clean(document.title)
    made.add_text("shown_title", title)
    for name in Streams.__dataclass_fields__:
        tokens = getattr(streams, name)
        if tokens:
            made.add_text(name, " ".join(tokens))
    made.add_text("surface", " ".join(dict.fromkeys(words(title.lower()))))
    for name in FACETS:
        for value in document.values(name):
            made.add_text(name, value)
    made.add_unsigned("order", document.order)
    return made


_Ranked = list[tuple[float, int, Anything]]


def _top(
    searcher: Anything, query: Anything, plan: Plan, skip: int, size: int
) -> tuple[_Ranked, int]:
    """Hits from `skip` on (score, order, address), and how many there are."""
    if plan.sort == "newest":
        found = searcher.search(query, max(1, size), order_by_field="order", offset=skip)
        return [(0.0, order, address) for order, address in found.hits][:size], found.count
    found = searcher.search(query, max(1, skip + size, WINDOW))
    addresses = [address for _, address in found.hits]
    orders = searcher.fast_field_values("order", addresses)
    ranked = [
        (score, order, address) for (score, address), order in zip(found.hits, orders, strict=True)
    ]
    top = [
        (score * recency_factor(day_of_order(order), plan.today), order, address)
        for score, order, address in ranked[:WINDOW]
    ]
    top.sort(key=lambda one: (-one[0], -one[1]))
    ranked[:WINDOW] = top
    return ranked[skip : skip + size], found.count


def _facets(
    searcher: Anything, to: Translator, plan: Plan, counted: Anything
) -> dict[str, list[tuple[str, int]]]:
    """Counts of each value; a field that is filtered on counts as if it were open."""
    groups: dict[Filters, list[str]] = {}
    for name in plan.facets:
        groups.setdefault(plan.filters.without(name), []).append(name)
    counts: dict[str, list[tuple[str, int]]] = {}
    for filters, names in groups.items():
        query = to.query(plan, filters=filters, must=counted, scored=False)
        asked = {name: {"terms": {"field": name, "size": _MOST_VALUES}} for name in names}
        answer = searcher.aggregate(query, asked)
        for name in names:
            buckets = ((one["key"], one["doc_count"]) for one in answer[name]["buckets"])
            counts[name] = sorted(buckets, key=lambda one: (-one[1], one[0]))
    return {name: counts[name] for name in plan.facets}
