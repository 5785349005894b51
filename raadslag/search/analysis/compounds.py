"""Compounds into their parts: the most likely way to cut a word by a list of word frequencies.

Viterbi over a unigram lexicon (Koehn and Knight 2003). The lexicon is the Danish list of the
`wordfreq` package, read where it's installed, and two short lists of our own beside this file.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from raadslag.search.analysis.letters import normalise
from raadslag.search.analysis.lists import words_of
from raadslag.search.analysis.stems import FUNCTION_WORDS, token

_NEVER_PARTS = frozenset(words_of("never_parts.txt"))
"""Endings and function words that look like words, and would cut simple words to pieces."""

_PARTICLES = frozenset(words_of("particles.txt"))
"""First parts that bend the meaning of a word rather than carry one."""

_MANNER = re.compile(r"(\w{4,}?)s?mæssige?t?")  # lovgivningsmæssig is about lovgivning
_SHORTEST = 4
_SHORTEST_KNOWN = 9  # a listed word shorter than this is one word to those who search
_INFLECTION = 5
_LINK_COST = 0.35
_PART_COST = 0.25
_INFLECTED_COST = 0.4
_UNSEEN = -7.2


@dataclass(frozen=True)
class Lexicon:
    """Log10 frequencies of normalised words, and of their stems (the most frequent form)."""

    words: dict[str, float]
    stems: dict[str, float]
    short: frozenset[str]
    undivided: frozenset[str]
    reach: dict[str, int]
    """For the first four letters of a word: the length of the longest word that begins so."""

    def known(self, word: str) -> bool:
        """Whether a normalised word stands in the list, in this form or another."""
        return word in self.words or token(word) in self.stems


@cache
def lexicon() -> Lexicon:
    """The list, read once a process (about 0.3 s, most of it the package's import)."""
    from wordfreq import get_frequency_dict

    words: dict[str, float] = {}
    for word, frequency in get_frequency_dict("da").items():
        if word.isalpha() and len(word) > 1:
            spelt = normalise(word)
            words[spelt] = max(words.get(spelt, -9.0), math.log10(frequency))
    for word in words_of("municipal_words.txt"):
        words[word] = max(words.get(word, -9.0), -4.5)
    stems: dict[str, float] = {}
    for word, weight in words.items():
        if len(word) >= _SHORTEST:
            stem = token(word)
            stems[stem] = max(stems.get(stem, -9.0), weight)
    short, undivided = words_of("short_parts.txt"), words_of("undivided.txt")
    for word in undivided:
        words.setdefault(word, -5.0)
    reach: dict[str, int] = {}
    for word in (*words, *stems):
        reach[word[:_SHORTEST]] = max(len(word), reach.get(word[:_SHORTEST], 0))
    return Lexicon(words, stems, frozenset(short), frozenset(map(token, undivided)), reach)


@lru_cache(maxsize=65536)
def parts(word: str) -> tuple[str, ...]:
    """The smallest meaningful parts of a normalised compound, and () for a simple word.

    Parts come without their linking letter and keep their order; particles are left out.
    """
    manner = _MANNER.fullmatch(word)
    if manner:
        return parts(manner[1]) or (manner[1],)
    cuts = _split(word)
    found: list[str] = []
    for part in cuts:
        found.extend(parts(part) or (part,))
    while len(found) > 1 and found[0] in _PARTICLES:
        del found[0]
    return tuple(part for part in found if part not in FUNCTION_WORDS)


@lru_cache(maxsize=65536)
def pieces(word: str) -> tuple[str, ...]:
    """The stretches of a compound that are written as words elsewhere.

    "sygedagpengemodtager" holds syge, dagpenge and modtager, and sygedagpenge and
    dagpengemodtager as well, so that a search for one of these meets its longer relatives.
    """
    whole = parts(word)
    if len(whole) < 3:
        return ()
    ends: list[tuple[int, int]] = []
    at = 0
    for part in whole:
        start = word.find(part, at)
        if start < 0:
            return ()
        at = start + len(part)
        ends.append((start, at))
    count = len(ends)
    return tuple(
        word[ends[first][0] : ends[last][1]]
        for first in range(count)
        for last in range(first + 1, count)
        if last - first < count - 1
    )


def _split(word: str) -> tuple[str, ...]:
    if len(word) < 6 or not word.isalpha() or word in FUNCTION_WORDS:
        return ()
    known = lexicon()
    if token(word) in known.undivided or (len(word) < _SHORTEST_KNOWN and word in known.words):
        return ()
    best = _best_cut(word, known)
    if best is None or len(best[1]) < 2:
        return ()
    score, cuts = best
    whole = max(known.words.get(word, _UNSEEN), known.stems.get(token(word), _UNSEEN))
    if whole > _UNSEEN:
        if cuts[0] in _PARTICLES or cuts[0] in FUNCTION_WORDS:
            return ()
        if score / len(cuts) + 0.6 * len(word) / 8 < whole:
            return ()
    return cuts if any(len(part) >= _SHORTEST for part in cuts) or len(cuts) == 2 else ()


def _best_cut(word: str, known: Lexicon) -> tuple[float, tuple[str, ...]] | None:
    best: list[tuple[float, tuple[str, ...]] | None] = [None] * (len(word) + 1)
    best[0] = (0.0, ())
    for start in range(len(word) - 1):
        state = best[start]
        if state is None:
            continue
        for end in _ends(word, start, known):
            found = _part(word, start, end, known)
            if found is None:
                continue
            score = state[0] + found[0] - _PART_COST
            held = best[end]
            if held is None or score > held[0]:
                best[end] = (score, (*state[1], found[1]))
    return best[-1]


def _ends(word: str, start: int, known: Lexicon) -> list[int]:
    """Where a part that begins here may end: few places, since few words begin like this."""
    last = len(word) if start else len(word) - 2
    ends = [end for end in (start + 2, start + 3) if end <= last]
    if not ends:
        return ends
    reach = known.reach.get(word[start : start + _SHORTEST], 0)
    short = word[start : start + 3] in known.short or word[start : start + 2] in known.short
    farthest = max(reach, _SHORTEST if short else 0)
    ends.extend(range(start + _SHORTEST, min(last, start + farthest + 1) + 1))
    if ends[-1] < last == len(word) and last - start <= farthest + _INFLECTION and farthest:
        ends.append(last)
    return ends


def _part(word: str, start: int, end: int, known: Lexicon) -> tuple[float, str] | None:
    """Log frequency and plain form of one stretch as a part, or None."""
    text = word[start:end]
    if end == len(word):
        return _head(word, start, known)
    plain = _allowed(text, known, first=start == 0)
    if plain is not None and not (text[-1] == "s" and text[:-1] in known.words):
        return plain, text
    if text[-1] in "se" and len(text) >= _SHORTEST:
        linked = _allowed(text[:-1], known, first=start == 0)
        if linked is not None:
            return linked - _LINK_COST, text[:-1]
    return None if plain is None else (plain, text)


def _head(word: str, start: int, known: Lexicon) -> tuple[float, str] | None:
    """The last part, in any inflection: its own stem is tried, then the end of the whole's stem."""
    text = word[start:]
    plain = _allowed(text, known, first=False)
    if plain is not None:
        return plain, text
    if len(text) < _SHORTEST or text in _NEVER_PARTS:
        return None
    stem = token(text)
    if len(stem) >= 3 and (stem in known.stems or stem in known.short):
        return known.stems.get(stem, -5.0) - _INFLECTED_COST, text
    stem = token(word)[start:]
    if len(stem) >= 3 and (stem in known.stems or stem in known.short):
        return known.stems.get(stem, -5.0) - _INFLECTED_COST, stem
    return None


def _allowed(text: str, known: Lexicon, *, first: bool) -> float | None:
    if len(text) < _SHORTEST:
        if text in known.short and (first or len(text) == 3):
            return max(known.words.get(text, -5.0), -5.0)
        return -4.5 if first and text in _PARTICLES and len(text) > 1 else None
    if text in _NEVER_PARTS or (text in FUNCTION_WORDS and not first):
        return None
    found = known.words.get(text)
    if found is None and len(text) > 7 and text.endswith("hed"):
        found = known.words.get(text[:-3])
    return found
