"""What speaks for and against a verb being a commitment, each a weight with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from raadslag.danish.act_scene import Place, Scene, agent_of, receiver_of, subject_of, words
from raadslag.danish.bodies import MEETS, Named
from raadslag.danish.clauses import Clause, Predicate

BASE: dict[Place, float] = {"decision": 2.0, "recommendation": 1.5, "process": 1.0, "case": 0.0}
"""What a decision says binds by itself; what a case tells must show that it does."""
PROPOSED = 3.0
MAYBE: dict[Place, float] = {"decision": 2.5, "recommendation": 2.5, "process": 2.25, "case": 2.25}
KIND = {"reply": 1.5, "return": 1.5, "onward": 1.5, "task": 1.0, "ask": 1.0, "open": 0.5}
"""A note owed is likelier meant than a thing done; a verb that no row has counts least."""
KIND_IN_CASE = {"reply": 1.0, "return": 1.5, "onward": 1.5, "task": 0.5, "ask": -3.0, "open": 0.0}
"""A case describes: its wishes are others' and its tasks are the proposal's."""
MOOD = {
    "bound": 0.5,
    "will": 1.25,
    "must": 0.5,
    "may": -0.5,
    "expected": 0.5,
    "asked": 1.0,
    "infinitive": 0.0,
    "state": 0.0,
    "past": -4.0,
}
MUST_IN_CASE = -1.5
""" "Bygherre skal …", "der skal findes …": what a case says must be is a norm or the proposal."""
MAY_IN_CASE = -1.5
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
NOWHERE_IN_CASE = -1.5
""" "Opgaven sendes i udbud": the proposal, where no body gets it and no day is set."""
ACTOR_GETS = 0.0
""" "Forældrene får besked": who gets it does not act."""
AHEAD_IN_CASE = 0.5
_AHEAD = frozenset(
    "arbejd saml følg igangsæt iværksæt indkald kontakt forbered planlæg opstart påbegynd indhent undersøg".split()
)
""" "Forvaltningen arbejder videre med", "følger op": the verb itself looks ahead."""
UNKNOWN_ACTOR = -1.0
"""A subject that is no thing known: "Klubben sender en liste", in decisions alone."""
NO_ACTOR = -2.0
"""An active verb whose subject is a thing: "Planen sikrer, at …"."""
RECEIVER = 1.0
DUE = {"day": 1.25, "meeting": 1.0, "rhythm": 1.0, "budget": 1.0, "condition": 0.5, "vague": 0.5}
GOVERNED = {"plans": 0.5, "binds": 0.5, "tells": -1.5, "purpose": -4.0, "none": -1.5}
PROPOSED_IN_CASE = -2.5
LAW = -2.5
ASKS_FOR_LESS = -1.0
"""A body's wish for what is no note or item: "Rådet ønsker mere lys på stien"."""
RELATIVE = -1.0
ASIDE_IN_CASE = -0.5
NEGATED = -2.5
MONEY: dict[Place, float] = {
    "decision": -1.0,
    "recommendation": -2.5,
    "process": -1.0,
    "case": -1.0,
}
""" "Der afsættes 2 mio. kr." is the grant itself, not something that is owed."""
FORMULA = -4.0
""" "Fremsendes til Byrådet." is the decision; where the case goes is read elsewhere (`ways`)."""
NOW = -4.0
VOTE = -4.0
PARTY = -2.0
NEEDS_TIME = dict.fromkeys(
    "forelæg orienter informer underret præsenter fremlæg modtag få gennemgå hold afhold".split(),
    -1.5,
)
NEEDS_TIME |= dict.fromkeys(
    "drøft behandl debatter temadrøft udsæt udskyd tag peg afgiv".split(), -3.0
)
""" "Sagen behandles" and "udvalget orienteres" alone tell of this meeting; with a day or receiver they promise."""
_SENDS_STATE = frozenset(
    "udsæt udskyd send oversend fremsend videresend tilbagesend henvis tilbagevis genoptag henvis overdrag".split()
)

_NOW = re.compile(
    r"\bi denne sag\b|\bnærværende\b|\bpå dette møde\b|\bpå dagens møde\b|\bi dag\b|\bhermed\b|\bmed denne sag\b|\bunder (?:punktet|dette punkt|mødet)\b"
    r"|\bpå mødet\b(?! (?:i|den|d\.|til|med|om|\d))|\bmed (?:denne )?indstilling\w*\b|\bi sagen\b",
    re.I,
)
_REASON = re.compile(
    r"\b(?:med henblik på|indtil|for at|til der|afventer|på grund af|grundet|idet|så)\b|, da\b",
    re.IGNORECASE,
)
_PARTY = re.compile(
    r"^(?:og |samt |men |idet )?(?:Liste [A-ZÆØÅ]\b|Gruppe [A-ZÆØÅ]\b|[A-ZÆØÅ]{1,2}(?:(?:,| og) [A-ZÆØÅ]{1,2})*\b(?! [a-zæøå]+udvalg)|Venstre\b|Socialdemokrati|SF\b|Socialistisk|Dansk Folkeparti|Enhedslisten|Konservative|Det Konservative|Radikale|Alternativet|Liberal Alliance|Nye Borgerlige|Moderaterne|Danmarksdemokraterne|Mindretallet)",
)
_ASKS_FOR_ANYTHING = frozenset("ønsk bed anmod opfordr efterlys pålæg efterspørg".split())
_TO_GET = frozenset("se høre vide kende få modtage have følge".split())
_AFTER_A_VERB = frozenset(
    "af at den der det efter en et for fra før hos hvert i igen ikke inden ind med om op over på samt senest som til ud under ved "
    "videre og herefter løbende også alle de dog her hvis når via ned årligt fremover nærmere yderligere således snarest".split()
)
_PRONOUN = frozenset("vi jeg undertegnede".split())
_NEGATIONS = frozenset("ikke ej aldrig ingen".split())
_ACT_KINDS = frozenset(("reply", "return", "onward", "task", "ask", "open"))


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
    for predicate in clause.predicates:
        whole = predicate.reading.kind in _ACT_KINDS and _is_whole(predicate, clause, scene)
        if whole and (weighed := _weighed(clause, predicate, scene)):
            yield weighed


def weight_of_due(best: Weighed, scene: Scene) -> float:
    """A day speaks for a commitment; in a case a rhythm does only where something is told or brought."""
    if scene.due is None:
        return 0.0
    practice = (
        scene.told
        and scene.due.sort == "rhythm"
        and best.predicate
        and best.predicate.reading.kind == "task"
    )
    return DUE["vague" if practice else scene.due.sort]


def _is_whole(predicate: Predicate, clause: Clause, scene: Scene) -> bool:
    """The words the verb needs are there, and none that makes it another verb ("lægger vægt på")."""
    reading = predicate.reading
    if (reading.needs and not reading.needs & clause.low) or reading.unless & clause.low - {"at"}:
        return False
    following = list(scene.clauses).index(clause) + 1
    last = predicate.at >= len(clause.words) - 2 and following < len(scene.clauses)
    return not ("at" in reading.unless and last and scene.clauses[following].lead == "at")


def _weighed(clause: Clause, predicate: Predicate, scene: Scene) -> Weighed | None:
    asks = predicate.reading.kind == "ask"
    subject = subject_of(clause, predicate, scene)
    if predicate.mood == "past" and (scene.told or not (asks or _put_off(predicate, scene))):
        return None
    receiver = receiver_of(clause, predicate, subject, scene)
    score = BASE[scene.place] + _by_verb(predicate, scene)
    score += _by_actor(clause, predicate, subject, scene)
    score += _by_lead(clause, predicate, scene)
    score += _by_vetoes(clause, predicate, scene)
    if receiver and receiver.kind in MEETS:
        score += RECEIVER
    elif (
        scene.told
        and scene.due is None
        and predicate.reading.stem == "send"
        and "høring" not in clause.low
    ):
        score += NOWHERE_IN_CASE
    if asks and not _owed(clause, predicate, scene):
        nobody = subject is None and not predicate.passive
        last = clause is scene.clauses[-1]
        if predicate.reading.stem not in _ASKS_FOR_ANYTHING or nobody or not last:
            return None
        score += ASKS_FOR_LESS
    if predicate.reading.kind == "open" and not _stands_as_verb(clause, predicate, subject, scene):
        return None
    if predicate.mood == "state" and (scene.told or predicate.reading.stem not in _SENDS_STATE):
        return None
    actor = agent_of(clause, predicate, scene) if predicate.passive else subject
    return Weighed(
        clause, predicate, score, None if asks else actor, subject if asks else None, receiver
    )


def _put_off(predicate: Predicate, scene: Scene) -> bool:
    """ "Sagen blev udsat til næste møde": told in the past, and yet to come."""
    return predicate.passive and predicate.reading.stem in _SENDS_STATE and scene.due is not None


def _by_verb(predicate: Predicate, scene: Scene) -> float:
    kind = predicate.reading.kind
    if not scene.told:
        return KIND[kind] + MOOD["bound" if predicate.mood == "past" else predicate.mood]
    mood = MOOD[predicate.mood]
    if predicate.mood == "must":
        mood = MUST_IN_CASE if scene.place == "case" else -0.5
    if predicate.mood == "may":
        mood = MAY_IN_CASE
    ahead = AHEAD_IN_CASE if predicate.reading.stem in _AHEAD else 0.0
    return KIND_IN_CASE[kind] + mood + ahead


def _by_actor(clause: Clause, predicate: Predicate, subject: Named | None, scene: Scene) -> float:
    if predicate.passive:
        if subject and subject.kind == "citizen" and scene.told:
            return -1.0
        return 0.0
    if subject is None:
        if clause.low & _PRONOUN:
            return 0.5
        governed = clause.lead == "at" and predicate.mood == "infinitive"
        if governed or predicate.reading.kind == "ask" or clause.words[0].low in words("case"):
            return 0.0
        thing = scene.told or not _somebody(clause, predicate)
        return NO_ACTOR if thing else UNKNOWN_ACTOR
    if predicate.reading.stem in ("få", "modtag"):
        return ACTOR_GETS
    weight = ACTOR[subject.kind]
    if scene.told and subject.kind in MEETS:
        weight += BODY_IN_CASE
    return weight


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


def governor(clause: Clause, scene: Scene) -> str:
    """What the clause before "at …" does to it: binds, tells, purpose or none."""
    at = list(scene.clauses).index(clause)
    before = scene.clauses[:at] if clause.lead == "at" else scene.clauses[: at + 1]
    for one in reversed(before):
        if _states_purpose(one):
            return "purpose"
        asks = any(p.reading.kind == "ask" for p in one.predicates)
        if one.lead in ("question", "condition", "cause"):
            return "none"
        if scene.told and one.low & words("plans"):
            return "plans"
        if asks or one.low & words("binds"):
            return "binds"

        if one.low & words("tells") or any(p.reading.kind == "say" for p in one.predicates):
            return "tells"
        if one.lead != "at":
            break
    return "none"


def _by_vetoes(clause: Clause, predicate: Predicate, scene: Scene) -> float:
    main, kind, stem = scene.main, predicate.reading.kind, predicate.reading.stem
    low = frozenset(word for one in scene.clauses for word in one.low)
    past = main is not clause and any(p.mood == "past" for p in main.predicates)
    needs_time = (
        scene.due is None
        and (stem, kind) != ("tag", "task")
        and predicate.mood not in ("will", "asked")
    )
    vetoes: tuple[tuple[bool, float], ...] = (
        (bool(low & words("voting")), VOTE),
        (bool(low & words("law")) and (scene.told or predicate.mood == "must"), LAW),
        (_states_purpose(main), GOVERNED["purpose"]),
        (bool(_NOW.search(clause.text)), NOW),
        (scene.told and bool((main.low | clause.low) & words("proposes")), PROPOSED_IN_CASE),
        (scene.told and past, MOOD["past"]),
        (kind == "ask" and bool(_PARTY.match(clause.text.strip())), PARTY),
        (_negated(clause, predicate, scene), NEGATED),
        (needs_time and not _put_off_for_a_reason(stem, scene), _needs(predicate, scene)),
        (kind in ("task", "open") and bool(low & words("money")), MONEY[scene.place]),
        (predicate.start == 0 and kind == "onward" and "høring" not in low, FORMULA),
    )
    return sum(weight for holds, weight in vetoes if holds)


def _needs(predicate: Predicate, scene: Scene) -> float:
    """ "Punktet drøftes." in a decision is half a promise; what it treats now it tells in the past."""
    weight = NEEDS_TIME.get(predicate.reading.stem, 0.0)
    ahead = (
        scene.place == "decision"
        and predicate.passive
        and predicate.reading.stem in ("drøft", "behandl")
    )
    return weight / 2 if ahead else weight


def _asked_for(clause: Clause, predicate: Predicate, scene: Scene) -> bool:
    """ "Udvalget ønsker at holde et møde": a wish needs no day."""
    infinitive = clause.lead == "at" and predicate.mood == "infinitive" and not scene.told
    return infinitive and scene.place != "recommendation" and governor(clause, scene) == "binds"


def _put_off_for_a_reason(stem: str, scene: Scene) -> bool:
    """ "Udsat" alone promises nothing; "udsættes med henblik på en ny beregning" does."""
    return stem in ("udsæt", "udskyd", "afvent") and bool(_REASON.search(scene.sentence))


def _states_purpose(clause: Clause) -> bool:
    """ "Formålet er at …", "har til formål": and not "Ideen bringes videre"."""
    return bool(clause.low & words("purpose")) and bool(
        clause.low & {"er", "var", "har", "været", "bliver"}
    )


def _negated(clause: Clause, predicate: Predicate, scene: Scene) -> bool:
    at = list(scene.clauses).index(clause)
    if clause.lead == "at" and at and scene.clauses[at - 1].words[-1].low in _NEGATIONS:
        return True  # "besluttede ikke at gennemføre"
    near = clause.words[max(0, predicate.at - 4) : predicate.at + 3]
    return any(word.low in _NEGATIONS for word in near)


def _stands_as_verb(
    clause: Clause, predicate: Predicate, subject: Named | None, scene: Scene
) -> bool:
    """A word without a row is a verb where it stands as one: "kigges på", "Formanden kigger"."""
    if scene.told or scene.sentence[predicate.start].isupper():
        return False
    if predicate.mood == "infinitive":
        return clause.lead == "at"
    if predicate.passive:
        following = (
            clause.words[predicate.at + 1].low if predicate.at + 1 < len(clause.words) else ""
        )
        return predicate.at > 0 and (
            not following or following in _AFTER_A_VERB or following.isdigit()
        )
    if subject is None or subject.kind not in ("unit", "officer", "person", "group"):
        return False
    between = scene.sentence[subject.end : predicate.start]
    return len(between) <= 6 and not any(letter.islower() for letter in between)


def _owed(clause: Clause, predicate: Predicate, scene: Scene) -> bool:
    """A wish for something that can be brought: "ønsker et notat", "ønsker at se tallene"."""
    following = list(scene.clauses).index(clause) + 1
    if following < len(scene.clauses) and scene.clauses[following].lead == "at":
        words_after = scene.clauses[following].words
        if len(words_after) > 1 and words_after[1].low in _TO_GET:
            return True
    before = clause.words[: predicate.at] if predicate.passive else ()
    return any(word.low in words("brings") for word in (*before, *clause.words[predicate.at + 1 :]))


def weigh_without_verb(group: Sequence[Clause], scene: Scene) -> Weighed | None:
    """ "Status til næste møde.", "Der er ønske om et notat." in a decision: a thing owed, and no verb of it."""
    first = group[0]
    wished = "ønske" in first.low or "ønsker" in first.low
    dated = scene.due is not None and scene.due.sort in ("day", "meeting", "rhythm")
    if scene.told or not (dated or wished) or not first.low & words("brings"):
        return None
    if any(p.reading.kind != "open" for clause in group for p in clause.predicates):
        return None
    if first.low & words("voting") or len(first.words) > 25 or _NOW.search(first.text):
        return None
    if not wished and first.words[0].low in ("der", "det"):
        return None
    return Weighed(first, None, BASE[scene.place] + 0.5)
