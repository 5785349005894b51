"""The parts of a commitment once it is one: quoted clause, kind, owner and receiver, strength."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from raadslag.danish.act_evidence import Weighed
from raadslag.danish.act_scene import Scene, words
from raadslag.danish.bodies import MEETS, is_generic, may_be_same
from raadslag.danish.clauses import Clause
from raadslag.danish.due import Due

_WISHES = frozenset(
    "ønsk opfordr henstil henstill efterlys bed anmod efterspørg forvent tilskynd".split()
)
_OPENING = re.compile(
    r"^(?:(?:og|samt|idet|ligesom|mens|dog|men|hvorefter|heraf|herunder)\s+)?(?:at\s+)?", re.I
)
_LEADS_IN = re.compile(
    r"^(?:[^,.]{0,60}\b)?med (?:den |de |følgende |denne )?(?:tilføjelse|bemærkning|ændring|præcisering|opfordring|anmodning|ønske)(?:er|en)?[^,]{0,20},?\s+(?:om\s+)?(?:til\s+)?,?\s*at\s+",
    re.I,
)
Kind = Literal["reply", "return", "recurring", "onward", "event", "task"]
_SENDS = frozenset(("send", "oversend", "fremsend", "videresend"))
_TREATS = frozenset("forelæg fremlæg behandl drøft genforelæg præsenter genbehandl".split())
_GATHERS = frozenset(
    "hold afhold inviter indkald planlæg aftal besøg besigtig flyt arranger tilrettelæg deltag tag".split()
)
_PLAIN_TASKS = frozenset("indarbejd ret rett tilrett opdater offentliggør ændr læg medtag".split())
_WISHED = frozenset("gerne ønsker ønskes ønske opfordrer opfordres".split())
_CASE = frozenset(
    "sagen punktet emnet spørgsmålet temaet sag punkt forslaget planen strategien".split()
)
_AGENDA = frozenset("dagsorden dagsordenen punkt".split())


def quoted(sentence: str, group: Sequence[Clause]) -> str:
    """The clause as short as it stands alone, without final stop and without what only leads it in."""
    text = sentence[group[0].start : group[-1].end]
    text = _LEADS_IN.sub("", text, count=1)
    text = _OPENING.sub("", text, count=1)
    return text.strip(" .,;:\n\t")


def what_kind(
    best: Weighed, due: Due | None, to: str | None, scene: Scene, group: Sequence[Clause] = ()
) -> Kind:
    """What is owed: a rhythm makes it recurring, a meeting an event, another body onward."""
    low = best.clause.low
    everything = frozenset(word for clause in group for word in clause.low) or low
    sends = best.predicate is not None and best.predicate.reading.stem in _SENDS
    if due and due.sort == "rhythm" and not sends:
        return "recurring"
    if best.predicate is None:
        return "return" if low & _CASE else "event" if low & words("meets") else "reply"
    reading = best.predicate.reading
    if reading.stem in _GATHERS and (low & words("meets") or reading.stem in ("besøg", "besigtig")):
        return "event"
    if reading.kind == "ask":
        return "return" if low & _AGENDA else "reply"
    if _comes_back(best, to, scene, group):
        return "return"
    if reading.stem in _TREATS and (other := _other_body(best, scene)) is not None:
        return "onward" if other else "return"
    if reading.kind == "onward":
        return _of_sending(best, everything)
    if reading.kind in ("task", "open"):
        return (
            "reply"
            if everything & words("informs") and reading.stem not in _PLAIN_TASKS
            else "task"
        )
    return reading.kind if reading.kind in ("reply", "return") else "task"  # type: ignore[return-value]


def _of_sending(best: Weighed, everything: frozenset[str]) -> Kind:
    """A hearing and the case itself go onward; a letter is a task, a note a reply."""
    if (
        "høring" in everything
        or best.clause.low & _CASE
        or (best.predicate and best.predicate.passive)
    ):
        return "onward"
    return "reply" if everything & words("informs") else "task"


def _comes_back(best: Weighed, to: str | None, scene: Scene, group: Sequence[Clause]) -> bool:
    """ "sættes på dagsordenen", "tages op igen", "et oplæg, som forelægges udvalget"."""
    low = best.clause.low
    takes_up = best.predicate is not None and best.predicate.reading.stem in (
        "tag",
        "sæt",
        "kom",
        "bring",
        "medtag",
    )
    if takes_up and (low & _AGENDA or (low & _CASE and low & {"op", "igen", "på", "med"})):
        return True
    return any(
        predicate.reading.stem in ("forelæg", "genforelæg") and clause is not best.clause
        for clause in group
        for predicate in clause.predicates
        if predicate.mood != "past"
    ) and (to is None or _is_here(to, scene))


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


def parties_to(best: Weighed, scene: Scene) -> tuple[str | None, str | None]:
    """(who must act, who gets it) as printed; the body that wishes is not the owner."""
    receiver = best.receiver
    actor = best.actor
    if best.predicate and best.predicate.reading.kind == "ask":
        asked = [
            n
            for n in scene.names
            if n is not best.asker and n.start > best.predicate.start and n.kind not in MEETS
        ]
        actor = asked[0] if asked else None
    if actor is not None and receiver is not None and actor.start == receiver.start:
        actor = None
    return (actor.text if actor else None, receiver.text if receiver else None)


def strength_of(best: Weighed, group: Sequence[Clause]) -> Literal["firm", "wish", "possible"]:
    """A wish where somebody asks or would like, possible where it may be, else firm."""
    predicate = best.predicate
    low = frozenset(word for clause in group for word in clause.low)
    asks = any(p.reading.stem in _WISHES for clause in group for p in clause.predicates)
    if asks or low & _WISHED or (predicate is not None and predicate.mood == "asked"):
        return "wish"
    if predicate is not None and predicate.mood in ("may", "expected"):
        return "possible"
    return "firm"
