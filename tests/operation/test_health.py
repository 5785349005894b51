"""/sund/: what a monitor asks. 200 where all is well, 503 where somebody should look, and nothing else told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from raadslag.jobs.actions import beat, enqueue, lease, postpone
from raadslag.operation import health
from raadslag.public.index import rebuild
from raadslag.public.rules import why_not_publish
from raadslag.record import Item, Meeting
from tests.cast import Town
from tests.minutes.test_sealing import minutes_of

ROOT = Path(__file__).resolve().parents[2]
SIGNS = ["database", "worker", "index", "disk", "jobs"]


@pytest.fixture(autouse=True)
def a_well_house(db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.VAR, settings.SEARCH_INDEX = tmp_path, tmp_path / "search"
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 1024)
    beat("maskine:7")


def ask() -> tuple[int, dict[str, Any]]:
    answer = Client().get("/sund/")
    return answer.status_code, answer.json()


def ill() -> list[str]:
    status, said = ask()
    found = [name for name in SIGNS if not said[name]["ok"]]
    assert (status, said["ok"]) == ((503, False) if found else (200, True))
    return found


def test_a_well_house_says_so_without_sign_in_and_is_never_kept() -> None:
    answer = Client().get("/sund/")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    assert Client().head("/sund/").status_code == 200
    assert Client().post("/sund/").status_code == 405


def test_it_tells_figures_and_nothing_else(town: Town) -> None:
    enqueue("send-letter", "hemmelig-noegle", payload={"letter": 0})
    _, said = ask()
    assert list(said) == ["ok", *SIGNS]
    for name in SIGNS:
        assert {type(value) for value in said[name].values()} <= {bool, int}
    text = json.dumps(said)
    for word in ("hemmelig", "maskine", "Møllested", "send-letter"):
        assert word not in text


def test_a_worker_that_went_silent_is_told() -> None:
    beat("maskine:7", now=timezone.now() - timedelta(minutes=3))
    assert ill() == ["worker"]
    assert ask()[1]["worker"]["silent_seconds"] >= 180


def test_a_job_that_waits_too_long_is_told_also_while_it_is_tried_again_and_again() -> None:
    long_ago = timezone.now() - timedelta(hours=2)
    enqueue("send-letter", "a", payload={"letter": 0}, due=long_ago)
    held = lease(kinds=["send-letter"])
    assert held is not None
    postpone(held, error="x")
    assert ill() == ["jobs"]
    assert ask()[1]["jobs"]["oldest_seconds"] >= 7200


def test_work_that_is_to_be_done_later_is_no_worry() -> None:
    enqueue("send-letter", "a", payload={"letter": 0}, due=timezone.now() + timedelta(days=9))
    assert ill() == []


def test_a_disk_that_runs_full_is_told(settings: Any, small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    settings.VAR = small_disk
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 500 * 1024 * 1024)
    assert ill() == ["disk"]


def test_an_index_that_is_gone_or_broken_is_told(town: Town, settings: Any) -> None:
    from raadslag.public.actions import publish_minutes
    from raadslag.public.gate import look_over

    assert "index" not in ill(), "nothing is published: there need be no index"
    minutes = minutes_of(town)
    looked = look_over(minutes.meeting, minutes.as_record())
    publish_minutes(minutes, assessed=looked, by=town.soren)
    assert "index" in ill()
    rebuild()
    assert "index" not in ill()
    (settings.SEARCH_INDEX / "current").write_bytes(b"\xff\x00/../..")
    assert "index" in ill()


def test_a_database_that_is_gone_is_told_within_seconds(tmp_path: Path) -> None:
    """In a process of its own, whose database lies where nothing is."""
    asks = "from django.test import Client; a = Client().get('/sund/', HTTP_HOST='localhost'); print(a.status_code, a.content.decode())"
    environment = os.environ | {
        "RAADSLAG_VAR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/nowhere/db.sqlite3",
        "DJANGO_SETTINGS_MODULE": "raadslag.settings",
    }
    line = [sys.executable, "manage.py", "shell", "-v0", "-c", asks]
    done = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)  # fmt: skip
    status, _, text = done.stdout.strip().partition(" ")
    said = json.loads(text)
    assert status == "503"
    assert said["database"] == {"ok": False}
    assert said["disk"]["ok"] in {True, False}
    assert "nowhere" not in done.stdout


@pytest.mark.parametrize("word", ["sund", "drift"])
def test_no_municipality_takes_the_houses_own_addresses(word: str) -> None:
    record = Meeting(kind="minutes", items=(Item(number=1, title="x"),))
    no = why_not_publish(record, kind="minutes", body_slug=word, organization_slug="x")
    assert "reserved-address" in {obstacle.code for obstacle in no}
