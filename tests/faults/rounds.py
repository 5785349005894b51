"""Rounds of killing: `python -m tests.faults.run rounds KIND ROUNDS TEMPLATE.sqlite3`, JSON out.

One process holds the house loaded; each round gets a fresh copy of the template database and a
child that acts on it and is killed with SIGKILL at a random moment. Then the database is looked at.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections

from tests.faults import long_acts, looks, worker

LONGEST_S = {
    "approve": 0.1,
    "call": 0.3,
    "publish": 0.3,
    "seal": 0.05,
    "import": 0.2,
    "work": 0.2,
}
MOST_LINES = {"import": 18, "work": 14}
"""Answers waited for at most before the kill, where an act has many steps; else three."""
"""The kill falls within so many seconds of what was waited for."""
PATIENCE_S = 30.0


ACTS: dict[str, Callable[[], None]] = {
    "approve": worker.approve,
    "call": worker.call,
    "publish": worker.publish,
    "seal": worker.seal,
    "import": long_acts.bring_in,
    "work": long_acts.work,
}


def round_of(kind: str, number: int, template: Path, folder: Path) -> dict[str, Any]:
    """One copy, one child, one kill, one look. The counts of what was seen."""
    home = folder / str(number)
    home.mkdir()
    shutil.copyfile(template, home / "db.sqlite3")
    answers = killed(kind, home, number)
    seen = apart(lambda: look(kind, home, answers))
    shutil.rmtree(home)
    return {"answers": len(answers), **seen}


def look(kind: str, home: Path, answers: list[dict[str, Any]]) -> dict[str, int]:
    """Look at what the killed child left. Raises `AssertionError`."""
    use(home)
    seen = looks.LOOKS[kind](answers)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        assert cursor.fetchone() == ("ok",)
    return seen


def apart(act: Callable[[], dict[str, int]]) -> dict[str, int]:
    """Run in a child of its own (threads of Rust libraries do not live through a fork) and wait."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(write, json.dumps(act()).encode())
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    if status:
        raise SystemExit(1)
    seen: dict[str, int] = json.loads(told)
    return seen


def killed(kind: str, home: Path, number: int) -> list[dict[str, Any]]:
    """Let a child act and kill it at a moment that the round's number decides; what it had answered."""
    connections.close_all()
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        run_child(kind, home, write)
    os.close(write)
    os.set_blocking(read, False)
    told = _until(_sign(kind, number, home), read)
    time.sleep(random.Random(number).uniform(0, LONGEST_S[kind]))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.set_blocking(read, True)
    with os.fdopen(read, "rb") as pipe:
        told += pipe.read()
    whole = told[: told.rfind(b"\n") + 1].split(b"\n")[:-1]
    return [json.loads(line) for line in whole if line != b"."]


def _sign(kind: str, number: int, home: Path) -> Callable[[bytes], bool]:
    """What is waited for: a sealed file that nothing speaks of yet, the first answers, or the start."""
    if kind == "seal" and number % 2:
        return lambda told: told.count(b"\n") > 3 or bool(list((home / "sealing").glob("*.pdf")))
    # A chance of its own, so that it does not go with the one that decides the moment.
    lines = random.Random(f"{kind} {number}").randint(1, MOST_LINES.get(kind, 3))
    return lambda told: told.count(b"\n") >= lines


def _until(sign: Callable[[bytes], bool], read: int) -> bytes:
    """Read the child's answers until the sign is there, or the child has ended."""
    told, end = b"", time.monotonic() + PATIENCE_S
    while not sign(told) and time.monotonic() < end:
        try:
            if not (part := os.read(read, 4096)):
                break
            told += part
        except BlockingIOError:
            time.sleep(0.001)
    return told


def run_child(kind: str, home: Path, write: int) -> None:
    """Act until killed; never returns."""
    os.dup2(write, 1)
    sys.stdout = os.fdopen(1, "w")
    sys.stdout.write(".\n")
    sys.stdout.flush()
    try:
        use(home)
        ACTS[kind]()
    except BaseException:
        traceback.print_exc()
    os._exit(0)


def use(home: Path) -> None:
    """Turn to a round's own database and files."""
    connections.close_all()
    connection.settings_dict["NAME"] = str(home / "db.sqlite3")
    settings.VAR = home
    settings.FILES = home / "files"
    settings.SEARCH_INDEX = home / "search"


def main(kind: str, count: str, template: str) -> None:
    """All rounds; the sum of what was seen, as JSON. An assertion that fails ends it with 1."""
    total: dict[str, int] = {"rounds": 0}
    with tempfile.TemporaryDirectory(dir=Path(template).parent) as name:
        for number in range(int(count)):
            for key, count in round_of(kind, number, Path(template), Path(name)).items():
                total[key] = total.get(key, 0) + int(count)
            total["rounds"] += 1
    print(json.dumps(total))
