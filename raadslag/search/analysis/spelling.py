"""What a misspelt word may have been, among the words that the index holds.

Asked only for words the index lacks. One error is tried everywhere in the word; two errors
against the index's own words with the same first letters. Likely slips cost less: keys side by
side on a Danish keyboard, swapped letters, doubled letters, letters that sound alike.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from raadslag.search.analysis.compounds import lexicon
from raadslag.search.analysis.lists import words_of
from raadslag.search.analysis.stems import is_function, token
from raadslag.search.engines.base import Vocabulary

_LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
_ROWS = ("qwertyuiopå", "asdfghjklæø", "zxcvbnm")
_ALIKE = [(pair[0], pair[1]) for pair in words_of("sounds_alike.txt")]
_SILENT = frozenset("dghert")
_SHORTEST = 4
_UNLISTED = 0.15
_MOST_CANDIDATES = 20_000
_LONGEST_ENDING = 6


def _near_keys() -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for depth, row in enumerate(_ROWS):
        for at, key in enumerate(row):
            beside = list(row[at + 1 : at + 2])
            if depth + 1 < len(_ROWS):
                beside += _ROWS[depth + 1][max(0, at - 1) : at + 1]
            for other in beside:
                found[key, other] = found[other, key] = 0.7
    for one, other in _ALIKE:
        found[one, other] = found[other, one] = 0.6
    return found


_SWAP = _near_keys()


@dataclass(frozen=True, slots=True)
class Correction:
    """A word to search for instead: its token, how it's written, and how far away it is."""

    token: str
    word: str
    cost: float


def edits(word: str) -> Iterator[tuple[str, float]]:
    """Every spelling one slip away, with the cost of the slip."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            letter = tail[0]
            doubled = (at and word[at - 1] == letter) or tail[1:2] == letter
            yield head + tail[1:], 0.5 if doubled else 0.9
            if len(tail) > 1 and tail[0] != tail[1]:
                yield head + tail[1] + tail[0] + tail[2:], 0.7
            for other in _LETTERS:
                if other != letter:
                    yield head + other + tail[1:], _SWAP.get((letter, other), 1.0)
        for other in _LETTERS:
            doubled = (at and word[at - 1] == other) or tail[:1] == other
            yield head + other + tail, 0.5 if doubled else 0.8 if other in _SILENT else 1.0


def corrections(word: str, vocabulary: Vocabulary, *, most: int = 3) -> list[Correction]:
    """The likeliest words for a normalised word that the index lacks, best first.

    A word that is listed as Danish isn't misspelt; the index just has nothing about it.
    """
    listed = lexicon().words
    if len(word) < _SHORTEST or not word.isalpha() or word in listed:
        return []
    found: dict[str, tuple[float, Correction]] = {}
    for spelt, cost in edits(word):
        stem = token(spelt)
        if len(stem) < 3 or is_function(stem):
            continue
        cost += 0.0 if spelt in listed or stem == spelt else _UNLISTED
        if stem in found and found[stem][1].cost <= cost:
            continue
        frequency = vocabulary.frequency(stem)
        if frequency:
            _keep(found, Correction(stem, spelt, cost), frequency)
    if not found and len(word) > 5:
        for correction, frequency in _two_slips(word, vocabulary):
            _keep(found, correction, frequency)
    ranked = sorted(found.values(), key=lambda one: one[0])
    return [one for rank, one in ranked[:most] if rank <= ranked[0][0] + 0.45]


def _keep(
    found: dict[str, tuple[float, Correction]], correction: Correction, frequency: int
) -> None:
    rank = correction.cost - 0.15 * math.log10(frequency)
    found[correction.token] = rank, correction


def _two_slips(word: str, vocabulary: Vocabulary) -> Iterator[tuple[Correction, int]]:
    """Index words with the same beginning; they are stems, so an ending of the word is free."""
    letters = set(word)
    for other, frequency in vocabulary.tokens(word[:3], _MOST_CANDIDATES):
        size = len(other)
        if not len(word) - _LONGEST_ENDING <= size <= len(word) + 1 or len(other) < _SHORTEST:
            continue
        if len(set(other) - letters) <= 2:
            ends = {min(len(word), size + extra) for extra in (-1, 0, 1)} | {len(word)}
            costs = (distance(word[:end], other, at_most=2.0) for end in ends)
            met = [cost for cost in costs if cost is not None]
            if met:
                yield Correction(other, other, min(met)), frequency


def distance(one: str, other: str, *, at_most: float) -> float | None:
    """Cost of the slips between two words (swaps of neighbours count once), or None above."""
    before: list[float] = []
    row = [float(at) for at in range(len(other) + 1)]
    for at, letter in enumerate(one, 1):
        earlier, before, row = before, row, [float(at)]
        for to, wanted in enumerate(other, 1):
            swap = 0.0 if letter == wanted else _SWAP.get((letter, wanted), 1.0)
            cost = min(before[to] + 0.9, row[to - 1] + 0.9, before[to - 1] + swap)
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == wanted:
                cost = min(cost, earlier[to - 2] + 0.7)
            row.append(cost)
        if min(row) > at_most:
            return None
    return row[-1] if row[-1] <= at_most else None
