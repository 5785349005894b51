"""Questions for measuring search, drawn from the made-up items themselves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from random import Random

from raadslag.bench.search_items import MUNICIPALITIES, item
from raadslag.search import Document
from raadslag.search.analysis.letters import words
from raadslag.search.analysis.stems import is_function, token_of

_SAMPLE = 4000


@dataclass(frozen=True)
class Question:
    """One question: its kind, its words, and a municipality and year for the filtered kind."""

    kind: str
    words: tuple[str, ...]
    municipality: str = ""
    year: int = 0


def questions(each: int = 40) -> list[Question]:
    """The same questions in every run: `each` of a kind."""
    chance = Random(5)
    sample = [item(number) for number in range(_SAMPLE)]
    seen = Counter(word for one in sample for word in set(_plain(one.body)))
    ranked = [(word, count / _SAMPLE) for word, count in seen.items()]
    bands = {"common": (0.02, 0.15), "mid": (0.0009, 0.01), "rare": (0.0, 0.0003)}
    found: list[Question] = []
    for kind, (least, most) in bands.items():
        words_of = sorted(word for word, share in ranked if least <= share <= most)
        found += [Question(kind, (word,)) for word in chance.sample(words_of, each)]
    for kind in ("three", "any", "phrase", "filtered", "facets"):
        found += [_made(kind, chance, sample, seen) for _ in range(each)]
    return found


def _plain(text: str) -> list[str]:
    return [w for w in words(text) if w.islower() and len(w) > 3 and not is_function(token_of(w))]


def _made(kind: str, chance: Random, sample: list[Document], seen: Counter[str]) -> Question:
    document = chance.choice(sample)
    if kind == "phrase":
        run = document.body.split(". ")[0].split()
        at = chance.randrange(1, len(run) - 2)
        return Question(kind, tuple(word.strip(".").lower() for word in run[at : at + 2]))
    held = sorted(set(_plain(document.body)), key=lambda word: -seen[word])
    some = tuple(chance.sample(held[:25], 3))
    if kind in ("filtered", "facets"):
        place = f"Kommune {chance.randrange(MUNICIPALITIES // 2):02d}"
        return Question(kind, some[:1], place, 2008 + chance.randrange(16))
    return Question(kind, some)
