"""The index as the house uses it: one folder, replaced item by item or as a whole."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from uuid import uuid4

from raadslag.search.analysis.letters import clean, normalise, words
from raadslag.search.document import Document
from raadslag.search.engines.base import Hit, SearchUnavailable, Stats
from raadslag.search.engines.tantivy import TantivyEngine
from raadslag.search.names import Names
from raadslag.search.plan import Filters, Plan, Sort, Understood
from raadslag.search.planner import Planner
from raadslag.search.snippets import Marker

_CURRENT = "current"
_BATCH = 5000
_FIRST = "first"
_NAME = re.compile(r"[0-9a-z]{1,32}")


@dataclass(frozen=True, slots=True)
class Result:
    """An answer. `hits` are ids, best first; `relaxed`: some hits lack some of the words.

    `strict_total` hits have all the words; they stand first. `facets` are (value, count), most
    first; a field that is filtered on is counted as if it were open. `understood` says how the
    query was read (spelling, dates, names), in the order of the query.
    """

    hits: tuple[Hit, ...]
    total: int
    strict_total: int
    total_is_exact: bool
    facets: Mapping[str, list[tuple[str, int]]]
    partial: bool
    relaxed: bool
    understood: tuple[Understood, ...]
    plan: Plan = field(repr=False)

    @property
    def marker(self) -> Marker:
        """Marks the hits of this answer in texts that the caller holds."""
        return Marker(self.plan)


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What may be meant so far: words as printed in titles, items (id, title), organizations."""

    words: tuple[str, ...] = ()
    titles: tuple[tuple[str, str], ...] = ()
    organizations: tuple[str, ...] = ()


class Index:
    """A search index in a folder. Opening is free; the first search reads the word list (0.3 s).

    `aliases` are other names of municipalities and organizations: {"Kbh": "Københavns Kommune"}.
    Writing raises IndexBusy when another process writes, and searching SearchUnavailable or
    IndexOutdated when there is nothing to answer with: `rebuild` then.
    """

    def __init__(self, path: Path | str, *, aliases: Mapping[str, str] | None = None) -> None:
        self.path = Path(path)
        self._aliases = dict(aliases or {})
        self._engine: TantivyEngine | None = None
        self._planner: Planner | None = None
        self._state: tuple[str, int] | None = None
        self._organizations: tuple[str, ...] = ()

    # -- writing ------------------------------------------------------------------------------

    def replace(self, documents: Iterable[Document]) -> int:
        """Put documents in, in place of those with the same ids; durable on return."""
        engine = self._writable()
        try:
            count = _put_in(engine, documents)
        except BaseException:
            engine.close()
            raise
        return count

    def delete(self, ids: Iterable[str]) -> None:
        """Take documents out; unknown ids are no error. Durable on return."""
        engine = self._writable()
        engine.delete(ids)
        engine.commit()

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Build anew beside the old index and put it in its place at the end, in one step."""
        name = uuid4().hex[:12]
        engine = TantivyEngine(self.path / name)
        engine.create()
        try:
            count = _put_in(engine, documents)
        except BaseException:
            engine.drop()
            raise
        self._point_to(name)
        return count

    def _writable(self) -> TantivyEngine:
        if self._name() is None:
            TantivyEngine(self.path / _FIRST).create()
            self._point_to(_FIRST)
        return self._opened()

    def _point_to(self, name: str) -> None:
        before = self._name()
        waiting = self.path / f"{_CURRENT}.{os.getpid()}"
        waiting.write_text(name, encoding="utf-8")
        waiting.replace(self.path / _CURRENT)
        if before not in (None, name):
            shutil.rmtree(self.path / str(before), ignore_errors=True)

    # -- reading ------------------------------------------------------------------------------

    def search(
        self,
        query: str,
        filters: Filters | None = None,
        sort: Sort = "best",
        page: int = 1,
        size: int = 20,
        *,
        facets: Iterable[str] = (),
        today: date | None = None,
    ) -> Result:
        """Answer a query in Danish. Newer items win a little on equal terms when `today` is given."""
        plan = self._planned().plan(
            query, filters=filters, sort=sort, page=page, size=size, facets=facets, today=today
        )
        return self.run(plan)

    def run(self, plan: Plan) -> Result:
        """Answer a plan that was made earlier."""
        found = self._opened().search(plan)
        return Result(
            hits=found.hits,
            total=found.total,
            strict_total=found.strict_total,
            total_is_exact=found.total_is_exact,
            facets=found.facets,
            partial=found.partial,
            relaxed=found.relaxed,
            understood=plan.understood,
            plan=plan,
        )

    def suggest(self, text: str, limit: int = 6) -> Suggestions:
        """Suggestions while somebody types; the last word may be half written."""
        typed = tuple(words(clean(text).lower()))
        if not typed or len(typed[0]) < 2:
            return Suggestions()
        self._planned()
        engine = self._opened()
        head = text[: len(text) - len(text.split()[-1])] if text.split() else ""
        completed = (head + word for word, _ in engine.suggest(typed[-1], limit))
        wanted = [normalise(word) for word in typed]
        named = (one for one in self._organizations if _begins(wanted, one))
        return Suggestions(
            words=tuple(completed),
            titles=tuple(engine.title_ids(typed, limit)),
            organizations=tuple(islice(named, limit)),
        )

    def stats(self) -> Stats:
        """Size of the index."""
        return self._opened().stats()

    def is_current(self) -> bool:
        """Whether there is an index made by this analysis; if not, `rebuild`."""
        try:
            self.stats()
        except SearchUnavailable:
            return False
        return True

    def close(self) -> None:
        """Let go of files and of the write lock."""
        if self._engine is not None:
            self._engine.close()
        self._engine = self._planner = self._state = None

    def _name(self) -> str | None:
        """The folder in use; null where there is none, or where what says so is broken."""
        try:
            said = (self.path / _CURRENT).read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            return None
        return said if _NAME.fullmatch(said) else None

    def _opened(self) -> TantivyEngine:
        name = self._name()
        if name is None:
            raise SearchUnavailable("Der er ikke noget søgeindeks endnu. Byg det.")
        if self._engine is None or self._engine.folder.name != name:
            self.close()
            self._engine = TantivyEngine(self.path / name)
        return self._engine

    def _planned(self) -> Planner:
        """The planner for the index as it is now: new commits bring new words and names."""
        engine = self._opened()
        state = (engine.folder.name, engine.changed())
        if self._planner is None or state != self._state:
            names = Names()
            municipalities = [value for value, _ in engine.values("municipality")]
            self._organizations = tuple(value for value, _ in engine.values("organization"))
            for field_name, values in (
                ("municipality", municipalities),
                ("organization", self._organizations),
            ):
                for value in values:
                    aliases = (alias for alias, name in self._aliases.items() if name == value)
                    names.add(field_name, value, aliases)
            self._planner, self._state = Planner(engine, names), state
        return self._planner


def _begins(typed: list[str], name: str) -> bool:
    """Whether every typed word begins a word of the name."""
    held = [normalise(word) for word in words(clean(name))]
    return all(any(word.startswith(one) for word in held) for one in typed)


def _put_in(engine: TantivyEngine, documents: Iterable[Document]) -> int:
    """Put documents in by batches, each of them durable; how many there were."""
    rest, count = iter(documents), 0
    while batch := list(islice(rest, _BATCH)):
        count += engine.upsert(batch)
        if len(batch) == _BATCH:  # more may come; the last is made durable by the end alone
            engine.commit(keep_writer=True)
    engine.commit()
    return count
