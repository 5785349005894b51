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
_GENERAL = frozenset(("council", "committee", "advisory"))


def quoted(sentence: str, group: Sequence[Clause]) -> str:
    """The clause as short as it stands alone, without final stop and without what only leads it in."""
    text = sentence[group[0].start : group[-1].end]
    text = _LEADS_IN.sub("", text, count=1)
    text = _OPENING.sub("", text, count=1)
    return text.strip(" .,;:\n\t")


def what_kind(
    best: Weighed, due: Due | None, to: str | None, scene: Scene
) -> Literal["reply", "return", "recurring", "onward", "event", "task"]:
    """What is owed: a rhythm makes it recurring, a meeting an event, another body onward."""
    low = best.clause.low
    if (
        due
        and due.sort == "rhythm"
        and not (best.predicate and best.predicate.reading.stem in ("send", "oversend"))
    ):
        return "recurring"
    if best.predicate is None:
        return "return" if low & {"sagen", "punktet", "emnet", "punkt", "sag"} else "reply"
    reading = best.predicate.reading
    if reading.stem in (
        "hold",
        "afhold",
        "inviter",
        "indkald",
        "planlæg",
        "aftal",
        "besøg",
    ) and low & words("meets"):
        return "event"
    if reading.kind == "ask":
        return "return" if low & {"dagsordenen", "dagsorden", "punkt"} else "reply"
    if (
        reading.stem
        in ("send", "fremsend", "udsend", "lever", "aflever", "giv", "lav", "få", "modtag", "kom")
        and low & words("brings")
        and "høring" not in low
    ):
        return "reply"
    if reading.stem == "forelæg" and to and not _is_here(to, scene):
        return "onward"
    match reading.kind:
        case "reply" | "return" | "onward" as kind:
            return kind
    return "task"


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


def strength_of(best: Weighed) -> Literal["firm", "wish", "possible"]:
    """A wish where somebody asks or would like, possible where it may be, else firm."""
    low = best.clause.low
    predicate = best.predicate
    if (
        (predicate and predicate.mood == "asked")
        or "gerne" in low
        or low & {"ønsker", "ønskes", "ønske", "opfordrer", "opfordres"}
    ):
        return "wish"
    if predicate and predicate.reading.stem in _WISHES:
        return "wish"
    if predicate and predicate.mood == "may":
        return "possible"
    return "firm"
