"""`./run test`: the suite on PostgreSQL, then on SQLite. With arguments: pytest, on SQLite alone.

What needs no second database (whatever asks for none, the browser, killed processes) runs once, on SQLite;
long walks that say the same on both (mark `once`: every address by every role, orders of acts) run once
too, on PostgreSQL, which refuses more than SQLite does. PostgreSQL's tables are made by the migrations,
SQLite's from the models (the demo's tests migrate it). The browser's tests and the killed processes mostly
wait, so they run beside all the others. The rest of SQLite's are shown last, so that the output ends with
pytest's own closing line; they start as soon as PostgreSQL's are done, so that no core stands idle.
Chromium comes from Debian's package where it is missing and we may install it; the browser's tests say so
where there is none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

from postgres import NoPostgres, cluster

ROOT = Path(__file__).resolve().parent.parent
WORKERS = min(os.cpu_count() or 1, 8)
"""Each has its own database and folder (`raadslag/settings_test.py`)."""
ASKS = "database"
"""Mark of the tests that ask for a database (`tests/conftest.py`)."""
PURE = (
    "record",
    "danish",
    "law",
    "reader",
    "checks",
    "search",
    "render",
    "demo/test_round_trip.py",
)
"""Where none asks for one: not even collected on PostgreSQL."""
WAIT = "browser or faults"
"""Marks of the tests that mostly wait."""
ONCE = "once"
"""Mark of the walks that run on one database."""


def pytest(*arguments: str, database: str = "", told: IO[bytes] | None = None) -> int:
    """Its exit code; what it prints goes to `told` if given."""
    environment = dict(os.environ)
    environment.pop("DATABASE_URL", None)
    if database:
        environment["DATABASE_URL"] = database
    command = [sys.executable, "-m", "pytest", *arguments]
    if WORKERS > 1 and not any(one.startswith(("-n", "--pdb")) for one in arguments):
        command += ["-n", str(WORKERS), "--dist", "worksteal"]
    ran = subprocess.run(command, cwd=ROOT, env=environment, check=False, stdout=told, stderr=told)
    return ran.returncode


def on_postgres() -> int | None:
    """The tests that touch a database, on PostgreSQL; null with a sentence where there is none."""
    skipped = [f"--ignore=tests/{room}" for room in PURE]
    try:
        with cluster() as url:
            print("PostgreSQL:", flush=True)
            return pytest("-m", f"{ASKS} and not ({WAIT})", *skipped, database=url)
    except NoPostgres as error:
        print(f"PostgreSQL-prøverne er sprunget over: {error}", flush=True)
        return None


def need_chromium() -> None:
    """Install Debian's Chromium where it is missing and we may; say so where we may not."""
    if shutil.which("chromium") or os.environ.get("CHROMIUM"):
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print(
            "Chromium mangler: browserprøverne springes over (apt-get install chromium).",
            flush=True,
        )
        return
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update"],
        ["apt-get", "install", "-y", "--no-install-recommends", "chromium"],
    ):
        subprocess.run(
            command,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )


def main(arguments: list[str]) -> int:
    if arguments:
        return pytest("-n0", *arguments)
    need_chromium()
    with (
        tempfile.TemporaryFile() as browser,
        tempfile.TemporaryFile() as sqlite,
        ThreadPoolExecutor(1) as beside,
    ):
        waiting = beside.submit(pytest, "-n", "1", "--no-migrations", "-m", WAIT, told=browser)
        on_other = on_postgres()
        if on_other is None:
            rest = pytest("-m", f"not ({WAIT})", told=sqlite)
        else:
            rest = pytest(
                "--no-migrations", "-m", f"not ({WAIT} or ({ONCE} and {ASKS}))", told=sqlite
            )
        waited = waiting.result()
        for name, told in (("Browser og fejl udefra (SQLite)", browser), ("SQLite", sqlite)):
            told.seek(0)
            print(f"{name}:\n{told.read().decode(errors='replace').rstrip()}", flush=True)
    return rest or on_other or waited


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
