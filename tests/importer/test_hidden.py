"""`./run check` sees what hides beside the text of the minutes too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from raadslag.importer.check_cli import main
from tests.checks.privacy_corpus import files

MINUTES = """Referat Børneudvalget d. 03-09-2024

Mødedato Tirsdag d. 03. september 2024 kl. 16:00

Punkt 1: Klage over afgørelse

Sagsfremstilling
Borgeren 110372-1187 har klaget.

Beslutning
Godkendt
"""


def checked(
    capsys: pytest.CaptureFixture[str], *paths: Path
) -> tuple[int, list[dict[str, object]]]:
    code = main([*map(str, paths), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_number_in_the_text_is_said_once_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "referat.txt"
    file.write_text(MINUTES)
    code, found = checked(capsys, file)
    stops = [f for f in found if f["rule"] == "priv-101"]
    assert code == 1
    assert len(stops) == 1
    assert (
        stops[0]["operands"][0]["where"]["line"]
        == MINUTES.splitlines().index("Borgeren 110372-1187 har klaget.") + 1
    )  # type: ignore[index]


def test_an_attachment_that_is_no_minutes_is_looked_through_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hidden = next(file for file in files() if file.hidden == "hidden sheet" and file.has_cpr)
    (tmp_path / hidden.name).write_bytes(hidden.data)
    _, found = checked(capsys, tmp_path / hidden.name)
    assert [(f["rule"], f["severity"]) for f in found][:1] == [("priv-101", "error")]
    assert "skjult ark" in str(found[0]["message"])
