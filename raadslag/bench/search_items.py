"""Made-up agenda items in any number, for measuring search. No text is copied from anywhere.

Words are drawn by their frequency in the `wordfreq` package's Danish list, joined with made-up
compounds (a Zipf tail of a million kinds), in 400 topics, so that words keep company as they do
in minutes. Item n is the same on every machine and in every run.
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random

from raadslag.search import Document

MUNICIPALITIES, COMMITTEES, TOPICS = 98, 15, 400
KINDS = 1_000_000
_FIRST = date(2007, 1, 1)
_DAYS = (date(2024, 12, 31) - _FIRST).days
_OUTCOMES = ("noted", "approved", "approved_as_recommended", "recommended_onward", "postponed")
_COMMITTEE_WORDS = (
    "Økonomi Teknik Miljø Børne Kultur Social Sundheds Ældre Beskæftigelses Erhvervs Plan Klima "
    "Fritids Skole Bygnings"
)


@dataclass(frozen=True)
class Material:
    """Words to draw from, with running weights, and the stems of made-up compounds."""

    words: list[str]
    weights: list[float]
    nouns: list[str]
    topics: list[list[str]]


@cache
def material() -> Material:
    """The words, made once a process (about a second)."""
    from wordfreq import get_frequency_dict

    listed = {w: f for w, f in get_frequency_dict("da").items() if w.isalpha() and w.islower()}
    words = list(listed)
    nouns = [word for word in words[400:12000] if 4 <= len(word) <= 10]
    chance = Random(11)
    topics = [
        chance.sample(nouns, 12) + [compound(chance, nouns) for _ in range(8)]
        for _ in range(TOPICS)
    ]
    return Material(words, list(accumulate(listed.values())), nouns, topics)


def compound(chance: Random, nouns: list[str]) -> str:
    """A made-up compound, one of a million kinds, the first of them far the most frequent."""
    kind = int(KINDS * chance.random() ** 4)
    first = nouns[kind * 7919 % 4001 % len(nouns)]
    head = nouns[kind * 104729 % 9973 % len(nouns)]
    return first + ("s" if len(first) > 6 and first[-1] not in "sne" else "") + head


def item(number: int) -> Document:
    """The made-up item with this number: 236 words on average."""
    chance = Random(number)
    made = material()
    topic = made.topics[int(TOPICS * chance.random() ** 1.5)]
    place = int(MUNICIPALITIES * chance.random() ** 1.2)
    committee = _COMMITTEE_WORDS.split()[int(COMMITTEES * chance.random())]
    day = _FIRST + timedelta(days=chance.randrange(_DAYS))
    title = " ".join(chance.sample(topic, 3) + _some(chance, made, topic, 3)).capitalize()
    first_year = 2006 + (day.year - 2006) // 4 * 4
    return Document(
        id=f"{number:x}",
        municipality=f"Kommune {place:02d}",
        organization=f"{committee}udvalget",
        date=day,
        number=1 + number % 12,
        meeting_id=f"{place}-{committee}-{day}",
        title=title,
        recommendation=_text(chance, made, topic, 14),
        decision=_text(chance, made, topic, 10),
        body=_text(chance, made, topic, int(chance.triangular(40, 400, 166))),
        journal_numbers=(
            f"{number % 30:02d}.{number % 20:02d}.00-P{number % 30:02d}-{number}-{day:%y}",
        ),
        outcome=_OUTCOMES[int(5 * chance.random() ** 2)],
        parties=("A", "V") if number % 7 == 0 else (),
        has_attachments=number % 2 == 0,
        term=f"{first_year}-{first_year + 3}",
    )


def _text(chance: Random, made: Material, topic: list[str], count: int) -> str:
    words = _some(chance, made, topic, count)
    lines = (" ".join(words[at : at + 14]).capitalize() for at in range(0, len(words), 14))
    return ". ".join(lines) + "."


def _some(chance: Random, made: Material, topic: list[str], count: int) -> list[str]:
    total, words, weights = made.weights[-1], made.words, made.weights
    found = []
    for _ in range(count):
        kind = chance.random()
        if kind < 0.80:
            found.append(words[min(bisect(weights, chance.random() * total), len(words) - 1)])
        elif kind < 0.94:
            found.append(topic[int(len(topic) * chance.random() ** 2)])
        else:
            found.append(compound(chance, made.nouns))
    return found
