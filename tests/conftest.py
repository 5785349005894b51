"""What every test may ask for."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings as hypothesis_settings

if TYPE_CHECKING:
    from raadslag.reader import ReadingProcess
    from tests.cast import Town

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

hypothesis_settings.register_profile("house", deadline=None)
hypothesis_settings.load_profile("house")

ROOT = Path(__file__).resolve().parent.parent
DATABASES = {"db", "transactional_db", "django_db_serialized_rollback", "live_server"}
"""Fixtures by which a test gets a database."""


@pytest.hookimpl(tryfirst=True)  # pytest-django then moves what flushes the database to the end
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks for a database: the rest says the same beside any of them and runs once.

    The long walks first: a worker that meets one at the end leaves the other cores with nothing to do.
    """
    for one in items:
        # pytest-django lets no other test near the database.
        asks = DATABASES & set(getattr(one, "fixturenames", ()))
        if asks or one.get_closest_marker("django_db"):
            one.add_marker("database")
    items.sort(key=lambda one: not any(map(one.get_closest_marker, ("once", "slow"))))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real minutes beside the project; the test is skipped where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "minutes").is_dir():
        pytest.skip("../shared ligger her ikke: prøven mod rigtige referater springes over")
    return folder


@pytest.fixture(scope="session")
def reading() -> Iterator[ReadingProcess]:
    """One child that reads file after file: the start of one costs more than most files."""
    from raadslag.reader import ReadingProcess

    with ReadingProcess() as process:
        yield process


@pytest.fixture
def town(db: None) -> Town:
    """Møllested with its cast: officer, head, director, secretary, five members and outsiders."""
    from tests.cast import build_town

    return build_town()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of eight megabytes, where we may mount one: an empty house takes a third of it."""
    place = tmp_path / "disk"
    place.mkdir()
    if os.geteuid() != 0:
        pytest.skip("kun root kan lave en lille disk (tmpfs): prøven af fuld disk springes over")
    made = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(place)]
    if subprocess.run(made, capture_output=True, check=False).returncode:
        pytest.skip("her må ingen disk mountes (tmpfs): prøven af fuld disk springes over")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Debian's Chromium, or the one that CHROMIUM names; it never calls home.

    Here and nowhere else: the browser is one for the whole run, whichever folder asks first.
    """
    where = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    if not Path(where).exists():
        pytest.skip("Chromium er ikke installeret: prøven i en rigtig browser springes over")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    quiet += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    return {**browser_type_launch_args, "executable_path": where, "args": quiet}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    return {**browser_context_args, "locale": "da-DK", "timezone_id": "Europe/Copenhagen"}
