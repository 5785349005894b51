"""What the importer's tests may ask for: a real browser."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Debian's Chromium, or the one that CHROMIUM names; it never calls home."""
    where = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    if not Path(where).exists():
        pytest.skip("Chromium er ikke installeret: prøven i en rigtig browser springes over")
    quiet = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    return {**browser_type_launch_args, "executable_path": where, "args": quiet}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    return {**browser_context_args, "locale": "da-DK", "timezone_id": "Europe/Copenhagen"}
