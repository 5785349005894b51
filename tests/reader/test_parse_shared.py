"""The parser against real minutes with gold records: floors that must hold."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from raadslag.reader.formats.text import text_to_source
from raadslag.reader.parse import parse
from raadslag.record import to_data

pytestmark = pytest.mark.shared
FLOORS = {"commitments": 0.65, "next_bodies": 0.85}
FLOOR = 0.90


def _scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _summary(shared: Path, folder: str, ending: str) -> dict[str, Any]:
    score = _scorer(shared)
    pairs = []
    for gold in sorted((shared / folder).glob(f"*{ending}")):
        text = gold.with_name(gold.name.removesuffix(ending) + ".txt")
        if not text.exists():
            continue
        record = json.loads(json.dumps(to_data(parse(text_to_source(text.read_bytes())))))
        pairs.append(
            (gold.name, score.prepare(json.loads(gold.read_text("utf-8"))), score.prepare(record))
        )
    assert pairs
    summary: dict[str, Any] = score.evaluate(pairs)[1]
    return summary


def test_published_minutes_reach_their_floors(shared: Path) -> None:
    summary = _summary(shared, "minutes", ".json")
    assert summary["macro_f1"] >= 0.97
    low = {
        group: value
        for group, value in summary["groups"].items()
        if value is not None and value < FLOORS.get(group, FLOOR)
    }
    assert low == {}


def test_layouts_of_many_municipalities_reach_their_floor(shared: Path) -> None:
    assert _summary(shared, "variety", ".gold.json")["macro_f1"] >= 0.90


def test_every_layout_gives_a_record_even_the_flattened_ones(shared: Path) -> None:
    for path in sorted((shared / "variety").glob("*.txt")):
        meeting = parse(text_to_source(path.read_bytes()))
        assert meeting.dialect, path.name
