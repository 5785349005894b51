"""A sentence as clauses, and each clause's verbs with their mood, tense and voice.

Ask `clauses(sentence)`. A clause knows what leads it in (at, når, som, idet …) and its predicates; a
predicate knows its reading (`verbs.Reading`), mood (bound: "udarbejdes", will, must, may, asked, past)
and place. Nothing here knows what a promise is; `acts` does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from raadslag.danish.verbs import Reading, readings

Lead = Literal[
    "main", "at", "relative", "condition", "cause", "time", "purpose", "question", "aside"
]
Mood = Literal["bound", "will", "must", "may", "expected", "asked", "past", "infinitive", "state"]

WORD = re.compile(r"[\wæøåÆØÅé§-]+")
"""A word as clauses count them; "§" and "§-" are words too."""
_LEADS: dict[str, Lead] = {
    "at": "at", "som": "relative", "der": "relative", "hvor": "relative", "hvorefter": "aside", "hvorpå": "aside", "hvorved": "relative",
    "hvilket": "relative", "hvis": "condition", "såfremt": "condition", "når": "condition", "ifald": "condition", "da": "cause", "fordi": "cause",
    "eftersom": "cause", "idet": "aside", "ligesom": "aside", "mens": "aside", "dog": "aside", "inden": "time", "før": "time", "indtil": "time",
    "mellem": "time", "om": "question", "hvorvidt": "question", "hvordan": "question", "hvilke": "question", "hvad": "question", "hvornår": "question",
    "selvom": "cause", "uden": "cause", "så": "aside", "men": "aside", "heraf": "aside", "herunder": "aside", "samt": "main", "og": "main", "med": "aside",
    "hvem": "question", "hvilken": "question", "hvorfor": "question", "hvorfra": "relative", "hvortil": "relative", "hvorom": "relative",
}  # fmt: skip
_TWO_WORDS = frozenset((("så", "snart"), ("så", "længe"), ("efter", "at"), ("først", "når")))
""" "Så snart rapporten foreligger": what leads a clause in with two words."""
_BOUNDARY = re.compile(
    r"(?:[,;:–]|\s-)\s{1,8}|(?<!\sefter)\s{1,8}(?=(?:at|når|hvis|såfremt|idet|fordi|hvorefter|hvorvidt|hvordan|hvilke|hvornår|hvor|som)\s)"
    r"|\s{1,8}(?=(?:og|samt)\s{1,8}(?:at|der|det|den|hvor|som|[a-zæøå]{0,24}(?:udvalget|forvaltningen|administrationen|rådet|formanden|sagen|punktet))\s)"
    r"|\s{1,8}(?=inden\s(?:sagen|det|den|der|punktet|udvalget|byrådet)\s)"
)
_MODALS: dict[str, Mood] = {
    "vil": "will", "skal": "must", "bør": "must", "må": "must", "kan": "may", "kunne": "may", "ville": "may", "skulle": "may", "bedes": "asked",
    "ønskes": "asked", "ønsker": "asked", "forventes": "expected", "forventer": "expected", "agter": "will", "planlægges": "expected", "planlægger": "will", "tilstræbes": "expected",
    "overvejer": "may", "overvejes": "may", "påtænkes": "expected", "agtes": "expected", "foreslås": "may", "anmodes": "asked", "opfordres": "asked", "pålægges": "asked", "bemyndiges": "asked",
    "forpligter": "will", "burde": "may",
}  # fmt: skip
_AUX = frozenset("bliver blive blevet er blev har havde have var været få får fås fik være".split())
_AHEAD_AUX = frozenset("bliver blive får få fås have".split())
RULING = _AHEAD_AUX | _MODALS.keys() | {"at"}
"""Words of which one stands in every clause whose infinitive or participle tells what is to come."""
_FINITE = _AUX | _MODALS.keys()
_PAST_AUX = frozenset("blev har havde var været blevet fik".split())
_NOUN_FOLLOWS = frozenset(
    "en et den det de sit sin sine vores i på til fra af med om næste dette denne ved for nyt ny kommende".split()
)
"""Words before a noun: "et møde" is none of the verb møde's forms."""
_ANY_INFINITIVE = re.compile(
    r"(?!denne|disse|begge|alle|dette|hele|samme|eventuelle|flere|nogle|ogs)[a-zæøå]{3,24}[^aeiouyæøå]e"
)
_MODAL_REACH = 9
"""Words between a modal verb and the verb it rules ("vil i løbet af foråret på ny blive forelagt")."""
_AUX_REACH = 6


class Word(NamedTuple):
    """A word in small letters at `start:end` of the sentence."""

    low: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb of a clause. `passive`: what it acts on is its subject. `at`: its word's number in the clause."""

    reading: Reading
    mood: Mood
    passive: bool
    at: int
    start: int
    end: int


@dataclass(slots=True, eq=False)
class Clause:
    """A stretch `start:end` of the sentence with one lead-in and its words. `low`: the words it holds, in
    small letters; `at`: its number in the sentence."""

    text: str
    start: int
    end: int
    lead: Lead
    lead_word: str
    words: Sequence[Word]
    predicates: list[Predicate] = field(default_factory=list)
    at: int = 0
    low: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.low = frozenset([word.low for word in self.words])


def clauses(sentence: str, whole: Sequence[tuple[int, int]] = ()) -> list[Clause]:
    """The sentence at its joints, none within the stretches that are `whole` (the commas of a body's
    name). A part without a verb belongs to the clause before it."""
    if len(sentence) > LONGEST_KEPT:
        return list(_clauses(sentence, tuple(whole)))
    return list(_kept_clauses(sentence, tuple(whole)))


def _clauses(sentence: str, whole: Sequence[tuple[int, int]]) -> tuple[Clause, ...]:
    found: list[Clause] = []
    every = [Word(m.group().lower(), *m.span()) for m in WORD.finditer(sentence)]
    for start, end in _parts(sentence, whole):
        words = [word for word in every if start <= word.start < end]
        if not words:
            continue
        lead, lead_word = _lead(words, first=not found)
        clause = Clause(sentence[start:end], start, end, lead, lead_word, words)
        clause.predicates = _predicates(words)
        bare = all(p.reading.kind == "open" for p in clause.predicates) and not _finite(words)
        if found and bare and lead != "at":
            found[-1] = _joined(sentence, found[-1], clause)
        else:
            found.append(clause)
    for at, clause in enumerate(found):
        clause.at = at
    return tuple(found)


LONGEST_KEPT = 2000
"""Letters of the longest sentence whose clauses are kept for a while: promises, ways and remarks ask for them."""
_kept_clauses = lru_cache(maxsize=512)(_clauses)


def _parts(sentence: str, whole: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    parts, start = [], 0
    for match in _BOUNDARY.finditer(sentence):
        if match.start() > start and not any(a < match.start() < b for a, b in whole):
            parts.append((start, match.start()))
            start = match.end()
    return [*parts, (start, len(sentence))]


def _joined(sentence: str, one: Clause, other: Clause) -> Clause:
    words = [*one.words, *other.words]
    return Clause(
        sentence[one.start : other.end],
        one.start,
        other.end,
        one.lead,
        one.lead_word,
        words,
        _predicates(words),
    )


def _lead(words: Sequence[Word], *, first: bool) -> tuple[Lead, str]:
    one = words[0].low
    two = words[1].low if len(words) > 1 else ""
    if one in ("og", "samt", "men") and two in ("at", "hvor", "som", "hvis", "når"):
        return _LEADS[two], two
    if one == "for" and two == "at":
        return "purpose", one
    if (one, two) in _TWO_WORDS or (one == "straks" and not first):
        return "condition", one
    if first and one in (
        "der",
        "dog",
        "så",
        "om",
        "med",
        "samt",
        "og",
        "heraf",
        "inden",
        "før",
        "mellem",
        "uden",
        "hvad",
    ):
        return "main", ""
    if one == "med" and two != "at":
        return "aside", one
    return _LEADS.get(one, "main"), one if one in _LEADS else ""


def _finite(words: Sequence[Word]) -> bool:
    return not _FINITE.isdisjoint([word.low for word in words])


def _predicates(words: Sequence[Word]) -> list[Predicate]:
    found = [
        made
        for at, word in enumerate(words)
        for reading in readings(word.low)
        if (made := _predicate(words, at, reading))
    ]
    return found or _infinitive_after_at(words)


def _infinitive_after_at(words: Sequence[Word]) -> list[Predicate]:
    """ "at anskaffe en projektor": a verb without a row, known by its place and its ending."""
    word = words[1] if len(words) > 1 and words[0].low == "at" else None
    if word is None or not _ANY_INFINITIVE.fullmatch(word.low):
        return []
    reading = Reading(word.low[:-1], "open", "infinitive")
    return [Predicate(reading, "infinitive", False, 1, word.start, word.end)]


def _predicate(words: Sequence[Word], at: int, reading: Reading) -> Predicate | None:
    word = words[at]
    before = [w.low for w in words[max(0, at - _MODAL_REACH) : at]]
    modal = next((_MODALS[w] for w in reversed(before) if w in _MODALS), None)
    if modal == "may" and any(pair == ("at", "kunne") for pair in pairwise(before)):
        modal = None  # "forventer at kunne forelægge" forelægger
    aux = [w for w in before[-_AUX_REACH:] if w in _AUX]

    def made(mood: Mood, passive: bool) -> Predicate:
        return Predicate(reading, mood, passive, at, word.start, word.end)

    match reading.form:
        case "past":
            return made("past", word.low.endswith("es"))
        case "participle":
            return (
                made(*_of_participle(modal, aux))
                if aux or modal in ("asked", "may", "expected") or at <= 3
                else None
            )
        case "infinitive":
            if (before[-1:] and before[-1] in _NOUN_FOLLOWS) or (
                modal is None and "at" not in before[-4:]
            ):
                return None
            return made(modal or "infinitive", False)
        case "passive":
            return made(modal or "bound", True)
    if (
        before[-1:]
        and before[-1] in ("at", "en", "et", "den", "de", "det", "disse", "denne")
        and before[-1] != "det"
    ):
        return None
    return made("bound", False)


def _of_participle(modal: Mood | None, aux: list[str]) -> tuple[Mood, bool]:
    """ "vil blive forelagt", "bliver forelagt", "blev forelagt", "er forelagt", "får forelagt", "ønskes belyst"."""
    if modal in ("will", "must", "asked", "may", "expected") and not _PAST_AUX & set(aux[-1:]):
        return modal, True
    if aux and aux[-1] in _PAST_AUX:
        return "past", "har" not in aux and "havde" not in aux
    if aux and aux[-1] in _AHEAD_AUX:
        return "bound", True
    return "state", True
