"""Where a sentence stands and who is in it: subject, agent and receiver of a verb."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property, lru_cache
from typing import Literal

from raadslag.danish.bodies import MEETS, Named, bodies_in
from raadslag.danish.clauses import Clause, Predicate, clauses
from raadslag.danish.due import Due
from raadslag.danish.names import is_first
from raadslag.danish.vocabulary import rows

Place = Literal["decision", "recommendation", "process", "case"]
_PREPOSITIONS = frozenset(
    "af til for i fra med over hos om under på ved mellem blandt inden efter via samt herunder mod før ad".split()
)


HANGS_ON = frozenset(("condition", "cause", "time", "question", "purpose"))
"""Clauses that say when, why or whether, and not what is done."""


@cache
def words(means: str) -> frozenset[str]:
    """The words of `acts.toml` that mean this."""
    return frozenset(row["word"] for row in rows("acts") if row["means"] == means)


class Parted:
    """A sentence read once: who is named in it and, when first asked for, its clauses."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        self.names = tuple(bodies_in(sentence))

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        return tuple(clauses(self.sentence, [(name.start, name.end) for name in self.names]))

    @cached_property
    def main(self) -> Clause:
        """The first clause that has a verb and hangs on none; asked only where there is a clause."""
        told = [one for one in self.clauses if one.predicates]
        free = (one for one in told if one.lead not in HANGS_ON)
        return next(free, told[0] if told else self.clauses[0])

    @cached_property
    def low(self) -> frozenset[str]:
        """Every word in small letters."""
        return frozenset().union(*[one.low for one in self.clauses])


@lru_cache(maxsize=512)
def parted(sentence: str) -> Parted:
    """Kept for a while: promises and ways ask for the same sentences one after the other."""
    return Parted(sentence)


_NOTHING = Parted("")


@lru_cache(maxsize=8192)
def is_a(word: str, means: str) -> bool:
    """Whether a word in small letters is one of `acts.toml`'s nouns, inflected or last in a compound:
    "prisoverslaget" is an "overslag". Nouns of less than five letters only by themselves."""
    alone, last, lengths = _inflected(means)
    return word in alone or any(word[-length:] in last for length in lengths)


@cache
def _inflected(means: str) -> tuple[frozenset[str], frozenset[str], tuple[int, ...]]:
    """(every form of the nouns, of those that may be last in a compound, and how long those forms are)."""
    alone = frozenset(noun + ending for noun in words(means) for ending in _ARTICLES)
    last = frozenset(
        noun + ending for noun in words(means) if len(noun) > 4 for ending in _ARTICLES
    )
    return alone, last, tuple({len(form) for form in last})


_ARTICLES = ("", "et", "en", "er", "erne", "ene", "e", "ne", "n", "t", "r", "rne")


def names_a(low: Iterable[str], means: str) -> bool:
    """Whether one of the words is such a noun."""
    return any(is_a(word, means) for word in low)


def may_be_brought(low: Iterable[str]) -> bool:
    """Whether one of the words is a note, a meeting, an item: what a body can wish to have."""
    return any(is_a(word, means) for word in low for means in ("informs", "meets", "brings"))


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a sentence stands, and what is in it."""

    place: Place
    today: date | None = None
    budget: date | None = None
    here: str | None = None
    sentence: str = ""
    parted: Parted = _NOTHING
    due: Due | None = None
    told: bool = field(init=False)
    """A case or its process tells; a decision or an adopted point binds."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "told", self.place in ("case", "process"))

    def of(self, sentence: str) -> Scene:
        return Scene(self.place, self.today, self.budget, self.here, sentence, parted(sentence))

    @property
    def clauses(self) -> Sequence[Clause]:
        return self.parted.clauses

    @property
    def names(self) -> Sequence[Named]:
        return self.parted.names

    @property
    def main(self) -> Clause:
        return self.parted.main

    def until(self, due: Due | None) -> Scene:
        return Scene(
            self.place, self.today, self.budget, self.here, self.sentence, self.parted, due
        )


def subject_of(clause: Clause, predicate: Predicate, scene: Scene) -> Named | None:
    """Who stands as subject: the nearest name before the verb that no preposition rules, or right after it."""
    inside = [n for n in scene.names if clause.start <= n.start < clause.end]
    before = [n for n in inside if n.end <= predicate.start and not _ruled(clause, n)]
    if before:
        return before[0] if predicate.passive else before[-1]
    person = _person(clause, predicate, scene)
    if person:
        return person
    after = [n for n in inside if n.start >= predicate.end and not _ruled(clause, n)]
    finite = _finite_end(clause, predicate)
    fronted = clause.words[0].low not in ("der", "og", "samt", "men") and predicate.at > 0
    near = [n for n in inside if finite <= n.start <= finite + 3 and not _ruled(clause, n)]
    if near and fronted:
        return near[0]
    if after and fronted and not predicate.passive and after[0].start - predicate.end <= 2:
        return after[0]
    if clause.lead == "at" and predicate.mood == "infinitive":
        return _of_infinitive(clause, scene)
    if clause.lead == "relative" and clause.words[0].low in ("som", "der"):
        return _antecedent(clause, scene)
    return _inherited(clause, predicate, scene)


def _of_infinitive(clause: Clause, scene: Scene) -> Named | None:
    """ "bad forvaltningen om at undersøge": the last named in the clause before is who shall do it."""
    at = clause.at
    before = scene.clauses[at - 1] if at else None
    if before is None:
        return None
    inside = [n for n in scene.names if before.start <= n.start < before.end]
    free = [n for n in inside if not _ruled(before, n)]
    return free[-1] if free else None


def _antecedent(clause: Clause, scene: Scene) -> Named | None:
    """ "en arbejdsgruppe, som kommer med et oplæg": who the relative clause speaks of."""
    at = clause.at
    before = scene.clauses[at - 1] if at else None
    named = [n for n in scene.names if before and before.start <= n.start and n.end <= clause.start]
    return named[-1] if named else None


def _finite_end(clause: Clause, predicate: Predicate) -> int:
    """Where the clause's finite verb ends: the modal's or the verb's own end."""
    for word in clause.words[: predicate.at]:
        if word.low in ("vil", "skal", "bør", "kan", "må", "bliver", "er"):
            return word.end
    return predicate.end


def _inherited(clause: Clause, predicate: Predicate, scene: Scene) -> Named | None:
    """ "Forvaltningen undersøger prisen, og vender tilbage": the subject of the clause before."""
    at = clause.at
    if at == 0 or clause.lead not in ("main", "aside") or predicate.passive or predicate.at > 2:
        return None
    before = scene.clauses[at - 1]
    return subject_of(before, before.predicates[0], scene) if before.predicates else None


def _person(clause: Clause, predicate: Predicate, scene: Scene) -> Named | None:
    """A person right before the verb ("Ida Holm kontakter"), in decisions alone."""
    if scene.told:
        return None
    before = scene.sentence[clause.start : predicate.start]
    found = re.match(
        r"(?:(?:og|samt|at|idet)\s)?((?:[A-ZÆØÅ][\wæøå.-]*\s?){1,4})(?:\([A-ZÆØÅ]{1,3}\)\s)?",
        before,
    )
    if not found or not (is_first(found[1].split()[0]) or _INITIALS.fullmatch(found[1].strip())):
        return None
    start = clause.start + found.start(1)
    return Named(found[1].strip(), start, start + len(found[1].strip()), "person", False)


_INITIALS = re.compile(
    r"(?!SF|DF|LA|EL|RV|KF|NB|DD|KD|KB|BY|BR)[A-ZÆØÅ]{2,4}(?: og [A-ZÆØÅ]{2,4})?"
)
"""Members by their initials ("HL kontakter foreningen"), not parties and councils."""


def _ruled(clause: Clause, name: Named) -> bool:
    """A preposition, or a preposition and a small word, stands right before the name."""
    nearest, second = _before(clause, name)
    return nearest in _PREPOSITIONS or (nearest in _SMALL and second in _PREPOSITIONS)


def ruled_by(clause: Clause, name: Named) -> frozenset[str]:
    """The two words before the name, of which a preposition may rule it."""
    return frozenset(_before(clause, name))


_SMALL = frozenset("det den de et en samtlige alle og kommunens".split())


def _before(clause: Clause, name: Named) -> tuple[str, str]:
    """The word right before the name and the one before that, empty where the clause has none."""
    words = clause.words
    at = len(words)
    while at and words[at - 1].end > name.start:
        at -= 1
    return words[at - 1].low if at else "", words[at - 2].low if at > 1 else ""


_PARTS = frozenset(
    "medlemmer medlem formand formanden del dele repræsentanter repræsentant antal flertal".split()
)
""" "Tre medlemmer af udvalget": no agent."""


def agent_of(clause: Clause, predicate: Predicate, scene: Scene) -> Named | None:
    """Who acts in the passive: "udarbejdes af forvaltningen"."""
    for name in scene.names:
        if predicate.end <= name.start < clause.end:
            nearest, second = _before(clause, name)
            if nearest == "af" and second not in _PARTS:
                return name
    return None


_GETS_BY_SUBJECT = frozenset(
    "orienter informer underret tilsend forelæg få inviter hør inddrag modtag hav hold".split()
)
_GETS_ACTIVELY = frozenset(("få", "modtag", "hav"))
""" "Udvalget får", "medlemmerne modtager": the subject gets it and does not act."""
_GIVES = frozenset("giv send tilsend fremsend forelæg meddel vis oplys".split())
""" "Giver hvert halve år udvalget en status": who gets it stands without a preposition."""
_WORKERS = frozenset(("unit", "group"))
""" "Forvaltningen får lavet en tælling" acts; "udvalget får en tælling" does not."""
_TREATING = re.compile(r"(?:behandling|møde|drøftelse|godkendelse|medlem)", re.I)


def receiver_of(
    clause: Clause, predicate: Predicate, subject: Named | None, scene: Scene
) -> Named | None:
    """Who gets it: after til, for, over for; the object of forelægge; the subject of "orienteres"."""
    stem = predicate.reading.stem
    if (
        subject
        and stem in _GETS_BY_SUBJECT
        and (
            predicate.passive
            or (stem in _GETS_ACTIVELY and (stem != "få" or subject.kind not in _WORKERS))
        )
    ):
        return subject
    for name in scene.names:
        if not predicate.end <= name.start or name is subject or name.start >= clause.end:
            continue
        if not name.definite or _owns(name, scene):
            continue
        before = _before(clause, name)[0]
        if before and (before in ("til", "for") or name.start - predicate.end <= 2):
            return name
        if stem in _GIVES and name.kind in MEETS and not _ruled(clause, name):
            return name
        if before in _AT and name.kind in MEETS and _is_treated(predicate, before, clause):
            return name
    return None


_AT = ("i", "af", "hos", "på")


def _owns(name: Named, scene: Scene) -> bool:
    """ "Udvalgets sagsområder": the body has something, and gets nothing; "til udvalgets møde" does."""
    after = scene.sentence[name.end : name.end + 14]
    return after.startswith("s ") and not _TREATING.match(after[2:])


def _is_treated(predicate: Predicate, before: str, clause: Clause) -> bool:
    """ "Behandles i Byrådet", "sendes i høring i rådet"; not "sendes inden mødet i Byrådet"."""
    if predicate.reading.kind == "onward":
        return before in ("hos", "på") or any(word.endswith("høring") for word in clause.low)
    return predicate.reading.kind == "return"
