"""What every answer carries, and what its cookies are called."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Town

WANTED = [
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
]


def test_every_kind_of_answer_carries_the_headers(town: Town) -> None:
    client = Client()
    client.force_login(town.sanne)
    answers = [
        client.get("/"),
        client.get(reverse("front")),
        client.get("/statisk/raadslag/raadslag.css"),
        client.get("/statisk/raadslag/icon.svg"),
        client.get("/findes/ikke/x/"),
        client.get(reverse("paste")),
        client.get("/robots.txt"),
        Client().get(reverse("front")),
        Client(headers={"Accept": "application/json"}).get(reverse("front")),
    ]
    for answer in answers:
        for name in WANTED:
            assert name in answer.headers, (answer.request["PATH_INFO"], name)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy


def test_a_request_to_be_echoed_is_refused(db: None) -> None:
    assert Client().trace("/").status_code == 405


def test_inside_pages_are_kept_by_nobody(town: Town) -> None:
    client = Client()
    client.force_login(town.sanne)
    case = town.write()
    for where in (reverse("front"), reverse("case", args=[case.uid]), reverse("paste")):
        assert "no-store" in client.get(where).headers["Cache-Control"]


@pytest.mark.parametrize("https", ["", "1"])
def test_cookies_are_bound_to_this_host_where_there_is_https(https: str, tmp_path: Path) -> None:
    names = [
        "SESSION_COOKIE_NAME",
        "CSRF_COOKIE_NAME",
        "TAKEN_COOKIE_NAME",
        "SIGNED_OUT_COOKIE_NAME",
    ]
    flags = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS"]  # fmt: skip
    code = f"import json; from raadslag import settings as s; print(json.dumps([getattr(s, n) for n in {names + flags}]))"
    env = os.environ | {"RAADSLAG_HTTPS": https, "RAADSLAG_VAR": str(tmp_path)}
    said: list[Any] = json.loads(subprocess.check_output([sys.executable, "-c", code], env=env))
    assert all(name.startswith("__Host-") == bool(https) for name in said[:4])
    assert all(bool(flag) == bool(https) for flag in said[4:])
