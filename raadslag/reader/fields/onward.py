"""Where the case goes next, and who decides it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from raadslag.danish.act_scene import Place
from raadslag.danish.bodies import (
    MEETS,
    bodies_in,
    is_abbreviation,
    is_generic,
    may_be_same,
    same_body,
)
from raadslag.danish.moments import DATE
from raadslag.danish.ways import Way, ways_in
from raadslag.reader.cut.pieces import Known, Piece
from raadslag.reader.fields.recommend import Recommendation
from raadslag.reader.words import fold
from raadslag.record import Outcome, Section

_PROPOSED = re.compile(
    r"^(?:at\s+)?(?P<body>Byrådet|Kommunalbestyrelsen|Regionsrådet|Økonomiudvalget)\s+(?:godkender|vedtager|beslutter|meddeler|bevilger)\b",
    re.I,
)
_STAYS = frozenset(("postponed", "withdrawn", "rejected"))
"""Outcomes after which the planned way on is not gone."""
_KINDS = frozenset(
    (
        "beslutningssag",
        "orienteringssag",
        "orientering",
        "drøftelse",
        "drøftelsessag",
        "beslutning",
        "temadrøftelse",
        "ingen",
    )
)


def read_deciders(
    pieces: Sequence[Piece], recommendation: Recommendation, group: str | None
) -> tuple[str | None, list[str]]:
    """(deciding body, the whole path of bodies as printed). The last body of a path decides."""
    decider: str | None = None
    path: list[str] = []
    for piece in pieces:
        if piece.role == "decider" and decider is None:
            text = next((line.text for line in piece.filled), "")
            decider = text.strip().rstrip(".") or None
            named = bodies_in(decider or "", kinds=MEETS)
            if decider and len(named) > 1:
                path = path or [one.text for one in named]
                decider = named[-1].text
            if decider and len(decider) > 160:
                decider = None
        elif piece.role == "path" and not path:
            path = _path([line.text for line in piece.filled])
    if decider is None and path:
        decider = path[-1]
    if decider is None and recommendation.decider:
        decider, path = recommendation.decider, path or recommendation.way
    if decider is None and group and (found := re.search(r"\btil afgørelse i (.+)$", group)):
        decider = found.group(1).strip(" .")
    return decider, path


def _path(texts: Sequence[str]) -> list[str]:
    for text in texts:
        text = re.sub(rf",?\s(?:den\s|d\.\s)?{DATE.pattern}\.?$", "", text)
        parts = [p.strip(" .") for p in re.split(r",|/|\s[-–]\s|\s{1,8}→\s{1,8}", text)]
        parts = [p for p in parts if p and fold(p) not in _KINDS]
        if parts and all(len(p) <= 80 for p in parts):
            return _whole_bodies(parts)
    return []


def _whole_bodies(parts: list[str]) -> list[str]:
    """Commas inside a body's name ("Udvalget for Kultur, Fritid og Natur") do not part bodies."""
    whole: list[str] = []
    for part in parts:
        looks = re.search(r"udvalg|råd|bestyrelse|direktion|magistrat|^[A-ZÆØÅ]{2,5}$", part, re.I)
        if whole and not looks:
            whole[-1] = f"{whole[-1]}, {part}"
        else:
            whole.append(part)
    return whole


def proposed_decider(points: Sequence[str]) -> str | None:
    """The council that the first point says shall decide ("Byrådet godkender …"), null where it says none."""
    found = _PROPOSED.match(points[0]) if points else None
    return found["body"] if found else None


@dataclass(frozen=True, slots=True)
class Route:
    """What the way on is read from. `ahead`: bodies of the printed route after this meeting; `behind`:
    those that have treated the case already."""

    decision: str | None
    outcome: Outcome
    decider: str | None
    path: Sequence[str]
    lead: str
    points: Sequence[str]
    sections: Sequence[Section]
    ahead: Sequence[str]
    behind: Sequence[str] = ()


def next_bodies(route: Route, known: Known) -> tuple[list[str], list[str]]:
    """(bodies that the case goes to after this one, in order, as printed; those of them that get it at
    the same time, with no order among them)."""
    told = list(_told(route, known))
    parallel = [way.body for way in told if way.kind == "parallel"]
    found = [way.body for way in told if way.kind == "next"]
    later = _after_here(route.path, known)
    onward = route.outcome == "recommended_onward"
    if not later and onward and not any(_is_here(body, known) for body in route.path):
        later = list(route.path)
    found = _merged(found, later)
    if route.outcome not in _STAYS:
        found += route.ahead
    if route.decider and _goes_to(route, found, known):
        found.append(route.decider)
    if not found and onward:
        found += [m["body"] for p in route.points if (m := _PROPOSED.match(p))][:1]
    next_ = _distinct(found, known)
    return next_, [b for b in _distinct(parallel, known) if not any(same_body(b, n) for n in next_)]


def _told(route: Route, known: Known) -> Iterator[Way]:
    """The ways that decision, recommendation and case tell; a case that stays goes nowhere by its text."""

    def ways(text: str, place: Place) -> list[Way]:
        return ways_in(text, place, here=known.organization, today=known.day)

    def ahead(text: str, place: Place) -> list[Way]:
        """A case that was laid before a body goes back to it only where decision or process say so."""
        found = ways(text, place)
        return [way for way in found if not any(same_body(way.body, one) for one in route.behind)]

    sent = ways(route.decision, "decision") if route.decision else []
    yield from sent
    if route.outcome not in ("noted", "rejected", "withdrawn"):
        yield from ahead("\n".join([route.lead, *route.points]), "recommendation")
    if route.outcome in _STAYS or (sent and route.outcome == "referred"):
        return
    for section in route.sections:
        if section.level == 1 and section.key == "process":
            # "Bemærkningerne sendes til" may name the very body that asked for them.
            yield from ways(section.text, "process")
        elif section.level == 1:
            yield from ahead(section.text, "case")


def _goes_to(route: Route, found: Sequence[str], known: Known) -> bool:
    """The deciding body is another than this one, and the case is recommended on to it or its path says so."""
    decider, onward = route.decider, route.outcome == "recommended_onward"
    if not decider:
        return False
    if not may_be_same(decider, known.organization) and (onward or decider in route.path):
        return True
    return onward and decider not in found and fold(decider) != fold(known.organization or "")


def _merged(found: Sequence[str], later: Sequence[str]) -> list[str]:
    """A printed path keeps its order; what the text tells besides stands before it."""
    return [body for body in found if not any(same_body(body, one) for one in later)] + list(later)


def _after_here(path: Sequence[str], known: Known) -> list[str]:
    at = next((n for n, body in enumerate(path) if _is_here(body, known)), None)
    return [] if at is None else list(path[at + 1 :])


def _is_here(body: str, known: Known) -> bool:
    if not known.organization:
        return False
    if is_abbreviation(body):
        return may_be_same(body, known.organization)
    a, b = fold(body), fold(known.organization)
    telling = {w for w in b.split() if len(w) > 4}
    return (
        a == b
        or a in b
        or b in a
        or (bool(telling) and {w for w in a.split() if len(w) > 4} >= telling)
    )


def _distinct(found: Sequence[str], known: Known) -> list[str]:
    """Each body once, in order, and never the one that meets."""
    kept: list[str] = []
    for body in (b.strip(" .,") for b in found):
        here = known.organization is not None and same_body(body, known.organization)
        if body and not here and not is_generic(body) and not any(same_body(body, k) for k in kept):
            kept.append(body)
    return kept
