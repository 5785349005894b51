"""The word lists beside this file: our own data, one or more words a line, # for a remark."""

from __future__ import annotations

from pathlib import Path

from raadslag.search.analysis.letters import normalise

_HERE = Path(__file__).parent


def lines_of(name: str) -> list[str]:
    """Lines of a list that say something."""
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def words_of(name: str) -> list[str]:
    """All words of a list, normalised."""
    return [normalise(word) for line in lines_of(name) for word in line.split()]
