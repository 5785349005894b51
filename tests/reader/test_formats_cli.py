"""`./run read`: files in, records out, one Danish line for each file that cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from raadslag.reader.door.cli import main

TEXT = "Referat af Havneudvalget\n\nPunkt 1: Ny mole\n\nBeslutning\nGodkendt.\n"
PUBLICATION = (
    "<Publication><Agendas><Agenda><Name>A</Name></Agenda><Agenda><Name>B</Name></Agenda></Agendas>"
    "</Publication>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "ind"
    for below in ("2024", "bilag", ".skjult", "udgivelse/Enclosures"):
        (place / below).mkdir(parents=True)
    for name in ("000.txt", "2024/000.txt", "bilag/bilag.txt", ".skjult/x.txt"):
        (place / name).write_text(TEXT, encoding="utf-8")
    (place / "udgivelse" / "Publication1.xml").write_text(PUBLICATION, encoding="utf-8")
    (place / "udgivelse" / "Enclosures" / "1.txt").write_text(TEXT, encoding="utf-8")
    return place


def test_a_folder_is_read_with_its_sub_folders_but_not_its_attachments(
    folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "ud"
    assert main([str(folder), "--out", str(out)]) == 0
    written = sorted(str(path.relative_to(out)) for path in out.rglob("*") if path.is_file())
    assert written == [
        "000.txt.json",
        "2024/000.txt.json",
        "udgivelse/Publication1.xml.2.json",
        "udgivelse/Publication1.xml.json",
    ]
    record = json.loads((out / "000.txt.json").read_text(encoding="utf-8"))
    assert (record["file"], record["reader"]) == ("000.txt", "text")
    assert record["items"][0]["decision"]["outcome"] == "approved"


def test_an_unreadable_file_is_named_and_the_others_are_read(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = folder / "tom.pdf"
    bad.write_bytes(b"")
    assert main([str(folder), "--out", str(tmp_path / "ud")]) == 1
    said = capsys.readouterr().err
    assert f"{bad}: Filen er tom." in said
    assert said.strip().endswith("1 kunne ikke læses.")
    assert (tmp_path / "ud" / "000.txt.json").exists()


def test_without_out_the_records_are_printed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(folder / "000.txt")]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["items"][0]["title"] == "Ny mole"
    assert said.err == "1 af 1 fil læst.\n"


def test_two_files_of_one_name_both_get_a_record(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "ud"
    assert main([str(folder / "000.txt"), str(folder / "2024" / "000.txt"), "--out", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["000.txt.json", "000.txt~2.json"]


def test_wrong_use_is_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2
    empty = tmp_path / "tom"
    empty.mkdir()
    assert main([str(empty)]) == 2
    blocked = tmp_path / "fil"
    blocked.write_text("x", encoding="utf-8")
    file = tmp_path / "000.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert main([str(file), "--out", str(blocked)]) == 2
    assert "Vælg en anden" in capsys.readouterr().err
