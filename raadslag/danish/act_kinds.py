"""What a commitment is of: an answer, the case back, again and again, on to others, a meeting, or work.

Ask `what_kind(best, …)`. The head verb tells first, then the thing it is done to: "giver en status" owes an
answer and "giver hånden" none; "lægges frem til godkendelse" brings a case back and "lægges i uge 7" does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from raadslag.danish.act_evidence import Weighed
from raadslag.danish.act_scene import HANGS_ON, Scene, names_a
from raadslag.danish.act_vetoes import KEPT_TOLD
from raadslag.danish.bodies import MEETS, is_generic, may_be_same
from raadslag.danish.clauses import Clause, Predicate
from raadslag.danish.due import Due
from raadslag.danish.verbs import readings

Kind = Literal["reply", "return", "recurring", "onward", "event", "task"]
_SENDS = frozenset("send oversend fremsend videresend tilbagesend indsend".split())
_MOVES = _SENDS | frozenset("udsend læg fremlæg kom sæt kør iværksæt igangsæt offentliggør".split())
""" "Lægges ud i høring", "kommer i høring": with a hearing in the clause it goes to others."""
_TREATS = frozenset("forelæg fremlæg behandl drøft genforelæg præsenter genbehandl".split())
_GATHERS = frozenset(
    "hold afhold inviter indkald planlæg aftal flyt rykk arranger tilrettelæg deltag mød afvikl gennemfør".split()
)
_VISITS = frozenset(("besøg", "besigtig"))
_GIVES = frozenset(
    "lav giv få modtag hav skriv lever aflever aflæg kom bring læg udlever omdel rundsend medsend udsend tilsend send oversend fremsend videresend foretag "
    "opstill opsæt vedlæg medtag find hold indhent skaff tag bring".split()
)
"""With a note, a figure or other material they owe an answer; with anything else they are work."""
_WORKS = frozenset(("sørg", "evaluer", "indhent", "udsend", "bestill", "præciser", "suppler"))
"""Of the table's kind reply, and work where nobody is to have the result."""
_TELLS = frozenset("orienter informer underret afrapporter meld rapporter".split())
_BRINGS_BACK = frozenset(("forelæg", "genforelæg", "genoptag", "genbehandl", "genfremlæg"))
_FOR_DECISION = frozenset(
    "godkendelse behandling genbehandling drøftelse beslutning stillingtagen vedtagelse revision genovervejelse".split()
)
_CLOSELY = frozenset("tæt nøje løbende udviklingen".split())
_CASE = frozenset(
    "sagen punktet emnet spørgsmålet temaet sag punkt forslaget planen strategien ordningen indstillingen planforslaget ansøgningen".split()
)
_PROPOSAL = frozenset(
    "sag indstilling indstillingen forslag udkast lokalplanforslag planforslag projekt projektforslag budgetforslag".split()
)
_TREATMENT = frozenset(("behandlingen", "drøftelsen", "sagsbehandlingen"))
_AGENDA = frozenset("dagsorden dagsordenen punkt dagsordenspunkt".split())
_AGAIN = frozenset("op igen på med tilbage".split())
_OFFICERS = frozenset(("officer", "unit", "person"))
""" "Formanden drøfter sagen med foreningen": work, where the body that drøfter has the case back."""
_GETS = frozenset(("få", "hav", "se", "kom", "modtag"))
""" "Ønsker at få belyst": the verb after it tells."""


def what_kind(
    best: Weighed,
    due: Due | None,
    again: bool,
    to: str | None,
    scene: Scene,
    group: Sequence[Clause],
) -> Kind:
    """What is owed; a rhythm (`again`) makes anything recurring."""
    low = best.clause.low
    if again:
        return "recurring"
    predicate = best.predicate
    if predicate is None:
        return "return" if low & _CASE else "event" if names_a(low, "meets") else "reply"
    if _keeps_told(predicate, low):
        return "recurring"
    if _sets_a_meeting(predicate, low, due):
        return "event"
    if predicate.reading.kind == "ask":
        return _wished(best, group)
    if _comes_back(best, to, due, scene, group):
        return "return"
    return _of_verb(best, scene, group)


def _keeps_told(predicate: Predicate, low: frozenset[str]) -> bool:
    """ "Udvalget holdes orienteret", "følger udviklingen tæt"."""
    stem = predicate.reading.stem
    if stem == "hold":
        return not low.isdisjoint(KEPT_TOLD)
    return stem == "følg" and not low.isdisjoint(_CLOSELY)


def _sets_a_meeting(predicate: Predicate, low: frozenset[str], due: Due | None) -> bool:
    """A meeting, visit or date is set; somebody asked to come to a meeting that is already set is work."""
    stem = predicate.reading.stem
    if (
        stem in _VISITS
        or (stem == "aflæg" and "besøg" in low)
        or (stem == "tag" and names_a(low, "meets") and low & {"på"})
    ):
        return True
    if stem == "mød":
        return due is not None
    return stem in _GATHERS and names_a(low, "meets") and not (stem == "inviter" and "mødet" in low)


def _wished(best: Weighed, group: Sequence[Clause]) -> Kind:
    """What a wish is for: the verb that hangs on it tells, else the thing that is named."""
    low = best.clause.low
    assert best.predicate
    everything = frozenset(word for clause in group for word in clause.low)
    if low & _AGENDA or (everything & _CASE and everything & {"tilbage", "igen"}):
        return "return"
    hangs = [one for one in group if one.start >= best.clause.start]
    ahead = [one for one in hangs if one.lead not in HANGS_ON]
    acts = [
        (reading, clause.low)
        for clause in ahead
        for word in clause.words
        if word.start >= best.predicate.end
        for reading in readings(word.low)
        if reading.kind in ("reply", "return", "onward", "task")
        and (not reading.needs or reading.needs & clause.low)
    ]
    if acts:
        reading, around = next((one for one in acts if one[0].stem not in _GETS), acts[0])
        if reading.stem in _GETS and names_a(around, "informs"):
            return "reply"
        return _of_wished(reading.stem, reading.kind, around)
    if best.predicate.reading.stem == "bestill" and best.predicate.passive:
        return "task"
    if any(one.lead == "question" for one in hangs) or names_a(low, "informs"):
        return "reply"
    return "task"


def _of_wished(stem: str, kind: str, low: frozenset[str]) -> Kind:
    if kind == "reply" and stem in _WORKS and not names_a(low, "informs"):
        return "task"
    if kind == "task":
        return "reply" if stem in _GIVES and names_a(low, "informs") else "task"
    if kind == "return" and stem in ("drøft", "behandl", "fortsæt") and not low & _CASE:
        return "task"
    return kind  # type: ignore[return-value]


def _comes_back(
    best: Weighed, to: str | None, due: Due | None, scene: Scene, group: Sequence[Clause]
) -> bool:
    """The case or theme comes back to this body: taken up, put on the agenda, laid before it again."""
    predicate, low = best.predicate, best.clause.low
    assert predicate
    if "høring" in low:
        return False
    if _taken_up(predicate, low):
        return True
    here = to is None or _is_here(to, scene)
    again = [
        other
        for clause in group
        if clause.lead not in HANGS_ON
        for other in clause.predicates
        if other.mood != "past" and other is not predicate
    ]
    if here and any(one.reading.stem in _BRINGS_BACK for one in again):
        return True
    treated = any(one.reading.kind == "return" and one.passive for one in again)
    if treated and predicate.passive and "igen" in low:
        return True
    lays = [
        one for one in (predicate, *again) if one.reading.stem in ("læg", "fremlæg", "præsenter")
    ]
    if lays and here and _other_body(best, scene) is not True:
        everything = frozenset(word for clause in group for word in clause.low)
        if everything & (_FOR_DECISION | _PROPOSAL) and (
            lays[0].reading.stem != "læg" or everything & {"frem", "op"}
        ):
            return True
    meeting = due is not None and due.sort == "meeting"
    return meeting and predicate.passive and bool(low & {"sagen", "punktet", "emnet"})


def _taken_up(predicate: Predicate, low: frozenset[str]) -> bool:
    """ "Sættes på dagsordenen", "tages op igen", "bringes op til fornyet drøftelse"."""
    stem = predicate.reading.stem
    if stem == "tag" and predicate.passive and "op" in low and "med" not in low:
        return True
    if stem not in ("tag", "sæt", "kom", "bring", "medtag", "hav", "få", "se"):
        return False
    if stem == "få" and "sag" in low:
        return True
    return bool(low & _AGENDA) or (bool(low & _CASE) and bool(low & _AGAIN))


def _of_verb(best: Weighed, scene: Scene, group: Sequence[Clause]) -> Kind:
    predicate, low = best.predicate, best.clause.low
    assert predicate
    stem, kind = predicate.reading.stem, predicate.reading.kind
    if (plain := _of_plain_verb(predicate, best.clause)) is not None:
        return plain
    if stem in _TREATS and (other := _other_body(best, scene)) is not None:
        if other and stem == "præsenter":
            return "reply"
        return "onward" if other else "return"
    if kind == "onward":
        return _of_sending(best)
    if stem == "drøft" and not predicate.passive and best.actor and best.actor.kind in _OFFICERS:
        return "task"
    if kind == "return":
        return (
            "task"
            if stem in ("fortsæt", "overvåg") and not low & (_CASE | _TREATMENT)
            else "return"
        )
    if kind == "reply" and stem not in _WORKS:
        return "reply"
    informs = names_a(low, "informs")
    if stem in _GIVES or kind == "reply":
        gets = best.receiver is not None and best.receiver.kind in MEETS
        return "reply" if informs or (kind == "reply" and gets) else "task"
    asks = any(one.lead == "question" and one.at == best.clause.at + 1 for one in group)
    return "reply" if asks or _tells_a_body(predicate, scene, group) else "task"


def _goes_out(clause: Clause) -> bool:
    """ "I høring", "til offentlig debat", "til udtalelse": others are to say what they think."""
    return any(
        word.low.endswith("høring")
        or (word.low in _ASKS_ALL and before.low in ("til", "offentlig"))
        for before, word in pairwise(clause.words)
    )


_ASKS_ALL = frozenset("debat fremlæggelse udtalelse kommentering bemærkninger".split())


def _got(predicate: Predicate, clause: Clause) -> Kind | None:
    """ "Udvalget får tallene præsenteret": the participle tells what is owed."""
    for other in clause.predicates:
        after = other.start > predicate.start and other.reading.form == "participle"
        if after and other.reading.kind in ("reply", "return"):
            return other.reading.kind  # type: ignore[return-value]
    return None


def _of_plain_verb(predicate: Predicate, clause: Clause) -> Kind | None:
    """Where the verb with one other word tells: "i høring", "finder sted", "får forelagt"."""
    stem = predicate.reading.stem
    if stem == "oversend" or (stem in _MOVES and _goes_out(clause)):
        return "onward"
    if stem == "find" and "sted" in clause.low:
        return "event" if names_a(clause.low, "meets") else "return"
    return _got(predicate, clause) if stem in ("få", "hav") else None


def _of_sending(best: Weighed) -> Kind:
    """A hearing and the case itself go onward; a letter is a task, a note a reply."""
    low, predicate = best.clause.low, best.predicate
    assert predicate
    if low & _CASE or _goes_out(best.clause):
        return "onward"
    if names_a(low, "informs"):
        return "reply"
    if "dialog" in low and predicate.reading.stem == "gå":
        return "task"
    return "onward" if predicate.passive or predicate.reading.stem not in _SENDS else "task"


def _tells_a_body(predicate: Predicate, scene: Scene, group: Sequence[Clause]) -> bool:
    """ "Skriver til ministeriet og orienterer udvalget om svaret": the answer comes here too."""
    for clause in group:
        for other in clause.predicates:
            if other is predicate or other.reading.stem not in _TELLS or other.mood == "past":
                continue
            if any(n.kind in MEETS and other.end <= n.start < clause.end for n in scene.names):
                return True
    return False


def _other_body(best: Weighed, scene: Scene) -> bool | None:
    """Whether a body named after the verb is another than this one; null where none is named."""
    predicate = best.predicate
    for name in scene.names:
        if (
            predicate
            and name.start >= predicate.end
            and name.start < best.clause.end
            and name.kind in MEETS
        ):
            return not _is_here(name.text, scene)
    return None


def _is_here(body: str, scene: Scene) -> bool:
    return is_generic(body) or (scene.here is not None and may_be_same(body, scene.here))
