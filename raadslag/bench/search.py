"""How fast search is, beside the plain ways: `./run bench search [--items N]`.

Builds the same made-up items into our index, SQLite FTS5 and PostgreSQL's `danish`, asks all of
them the same questions, and prints times, sizes and ratios. Ours also counts every hit, finds
parts of compounds and reads the query; the others only match the words they're given.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from raadslag.bench.search_items import item, material
from raadslag.bench.search_peers import Fts5, Peer, Postgres, postgres_binaries
from raadslag.bench.search_questions import Question, questions
from raadslag.search import Document, Filters
from raadslag.search.analysis.chain import Chain, Streams
from raadslag.search.engines.tantivy import TantivyEngine
from raadslag.search.planner import Planner

KINDS = {
    "common": "ét almindeligt ord",
    "mid": "ét mellemsjældent ord",
    "rare": "ét sjældent ord",
    "three": "tre ord, alle",
    "any": "tre ord, et af dem",
    "phrase": "ordret sætningsdel",
    "filtered": "ord + kommune + år, nyeste først",
    "facets": "tre optællinger",
}
_CHUNK = 1000
_chain = Chain()

Analysed = tuple[list[tuple[Document, Streams]], float, float]


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; returns the exit code."""
    options = _options(arguments)
    folder = Path(tempfile.mkdtemp(prefix="raadslag-bench-"))
    try:
        asked = questions(options.each)
        print(f"{options.items:,} opdigtede punkter, {options.processes} processer til analyse\n")
        engine = TantivyEngine(folder / "tantivy", heap=200_000_000)
        measures = {"Rådslag (tantivy)": _ours(engine, options, asked)}
        for peer in _peers(options.peers, folder):
            print(f"Bygger {peer.name} …", flush=True)
            measures[peer.name] = _peer(peer, options.items, asked)
            peer.close()
        _report(measures)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run bench search", description=__doc__)
    parser.add_argument("--items", type=int, default=100_000, help="antal punkter (100000)")
    parser.add_argument("--each", type=int, default=40, help="spørgsmål af hver slags (40)")
    parser.add_argument("--processes", type=int, default=2, help="processer til analyse (2)")
    parser.add_argument(
        "--peers", default="fts5,postgres", help="fts5,postgres, et af dem, eller ''"
    )
    return parser.parse_args(arguments)


def _peers(names: str, folder: Path) -> Iterator[Peer]:
    if "fts5" in names:
        yield Fts5(folder)
    if "postgres" in names:
        binaries = postgres_binaries()
        if binaries is None:
            print("PostgreSQL er ikke installeret her, så den måles ikke.")
        else:
            yield Postgres(binaries)


def _ours(
    engine: TantivyEngine, options: argparse.Namespace, asked: list[Question]
) -> dict[str, Any]:
    engine.create()
    analysis = storing = 0.0
    start = time.perf_counter()
    for batch, _, seconds in _analysed(options.items, options.processes):
        analysis += seconds
        begun = time.perf_counter()
        engine.upsert_analysed(batch, new=True)
        storing += time.perf_counter() - begun
    begun = time.perf_counter()
    engine.commit()
    storing += time.perf_counter() - begun
    whole = time.perf_counter() - start
    stats = engine.stats()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"Analyse {options.items / analysis:,.0f} punkter/s pr. kerne, motor "
        f"{options.items / storing:,.0f} punkter/s, i alt {options.items / whole:,.0f} punkter/s "
        f"({whole:,.0f} s, {stats.segments} segmenter, højest {peak:,.0f} MB)",
        flush=True,
    )
    planner = Planner(engine)
    times = _times(asked, lambda one: _ask(engine, planner, one))
    for kind, (middle, high) in times.items():
        print(f"  {KINDS[kind]:34}{middle:8.2f} / {high:.2f} ms", flush=True)
    return {"build": options.items / whole, "bytes": stats.size_bytes / options.items, **times}


def _ask(engine: TantivyEngine, planner: Planner, question: Question) -> int:
    typed = " ".join(question.words)
    if question.kind == "phrase":
        typed = f'"{typed}"'
    if question.kind == "facets":
        facets = ("municipality", "organization", "year")
        plan = planner.plan(typed, facets=facets, size=1, relax_below=0)
        return len(engine.search(plan).facets)
    if question.kind == "filtered":
        filters = Filters(municipality=(question.municipality,), year=(str(question.year),))
        return engine.search(
            planner.plan(typed, filters=filters, sort="newest", relax_below=0)
        ).total
    if question.kind == "any":
        from dataclasses import replace

        from raadslag.search.plan import Any as Some

        plan = planner.plan(typed)
        return engine.search(replace(plan, must=(Some(plan.must),))).total
    return engine.search(planner.plan(typed, relax_below=0)).total


def _peer(peer: Peer, count: int, asked: list[Question]) -> dict[str, Any]:
    start = time.perf_counter()
    peer.build(count)
    rate = count / (time.perf_counter() - start)
    return {"build": rate, "bytes": peer.size() / count, **_times(asked, peer.ask)}


def _times(asked: list[Question], ask: Callable[[Question], int]) -> dict[str, tuple[float, float]]:
    """p50 and p95 over the questions of each kind, in ms: the best of three answers, warm."""
    found: dict[str, list[float]] = {}
    for question in asked:
        ask(question)
        found.setdefault(question.kind, []).append(min(_once(question, ask) for _ in range(3)))
    return {
        kind: (sorted(times)[len(times) // 2], sorted(times)[int(len(times) * 0.95)])
        for kind, times in found.items()
    }


def _once(question: Question, ask: Callable[[Question], int]) -> float:
    start = time.perf_counter()
    ask(question)
    return (time.perf_counter() - start) * 1000


def _analysed(count: int, processes: int) -> Iterator[Analysed]:
    """Items made and analysed in other processes, a few chunks ahead at most."""
    starts = [(at, min(at + _CHUNK, count)) for at in range(0, count, _CHUNK)]
    if processes < 2:
        yield from map(_chunk, starts)
        return
    with get_context("spawn").Pool(processes) as pool:
        ahead: deque[Any] = deque()
        for bounds in starts:
            ahead.append(pool.apply_async(_chunk, (bounds,)))
            if len(ahead) > 2 * processes:
                yield ahead.popleft().get()
        while ahead:
            yield ahead.popleft().get()


def _chunk(bounds: tuple[int, int]) -> Analysed:
    material()
    begun = time.process_time()
    made = [item(number) for number in range(*bounds)]
    between = time.process_time()
    analysed = [(one, _chain.streams(one)) for one in made]
    return analysed, between - begun, time.process_time() - between


def _report(measures: dict[str, dict[str, Any]]) -> None:
    ours = next(iter(measures.values()))
    names = list(measures)
    print("\n" + f"{'':34}" + "".join(f"{name:>30}" for name in names))
    for key, label in (("build", "bygger, punkter/s"), ("bytes", "byte pr. punkt")):
        row = "".join(f"{one[key]:>30,.0f}" for one in measures.values())
        print(f"{label:34}{row}")
    print("\nms, p50 / p95 (og p95 i forhold til os), bedste af tre svar")
    for kind, label in KINDS.items():
        cells = []
        for one in measures.values():
            middle, high = one[kind]
            ratio = "" if one is ours else f" ({high / max(ours[kind][1], 0.001):.1f}×)"
            cells.append(f"{middle:.2f} / {high:.2f}{ratio}")
        print(f"{label:34}" + "".join(f"{cell:>30}" for cell in cells))


if __name__ == "__main__":
    sys.exit(main())
