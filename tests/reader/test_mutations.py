"""A change of form costs nothing: known minutes, printed as others print them, are read as well.

The town is printed in every dress of `mutations` in its seven formats; the shared minutes by the shared
`mutate.py`. Each kind keeps 0.95 of what is read untouched, no document falls under 0.85 of it.
"""

from __future__ import annotations

import importlib.util
import json
import zlib
from functools import cache
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest

from raadslag.demo import FORMATS, Format, town, write_meeting
from raadslag.demo.agreement import agreement
from raadslag.demo.writers.printed import dressed
from raadslag.reader import ReadingProcess, read
from raadslag.reader.formats.text import text_to_source
from raadslag.reader.parse import parse
from raadslag.record import Meeting, to_data
from tests.reader.mutations import KINDS

OF_THE_UNTOUCHED = 0.95
OF_A_DOCUMENT = 0.85
RENAMED = frozenset(("sections", "sections.words"))
"""Headings of sections are the same words again in gold, so a dress that renames them is not judged by them."""
CELLS = frozenset(("tables.cells",))
"""So many that every other field would vanish beside them."""
SHARED = Path(__file__).parents[3] / "shared"


def f1(written: Meeting, found: Meeting, format: str) -> float:
    """All facts of the minutes in one heap."""
    tallies = [
        tally for name, tally in agreement(written, found, format).items() if name not in RENAMED | CELLS
    ]  # fmt: skip
    return 2 * sum(t.right for t in tallies) / sum(t.read + t.written for t in tallies)


@cache
def untouched(number: int, format: Format, folder: Path, reading: ReadingProcess) -> float:
    meeting = town.meetings()[number]
    return f1(meeting, read(write_meeting(meeting, format, folder), process=reading), format)


def formats_of(name: str) -> list[Format]:
    """All seven for every third kind; a PDF takes a second to make, and its text goes the same way."""
    return [f for f in FORMATS if f != "pdf" or list(KINDS).index(name) % 3 == 0]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("dressed")


@pytest.mark.parametrize("name", KINDS)
def test_the_town_in_another_dress_is_read_as_well(
    name: str, folder: Path, reading: ReadingProcess
) -> None:
    number = zlib.crc32(name.encode()) % len(town.meetings())
    meeting = town.meetings()[number]
    kept = {}
    for format in formats_of(name):
        before = untouched(number, format, folder, reading)
        with dressed(KINDS[name](Random(name))):
            after = f1(
                meeting, read(write_meeting(meeting, format, folder), process=reading), format
            )
        kept[format] = after / before
    low = {format: round(share, 3) for format, share in kept.items() if share < OF_A_DOCUMENT}
    assert not low
    assert sum(kept.values()) / len(kept) >= OF_THE_UNTOUCHED


def test_a_dress_shows_in_what_is_written(folder: Path) -> None:
    meeting = town.meetings()[0]
    plain = write_meeting(meeting, "text", folder).read_bytes()
    same = [name for name in KINDS if _text_of(name, meeting, folder) == plain]
    # What a meeting lacks (a recusal, an earlier treatment) cannot be printed otherwise.
    assert len(same) <= len(KINDS) // 4


def _text_of(name: str, meeting: Meeting, folder: Path) -> bytes:
    with dressed(KINDS[name](Random(name))):
        return write_meeting(meeting, "text", folder).read_bytes()


def _shared(name: str) -> ModuleType:
    path = SHARED / f"{name}.py"
    if not path.is_file():
        pytest.skip("../shared er her ikke")
    spec = importlib.util.spec_from_file_location(f"shared_{name}", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[str]]]:
    """The folder of the shared minutes' changed copies, and kind to their names."""
    mutate, folder = _shared("mutate"), tmp_path_factory.mktemp("mutate")
    made: dict[str, list[str]] = mutate.copies(
        str(SHARED / "minutes"), str(folder), list(mutate.KINDS), 1, 1
    )
    return folder, made


def test_the_shared_minutes_printed_otherwise_are_read_as_well(
    copies: tuple[Path, dict[str, list[str]]],
) -> None:
    folder, made = copies
    score = _shared("score")
    plain = {name.split("--")[1].rsplit("-", 1)[0]: _micro(score, folder / "none" / name) for name in made["none"]}  # fmt: skip
    short = {}
    for kind, names in made.items():
        kept = [_micro(score, folder / kind / n) / plain[n.split("--")[1].rsplit("-", 1)[0]] for n in names]  # fmt: skip
        if sum(kept) / len(kept) < OF_THE_UNTOUCHED or min(kept) < OF_A_DOCUMENT:
            short[kind] = [round(share, 3) for share in kept]
    assert len(made) > 30
    assert not short


def _micro(score: ModuleType, stem: Path) -> float:
    text, gold = (stem.with_name(stem.name + end) for end in (".txt", ".gold.json"))
    found: dict[str, Any] = to_data(parse(text_to_source(text.read_bytes())))
    prepare = score.prepare
    pair = (gold.name, prepare(json.loads(gold.read_text("utf-8"))), prepare(found))
    value: float = score.evaluate([pair])[1]["micro_f1"]
    return value
