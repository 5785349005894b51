"""The framework: order, fingerprints, memory, JSON and the command line."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raadslag.bench.made_prose import PROSE
from raadslag.bench.made_tables import TABLES
from raadslag.bench.sketch import sketch_to_meeting
from raadslag.checks import Checker, Finding, check, finding_to_data
from raadslag.importer.check_cli import main
from raadslag.record import Meeting, Note, Where, to_json

TABLE = """møde: 2024-05-06
punkt 1: Status
## Sagsfremstilling
Her er tallene.
| | Antal |
| Dagpenge | 40 |
| Sygedagpenge | 35 |
| I alt | 85 |
"""


def of(meeting: Meeting, rule: str) -> list[Finding]:
    return [finding for finding in check(meeting) if finding.rule == rule]


def test_a_finding_names_its_operands_and_their_lines() -> None:
    (finding,) = of(sketch_to_meeting(TABLE), "tal-101")
    data = finding_to_data(finding)
    assert data["severity"] == "error"
    assert data["item"] == 1
    assert data["operands"][0] == {
        "text": "85",
        "value": "85",
        "where": {"page": None, "line": 8, "line_to": 8},
    }
    assert data["calculation"] == "40 + 35 = 75, ikke 85"


def test_a_fingerprint_survives_a_move_and_changes_with_an_operand() -> None:
    (before,) = of(sketch_to_meeting(TABLE), "tal-101")
    (moved,) = of(sketch_to_meeting(TABLE.replace("Her er", "Først dette.\nHer er")), "tal-101")
    (changed,) = of(sketch_to_meeting(TABLE.replace("| 85 |", "| 95 |")), "tal-101")
    assert moved.operands != before.operands
    assert moved.fingerprint == before.fingerprint
    assert changed.fingerprint != before.fingerprint


@given(st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_a_checker_with_a_memory_finds_what_a_new_one_finds(random) -> None:  # type: ignore[no-untyped-def]
    checker = Checker()
    for _ in range(3):
        given_one = random.choice((*TABLES, *PROSE))(random)
        meeting = sketch_to_meeting(given_one.clean.replace("1", "7", 1))
        assert checker.check(meeting) == check(meeting)
        assert checker.check(meeting) == check(meeting)


def test_a_case_of_five_pages_is_checked_while_one_writes() -> None:
    pages = "\n".join(
        f"punkt {n}: Sag {n}\n## Sagsfremstilling\n"
        + "Antallet er steget fra 120 borgere i 2022 til 150 borgere i 2023, svarende til 25 pct.\n"
        * 25
        + "| | Antal | Fordeling % |\n| A | 40 | 40 |\n| B | 60 | 60 |\n| I alt | 100 | 100 |"
        for n in range(1, 6)
    )
    meeting, checker = sketch_to_meeting(pages), Checker()
    checker.check(meeting)
    first = meeting.items[0]
    edited = sketch_to_meeting(pages.replace("120 borgere", "121 borgere", 1)).items[0]
    assert edited != first
    start = time.perf_counter()
    checker.check(replace(meeting, items=(edited, *meeting.items[1:])))
    assert time.perf_counter() - start < 0.15


def test_the_weekday_that_the_reader_doubted_is_an_error() -> None:
    note = Note("weekday-differs", "Ugedagen passer ikke til datoen.", Where(None, 5, 5))
    meeting = replace(sketch_to_meeting("møde: 2024-05-06\npunkt 1: Sag"), notes=(note,))
    (finding,) = of(meeting, "tid-110")
    assert finding.severity == "error"


def test_a_missing_item_in_the_contents_is_told() -> None:
    note = Note("item-missing", "Punkt 3 »Støj« står i indholdsfortegnelsen, men ikke i teksten.")
    items = "\n".join(f"punkt {n}: Sag {n}" for n in (1, 2, 4, 5))
    meeting = replace(sketch_to_meeting(f"møde: 2024-05-06\n{items}"), notes=(note,))
    (finding,) = of(meeting, "form-107")
    assert finding.severity == "warning"


def test_absences_that_contradict_the_list_are_told() -> None:
    meeting = sketch_to_meeting("mødt: Anne Holm, Bo Lund\nafbud: Ida Krogh\npunkt 1: Sag")
    item = replace(meeting.items[0], absences_noted=("Bo Lund",))
    assert of(replace(meeting, items=(item,)), "form-108")


def test_the_command_line_prints_one_list_with_files_and_fails_on_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "møde.json"
    file.write_text(to_json(sketch_to_meeting(TABLE)))
    assert main([str(file), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert {entry["file"] for entry in found} == {str(file)}
    assert "tal-101" in {entry["rule"] for entry in found}


def test_the_command_line_succeeds_without_errors_and_reports_a_file_it_cannot_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clean = tmp_path / "rent.json"
    clean.write_text(to_json(sketch_to_meeting(TABLE.replace("| 85 |", "| 75 |"))))
    other = tmp_path / "andet.json"
    other.write_text('{"about": "noget andet"}')
    assert main([str(clean)]) == 0
    assert main([str(clean), str(other)]) == 2
    assert "ikke et møde" in capsys.readouterr().err
