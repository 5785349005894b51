"""The words that the privacy rules look for: rows in the TOML files beside, each with an example.

A row is one word or stem. `*` at an end means that the word goes on there; a space in it may be
printed as a space, a hyphen, a full stop or nothing (`sags nr` is sagsnr., sags-nr and sags nr.).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LETTERS = "a-zæøåéüöä0-9"


@dataclass(frozen=True, slots=True)
class Row:
    """One word: `example` is a made-up sentence with it, `group` the heading it stands under."""

    word: str
    example: str
    group: str


@cache
def rows(file: str, group: str) -> tuple[Row, ...]:
    """The rows under one heading of a file (`cpr`, `named`)."""
    data = tomllib.loads((Path(__file__).parent / f"{file}.toml").read_text(encoding="utf-8"))
    return tuple(Row(word, example, group) for word, example in data[group]["words"].items())


@cache
def groups(file: str) -> tuple[str, ...]:
    """The headings of a file, in its order."""
    data = tomllib.loads((Path(__file__).parent / f"{file}.toml").read_text(encoding="utf-8"))
    return tuple(data)


def of(file: str, *groups: str, ending: str = "") -> str:
    """A pattern for one of the words under these headings of a file (`any_of`)."""
    return any_of([row for group in groups for row in rows(file, group)], ending=ending)


def starting(words: Iterable[Row]) -> str:
    """A pattern for one of the words at the very place: what a word may begin with counts too."""
    found = sorted((row.word for row in words), key=len, reverse=True)
    before = rf"[{LETTERS}]{{1,24}}"
    return "(?:" + "|".join((before if w[0] == "*" else "") + _one(w, "") for w in found) + ")"


def any_of(words: Iterable[Row], *, ending: str = "") -> str:
    """A pattern for one of the words, for folded text in small letters; longer ones first.

    `ending` is a pattern for what a word may end in besides.
    """
    found = sorted((row.word for row in words), key=len, reverse=True)
    return "(?:" + "|".join(_one(word, ending) for word in found) + ")"


def _one(word: str, ending: str) -> str:
    before = "" if word.startswith("*") else rf"(?<![{LETTERS}])"
    after = rf"[{LETTERS}]{{0,24}}" if word.endswith("*") else rf"{ending}(?![{LETTERS}])"
    body = "[ .-]{0,2}".join(map(re.escape, word.strip("*").split(" ")))
    return before + body + after
