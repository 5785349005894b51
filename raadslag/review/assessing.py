"""Gennemsyn of exactly one record and its files, kept so that an act can tell what it was given.

Reading a record and its files takes time, and an act holds a lock while it lasts. So the look is
taken before, and the act asks whether it was a look at what it is about to do (`why_not_rely`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import raadslag
from raadslag.allowed import Obstacle
from raadslag.checks import Finding
from raadslag.record import Item, record_hash
from raadslag.record import Meeting as Record

RULES_LIE_IN = ("bounded", "checks", "covered", "danish")
"""What a finding is worked out by."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What Gennemsyn said of one record (`record_hash` of `judged_hash`), by which rules.

    `files` are the sha256 of the kept files that were opened; a file that lay nowhere is not among
    them. `rules` names the rules' version and the protected words (`rules_of`).
    """

    record_hash: str
    files: frozenset[str]
    rules: str
    findings: tuple[Finding, ...]


def judged_hash(record: Record) -> str:
    """sha256 (hex) of all that the record says. A permanent name may be given later: a uuid says nothing."""
    return record_hash(replace(record, items=tuple(map(_unnamed, record.items))))


def rules_of(protected: Iterable[str]) -> str:
    """Names the rules as they are today, with these protected words."""
    words = "\x1f".join(sorted(set(protected)))
    return sha256(f"{rules_version()}\x1e{words}".encode()).hexdigest()


@cache
def rules_version() -> str:
    """sha256 (hex) of the rules' own source and words: a look by other rules is another look."""
    digest, house = sha256(), Path(raadslag.__file__ or "").parent
    for name in RULES_LIE_IN:
        place = house / name
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.suffix in {".py", ".toml"}:
                digest.update(file.read_bytes())
    return digest.hexdigest()


def why_not_rely(
    assessment: Assessment | None, record: Record, *, protected: Iterable[str]
) -> list[Obstacle]:
    """Why an act on the record may not rely on the assessment: of another text, or by older rules."""
    if assessment is None or assessment.record_hash != judged_hash(record):
        return [
            Obstacle("not-assessed", "Teksten blev ændret, mens den blev set igennem. Prøv igen.")
        ]
    if assessment.rules != rules_of(protected):
        return [
            Obstacle(
                "older-rules",
                "Reglerne for gennemsyn eller de beskyttede ord blev ændret imens. Prøv igen.",
            )
        ]
    return []


def _unnamed(item: Item) -> Item:
    try:
        return replace(item, id=None) if item.id and UUID(item.id) else item
    except ValueError:
        return item
