"""What a reason for closing names: one of the grounds that the law knows (`grounds.toml`)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from raadslag.danish import fold

SHORT_WORD = 5
"""A word of so many letters or fewer is the whole word: "grund" is none in "grundlag"."""
_ENDINGS = "(?:s|e|r|et|en|er|ene|erne|ets|ens)?"


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground with its law; `examples` are reasons that name it."""

    name: str
    law: str
    words: tuple[str, ...]
    examples: tuple[str, ...]


@cache
def grounds() -> tuple[Ground, ...]:
    """The grounds, the commonest first. The last is any paragraph that is named."""
    data = tomllib.loads(Path(__file__).with_name("grounds.toml").read_text(encoding="utf-8"))
    return tuple(
        Ground(row["name"], row["law"], tuple(row["words"].split()), tuple(row["examples"]))
        for row in data["ground"]
    )


@cache
def _naming() -> re.Pattern[str]:
    words = [word for ground in grounds() for word in ground.words]
    return re.compile("|".join(map(_begins, words)))


def _begins(word: str) -> str:
    plain = re.escape(word.removeprefix("*"))
    if word[0] == "*" or not word.isalpha():
        return plain
    return rf"(?<!\w){plain}" + (rf"{_ENDINGS}(?!\w)" if len(word) <= SHORT_WORD else "")


def names_a_ground(reason: str) -> bool:
    """True where the reason says what is to be protected, in its own words or by a paragraph."""
    return bool(_naming().search(" ".join(fold(reason).text.lower().split())))
