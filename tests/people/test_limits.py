"""Heavy addresses: an account is given little, a town hall much, and the refusal says when to come again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from raadslag.journal.models import Entry
from raadslag.operation.refused import refused_sign_ins
from raadslag.people.admitting import NOBODY_KNOWN
from raadslag.people.door.limits import HEAVY, SEARCH, SIGN_IN, Limit, address_of, seconds_to_wait
from tests.access_world import routes
from tests.cast import Town


@pytest.fixture(autouse=True)
def counted(settings: Any, tmp_path: Path, monkeypatch: Any) -> None:
    """Limits count in a store of the test's own, and no time passes."""
    settings.LIMITS, settings.VAR = True, tmp_path
    monkeypatch.setattr("raadslag.people.door.limits.time", lambda: 1000.0)


def test_every_heavy_address_is_one_of_ours_and_health_is_none_of_them() -> None:
    assert set(HEAVY) <= set(routes())
    assert not any("sund" in routes()[name] for name in HEAVY)


def test_one_account_is_stopped_long_before_its_town_hall(town: Town) -> None:
    tried = [Client().post(reverse("sign-in"), {"user": town.sanne.pk}) for _ in range(11)]
    assert [answer.status_code for answer in tried] == [302] * 10 + [429]
    assert 1 <= int(tried[-1].headers["Retry-After"]) <= 60
    page = tried[-1].content.decode()
    assert "Det går for hurtigt" in page
    assert Client().post(reverse("sign-in"), {"user": town.hanne.pk}).status_code == 302
    assert Client().get(reverse("sign-in")).status_code == 200
    Client().post(reverse("sign-in"), {"user": town.sanne.pk})
    (line,) = Entry.objects.filter(act="refuse_sign_in")
    assert (line.subject, line.details) == (f"user:{town.sanne.pk}", {"why": ["too-many"]})
    (shown,) = refused_sign_ins(now=timezone.now())
    assert shown.name == town.sanne.journal_name
    assert "flere forsøg" in shown.reasons[0]


def test_an_address_is_stopped_at_last_and_others_go_on(db: None, settings: Any) -> None:
    codes = [Client().post(reverse("sign-in"), {"user": n}).status_code for n in range(61)]
    assert codes == [404] * 60 + [429]
    for n in range(9):
        Client().post(reverse("sign-in"), {"user": f"9{n}"})
    (line,) = Entry.objects.filter(act="refuse_sign_in")
    assert line.subject == NOBODY_KNOWN
    assert refused_sign_ins(now=timezone.now())[0].name == "Konti, som huset ikke kender"
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert other.post(reverse("sign-in"), {"user": 1}).status_code == 404


def test_what_was_typed_survives_a_refusal(town: Town, settings: Any, monkeypatch: Any) -> None:
    from .test_door import WORDS, Desk

    settings.LIMITS = False
    desk = Desk(town)
    settings.LIMITS = True
    monkeypatch.setitem(HEAVY, "save-section", Limit(1, 9, 1, 9))
    assert desk.send().status_code == 302
    answer = desk.send()
    assert answer.status_code == 429
    assert WORDS in answer.content.decode()
    told = desk.send(headers={"Accept": "application/json"})
    assert told.status_code == 429
    assert told.json()["reason"]


def test_room_comes_back_with_time(monkeypatch: Any) -> None:
    request = RequestFactory().get("/soeg/")
    request.user = None
    waits = [seconds_to_wait(request, "public:search", SEARCH) for _ in range(301)]
    assert waits[:300] == [0.0] * 300 or max(waits[:300]) <= 0
    assert 0 < waits[300] <= 0.1
    monkeypatch.setattr("raadslag.people.door.limits.time", lambda: 1030.0)
    assert seconds_to_wait(request, "public:search", SEARCH) <= 0


def test_two_processes_count_together(tmp_path: Path) -> None:
    code = (
        "import os, django; os.environ['DJANGO_SETTINGS_MODULE']='raadslag.settings'; django.setup();"
        "from raadslag.people.door.limits import _take;"
        "print([_take([('x', 5, 0.001)], now=1.0) <= 0 for _ in range(4)].count(True))"
    )
    env = os.environ | {"RAADSLAG_VAR": str(tmp_path)}
    jobs = [subprocess.Popen([sys.executable, "-c", code], env=env, stdout=subprocess.PIPE) for _ in range(2)]  # fmt: skip
    assert sum(int(job.communicate()[0]) for job in jobs) == 5


def test_a_store_that_cannot_be_used_refuses_nobody(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "limits.sqlite3").write_bytes(b"ikke en database" * 100)
    request = RequestFactory().post("/log-ind/", {"user": "1"})
    assert all(seconds_to_wait(request, "sign-in", SIGN_IN) <= 0 for _ in range(99))


@pytest.mark.parametrize(
    ("peer", "hops", "found"),
    [
        ("127.0.0.1", "198.51.100.4", "198.51.100.4"),
        ("127.0.0.1", "10.9.9.9, 198.51.100.4", "198.51.100.4"),
        ("203.0.113.9", "198.51.100.4", "203.0.113.9"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "vrøvl", "127.0.0.1"),
        ("127.0.0.1", "2001:db8::1", "2001:db8::1"),
    ],
)
def test_nobody_chooses_the_address_they_are_counted_under(
    peer: str, hops: str, found: str
) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=peer, headers={"X-Forwarded-For": hops})
    assert address_of(request) == found
