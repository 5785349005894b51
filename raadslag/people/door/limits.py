"""How often one account, and one address, may ask for what is heavy: signing in, search, PDF, files.

A town hall shares one address, so an address is given much and an account little. Counted in a small
file of its own (`RAADSLAG_VAR/limits.sqlite3`) that every process of the machine shares: never in the
house's database, whose locks are for acts. Where the file cannot be used nobody is refused.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from math import ceil
from pathlib import Path
from time import time
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from raadslag.people.admitting import refuse_too_many
from raadslag.people.door.errors import show_error
from raadslag.people.models import User

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limit:
    """So many at once, and so many a minute after that, for one account and for one address."""

    account: float
    address: float
    account_a_minute: float
    address_a_minute: float


SIGN_IN = Limit(10, 60, 2, 30)
SEARCH = Limit(60, 300, 60, 600)
SUGGEST = Limit(120, 1200, 240, 2400)
DOCUMENT = Limit(20, 120, 20, 120)
UPLOAD = Limit(40, 200, 20, 200)
WRITING = Limit(120, 1200, 120, 2400)
HEAVY: dict[str, Limit] = {
    "sign-in": SIGN_IN,
    "oidc-begin": SIGN_IN,
    "oidc-callback": SIGN_IN,
    "public:search": SEARCH,
    "public:suggest": SUGGEST,
    "public:pdf": DOCUMENT,
    "agenda-pdf": DOCUMENT,
    "agenda-book": DOCUMENT,
    "minutes-pdf": DOCUMENT,
    "find-priors": DOCUMENT,
    "attach-file": UPLOAD,
    "correct-minutes": UPLOAD,
    "importer:runs": UPLOAD,
    "importer:read_anew": UPLOAD,
    "paste": WRITING,
    "put-in-picture": UPLOAD,
    "chart": WRITING,
    "save-section": WRITING,
    "case-review": WRITING,
}
"""The heavy addresses by name. `/sund/` never stands here: a monitor asks as often as it likes."""
ONLY_POST = {"sign-in", "importer:runs"}
"""Pages that are light to read and heavy to send to."""
FORGOTTEN_AFTER = 24 * 3600
NOTED_IN_ALL = 60.0
"""So many refused sign-ins at once, and so many an hour after that, are looked at for noting."""


class Limits:
    """Middleware: asks before a heavy view runs; answers 429 with `Retry-After` (seconds)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        """The refusal, or null to let the view run."""
        match = request.resolver_match
        name = match.view_name if match else ""
        limit = HEAVY.get(name)
        if limit is None or not settings.LIMITS:
            return None
        if name in ONLY_POST and request.method != "POST":
            return None
        wait = seconds_to_wait(request, name, limit)
        if wait <= 0:
            return None
        log.warning("too many requests: %s", name)
        if limit is SIGN_IN:
            _note_refusal(account_of(request, name))
        answer = show_error(request, 429)
        answer.headers["Retry-After"] = str(ceil(wait))
        return answer


def _note_refusal(account: str) -> None:
    """A line in the journal, at most one an hour for each known account and one for all others.

    What bounds it is counted here, so that one who hammers never reaches the house's database.
    """
    known = account if account.isascii() and account.isdigit() else ""
    try:
        tallies = [(f"noted sign-in {known}", 1.0, 1 / 60), ("noted sign-in", NOTED_IN_ALL, NOTED_IN_ALL / 60)]  # fmt: skip
        if _take(tallies, now=time()) <= 0:
            refuse_too_many(account)
    except (sqlite3.Error, OSError, DatabaseError) as error:
        log.warning("a refused sign-in could not be noted: %s", type(error).__name__)


def seconds_to_wait(request: HttpRequest, name: str, limit: Limit) -> float:
    """0 where the request may go on; else how long until the next one may. It is counted only if it may."""
    group = next(key for key, value in HEAVY.items() if value is limit)
    account = account_of(request, name)
    tallies = [(f"{group} address {address_of(request)}", limit.address, limit.address_a_minute)]
    if account:
        tallies.append((f"{group} account {account}", limit.account, limit.account_a_minute))
    try:
        return _take(tallies, now=time())
    except (sqlite3.Error, OSError) as error:
        log.warning("limits cannot be counted: %s", error)
        return 0


def account_of(request: HttpRequest, name: str) -> str:
    """Whose account it is about: who is signed in, or whom one tries to sign in as."""
    if name == "sign-in":
        return request.POST.get("user", "")[:40]
    return str(request.user.pk) if isinstance(request.user, User) else ""


def address_of(request: HttpRequest) -> str:
    """Where the request comes from: the nearest hop that is no proxy of ours (`RAADSLAG_PROXIES`)."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    hops = [*hops, request.META.get("REMOTE_ADDR", "")]
    trusted = [ip_network(one) for one in settings.PROXIES]
    for hop in reversed(hops):
        try:
            address = ip_address(hop)
        except ValueError:
            break
        if not any(address in network for network in trusted):
            return str(address)
    return str(request.META.get("REMOTE_ADDR", ""))


def _take(tallies: list[tuple[str, float, float]], *, now: float) -> float:
    """Count one on every tally if there is room on all; else the seconds until there is.

    A tally is a bucket that fills by one a request and empties evenly.
    """
    place = Path(settings.VAR) / "limits.sqlite3"
    with closing(sqlite3.connect(place, timeout=1, isolation_level=None)) as store:
        store.execute("PRAGMA synchronous=OFF")
        store.execute("BEGIN IMMEDIATE")
        store.execute(
            "CREATE TABLE IF NOT EXISTS tally (key TEXT PRIMARY KEY, level REAL, at REAL)"
        )
        levels, wait = [], 0.0
        for key, room, a_minute in tallies:
            row = store.execute("SELECT level, at FROM tally WHERE key = ?", (key,)).fetchone()
            level = max(0.0, row[0] - (now - row[1]) * a_minute / 60) if row else 0.0
            levels.append((key, level + 1, now))
            wait = max(wait, (level + 1 - room) * 60 / a_minute)
        if wait <= 0:
            store.executemany("INSERT OR REPLACE INTO tally VALUES (?, ?, ?)", levels)
            store.execute("DELETE FROM tally WHERE at < ?", (now - FORGOTTEN_AFTER,))
        store.execute("COMMIT")
    return wait
