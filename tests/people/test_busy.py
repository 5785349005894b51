"""A database that is locked or gone is no fault of the page: it says to wait, and shows what was typed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, ProgrammingError
from django.test import RequestFactory

from raadslag.people.door.errors import server_error
from raadslag.unwell import is_busy


def test_a_locked_database_says_to_wait_and_a_fault_does_not(tmp_path: Path) -> None:
    one, other = (sqlite3.connect(tmp_path / "x", timeout=0) for _ in range(2))
    one.execute("BEGIN IMMEDIATE")
    request = RequestFactory().post("/arbejde/sager/ny/", {"title": "Vejviser"})
    try:
        try:
            other.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as locked:
            raise OperationalError(str(locked)) from locked
    except OperationalError:
        answer = server_error(request)
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "Databasen er optaget" in answer.content.decode()
    assert "Vejviser" in answer.content.decode()
    with pytest.raises(sqlite3.OperationalError) as wrong:
        one.execute("SELECT * FROM intet")
    assert not is_busy(wrong.value)
    for connection in (one, other):
        connection.close()


def test_postgresql_is_busy_where_its_code_says_so() -> None:
    for error in (
        psycopg.errors.AdminShutdown(),
        psycopg.errors.LockNotAvailable(),
        psycopg.errors.DeadlockDetected(),
    ):
        assert is_busy(error), error
    assert not is_busy(psycopg.errors.UndefinedTable())
    assert is_busy(OperationalError("connection refused"))
    assert not is_busy(ProgrammingError("x"))
    assert not is_busy(ValueError("x"))
