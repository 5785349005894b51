"""A house that lost its key gets no other one unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from raadslag import settings as house


def test_a_key_is_made_once_and_never_in_a_house_that_lost_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "VAR", tmp_path)
    monkeypatch.delenv("RAADSLAG_SECRET_KEY", raising=False)
    first = house.secret_key("migrate")
    assert house.secret_key("work") == first == (tmp_path / "secret-key").read_text()
    (tmp_path / "raadslag.sqlite3").touch()
    (tmp_path / "secret-key").unlink()
    assert house.secret_key("verify")
    for command in ("keep_head", "index", "work", "take_stock", ""):
        with pytest.raises(SystemExit, match="RAADSLAG_NEW_KEY"):
            house.secret_key(command)
    assert not (tmp_path / "secret-key").exists()
    monkeypatch.setenv("RAADSLAG_NEW_KEY", "1")
    assert house.secret_key("work") == (tmp_path / "secret-key").read_text() != first
