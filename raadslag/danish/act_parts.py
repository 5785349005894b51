"""The parts of a commitment once it is one: quoted clause, owner and receiver, strength."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from raadslag.danish.act_evidence import Weighed
from raadslag.danish.act_scene import Scene, ruled_by
from raadslag.danish.bodies import MEETS
from raadslag.danish.clauses import Clause
from raadslag.danish.sought import Sought

_WISHES = frozenset(
    "ønsk opfordr henstil henstill efterlys bed anmod efterspørg forvent tilskynd".split()
)
_OPENING = re.compile(
    r"^(?:\d{1,2}[.)]\s+)?(?:(?:og|samt|idet|ligesom|mens|dog|men|hvorefter|heraf|herunder)\s+)?(?:at\s+)?",
    re.I,
)
_LEADS_IN = Sought(
    r"^(?:[^,.]{0,60}\b)?med (?:den |de |følgende |denne )?(?:tilføjelse|bemærkning|ændring|præcisering|opfordring|anmodning|ønske)(?:er|en)?[^,]{0,20},?\s+(?:om\s+)?(?:til\s+)?,?\s*at\s+",
    re.I,
)
_WISHED = frozenset("gerne helst ønsker ønskes ønske opfordrer opfordres".split())


_WITH = frozenset("med over inden hos i på mellem for".split())
""" "Ønsker et møde med forvaltningen": not who shall do it."""


def quoted(sentence: str, group: Sequence[Clause]) -> str:
    """The clause as short as it stands alone, without final stop and without what only leads it in."""
    text = sentence[group[0].start : group[-1].end]
    text = _LEADS_IN.sub("", text, count=1)
    text = _OPENING.sub("", text, count=1)
    return text.strip(" .,;:\n\t")


def parties_to(best: Weighed, scene: Scene) -> tuple[str | None, str | None]:
    """(who must act, who gets it) as printed; the body that wishes is not the owner."""
    receiver = best.receiver
    actor = best.actor
    if best.predicate and best.predicate.reading.kind == "ask":
        asked = [
            n
            for n in scene.names
            if n is not best.asker
            and n.start > best.predicate.start
            and (n.kind not in MEETS or n.start - best.predicate.end <= 2)
            and not ruled_by(best.clause, n) & _WITH
        ]
        actor = asked[0] if asked else best.asker if best.predicate.passive else None
        if actor is not None and receiver is not None and actor.start == receiver.start:
            receiver = None  # "beder forvaltningen lave et notat": who is asked does not get it
    if actor is not None and receiver is not None and actor.start == receiver.start:
        actor = None
    return (actor.text if actor else None, receiver.text if receiver else None)


def owed_to(best: Weighed) -> bool:
    """Whether work is for its receiver; "kontakter menighedsrådet" owes the other side nothing."""
    predicate, receiver = best.predicate, best.receiver
    if predicate is None or receiver is None:
        return False
    return predicate.reading.stem in _TO_HAVE or receiver.kind in ("committee", "council")


_TO_HAVE = frozenset(
    "få hav modtag orienter informer underret giv send udsend tilsend uddel udlever".split()
)


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
