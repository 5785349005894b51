"""What takes a commitment away: the present meeting, votes, law, purposes, negation, the decision itself."""

from __future__ import annotations

import re

from raadslag.danish.act_scene import Place, Scene, names_a, words
from raadslag.danish.bodies import MEETS
from raadslag.danish.clauses import Clause, Predicate
from raadslag.danish.parties import opens_with_party
from raadslag.danish.periods import periods_in
from raadslag.danish.sought import Sought

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
GOVERNED = {"plans": 0.5, "binds": 0.5, "tells": -2.5, "purpose": -4.0, "none": -1.5}
PROPOSED_IN_CASE = -2.5
LAW = -2.5
NEGATED = -2.5
MONEY: dict[Place, float] = {
    "decision": -1.0,
    "recommendation": -2.5,
    "process": -1.0,
    "case": -1.0,
}
""" "Der afsættes 2 mio. kr." is the grant itself, not something that is owed."""
DECISION_ITSELF = -2.5
""" "at cykelstien anlægges": an adopted point without owner, time or receiver is what is decided."""
FORMULA = -4.0
""" "Fremsendes til Byrådet." is the decision; where the case goes is read elsewhere (`ways`)."""
NOW = -4.0
VOTE = -4.0
PARTY = -4.0
NEEDS_TIME = dict.fromkeys(
    "forelæg orienter informer underret præsenter fremlæg modtag få gennemgå hold afhold".split(),
    -1.5,
)
NEEDS_TIME["optag"] = -2.0
""" "Sag nr. 5 optages på dagsordenen" is this meeting's."""
NEEDS_TIME |= dict.fromkeys(
    "drøft behandl debatter temadrøft udsæt udskyd tag peg afgiv".split(), -3.0
)
""" "Sagen behandles" and "udvalget orienteres" alone tell of this meeting; with a day or receiver they promise."""
_NOW = Sought(
    r"\bi denne sag\b|\bnærværende\b|\bpå dette møde\b|\bpå dagens møde\b|\bi dag\b|\bhermed\b|\bmed denne sag\b|\bunder (?:punktet|dette punkt|mødet)\b"
    r"|\bpå mødet\b(?! (?:i|den|d\.|til|med|om|\d))|\bmed (?:denne )?indstilling\w*\b|\bi sagen\b",
    re.I,
)
_REASON = Sought(
    r"\b(?:med henblik på|indtil|for at|til der|afventer|så)\b",
    re.IGNORECASE,
)
_BEFORE_NOW = frozenset("tidligere forrige forgangne sidst dengang".split())
_LAST_TIME = re.compile(
    r"\bsidste (?:år|møde|måned|uge|efterår|forår|sommer|vinter|budget)|\bi (?:går|sin tid)\b", re.I
)
_COMPLAINTS = frozenset(("påklag", "indbring", "klag", "anke"))
_BUILDS = frozenset(
    "etabler anlæg opsæt opfør afsæt bygg indkøb installer opret indfør ansæt".split()
)
""" "Der etableres en sti" is the thing decided, "der nedsættes en gruppe" is work to be done."""
KEPT_TOLD = frozenset("orienteret underrettet informeret opdateret ajour".split())
""" "Udvalget holdes orienteret": again and again, and no day is wanted."""
_TAKES_UP = frozenset("op igen dagsordenen dagsorden".split())
_NEGATIONS = frozenset("ikke ej aldrig ingen intet".split())


def governor(clause: Clause, scene: Scene) -> str:
    """What the clause before "at …" does to it: binds, tells, purpose or none."""
    at = clause.at
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


def by_vetoes(clause: Clause, predicate: Predicate, scene: Scene) -> float:
    return (
        _by_sentence(predicate, scene)
        + _by_clause(clause, predicate, scene)
        + _by_verb_alone(clause, predicate, scene)
    )


def _by_sentence(predicate: Predicate, scene: Scene) -> float:
    low, weight = scene.parted.low, 0.0
    if not low.isdisjoint(words("voting")):
        weight += VOTE
    if (scene.told or predicate.mood == "must") and not low.isdisjoint(words("law")):
        weight += LAW
    if scene.told and predicate.mood in ("must", "may") and not low.isdisjoint(words("norm")):
        weight += LAW
    if _states_purpose(scene.main):
        weight += GOVERNED["purpose"]
    if predicate.reading.kind in ("task", "open") and not low.isdisjoint(words("money")):
        weight += MONEY[scene.place]
    return weight


def _by_clause(clause: Clause, predicate: Predicate, scene: Scene) -> float:
    weight = NOW if speaks_of_now(clause) else 0.0
    if scene.told and not (
        clause.low.isdisjoint(words("proposes")) and scene.main.low.isdisjoint(words("proposes"))
    ):
        weight += PROPOSED_IN_CASE
    behind = scene.told and scene.main is not clause
    if behind and any(p.mood == "past" for p in scene.main.predicates):
        weight += MOOD["past"]
    if predicate.mood == "past" and _is_long_past(clause, scene):
        weight += MOOD["past"]
    return weight


def _is_long_past(clause: Clause, scene: Scene) -> bool:
    """ "Har tidligere anmodet", "bad i juni sidste år", "bad den 3. maj": another meeting than this one."""
    if not clause.low.isdisjoint(_BEFORE_NOW) or _LAST_TIME.search(clause.text):
        return True
    if scene.today is None:
        return False
    return any(one.last and one.year and one.last < scene.today for one in periods_in(clause.text))


def _by_verb_alone(clause: Clause, predicate: Predicate, scene: Scene) -> float:
    weight = NEGATED if _negated(clause, predicate, scene) else 0.0
    if _is_a_partys(clause, scene):
        weight += PARTY
    if predicate.reading.stem in _COMPLAINTS and predicate.mood == "may":
        weight += LAW
    if scene.due is None and not _has_its_time(clause, predicate, scene):
        weight += _needs(clause, predicate, scene)
    if _is_the_decision(clause, predicate, scene) or _is_the_change(clause, predicate, scene):
        weight += DECISION_ITSELF
    if _is_formula(predicate, scene):
        weight += FORMULA
    return weight


def _is_a_partys(clause: Clause, scene: Scene) -> bool:
    """ "Venstre ønsker, at …", "Et mindretal foreslår, at …": what some want, unless all are told to agree."""
    if scene.told or "hvilket" in scene.parted.low:
        return False
    if _MOTION.match(scene.sentence):
        return True
    host = next(
        (one for one in reversed(scene.clauses[: clause.at + 1]) if one.lead == "main"), clause
    )
    if not opens_with_party(host.text.lstrip('„"»(* -')):
        return False
    verbs = [(p.reading.kind, p.reading.stem) for p in host.predicates]
    wants = host.low & _WANTS or any(kind in ("ask", "say") for kind, _ in verbs)
    return bool(wants) or host is not clause


_MOTION = re.compile(
    r"[A-ZÆØÅ][^,;:()]{3,60} \([A-ZÆØÅ]{1,3}\) (?:foreslog|foreslår|stillede forslag|stiller forslag)\b"
)
""" "Ida Kær (F) foreslog, at fristen forlænges": a motion, whose vote tells."""
_WANTS = frozenset(
    "gerne helst ønske foreslår foreslog mener finder vil opfordrer anbefaler".split()
)


def speaks_of_now(clause: Clause) -> bool:
    """ "på dette møde", "hermed": the meeting itself and nothing later."""
    return _NOW.search(clause.text) is not None


def _has_its_time(clause: Clause, predicate: Predicate, scene: Scene) -> bool:
    """The verb needs no day: it looks ahead by itself, or it is put off for a reason."""
    stem = predicate.reading.stem
    return (
        (stem, predicate.reading.kind) == ("tag", "task")
        or (stem == "drøft" and not predicate.passive and "med" in clause.low)
        or (stem == "hold" and not clause.low.isdisjoint(KEPT_TOLD))
        or predicate.mood in ("will", "asked")
        or _put_off_for_a_reason(stem, scene)
    )


def _needs(clause: Clause, predicate: Predicate, scene: Scene) -> float:
    """ "Punktet drøftes." in a decision is half a promise; what it treats now it tells in the past."""
    weight = NEEDS_TIME.get(predicate.reading.stem, 0.0)
    if (
        predicate.reading.stem in ("få", "modtag")
        and not scene.told
        and names_a(clause.low, "informs")
    ):
        return 0.0
    ahead = (
        scene.place == "decision"
        and predicate.passive
        and predicate.reading.stem in ("drøft", "behandl")
    )
    return weight / 2 if ahead else weight


def _is_formula(predicate: Predicate, scene: Scene) -> bool:
    """ "Fremsendes til Byrådet": sent to a body, and neither back nor to be heard."""
    if predicate.start or predicate.reading.kind != "onward":
        return False
    named = any(name.kind in MEETS or name.kind == "unit" for name in scene.names)
    return named and scene.parted.low.isdisjoint(_MORE_THAN_SENT)


def _is_the_change(clause: Clause, predicate: Predicate, scene: Scene) -> bool:
    """ "Anbefales, dog således at projekt 2 gennemføres først": how what is decided is changed."""
    if clause.lead != "at" or not clause.at or scene.due is not None:
        return False
    before = scene.clauses[clause.at - 1].words[-1].low
    return (
        before in ("således", "sådan")
        and predicate.passive
        and predicate.reading.kind in ("task", "open")
    )


_MORE_THAN_SENT = ("høring", "tilbage", "opfordring", "anmodning", "ønske")


def _is_the_decision(clause: Clause, predicate: Predicate, scene: Scene) -> bool:
    """A bare point of a recommendation: a thing is done, nobody is named, no day, no "der …"."""
    if (
        scene.place != "recommendation"
        or predicate.reading.kind not in ("task", "open")
        or not predicate.passive
        or predicate.reading.stem == "bemyndig"
        or (
            predicate.reading.stem in ("tag", "sæt", "bring")
            and not clause.low.isdisjoint(_TAKES_UP)
        )
    ):
        return False
    dated = scene.due is not None and scene.due.sort in ("day", "meeting", "rhythm", "budget")
    works = "der" in [word.low for word in clause.words[:2]]
    works = works and predicate.reading.stem not in _BUILDS
    named = any(
        clause.start <= n.start < clause.end and (n.start > predicate.end or n.kind in MEETS)
        for n in scene.names
    )
    return not (dated or works or named)


def _put_off_for_a_reason(stem: str, scene: Scene) -> bool:
    """ "Udsat" alone promises nothing; "udsættes med henblik på en ny beregning" does."""
    return stem in ("udsæt", "udskyd", "afvent") and bool(_REASON.search(scene.sentence))


def _states_purpose(clause: Clause) -> bool:
    """ "Formålet er at …", "har til formål": and not "Ideen bringes videre"."""
    return not clause.low.isdisjoint(words("purpose")) and not clause.low.isdisjoint(_IS)


_IS = ("er", "var", "har", "været", "bliver")


def _negated(clause: Clause, predicate: Predicate, scene: Scene) -> bool:
    at = clause.at
    if clause.lead == "at" and at and scene.clauses[at - 1].words[-1].low in _NEGATIONS:
        return True  # "besluttede ikke at gennemføre"
    near = clause.words[max(0, predicate.at - 4) : predicate.at + 3]
    return any(word.low in _NEGATIONS for word in near)
