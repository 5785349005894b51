"""Debian's Chromium, Danish and quiet; where there is none, the walks are skipped and say so."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Debian's Chromium, or the one that CHROMIUM names; it never calls home."""
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    quiet += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    where = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    if not Path(where).exists():
        pytest.skip("Chromium er ikke installeret: prøven i en rigtig browser springes over")
    return {**browser_type_launch_args, "executable_path": where, "args": quiet}
