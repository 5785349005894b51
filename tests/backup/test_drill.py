"""The drill: back up under load, restore into an empty place, and find everything as it was."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

pytestmark = pytest.mark.database  # makes databases of its own, beside the suite's

ROOT = Path(__file__).resolve().parent.parent.parent
House = dict[str, str]


def new_house(home: Path, database: str) -> House:
    """The environment of a house of its own; its database is empty."""
    home.mkdir(parents=True, exist_ok=True)
    url = f"sqlite:///{home / 'raadslag.sqlite3'}"
    if connection.vendor == "postgresql":
        held = connection.settings_dict
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {database}")
            cursor.execute(f"CREATE DATABASE {database}")
        url = f"postgres://{held['USER']}@{held['HOST']}:{held['PORT']}/{database}"
    return os.environ | {
        "RAADSLAG_VAR": str(home), "DATABASE_URL": url, "RAADSLAG_SEAL": "own",
        "DJANGO_SETTINGS_MODULE": "raadslag.settings", "RAADSLAG_HOSTS": "testserver",
    }  # fmt: skip


def start(house: House, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *words], cwd=ROOT, env=house, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )  # fmt: skip


def manage(house: House, *words: str, code: int = 0) -> str:
    process = start(house, "manage.py", *words)
    said, _ = process.communicate(timeout=240)
    assert process.returncode == code, said
    return said


def inside(house: House, *words: str) -> str:
    process = start(house, "-m", "tests.backup.house", *words)
    said, _ = process.communicate(timeout=240)
    assert process.returncode == 0, said
    return said


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: object) -> House:
    """A house in use: sealed minutes, the public's pages, drafts and files."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        connection.ensure_connection()
        house = new_house(tmp_path_factory.mktemp("gammel"), "drill_old")
    manage(house, "migrate", "-v0")
    inside(house, "fill")
    return house


@pytest.fixture
def new(tmp_path: Path, django_db_blocker: object) -> House:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        return new_house(tmp_path / "ny", "drill_new")


@pytest.mark.slow
def test_a_house_backed_up_under_load_is_restored_whole_in_an_empty_place(
    old: House, new: House, tmp_path: Path
) -> None:
    before = json.loads(inside(old, "told"))
    worker = start(old, "-m", "tests.backup.house", "work", "12")
    assert worker.stdout
    assert "går i gang" in worker.stdout.readline()
    target = tmp_path / "kopi"
    said = manage(old, "backup", str(target))
    assert "filer er gemt" in said
    told, _ = worker.communicate(timeout=120)
    assert worker.returncode == 0, told
    assert int(told.split()[-1]) > 3, "nothing was written meanwhile: the drill shows nothing"

    shutil.rmtree(Path(old["RAADSLAG_VAR"]) / "search", ignore_errors=True)
    said = manage(new, "restore", str(target))
    assert "Alt passer." in said
    assert "er gendannet" in said
    after = json.loads(inside(new, "told"))
    assert after == before
    assert {status for status, _ in after.values()} == {200}
    for place in ("secret-key", "seal/seal.key", "seal/root.pem"):
        there = Path(new["RAADSLAG_VAR"]) / place
        assert there.read_bytes() == (Path(old["RAADSLAG_VAR"]) / place).read_bytes()
        assert stat.S_IMODE(there.stat().st_mode) == 0o600
    open_to_others = [
        one for one in Path(new["RAADSLAG_VAR"]).rglob("*") if one.stat().st_mode & 0o077
    ]
    assert open_to_others == []
    inside(new, "work", "0.5")
    assert "Alt passer." in manage(new, "verify")

    again = manage(new, "restore", str(target), code=2)
    assert "Her ligger allerede noget" in again
    assert "Alt passer." in manage(new, "verify")


@pytest.mark.slow
def test_a_damaged_backup_brings_nothing_in(old: House, new: House, tmp_path: Path) -> None:
    target = tmp_path / "kopi"
    manage(old, "backup", str(target))
    assert "ikke en tom mappe" in manage(old, "backup", str(target), code=2)
    inner = Path(old["RAADSLAG_VAR"]) / "kopi"
    assert "husets egen mappe" in manage(old, "backup", str(inner), code=2)
    assert not [one for one in target.rglob("*") if one.stat().st_mode & 0o077]
    file = next((target / "var" / "files").iterdir())
    file.write_bytes(b"noget andet")
    assert "mangler eller er ændrede" in manage(new, "restore", str(target), code=2)
    (target / "manifest.json").unlink()
    assert "ingen færdig sikkerhedskopi" in manage(new, "restore", str(target), code=2)
    left = {one.name for one in Path(new["RAADSLAG_VAR"]).iterdir()}
    assert left <= {"static", "raadslag.sqlite3"}


@pytest.mark.slow
def test_a_backup_without_the_house_s_keys_says_what_it_lacks(old: House, tmp_path: Path) -> None:
    key = Path(old["RAADSLAG_VAR"]) / "seal" / "seal.key"
    away = key.rename(key.with_name("borte"))
    try:
        said = manage(old, "backup", str(tmp_path / "kopi"), code=1)
    finally:
        away.rename(key)
    assert "filer er gemt" in said
    assert "seal.key" in said


@pytest.mark.slow
def test_a_place_where_anything_lies_is_not_restored_into(
    old: House, new: House, tmp_path: Path
) -> None:
    target = tmp_path / "kopi"
    manage(old, "backup", str(target))
    stray = Path(new["RAADSLAG_VAR"]) / "noter.txt"
    stray.write_text("andres")
    assert "noter.txt" in manage(new, "restore", str(target), code=2)
    assert stray.read_text() == "andres"
    assert not (Path(new["RAADSLAG_VAR"]) / "secret-key").exists()


@pytest.mark.slow
def test_no_new_key_is_made_while_documents_are_sealed_with_the_old(old: House) -> None:
    seal = Path(old["RAADSLAG_VAR"]) / "seal"
    away = seal.rename(seal.with_name("borte"))
    try:
        said = manage(old, "verify", code=2)
        assert "Seglets nøgle mangler" in said
        assert not seal.exists()
    finally:
        away.rename(seal)
    assert "Alt passer." in manage(old, "verify")
