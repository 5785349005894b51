"""What speaks for and against a verb being a commitment, each a weight with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from raadslag.danish.act_actors import by_actor
from raadslag.danish.act_scene import (
    Place,
    Scene,
    agent_of,
    may_be_brought,
    names_a,
    receiver_of,
    subject_of,
    words,
)
from raadslag.danish.act_vetoes import GOVERNED, MOOD, by_vetoes, governor, speaks_of_now
from raadslag.danish.bodies import MEETS, Named
from raadslag.danish.clauses import Clause, Predicate
from raadslag.danish.verbs import Kind

BASE: dict[Place, float] = {"decision": 2.0, "recommendation": 1.5, "process": 1.0, "case": 0.0}
"""What a decision says binds by itself; what a case tells must show that it does."""
PROPOSED = 3.0
MAYBE: dict[Place, float] = {"decision": 2.5, "recommendation": 2.5, "process": 2.25, "case": 2.25}
KIND = {"reply": 1.5, "return": 1.5, "onward": 1.5, "task": 1.0, "ask": 1.0, "open": 0.5}
"""A note owed is likelier meant than a thing done; a verb that no row has counts least."""
KIND_IN_CASE = {"reply": 1.0, "return": 1.5, "onward": 1.5, "task": 0.5, "ask": -3.0, "open": 0.0}
"""A case describes: its wishes are others' and its tasks are the proposal's."""
MUST_IN_CASE = -1.5
""" "Bygherre skal …", "der skal findes …": what a case says must be is a norm or the proposal."""
MUST_TOLD = -0.5
_ACTS_HERE = frozenset(("unit", "officer", "group"))
""" "Centret skal inden 1. juli indberette tallene": who is under this body, and when."""
MAY_IN_CASE = -1.5
NOWHERE_IN_CASE = -1.5
""" "Opgaven sendes i udbud": the proposal, where no body gets it and no day is set."""
AHEAD_IN_CASE = 0.5
_AHEAD = frozenset(
    "arbejd saml rykk indarbejd følg igangsæt iværksæt indkald kontakt forbered planlæg opstart påbegynd indhent undersøg".split()
)
""" "Forvaltningen arbejder videre med", "følger op": the verb itself looks ahead."""
RECEIVER = 1.0
DUE = {"day": 1.25, "meeting": 1.0, "rhythm": 1.0, "budget": 1.0, "condition": 0.5, "vague": 0.5}
PRACTICE = -1.0
""" "Afdelingen udarbejder hvert år en plan": standing practice."""
_AT_ONCE = ("snarest", "hurtigst", "straks")
ASKS_FOR_LESS = -1.0
"""A body's wish for what is no note or item: "Rådet ønsker mere lys på stien"."""
RELATIVE = -1.0
ASIDE_IN_CASE = -0.5
_IS_SO = frozenset(("hav", "forelig", "lig"))
""" "Kommunen har et notat", "der foreligger et notat": it is so; "skal have", "skal foreligge" is to come."""
_SENDS_STATE = frozenset(
    "udsæt udskyd send oversend fremsend videresend tilbagesend henvis tilbagevis genoptag henvis overdrag".split()
)

_ASKS_FOR_ANYTHING = frozenset("ønsk bed anmod opfordr efterlys pålæg efterspørg".split())
_TO_GET = frozenset("se høre vide kende få modtage have følge".split())
_AFTER_A_VERB = frozenset(
    "af at den der det efter en et for fra før hos hvert i igen ikke inden ind med om op over på samt senest som til ud under ved "
    "videre og herefter løbende også alle de dog her hvis når via ned årligt fremover nærmere yderligere således snarest".split()
)
_ACT_KINDS: frozenset[Kind] = frozenset(("reply", "return", "onward", "task", "ask", "open"))
TOLD_KINDS: dict[Place, frozenset[Kind]] = {
    "process": frozenset(("reply", "return", "onward", "task", "ask")),
    "case": frozenset(("reply", "return", "onward", "task")),
}
"""What can be an act where a case tells: a word without a row is none, and a case's wish weighs too little
with all that may speak for it."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A predicate as a commitment. `actor` acts, `asker` wishes; `receiver` gets it."""

    clause: Clause
    predicate: Predicate | None
    score: float
    actor: Named | None = None
    asker: Named | None = None
    receiver: Named | None = None


def weigh(clause: Clause, scene: Scene) -> Iterator[Weighed]:
    """Every verb of the clause that may be a commitment, weighed without its due."""
    if clause.lead in ("condition", "cause", "time", "question", "purpose"):
        return
    kinds = TOLD_KINDS.get(scene.place, _ACT_KINDS)
    for predicate in clause.predicates:
        if predicate.reading.kind not in kinds or (scene.told and predicate.mood in _BEHIND):
            continue
        whole = _is_whole(predicate, clause, scene)
        if whole and (weighed := _weighed(clause, predicate, scene)):
            yield weighed


_BEHIND = frozenset(("past", "state"))
"""Moods of what a case tells as done."""


def weight_of_due(best: Weighed, scene: Scene) -> float:
    """A day speaks for a commitment; in a case a rhythm does only where something is told or brought."""
    if scene.due is None:
        return 0.0
    if scene.due.sort == "vague" and scene.due.printed.lower().startswith(_AT_ONCE):
        return DUE["meeting"]
    if _is_practice(best, scene):
        return PRACTICE
    if _is_duty(best, scene):
        return DUE[scene.due.sort] + MUST_IN_CASE - MUST_TOLD
    practice = (
        scene.told
        and scene.due.sort == "rhythm"
        and best.predicate
        and best.predicate.reading.kind == "task"
    )
    return DUE["vague" if practice else scene.due.sort]


def _is_duty(best: Weighed, scene: Scene) -> bool:
    """ "Kommunen skal hvert andet år redegøre": law, where "inden 1. juli" would be a promise."""
    must = best.predicate is not None and best.predicate.mood == "must" and scene.place == "case"
    return must and scene.due is not None and scene.due.sort not in ("day", "meeting")


def _is_practice(best: Weighed, scene: Scene) -> bool:
    """ "Afdelingen udarbejder hvert år en plan": what an office always does, and for nobody here."""
    return (
        scene.place == "case"
        and scene.due is not None
        and scene.due.sort == "rhythm"
        and best.predicate is not None
        and best.predicate.mood == "bound"
        and not best.predicate.passive
        and not (best.receiver and best.receiver.kind in MEETS)
    )


def _is_whole(predicate: Predicate, clause: Clause, scene: Scene) -> bool:
    """The words the verb needs are there, and none that makes it another verb ("lægger vægt på")."""
    reading = predicate.reading
    bare = bool(reading.needs or reading.things) and reading.needs.isdisjoint(clause.low)
    if bare and not any(names_a(clause.low, things) for things in reading.things):
        return False
    if not reading.unless:
        return True
    at = clause.at
    following = scene.clauses[at + 1] if at + 1 < len(scene.clauses) else None
    around = clause.low | (
        following.low if following and following.lead == "relative" else frozenset()
    )
    last = predicate.at >= len(clause.words) - 2 and following is not None
    thinks = "at" in reading.unless and last and following is not None and following.lead == "at"
    return not (thinks or reading.unless & around - {"at"})


def _weighed(clause: Clause, predicate: Predicate, scene: Scene) -> Weighed | None:
    asks = predicate.reading.kind == "ask"
    if predicate.mood == "past" and not (asks or _put_off(predicate, scene)):
        return None
    if predicate.reading.stem in _IS_SO and predicate.mood == "bound":
        return None
    if predicate.mood == "state" and predicate.reading.stem not in _SENDS_STATE:
        return None
    subject = subject_of(clause, predicate, scene)
    if predicate.reading.kind == "open" and not _stands_as_verb(clause, predicate, subject, scene):
        return None
    receiver = receiver_of(clause, predicate, subject, scene)
    score = BASE[scene.place] + _by_verb(predicate, subject, scene)
    score += by_actor(clause, predicate, subject, scene)
    score += _by_lead(clause, predicate, scene)
    score += by_vetoes(clause, predicate, scene)
    if receiver and receiver.kind in MEETS:
        score += RECEIVER
    elif (
        scene.told
        and scene.due is None
        and predicate.reading.stem in ("send", "fremsend", "oversend", "udsend", "indsend")
        and "høring" not in clause.low
    ):
        score += NOWHERE_IN_CASE
    if asks and not _owed(clause, predicate, scene):
        nobody = subject is None and not predicate.passive
        last = clause is scene.clauses[-1] or _asks_to_do(clause, scene)
        if predicate.reading.stem not in _ASKS_FOR_ANYTHING or nobody or not last:
            return None
        score += ASKS_FOR_LESS
    actor = agent_of(clause, predicate, scene) if predicate.passive else subject
    return Weighed(
        clause, predicate, score, None if asks else actor, subject if asks else None, receiver
    )


def _asks_to_do(clause: Clause, scene: Scene) -> bool:
    """ "Opfordrer skolerne til at bruge stien": whatever shall be done, but no thanks and no remark."""
    rest = scene.clauses[clause.at + 1 :]
    return (
        len(rest) == 1
        and rest[0].lead == "at"
        and bool(rest[0].predicates)
        and all(p.reading.kind not in ("formula", "say") for p in rest[0].predicates)
    )


def _put_off(predicate: Predicate, scene: Scene) -> bool:
    """ "Sagen blev udsat til næste møde": told in the past, and yet to come."""
    return predicate.passive and predicate.reading.stem in _SENDS_STATE and scene.due is not None


def _by_verb(predicate: Predicate, subject: Named | None, scene: Scene) -> float:
    kind = predicate.reading.kind
    if not scene.told:
        return KIND[kind] + MOOD["bound" if predicate.mood == "past" else predicate.mood]
    mood = MOOD[predicate.mood]
    if predicate.mood == "must":
        norm = scene.place == "case" and (
            predicate.passive
            or subject is None
            or subject.kind not in _ACTS_HERE
            or scene.due is None
        )
        mood = MUST_IN_CASE if norm else MUST_TOLD
    if predicate.mood == "may":
        mood = MAY_IN_CASE
    ahead = AHEAD_IN_CASE if predicate.reading.stem in _AHEAD else 0.0
    return KIND_IN_CASE[kind] + mood + ahead


def _by_lead(clause: Clause, predicate: Predicate, scene: Scene) -> float:
    if clause.lead == "relative":
        return RELATIVE
    if clause.lead == "aside":
        return ASIDE_IN_CASE if scene.told else 0.0
    if clause.lead != "at" and predicate.mood != "infinitive":
        return 0.0
    if scene.place == "recommendation" and clause is scene.clauses[0]:
        return GOVERNED["binds"]
    governed = governor(clause, scene)
    return GOVERNED[governed] if not (scene.told and governed == "binds") else -3.0


def _stands_as_verb(
    clause: Clause, predicate: Predicate, subject: Named | None, scene: Scene
) -> bool:
    """A word without a row is a verb where it stands as one: "kigges på", "Formanden kigger"."""
    if scene.sentence[predicate.start].isupper():
        return False
    if predicate.mood == "infinitive":
        return clause.lead == "at"
    if predicate.passive:
        following = (
            clause.words[predicate.at + 1].low if predicate.at + 1 < len(clause.words) else ""
        )
        return predicate.at > 0 and (
            not following or following in _AFTER_A_VERB or following.isdecimal()
        )
    if subject is None or subject.kind not in ("unit", "officer", "person", "group"):
        return False
    between = scene.sentence[subject.end : predicate.start]
    return len(between) <= 6 and not any(letter.islower() for letter in between)


def _owed(clause: Clause, predicate: Predicate, scene: Scene) -> bool:
    """A wish for something that can be brought: "ønsker et notat", "ønsker at se tallene"."""
    following = clause.at + 1
    if following < len(scene.clauses) and scene.clauses[following].lead == "at":
        words_after = scene.clauses[following].words
        if len(words_after) > 1 and words_after[1].low in _TO_GET:
            return True
    before = clause.words[: predicate.at] if predicate.passive else ()
    return may_be_brought(word.low for word in (*before, *clause.words[predicate.at + 1 :]))


def weigh_without_verb(group: Sequence[Clause], scene: Scene) -> Weighed | None:
    """ "Status til næste møde.", "Der er ønske om et notat." in a decision: a thing owed, and no verb of it."""
    first = group[0]
    wished = "ønske" in first.low or "ønsker" in first.low
    dated = scene.due is not None and scene.due.sort in ("day", "meeting", "rhythm")
    if scene.told or not (dated or wished) or not may_be_brought(first.low):
        return None
    if any(p.reading.kind != "open" for clause in group for p in clause.predicates):
        return None
    if first.low & words("voting") or len(first.words) > 25 or speaks_of_now(first):
        return None
    if not wished and first.words[0].low in ("der", "det"):
        return None
    return Weighed(first, None, BASE[scene.place] + 0.5)
