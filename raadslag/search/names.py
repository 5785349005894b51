"""Names that a query may mention: municipalities and organizations, by all they're called."""

from __future__ import annotations

from collections.abc import Iterable

from raadslag.search.analysis.letters import clean, normalise, words
from raadslag.search.analysis.stems import FUNCTION_WORDS

LONGEST = 8
_SUFFIXES = ("kommune", "region")


class Names:
    """A table from what people type to (field, value). Give it what the index holds.

    A municipality is known with and without "Kommune"; aa, ae and oe are read as å, æ and ø.
    An organization of one word is known by that word. Words such as "og" don't count.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], tuple[str, str]] = {}

    def add(self, field: str, value: str, aliases: Iterable[str] = ()) -> None:
        """Make a value of "municipality" or "organization" known by its name and aliases."""
        for name in (value, *aliases):
            raw = words(clean(name))
            if field == "municipality" and len(raw) > 1:
                plain = [word for word in raw if word.lower() not in _SUFFIXES]
                self._put(plain, field, value)
            self._put(raw, field, value)

    def _put(self, raw: list[str], field: str, value: str) -> None:
        spelt = tuple(filter(_carries, map(normalise, raw)))
        if 0 < len(spelt) <= LONGEST:
            self._known.setdefault(spelt, (field, value))

    def longest(self, spelt: list[str]) -> tuple[int, str, str] | None:
        """The longest name that these normalised words begin with: how many, field and value."""
        for size in range(min(LONGEST, len(spelt)), 0, -1):
            found = self._known.get(tuple(spelt[:size]))
            if found:
                return size, *found
        return None


def _carries(word: str) -> bool:
    return word not in FUNCTION_WORDS
