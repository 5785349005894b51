"""The embedded engine when something is wrong: no index, an old one, a damaged one, a kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from raadslag.search.analysis.stems import token_of
from raadslag.search.document import Document
from raadslag.search.engines.base import IndexBusy, IndexOutdated, SearchUnavailable
from raadslag.search.engines.tantivy import TantivyEngine
from raadslag.search.plan import Plan, Word
from tests.search.fixture_items import items


def _filled(engine: TantivyEngine) -> TantivyEngine:
    engine.create()
    _put(engine, *items(30))
    return engine


def _put(engine: TantivyEngine, *documents: Document) -> None:
    engine.upsert(documents)
    engine.commit()


def _find(engine: TantivyEngine, word: str) -> list[str]:
    return sorted(hit.id for hit in engine.search(Plan(must=(Word(token_of(word)),))).hits)


def test_a_dropped_index_says_that_search_is_unavailable(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path / "index")
    engine.create()
    engine.drop()
    with pytest.raises(SearchUnavailable, match="Byg det"):
        engine.search(Plan())


def test_a_folder_that_vanishes_says_that_search_is_unavailable(tmp_path: Path) -> None:
    engine = _filled(TantivyEngine(tmp_path / "index"))
    engine.search(Plan())
    (tmp_path / "index").rename(tmp_path / "elsewhere")
    with pytest.raises(SearchUnavailable):
        engine.search(Plan())


def test_a_damaged_index_says_that_search_is_unavailable(tmp_path: Path) -> None:
    _filled(TantivyEngine(tmp_path / "index"))
    (tmp_path / "index" / "meta.json").write_text("{")
    with pytest.raises(SearchUnavailable):
        TantivyEngine(tmp_path / "index").search(Plan())


def test_an_index_of_another_analysis_is_refused(tmp_path: Path) -> None:
    _filled(TantivyEngine(tmp_path / "index"))
    meta = tmp_path / "index" / "raadslag.json"
    meta.write_text(meta.read_text().replace('"analysis": ', '"analysis": 9'))
    engine = TantivyEngine(tmp_path / "index")
    with pytest.raises(IndexOutdated, match="Byg det igen"):
        engine.search(Plan())
    with pytest.raises(IndexOutdated):
        engine.upsert([Document(id="a")])


def test_two_writers_never_write_at_once(tmp_path: Path) -> None:
    one, other = TantivyEngine(tmp_path / "index"), TantivyEngine(tmp_path / "index")
    one.create()
    one.upsert([Document(id="a", title="Cykelsti")])
    with pytest.raises(IndexBusy):
        other.upsert([Document(id="b")])
    one.commit()
    other.upsert([Document(id="b", title="Cykelsti")])
    other.commit()
    assert _find(one, "cykelsti") == ["a", "b"]


@pytest.mark.faults
def test_kill_9_loses_nothing_that_was_committed(tmp_path: Path) -> None:
    script = textwrap.dedent(
        """
        import sys, time
        from pathlib import Path
        from raadslag.search.document import Document
        from raadslag.search.engines.tantivy import TantivyEngine
        engine = TantivyEngine(Path(sys.argv[1]))
        engine.create()
        for batch in range(100000):
            engine.upsert(Document(id=f"{batch}-{n}", title="Cykelsti") for n in range(20))
            if batch % 2 == 0:
                engine.commit()
                print(batch, flush=True)
        """
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "index")], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    acknowledged = [next(_lines(process.stdout)) for _ in range(6)][-1]
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    engine = TantivyEngine(tmp_path / "index")
    found = engine.search(Plan(size=100))
    assert found.total >= 20 * (acknowledged + 1)
    _put(engine, Document(id="after", title="Cykelsti"))
    assert engine.search(Plan()).total == found.total + 1


def _lines(stream: Iterator[str]) -> Iterator[int]:
    for line in stream:
        yield int(line)
