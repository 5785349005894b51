"""A database address to Django's settings. SQLite is embedded; PostgreSQL is for a municipality."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
SQLITE_TIMEOUT_S = 20.0
POSTGRES_PATIENCE = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}
"""libpq's own names: a server whose machine vanished is noticed within a minute, not in two hours."""


def from_url(url: str) -> dict[str, Any]:
    """Django's settings for `sqlite:///path` or `postgres://user:password@host:port/name`.

    SQLite takes its write lock when a transaction begins (IMMEDIATE) and reaches the disk before
    it answers; `?timeout=5` waits so many seconds for another who holds it (else 20). Raises
    `ValueError` for any other scheme.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        timeout = float(dict(parse_qsl(parts.query)).get("timeout", SQLITE_TIMEOUT_S))
        pragmas = f"{SQLITE_PRAGMAS}PRAGMA busy_timeout={int(timeout * 1000)};"
        options = {"transaction_mode": "IMMEDIATE", "init_command": pragmas, "timeout": timeout}
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path[1:],
            "OPTIONS": options,
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "OPTIONS": dict(POSTGRES_PATIENCE),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ValueError(f"DATABASE_URL: cannot use {parts.scheme!r}")
