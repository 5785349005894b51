"""One typed word as a node of the plan: itself, its parts, its relatives, its likely meaning."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from raadslag.search.analysis.compounds import parts
from raadslag.search.analysis.letters import danish_guesses, folded, normalise
from raadslag.search.analysis.spelling import corrections
from raadslag.search.analysis.stems import is_function, relatives, token
from raadslag.search.analysis.synonyms import SAME, others
from raadslag.search.engines.base import Vocabulary
from raadslag.search.plan import RELAX_BELOW, Any, Every, Node, Phrase, Understood, Word

PARTS, RELATIVE, GUESS, JOINED = 0.5, 0.4, 0.9, 0.8
LONGER = 0.4
PLENTY = 200
"""A compound found so often needs no items that only have its parts, each in its own place."""

_MUCH_COMMONER = 5
_LONG_ENOUGH = 6


@dataclass(slots=True)
class Reading:
    """What a word may stand for: nodes of which any will do, and what to tell the reader."""

    raw: str
    token: str
    nodes: list[Node] = field(default_factory=list)
    understood: list[Understood] = field(default_factory=list)

    def node(self) -> Node:
        """All readings as one node."""
        return self.nodes[0] if len(self.nodes) == 1 else Any(tuple(dict.fromkeys(self.nodes)))


class Reader:
    """Reads words against one index's vocabulary; frequencies are remembered for its life."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.frequency = lru_cache(maxsize=4096)(vocabulary.frequency)

    def read(self, raw: str) -> Reading:
        """Every way to understand one word, the surest first."""
        word = normalise(raw)
        reading = Reading(raw, token(word))
        known = self.frequency(reading.token)
        reading.nodes.append(Word(reading.token))
        spelt = self._without_danish_keys(word, known, reading)
        if known < PLENTY:
            reading.nodes.extend(self._parts(parts(word) or parts(spelt)))
        for relative in relatives(reading.token):
            if relative != reading.token and self.frequency(relative):
                reading.nodes.append(Word(relative, RELATIVE))
        reading.nodes.extend(self._longer(reading.token, known))
        reading.nodes.extend(meanings((reading.token,)))
        if spelt != word:
            reading.nodes.extend(meanings((token(spelt),)))
        if not known and spelt == word and not self._has_another_form(reading.token):
            self._misspelt(word, reading)
        return reading

    def _without_danish_keys(self, word: str, known: int, reading: Reading) -> str:
        """Add å, æ and ø where the index knows such a word; the word most likely meant."""
        if not word.isalpha():
            return word
        found: dict[str, tuple[int, str]] = {}
        guesses = danish_guesses(word) if word.isascii() else [] if known else [folded(word)]
        for guess in guesses:
            stem = token(guess)
            if stem != reading.token and not is_function(stem) and stem not in found:
                frequency = self.frequency(stem)
                if frequency > known * _MUCH_COMMONER:
                    found[stem] = frequency, guess
        best = sorted(found.items(), key=lambda one: -one[1][0])[:2]
        reading.nodes.extend(Word(stem, GUESS) for stem, _ in best)
        return best[0][1][1] if best and not known else word

    def _parts(self, found: tuple[str, ...]) -> list[Node]:
        if len(found) < 2:
            return []
        return [Every(tuple(self._part(token(part)) for part in found), PARTS)]

    def _part(self, part: str) -> Node:
        same = [one for one, weight in others((part,)) if weight == SAME and len(one) == 1]
        if not same:
            return Word(part)
        return Any((Word(part), *(Word(one[0], SAME) for one in same)))

    def _longer(self, stem: str, known: int) -> list[Node]:
        """A rare word finds the longer words it begins: førtidspension, førtidspensionist."""
        if not 0 < known < RELAX_BELOW or len(stem) < _LONG_ENOUGH or not stem.isalpha():
            return []
        longer = (one for one in self._vocabulary.tokens(stem, 40) if one[0] != stem)
        best = sorted(longer, key=lambda one: -one[1])[:4]
        return [Word(one, LONGER) for one, _ in best]

    def _has_another_form(self, one: str) -> bool:
        forms = others((one,))
        return any(weight == SAME and self.frequency(form[0]) for form, weight in forms)

    def _misspelt(self, word: str, reading: Reading) -> None:
        found_parts = parts(word)
        if len(found_parts) > 1 and all(self.frequency(token(part)) for part in found_parts):
            return
        for at, found in enumerate(corrections(word, self._vocabulary)):
            reading.nodes.append(Word(found.token, GUESS - 0.2 * at))
            if at == 0:
                reading.nodes.extend(meanings((found.token,)))
                reading.nodes.extend(self._parts(parts(found.word)))
                reading.understood.append(Understood("spelling", reading.raw, found.word))


def meanings(tokens: tuple[str, ...]) -> list[Node]:
    """Synonyms of a word or an expression, fainter than itself."""
    found: list[Node] = []
    for other, weight in others(tokens):
        if len(other) == 1:
            found.append(Word(other[0], weight))
        else:
            found.append(Phrase(other, weight))
    return found
