"""Words, numbers and marks of a text with their places, and phrases found among them: the ground of every grammar here.

A text is read once from left to right; no step looks further than its phrase is long, so that the
time grows with the text and with nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|\S")
OPENING, CLOSING = "([", ")]"


@dataclass(slots=True)
class Token:
    """One word, number or mark at `start:end`; `low` is the word in small letters."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(
        Token(hit.group(), hit.group().casefold(), hit.start(), hit.end())
        for hit in _TOKEN.finditer(text)
    )


LONGEST_KEPT = 2000
"""Letters of the longest text whose tokens are kept for a while: names, presence and ways ask for the same."""
_kept_tokens = lru_cache(maxsize=1024)(_tokens)


class Printed:
    """A text as tokens. `glued(i)`: nothing stands between token i and the one before it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _kept_tokens(text) if len(text) <= LONGEST_KEPT else _tokens(text)

    def __len__(self) -> int:
        return len(self.tokens)

    def low(self, i: int) -> str:
        """The token in small letters, empty outside the text."""
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""

    def raw(self, i: int) -> str:
        """The token as printed, empty outside the text."""
        return self.tokens[i].text if 0 <= i < len(self.tokens) else ""

    def glued(self, i: int) -> bool:
        return 0 < i < len(self.tokens) and self.tokens[i].start == self.tokens[i - 1].end

    def cut(self, first: int, after: int) -> str:
        """The printed text of the tokens `first` to `after` (not included)."""
        after = min(after, len(self.tokens))
        if after <= first:
            return ""
        return self.text[self.tokens[first].start : self.tokens[after - 1].end]

    @cached_property
    def _closings(self) -> dict[int, int]:
        """Every opening bracket to the one that closes it."""
        found: dict[int, int] = {}
        opened: list[int] = []
        for i, token in enumerate(self.tokens):
            if token.text in OPENING:
                opened.append(i)
            elif token.text in CLOSING and opened:
                found[opened.pop()] = i
        return found

    def closing(self, i: int) -> int | None:
        """The place of the bracket that closes the one at i; null where none does."""
        return self._closings.get(i)


class Phrases:
    """Phrases by their kind. `stedfortræder*` stands for every word that begins so."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        self._exact: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._stems: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        """By their first letter."""
        for phrase, kind in sorted(rows, key=lambda row: -len(row[0].split())):
            words = tuple(phrase.casefold().split())
            if words[0].endswith("*"):
                self._stems.setdefault(words[0][0], []).append((words, kind))
            else:
                self._exact.setdefault(words[0], []).append((words, kind))

    def at(self, printed: Printed, i: int) -> tuple[int, str] | None:
        """(end, kind) of the longest phrase that begins at token i; an exact one before a stem."""
        low = printed.low(i)
        if not low or not low[0].isalnum():
            return None
        for words, kind in self._exact.get(low, ()):
            if end := _fits(printed, i, words):
                return end, kind
        for words, kind in self._stems.get(low[0], ()):
            if end := _fits(printed, i, words):
                return end, kind
        return None


def _fits(printed: Printed, i: int, words: tuple[str, ...]) -> int:
    for n, word in enumerate(words):
        low = printed.low(i + n)
        if not (low.startswith(word[:-1]) if word.endswith("*") else low == word):
            return 0
    return i + len(words)
