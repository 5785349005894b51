"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings as hypothesis_settings

if TYPE_CHECKING:
    from tests.cast import Town

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

hypothesis_settings.register_profile("house", deadline=None)
hypothesis_settings.load_profile("house")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real minutes beside the project; the test is skipped where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "minutes").is_dir():
        pytest.skip("../shared ligger her ikke: prøven mod rigtige referater springes over")
    return folder


@pytest.fixture
def town(db: None) -> Town:
    """Møllested with its cast: officer, head, director, secretary, five members and outsiders."""
    from tests.cast import build_town

    return build_town()
