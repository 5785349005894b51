"""`./run bench asked` tells of how many clean minutes something is asked, and fails where it is too much."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from raadslag.bench import asked

CLEAN = "Teknikudvalget\nReferat 4. marts 2031 kl. 15 på Rådhuset\n\n{n}. Ny bro\nBeslutning\nGodkendt.\nBilag\nSygedagpenge - lukkede sager i 2030\n\n2. Eventuelt\nBeslutning\nIntet.\n"


def test_of_clean_minutes_nothing_is_asked_and_a_doubt_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ren.txt").write_text(CLEAN.format(n=1), "utf-8")
    assert asked.main([str(tmp_path)]) == 0
    (tmp_path / "lukket.txt").write_text(
        "Møde den 4. marts 2031\nDer er lukkede punkter.\n", "utf-8"
    )
    assert asked.main([str(tmp_path), "--names"]) == 1
    said = capsys.readouterr().out
    for part in ("0 af 1 filer", "1 af 2 filer", "lukket.txt: "):
        assert part in said


def test_of_the_demo_towns_first_meeting_nothing_is_asked_in_any_format(tmp_path: Path) -> None:
    def first() -> Iterator[Path]:
        for path, _ in zip(asked.town_files(tmp_path), asked.FORMATS, strict=False):
            yield path

    assert [told for _, told in asked.measured(first()) if told] == []
