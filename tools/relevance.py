"""How well search finds: a table for each class of query, beside plainer chains.

    .venv/bin/python -m tools.relevance [--misses]

Measures the judged queries of tests/search on the invented corpus, with the whole chain, with
the chain without compounds and neighbours, and with Snowball Danish alone.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

import Stemmer

from raadslag.search import Document, Index
from raadslag.search.analysis.chain import Chain, Streams
from raadslag.search.analysis.letters import clean, words
from raadslag.search.engines.tantivy import TantivyEngine
from raadslag.search.plan import Plan, Word
from tests.search.corpus import distractors, judged, written
from tests.search.scoring import ndcg, recall

Ask = Callable[[str], list[str]]
_snowball = Stemmer.Stemmer("danish").stemWord


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="vis de spørgsmål, der går galt")
    options = parser.parse_args()
    documents = written() + distractors()
    with tempfile.TemporaryDirectory() as folder:
        systems = {
            "Snowball alene": snowball(Path(folder) / "plain", documents),
            "uden sammensætninger": without_parts(Path(folder) / "whole", documents),
            "hele kæden": whole(Path(folder) / "full", documents),
        }
        _table(systems)
        if options.misses:
            _misses(systems["hele kæden"])


def whole(folder: Path, documents: list[Document]) -> Ask:
    """The index as the house uses it."""
    index = Index(folder)
    index.rebuild(documents)
    return lambda query: [hit.id for hit in index.search(query, size=20).hits]


def without_parts(folder: Path, documents: list[Document]) -> Ask:
    """The same plans on an index without compound parts and joined neighbours."""
    index, chain = Index(folder), Chain()
    index.rebuild([])
    engine = index._opened()

    def bare(document: Document) -> Streams:
        made = chain.streams(document)
        kept: tuple[list[str], ...] = (
            made.title,
            made.core,
            made.meta,
            made.body,
            [],
            [],
            [],
            made.own,
            made.cited,
        )
        return Streams(*kept)

    engine.upsert_analysed((one, bare(one)) for one in documents)
    engine.commit()
    return lambda query: [hit.id for hit in index.search(query, size=20).hits]


def snowball(folder: Path, documents: list[Document]) -> Ask:
    """Lower case and Snowball, all words or any: what search engines do with Danish."""
    engine = TantivyEngine(folder)
    engine.create()

    def stems(text: str) -> list[str]:
        return [_snowball(word) for word in words(clean(text).lower())]

    def plain(document: Document) -> Streams:
        core = stems(f"{document.decision} {document.recommendation}")
        meta = stems(" ".join((document.organization, *document.people, *document.journal_numbers)))
        return Streams(stems(document.title), core, meta, stems(document.body), [], [], [], [], [])

    engine.upsert_analysed((one, plain(one)) for one in documents)
    engine.commit()

    def ask(query: str) -> list[str]:
        must = tuple(Word(stem) for stem in stems(query))
        return [hit.id for hit in engine.search(Plan(must=must, size=20)).hits]

    return ask


def _table(systems: dict[str, Ask]) -> None:
    queries = judged()["queries"]
    kinds = list(dict.fromkeys(one["class"] for one in queries))
    print(f"{len(queries)} spørgsmål; nDCG@10 / recall@20\n")
    print(f"{'':12}{'antal':>6}" + "".join(f"{name:>24}" for name in systems))
    scored = {
        name: [(ndcg(found, one["relevant"]), recall(found, one["relevant"])) for one, found in got]
        for name, got in (
            (name, [(one, ask(one["query"])) for one in queries]) for name, ask in systems.items()
        )
    }
    for kind in [*kinds, "i alt"]:
        chosen = [at for at, one in enumerate(queries) if kind in (one["class"], "i alt")]
        row = f"{kind:12}{len(chosen):>6}"
        for marks in scored.values():
            gain, found = (sum(marks[at][n] for at in chosen) / len(chosen) for n in (0, 1))
            row += f"{gain:>16.3f} / {found:.3f}"
        print(row)


def _misses(ask: Ask) -> None:
    for one in judged()["queries"]:
        found = ask(one["query"])
        if ndcg(found, one["relevant"]) < 0.9:
            print(f"\n{one['class']}: {one['query']}\n  {one['relevant']}\n  {found[:8]}")


if __name__ == "__main__":
    main()
