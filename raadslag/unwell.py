"""What it looks like when not the work but the house is unwell: a full disk, a database that is gone."""

from __future__ import annotations

import errno
import sqlite3

from django.db import DatabaseError, InterfaceError, OperationalError

NO_ROOM = frozenset((errno.ENOSPC, errno.EDQUOT))
SQLITE_NO_ROOM = frozenset(("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE"))
SQLITE_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
POSTGRES_BUSY = ("08", "40P01", "53300", "53400", "55P03", "57P")
"""How PostgreSQL's codes begin when it is gone, starting, full of others, or two waited for each other."""
BUSY = "Databasen er optaget eller ved at starte, så intet er gemt, heller ikke halvt. Vent et øjeblik, og prøv igen."
POSTGRES_NO_ROOM = "53100"
"""`disk_full` among PostgreSQL's error codes (appendix A of its manual)."""


class DiskFull(Exception):
    """There is no room for what was to be kept; `str(error)` is a Danish sentence that says what to do."""

    def __init__(self) -> None:
        super().__init__(
            "Disken er fuld, så intet er gemt, heller ikke halvt. "
            "Den, der driver Rådslag, må gøre plads. Prøv så igen."
        )


UNWELL = (DatabaseError, InterfaceError, OSError, DiskFull)
"""What the house's own machinery raises when it cannot go on for now."""


def is_full(error: BaseException | None) -> bool:
    """Did this, or what caused it, happen because a disk is full: ours or the database's?"""
    while error is not None:
        if isinstance(error, DiskFull) or (isinstance(error, OSError) and error.errno in NO_ROOM):
            return True
        if isinstance(error, sqlite3.Error):
            return getattr(error, "sqlite_errorname", "") in SQLITE_NO_ROOM
        if getattr(error, "sqlstate", None) == POSTGRES_NO_ROOM:
            return True
        error = error.__cause__
    return False


def is_busy(error: BaseException | None) -> bool:
    """Did this happen because the database is locked, starting or gone, so that waiting helps?"""
    while error is not None:
        if isinstance(error, sqlite3.Error):
            return getattr(error, "sqlite_errorname", "").startswith(SQLITE_BUSY)
        code = getattr(error, "sqlstate", None)
        if isinstance(code, str):
            return code.startswith(POSTGRES_BUSY)
        if isinstance(error, OperationalError | InterfaceError) and error.__cause__ is None:
            return True
        error = error.__cause__
    return False
