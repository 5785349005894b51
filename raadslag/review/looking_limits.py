"""What is too large to be looked through while somebody waits is said, and a person looks instead.

It is asked before anything is read into memory and before any lock: one text or file of a hundred
megabytes would else keep every other desk waiting, and then be given up.
"""

from __future__ import annotations

from raadslag.checks import RULES, Finding, Operand
from raadslag.checks.privacy.hits import UNSEEN
from raadslag.record import Meeting as Record
from raadslag.record import record_hash

MOST_LETTERS = 1_500_000
"""Of a record as JSON: some 500 pages of 3,000 letters. Looking through takes the process's one checker."""
MOST_BYTES = 200 * 1024 * 1024
"""Of a file. A scanned plan of 100 pages in colour has some 100 MB; the child that looks has 1.5 GB."""


def too_long_text(record: Record, length: int) -> Finding | None:
    """The finding that stands in the way of a text that is too long; null for any other.

    `length`: letters of the record as JSON.
    """
    if length <= MOST_LETTERS:
        return None
    why = f"Teksten fylder {_counted(length)} tegn og er ikke gennemsøgt: højst {_counted(MOST_LETTERS)} ses igennem på én gang"
    return unseen_text(record, why)


def unseen_text(record: Record, why: str) -> Finding:
    """Nobody has looked through exactly this text: it stands in the way until a person has."""
    what = "Læg noget af den som bilag, eller del sagen i flere"
    return _finding(why, what, (Operand(why, "årsag"), Operand(record_hash(record)[:16], "sha256")))


def too_large_file(sha256: str, name: str, size: int) -> Finding | None:
    """The same of a kept file of so many bytes."""
    if size <= MOST_BYTES:
        return None
    why = f"{name}: Filen fylder {_megabytes(size)} MB og er ikke gennemsøgt: højst {_megabytes(MOST_BYTES)} MB ses igennem"
    what = "Se den efter selv, og sig god for den, eller del den i flere"
    told = (Operand(name, "fil"), Operand(why, "årsag"), Operand(sha256[:16], "sha256"))
    return _finding(why, what, told)


def _finding(why: str, what: str, operands: tuple[Operand, ...]) -> Finding:
    rule = RULES[UNSEEN]
    return Finding(rule.id, rule.severity, None, f"{why}. {what}.", operands, source=rule.source)


def _counted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _megabytes(size: int) -> str:
    return _counted(-(-size // (1024 * 1024)))
