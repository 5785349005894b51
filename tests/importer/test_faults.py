"""Killed at any moment, run twice at once, on a full disk: no half meeting, nothing twice, nothing lost."""

from __future__ import annotations

import errno
import os
import random
import sqlite3
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from raadslag.files import disk
from raadslag.importer.models import ImportedFile, ImportRun, Reading
from raadslag.importer.report import lines_of
from raadslag.meetings.models import Meeting

from .builders import meeting, series, write

MANAGE = Path(__file__).resolve().parents[2] / "manage.py"
DAYS = [date(2018, 1, 9) + timedelta(weeks=week) for week in range(24)]


@pytest.fixture
def house(tmp_path: Path) -> dict[str, str]:
    """The surroundings of an installation of its own on SQLite, migrated."""
    surroundings = {
        **os.environ,
        "RAADSLAG_VAR": str(tmp_path / "var"),
        "DJANGO_SETTINGS_MODULE": "raadslag.settings",
    }
    surroundings.pop("DATABASE_URL", None)
    run(surroundings, "migrate", "-v0").wait(120)
    return surroundings


def run(house: dict[str, str], *arguments: str) -> subprocess.Popen[bytes]:
    """A command of the house in a process of its own."""
    return subprocess.Popen(
        [sys.executable, str(MANAGE), *arguments],
        env=house,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def rows(house: dict[str, str], query: str) -> list[Any]:
    with sqlite3.connect(Path(house["RAADSLAG_VAR"]) / "raadslag.sqlite3") as database:
        return database.execute(query).fetchall()


def assert_whole(house: dict[str, str]) -> None:
    """What is there is whole: every meeting has its minutes, its publication and its items."""
    assert rows(house, "PRAGMA integrity_check") == [("ok",)]
    assert not rows(
        house,
        "SELECT m.id FROM meetings_meeting m WHERE NOT EXISTS"
        " (SELECT 1 FROM minutes_minutes x WHERE x.meeting_id = m.id) OR NOT EXISTS"
        " (SELECT 1 FROM public_publication p WHERE p.meeting_id = m.id) OR 2 !="
        " (SELECT count(*) FROM public_publisheditem i JOIN public_publication p"
        "  ON p.id = i.publication_id WHERE p.meeting_id = m.id)",
    )
    assert not rows(
        house,
        "SELECT organization_id, starts_at FROM meetings_meeting GROUP BY 1, 2 HAVING count(*) > 1",
    )
    loaded = rows(house, "SELECT count(*) FROM importer_reading WHERE loaded_at IS NOT NULL")
    assert loaded == rows(house, "SELECT count(*) FROM meetings_meeting")
    for (digest,) in rows(house, "SELECT sha256 FROM importer_importedfile"):
        assert (Path(house["RAADSLAG_VAR"]) / "files" / digest).exists()


def assert_complete(house: dict[str, str], count: int) -> None:
    assert_whole(house)
    assert rows(house, "SELECT count(*) FROM meetings_meeting") == [(count,)]
    assert rows(house, "SELECT count(*) FROM public_publication") == [(count,)]
    assert rows(house, "SELECT count(*) FROM people_person") == [(3,)]
    assert rows(house, "SELECT count(*) FROM people_organization") == [(1,)]
    assert rows(house, "SELECT count(*) FROM people_body") == [(1,)]


STAGES = ("importer_arrival", "importer_reading", "meetings_meeting")
"""Tables that fill one after the other while files are received, read and loaded."""


def killed_midway(house: dict[str, str], folder: Path, chance: random.Random) -> bool:
    """Start an import and kill it when a random stage has come a random way; true if it was at work."""
    table, rest = chance.choice(STAGES), chance.uniform(0.0, 0.1)
    count = f"SELECT count(*) FROM {table}"
    ((before,),) = rows(house, count)
    more = before + chance.randrange(1, len(DAYS))
    process = run(house, "import_minutes", str(folder), "--accept", "--quiet")
    while process.poll() is None and rows(house, count)[0][0] < more:
        time.sleep(0.005)
    time.sleep(rest)
    midway = process.poll() is None
    process.kill()
    process.wait()
    return midway


CHAIN = (
    "import sys; from raadslag.journal.actions import first_misfit; sys.exit(first_misfit() or 0)"
)


@pytest.mark.faults
@pytest.mark.slow
def test_an_import_killed_again_and_again_ends_whole(house: dict[str, str], tmp_path: Path) -> None:
    database = Path(house["RAADSLAG_VAR"]) / "raadslag.sqlite3"
    empty = database.read_bytes()
    folder = tmp_path / "gamle"
    series(folder, DAYS)
    chance = random.Random(7)
    midway, seen = 0, set()
    for _ in range(int(os.environ.get("RAADSLAG_KILLS", "12"))):
        midway += killed_midway(house, folder, chance)
        assert_whole(house)
        ((loaded,),) = rows(house, "SELECT count(*) FROM meetings_meeting")
        seen.add(loaded)
        if loaded == len(DAYS):
            assert run(house, "shell", "-v0", "-c", CHAIN).wait(60) == 0
            for old in database.parent.glob("raadslag.sqlite3*"):
                old.unlink()
            database.write_bytes(empty)
    assert run(house, "import_minutes", str(folder), "--accept", "--quiet").wait(120) == 0
    assert_complete(house, len(DAYS))
    assert midway >= 4
    assert len(seen) >= 3, "every kill hit the same moment: the test shows nothing"


@pytest.mark.faults
@pytest.mark.slow
def test_two_imports_of_one_folder_at_once_load_everything_once(
    house: dict[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / "gamle"
    series(folder, DAYS)
    for _ in range(2):
        both = [run(house, "import_minutes", str(folder), "--accept") for _ in range(2)]
        for process in both:
            assert process.wait(180) in (0, 1)
    assert run(house, "import_minutes", str(folder), "--accept").wait(120) == 0
    assert_complete(house, len(DAYS))


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_is_said_and_leaves_nothing_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.FILES = tmp_path / "files"
    path = write(tmp_path, "a.json", meeting())

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(disk.os, "fsync", full)
        with pytest.raises(CommandError, match="Disken er fuld") as told:
            call_command("import_minutes", str(path), accept=True)
    assert told.value.returncode == 2
    assert not ImportedFile.objects.exists()
    assert not list((tmp_path / "files").iterdir())
    call_command("import_minutes", str(path), accept=True)
    assert Meeting.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_database_without_room_is_said_and_rolled_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "a.json", meeting())

    cause = sqlite3.OperationalError("database or disk is full")
    cause.sqlite_errorname = "SQLITE_FULL"  # type: ignore[misc]

    def full(*arguments: object, **more: object) -> None:
        raise OperationalError("database or disk is full") from cause

    with monkeypatch.context() as patched:
        patched.setattr("raadslag.importer.loading.publish_minutes", full)
        with pytest.raises(CommandError, match="Disken er fuld"):
            call_command("import_minutes", str(path), accept=True)
    assert not Meeting.objects.exists()
    assert Reading.objects.get().loaded_at is None
    call_command("import_minutes", str(path), accept=True)
    assert Meeting.objects.count() == 1


@pytest.mark.faults
@pytest.mark.slow
def test_a_disk_that_really_fills_is_survived(
    small_disk: Path, house: dict[str, str], tmp_path: Path
) -> None:
    house["RAADSLAG_VAR"] = str(small_disk / "var")
    assert run(house, "migrate", "-v0").wait(120) == 0
    folder = tmp_path / "gamle"
    series(folder, DAYS)
    room = os.statvfs(small_disk)
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * max(0, room.f_bavail * room.f_frsize - 300_000))
    assert run(house, "import_minutes", str(folder), "--accept").wait(120) in (1, 2)
    assert_whole(house)
    ballast.unlink()
    assert run(house, "import_minutes", str(folder), "--accept").wait(120) == 0
    assert_complete(house, len(DAYS))


@pytest.mark.django_db(transaction=True)
def test_random_files_get_a_clear_message_each(tmp_path: Path) -> None:
    chance = random.Random(11)
    heads = [
        b"",
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"<html>",
        b"<?xml version='1.0'?><Publication>",
        b"{",
    ]
    for number, head in enumerate(heads * 3):
        (tmp_path / f"{number}.dat").write_bytes(head + chance.randbytes(300 + 200 * number))
    began = time.monotonic()
    with pytest.raises(SystemExit) as end:
        call_command("import_minutes", str(tmp_path), accept=True)
    assert end.value.code in (1, 2)
    assert time.monotonic() - began < 60
    told = [line.message for line in lines_of(ImportRun.objects.get())]
    assert len(told) == len(heads) * 3
    for message in told:
        assert message.endswith(".") or "punkt" in message
        assert "Traceback" not in message
