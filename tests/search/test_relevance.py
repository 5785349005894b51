"""Search finds what people mean: floors on judged queries, measured on the real index."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from raadslag.search import Document, Index
from tests.search.corpus import distractors, judged, written
from tests.search.scoring import ndcg, recall

FLOORS = {"part": 0.85, "spell": 0.95, "name": 1.0, "journal": 1.0, "date": 0.97, "phrase": 0.95}


@pytest.fixture(scope="module")
def marks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[float, float]]]:
    index = Index(tmp_path_factory.mktemp("judged"))
    index.rebuild(written() + distractors())
    found: dict[str, list[tuple[float, float]]] = {}
    for one in judged()["queries"]:
        ids = [hit.id for hit in index.search(one["query"], size=20).hits]
        marks = ndcg(ids, one["relevant"]), recall(ids, one["relevant"])
        found.setdefault(one["class"], []).append(marks)
    return found


def test_there_are_enough_judged_queries_and_they_name_items_that_exist() -> None:
    queries = judged()["queries"]
    known = {one.id for one in written()}
    assert len(queries) >= 60
    assert {key for one in queries for key in one["relevant"]} <= known


def test_the_best_ten_are_right(marks: dict[str, list[tuple[float, float]]]) -> None:
    every = [mark for kind in marks.values() for mark in kind]
    assert sum(gain for gain, _ in every) / len(every) >= 0.90


def test_the_first_twenty_hold_what_there_is(marks: dict[str, list[tuple[float, float]]]) -> None:
    every = [mark for kind in marks.values() for mark in kind]
    assert sum(found for _, found in every) / len(every) >= 0.88


@pytest.mark.parametrize("kind", list(FLOORS))
def test_each_class_holds_its_floor(kind: str, marks: dict[str, list[tuple[float, float]]]) -> None:
    assert sum(gain for gain, _ in marks[kind]) / len(marks[kind]) >= FLOORS[kind]


@pytest.mark.shared
def test_real_minutes_answer_as_well(shared: Path, tmp_path: Path) -> None:
    documents = [
        one for path in sorted((shared / "minutes").glob("0*.json")) for one in _real(path)
    ]
    index = Index(tmp_path)
    index.rebuild(documents)
    marks = []
    for one in judged()["shared"]:
        ids = [hit.id for hit in index.search(one["query"], size=20).hits]
        marks.append(ndcg(ids, one["relevant"]))
    assert sum(marks) / len(marks) >= 0.90


def _real(path: Path) -> list[Document]:
    """Items of one minutes file; an item's text is what stands from its title to the next one."""
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    text = re.sub(r"\s+", " ", path.with_suffix(".txt").read_text(encoding="utf-8"))
    starts, at = [], 0
    for item in gold["items"]:
        found = text.find((item["title"] or "?")[:30], at)
        at = max(at, found)
        starts.append(at)
    ends = [*starts[1:], len(text)]
    return [
        Document(
            id=f"{path.stem}#{item['number']}",
            municipality=gold["municipality"],
            organization=gold["organization"],
            date=date.fromisoformat(gold["date"]),
            number=item["number"],
            meeting_id=path.stem,
            title=item["title"] or "",
            recommendation=" ".join(item["recommendations"]),
            decision=(item["decision"] or {}).get("text") or "",
            body=text[start:end],
            journal_numbers=(item["journal_number"],) if item["journal_number"] else (),
        )
        for item, start, end in zip(gold["items"], starts, ends, strict=True)
    ]
