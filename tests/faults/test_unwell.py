"""A worker meets a restarted database, one that another has locked, and a full disk: it waits and goes on."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection

from tools import postgres

pytestmark = [pytest.mark.faults, pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 30.0
Environment = dict[str, str]


def house(var: Path, url: str) -> Environment:
    """A house of its own, as it runs in a municipality; letters go no further than the demo's outbox."""
    own = {"RAADSLAG_VAR": str(var), "DATABASE_URL": url, "RAADSLAG_DEMO": "1"}
    return os.environ | own | {"DJANGO_SETTINGS_MODULE": "raadslag.settings"}


def letters(environment: Environment, *command: object) -> int:
    line = [sys.executable, "-m", "tests.faults.run", "letters", *map(str, command)]
    done = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return int(done.stdout or 0)


@dataclass
class Worker:
    """A worker in a process of its own, and what it says."""

    process: subprocess.Popen[bytes]
    log: Path

    def until_it_complains(self) -> None:
        """Wait until it has met what is wrong, and lived."""
        said, end = self.log.read_text(), time.monotonic() + PATIENCE_S
        while self.log.read_text() == said:
            assert self.process.poll() is None
            assert time.monotonic() < end, "the worker noticed nothing"
            time.sleep(0.1)
        time.sleep(1)
        assert self.process.poll() is None, f"the worker died: {self.log.read_text()[-1500:]}"


@contextmanager
def worker(environment: Environment, log: Path) -> Iterator[Worker]:
    """`./run worker`, looking ten times a second; told to stop at the end, it stops by itself."""
    line = [sys.executable, "manage.py", "work", "--every", "0.1"]
    with log.open("wb") as file:
        process = subprocess.Popen(line, cwd=ROOT, env=environment, stderr=file)
    try:
        yield Worker(process, log)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0, log.read_text()[-1500:]
    finally:
        process.kill()
        process.wait()


def until_sent(environment: Environment, count: int) -> None:
    end = time.monotonic() + PATIENCE_S
    while (sent := letters(environment, "sent")) < count:
        assert time.monotonic() < end, f"{sent} of {count} letters were sent"
        time.sleep(0.3)


@pytest.fixture
def on_sqlite() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("prøves på SQLite: her er det den anden omgang")


def test_a_worker_outlives_a_database_that_another_locks(on_sqlite: None, tmp_path: Path) -> None:
    place = tmp_path / "db.sqlite3"
    environment = house(tmp_path, f"sqlite:///{place}?timeout=0.3")
    letters(environment, "write", 1)
    with worker(environment, tmp_path / "log") as one:
        until_sent(environment, 1)
        letters(environment, "write", 3, 3)
        lock = sqlite3.connect(place, isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")
        one.until_it_complains()
        lock.execute("ROLLBACK")
        lock.close()
        letters(environment, "write", 2)
        until_sent(environment, 6)


def test_a_worker_outlives_a_full_disk(on_sqlite: None, tmp_path: Path, small_disk: Path) -> None:
    place = tmp_path / "db.sqlite3"
    letters(house(tmp_path, f"sqlite:///{place}"), "write", 3)
    shutil.copyfile(place, small_disk / "db.sqlite3")
    environment = house(small_disk, f"sqlite:///{small_disk / 'db.sqlite3'}?timeout=0.3")
    letters(environment, "sent")
    hog = small_disk / "hog"
    with hog.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
    with worker(environment, tmp_path / "log") as one:
        one.until_it_complains()
        hog.unlink()
        until_sent(environment, 3)


def test_a_worker_outlives_a_postgresql_that_is_killed_and_comes_back(tmp_path: Path) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("prøves på PostgreSQL: her er det den anden omgang")
    with postgres.running() as server:
        environment = house(tmp_path, server.url)
        letters(environment, "write", 1)
        with worker(environment, tmp_path / "log") as one:
            until_sent(environment, 1)
            server.stop()
            one.until_it_complains()
            server.start()
            letters(environment, "write", 2)
            until_sent(environment, 3)
