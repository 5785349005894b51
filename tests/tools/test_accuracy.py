"""The measure of reading tells a right field from a wrong one, a missing one and one not judged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from raadslag.bench.accuracy import main, measured
from tests.reader.parsing import HEAD

TEXT = f"{HEAD}\n\nPunkt 1: Cykelsti langs åen\n\n05.01.02-P20-1-24\n\nBeslutning\n\nGodkendt.\n"


def gold(**more: Any) -> dict[str, Any]:
    item = {"number": 1, "title": "Cykelsti langs åen", "decision": {"text": "Godkendt."}}
    return {"organization": "Teknik- og Fritidsudvalget", "items": [item | more]}


def written(folder: Path, value: dict[str, Any]) -> Path:
    (folder / "m.txt").write_text(TEXT, "utf-8")
    (folder / "m.gold.json").write_text(json.dumps(value), "utf-8")
    return folder


def test_what_is_read_right_counts_fully(tmp_path: Path) -> None:
    scores = measured(written(tmp_path, gold()))
    assert {name: score.f1 for name, score in scores.items()} == {
        "udvalg": 1.0, "punkt: nummer": 1.0, "punkt: titel": 1.0, "beslutning": 1.0,
    }  # fmt: skip


def test_a_field_that_is_left_out_is_not_judged_and_an_empty_one_is(tmp_path: Path) -> None:
    assert "sagsnummer" not in measured(written(tmp_path, gold()))
    score = measured(written(tmp_path, gold(journal_number=None)))["sagsnummer"]
    assert (score.right, score.read, score.written) == (0, 1, 0)


def test_another_right_answer_counts_and_what_may_be_read_does_not(tmp_path: Path) -> None:
    value = gold(title="Cykelstien", title_alt=["Cykelsti langs åen"])
    assert measured(written(tmp_path, value))["punkt: titel"].f1 == 1.0
    people = [{"name": "Ane Holm", "party": "B"}, {"name": "Bo Lund", "optional": True}]
    scores = measured(written(tmp_path, gold() | {"attendance": people}))
    assert scores["deltagere"].recall == 1.0
    assert scores["deltagere"].read == 3  # Karl Ege and Lis Dam are false here, Bo Lund is neither
    assert scores["deltager: parti"].f1 == 0.0


def test_an_item_that_is_not_there_is_false_in_every_judged_field(tmp_path: Path) -> None:
    scores = measured(written(tmp_path, {"items": [{"number": 7, "title": "Andet"}]}))
    assert scores["punkt: titel"].f1 == 0.0


def test_the_table_stands_side_by_side(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("seen", "unseen"):
        (tmp_path / name).mkdir()
        written(tmp_path / name, gold())
    assert main([str(tmp_path / "seen"), str(tmp_path / "unseen"), "--markdown"]) == 0
    printed = capsys.readouterr().out
    assert "| felt | seen | unseen |" in printed
    assert "| alt | 1.000 (P 1.00 R 1.00) | 1.000 (P 1.00 R 1.00) |" in printed


def test_a_folder_without_gold_is_said(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="ingen referater med facit"):
        measured(tmp_path)
