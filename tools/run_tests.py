"""`./run test`: the suite on PostgreSQL, then on SQLite. With arguments: pytest, on SQLite alone.

What needs no second database (pure rooms, the browser's walk) runs once, on SQLite, last, so that
the output ends with pytest's own closing line. Chromium comes from Debian's package where it is
missing and we may install it; the browser's tests say so where there is none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from postgres import NoPostgres, cluster

ROOT = Path(__file__).resolve().parent.parent
WORKERS = min(os.cpu_count() or 1, 8)
"""Each has its own database and folder (`raadslag/settings_test.py`)."""
PURE = ("record", "danish", "reader", "checks", "search", "render")


def pytest(*arguments: str, database: str = "") -> int:
    environment = dict(os.environ)
    environment.pop("DATABASE_URL", None)
    if database:
        environment["DATABASE_URL"] = database
    command = [sys.executable, "-m", "pytest", *arguments]
    if WORKERS > 1 and not any(one.startswith(("-n", "--pdb")) for one in arguments):
        command += ["-n", str(WORKERS), "--dist", "worksteal"]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def on_postgres() -> int:
    """The tests that touch a database, on PostgreSQL; 0 with a sentence where there is none."""
    skipped = [f"--ignore=tests/{room}" for room in PURE if (ROOT / "tests" / room).is_dir()]
    try:
        with cluster() as url:
            print("PostgreSQL:", flush=True)
            return pytest("-m", "not browser and not faults", *skipped, database=url)
    except NoPostgres as error:
        print(f"PostgreSQL-prøverne er sprunget over: {error}", flush=True)
        return 0


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
    failed = on_postgres()
    print("SQLite:", flush=True)
    return pytest() or failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
