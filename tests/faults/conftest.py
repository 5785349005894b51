"""A template database for rounds of faults, and the way to run them in a process of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*command: object, folder: Path) -> str:
    """Run a module of this folder against the template's database; its output. Fails with its errors."""
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    database = f"sqlite:///{folder / 'template.sqlite3'}"
    environment |= {"RAADSLAG_VAR": str(folder), "DATABASE_URL": database, "RAADSLAG_DEMO": "1"}
    environment["DJANGO_SETTINGS_MODULE"] = "raadslag.settings"  # the house's own, synchronous
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.run", *map(str, command)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=1800,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A town's database with meetings to approve, to call and to publish; every round has its copy."""
    folder = tmp_path_factory.mktemp("killed")
    run("worker", 6, folder=folder)
    return folder / "template.sqlite3"
