"""Whatever lies in the index's folder, a question is answered or said to have no answer."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from raadslag.search import Document, Index, SearchUnavailable


def document(number: int) -> Document:
    return Document(
        id=str(number), url="/", municipality="Møllested Kommune", organization="Udvalget",
        date=date(2026, 1, 1), number=number, meeting_id="1", title=f"Jobmesse {number}",
        recommendation="", decision="Godkendt", body="En messe for unge ledige " * 20,
    )  # fmt: skip


def segments(folder: Path) -> list[Path]:
    return [one for one in (folder / "first").iterdir() if one.suffix and one.suffix != ".json"]


def each(change: Callable[[Path], object]) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        for one in segments(folder):
            change(one)

    return spoil


SPOILT: dict[str, Callable[[Path], object]] = {
    "no letters": lambda f: (f / "current").write_bytes(b"\xff\xfe\x00\x81"),
    "a nul": lambda f: (f / "current").write_bytes(b"\0"),
    "nothing": lambda f: (f / "current").write_bytes(b""),
    "another folder": lambda f: (f / "current").write_text("../.."),
    "a long name": lambda f: (f / "current").write_text("a" * 5000),
    "a folder": lambda f: ((f / "current").unlink(), (f / "current").mkdir()),
    "nobody's name": lambda f: (f / "current").write_text("0123456789ab"),
    "no index there": lambda f: shutil.rmtree(f / "first"),
    "half a list of segments": lambda f: (f / "first" / "meta.json").write_text('{"segments": ['),
    "segments gone": each(Path.unlink),
    "segments cut": each(lambda one: one.write_bytes(one.read_bytes()[:20])),
    "segments empty": each(lambda one: one.write_bytes(b"")),
    "segments turned about": each(lambda one: one.write_bytes(one.read_bytes()[::-1])),
    "segments of noise": each(lambda one: one.write_bytes(b"\xa5" * one.stat().st_size)),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_index_says_so_and_is_built_anew(how: str, tmp_path: Path) -> None:
    Index(tmp_path).replace([document(number) for number in range(5)])
    SPOILT[how](tmp_path)
    index = Index(tmp_path)
    for ask in (lambda: index.search("jobmesse"), lambda: index.suggest("jobm"), index.stats):
        try:
            ask()
        except SearchUnavailable as error:
            assert str(error)  # noqa: PT017
    if (tmp_path / "current").is_dir():
        (tmp_path / "current").rmdir()
    index.rebuild([document(7)])
    assert [hit.id for hit in index.search("jobmesse").hits] == ["7"]
