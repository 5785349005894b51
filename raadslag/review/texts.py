"""A record's text through every rule: a short one here, a long one in a process with limits.

The threads of a server share one checker and one processor. A text that takes seconds would keep every
other page waiting, so it is judged by `looking_child`; the thread that asked waits, the others go on.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from threading import BoundedSemaphore, Lock

from django.conf import settings

from raadslag.bounded import Bounds, Died, lent_process
from raadslag.checks import Checker, Finding
from raadslag.checks.privacy.hits import key_in_use
from raadslag.record import Meeting as Record
from raadslag.record import part_from_data
from raadslag.render.glyphs import Letters
from raadslag.review.assessing import judged_hash
from raadslag.review.looking_limits import unseen_text

MOST_HERE = 40_000
"""Letters of a record as JSON that are judged at once: some 13 pages, at most some tenths of a second."""
BOUNDS = Bounds(memory_bytes=1024 * 1024 * 1024, cpu_seconds=40.0, wall_seconds=60.0)
"""Of one long text. The longest that a case can hold takes some seconds; the bound is for what we did not foresee."""
MOST_AT_ONCE = 2
"""Long texts that one process of the server has judged at the same time; the next waits for its turn."""
MOST_GIVEN_UP = 64
_log = logging.getLogger(__name__)

_CHECKER, _ONE_AT_A_TIME = Checker(), Lock()
"""One memory for the process: what did not change since the last look is not worked out again.

A `Checker` serves one thread at a time; the threads of a server take turns.
"""
_TURNS = BoundedSemaphore(MOST_AT_ONCE)
_GIVEN_UP: OrderedDict[tuple[str, ...], str] = OrderedDict()
"""Texts that were given up, and why: they are not tried again at each page that shows them."""


def look_through(
    record: Record, text: str, *, protected: tuple[str, ...], known: tuple[str, ...]
) -> list[Finding]:
    """Every finding in the record, in order; `text` is it as JSON.

    A text that could not be looked through within the limits is a finding, which stands in the way.
    """
    if len(text) > MOST_HERE:
        return _apart(record, text, protected, known)
    missing = Letters(settings.FONTS).missing_in
    with _ONE_AT_A_TIME:
        return _CHECKER.check(record, protected=protected, missing_letters=missing, known=known)


def _apart(
    record: Record, text: str, protected: tuple[str, ...], known: tuple[str, ...]
) -> list[Finding]:
    key = (judged_hash(record), *protected, "", *known)
    if why := _GIVEN_UP.get(key):
        return [unseen_text(record, why)]
    if not _TURNS.acquire(timeout=BOUNDS.wall_seconds):
        return [
            unseen_text(record, "Gennemsyn er optaget af andre lange tekster: prøv igen om lidt")
        ]
    try:
        return _asked(text, protected, known)
    except _Given as up:
        _GIVEN_UP[key] = str(up)
        while len(_GIVEN_UP) > MOST_GIVEN_UP:
            _GIVEN_UP.popitem(last=False)
        return [unseen_text(record, str(up))]
    finally:
        _TURNS.release()


class _Given(Exception):
    """The text was given up; `str(error)` says why, in Danish."""


def _asked(text: str, protected: tuple[str, ...], known: tuple[str, ...]) -> list[Finding]:
    """What the child says. The child keeps what it judged: texts are data to it, and all are the house's own."""
    task = {
        "protected": protected,
        "known": known,
        "fonts": [str(one) for one in settings.FONTS],
        "key": key_in_use().hex(),
    }
    with lent_process("raadslag.review.looking_child", BOUNDS) as process:
        try:
            answer = process.ask(text.encode(), task)
        except Died as error:
            slow = "tager for lang tid at se igennem" if error.slow else "kunne ikke ses igennem"
            raise _Given(f"Teksten {slow} og er ikke gennemsøgt") from error
        if "findings" not in answer:
            process.close()
    if "fault" in answer:
        _log.error("text not looked through: %s", answer["fault"])
    if "findings" not in answer:
        raise _Given("Teksten kunne ikke ses igennem og er ikke gennemsøgt")
    found: list[Finding] = part_from_data(tuple[Finding, ...], answer["findings"])
    return list(found)
