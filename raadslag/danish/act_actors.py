"""How much who stands as subject speaks for a commitment: those who act here, others, things."""

from __future__ import annotations

from raadslag.danish.act_scene import Scene, words
from raadslag.danish.bodies import MEETS, Named
from raadslag.danish.clauses import Clause, Predicate

ACTOR = {
    "unit": 1.0,
    "officer": 1.0,
    "group": 1.0,
    "committee": 1.0,
    "council": 0.5,
    "advisory": 1.0,
    "outside": -1.5,
    "citizen": -3.0,
    "person": 1.0,
}
BODY_IN_CASE = -1.0
"""What a case tells that a body does is mostly what it has done or always does."""
ACTOR_GETS = 0.0
""" "Forældrene får besked": who gets it does not act."""
UNKNOWN_ACTOR = -1.0
"""A subject that is no thing known: "Klubben sender en liste", in decisions alone."""
NO_ACTOR = -2.0
"""An active verb whose subject is a thing: "Planen sikrer, at …"."""
_PRONOUN = frozenset("vi jeg undertegnede".split())


def by_actor(clause: Clause, predicate: Predicate, subject: Named | None, scene: Scene) -> float:
    if predicate.passive:
        if subject and subject.kind == "citizen" and scene.told:
            return -1.0
        return 0.0
    if subject is None:
        if clause.low & _PRONOUN:
            return 0.5
        governed = clause.lead == "at" and predicate.mood == "infinitive"
        if governed or predicate.reading.kind == "ask" or _happens(predicate, clause):
            return 0.0
        if clause.words[0].low in words("case") and predicate.reading.kind != "task":
            return 0.0
        thing = scene.told or not _somebody(clause, predicate)
        return NO_ACTOR if thing else UNKNOWN_ACTOR
    if predicate.reading.stem in ("få", "modtag"):
        return ACTOR_GETS
    weight = ACTOR[subject.kind]
    if scene.told and subject.kind in MEETS:
        weight += BODY_IN_CASE
    return weight


def _happens(predicate: Predicate, clause: Clause) -> bool:
    """ "Arbejdet går i gang", "planen kommer i høring": a thing is the right subject."""
    stem = predicate.reading.stem
    return (stem == "gå" and "gang" in clause.low) or (stem == "kom" and "høring" in clause.low)


def _somebody(clause: Clause, predicate: Predicate) -> bool:
    """A subject in front that may be people: it begins the clause and is no thing that minutes speak of."""
    first = [
        w.low for w in clause.words[: predicate.at] if w.low not in ("og", "at", "samt", "idet")
    ]
    return (
        bool(first)
        and len(first) <= 4
        and not set(first) & words("thing")
        and first[-1] not in words("thing")
    )
