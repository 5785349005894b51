"""Where the case goes next, and who decides it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from raadslag.danish.bodies import is_abbreviation, may_be_same, plain_body
from raadslag.danish.moments import DATE
from raadslag.danish.sentences import sentence_texts
from raadslag.reader.cut.pieces import Known, Piece
from raadslag.reader.fields.recommend import Recommendation
from raadslag.reader.fields.route import stopped_to
from raadslag.reader.words import fold
from raadslag.record import Outcome

_BODY = (
    r"(?:[A-ZÆØÅ][\wæøå]*(?:-,?|s?,)?(?:\s(?:(?:og|samt|for|&)\s)?(?:[A-ZÆØÅ][\wæøå]*(?:-,?|,)?))*?\s?(?:og\s)?[\wæøå]*"
    r"(?:udvalg(?:et)?|udvalgene|råd(?:et)?|bestyrelsen|magistraten|direktionen|repræsentationen)"
    r"|(?:Udvalget for|Udvalg for) [A-ZÆØÅ][\wæøå]*(?:(?:,|-,)? (?:og |samt |& )?[A-ZÆØÅ][\wæøå-]*)*|[Bb]yrådet|[Kk]ommunalbestyrelsen|[Øø]konomiudvalget|[Mm]agistraten|[A-ZÆØÅ][\wæøå]+ Byråd|[A-ZÆØÅ][\wæøå]* Udvalg|[A-ZÆØÅ]{2,5}\b)"
)
_SENT = re.compile(
    rf"\b[Ss]agen\s+(?:sendes|forelægges|fremsendes|oversendes|går|behandles|videresendes|fremlægges|genbehandles)\s+(?:\w+\s+){{0,3}}?(?:til|for|i|af)\s+(?P<body>{_BODY})"
)
_FINALLY = re.compile(
    rf"\b(?:godkendes|vedtages|besluttes|behandles)\s+(?:endeligt\s+)(?:i|af)\s+(?P<body>{_BODY})|\bendelig(?:t)?\s+(?:godkendelse|vedtagelse|behandling)\s+i\s+(?P<b2>{_BODY})|\bmed henblik på (?:godkendelse|vedtagelse|behandling) i (?P<b3>{_BODY})"
)
_WILL = re.compile(
    rf"\bsom\s+(?P<body>{_BODY})\s+(?:behandler|skal behandle|skal godkende)\b|\bforelægges\s+(?:herefter|efterfølgende|derefter)\s+(?P<b2>{_BODY})"
)
_TELLS_ON = (
    (_SENT, ("agen",)),
    (_FINALLY, ("endelig", "med henblik på")),
    (_WILL, ("behandle", "skal godkende", "forelægges")),
)
"""Patterns with words of which one is in every text that they fit."""
_FORWARD = re.compile(
    r"^(?:(?i:fremsendes|oversendes|sendes|videresendes))\s+(?:(?:med|til) [a-zæøå].{3,120}?\s)?til\s+(?P<bodies>[A-ZÆØÅ].{2,240}?)(?=\s+(?:til (?:behandling|udtalelse|orientering|godkendelse|drøftelse)|med henblik|med bemærkning|med indstilling|i henhold)|\s*[.,;]\s|\.$|$)"
)
_BACK = re.compile(
    r"\bbedes tilbagesendt\s+(?P<to>[\wæøåÆØÅ]+)(?:\s+via\s+(?P<via>[A-ZÆØÅ][\wæøå]+))?", re.I
)
_TO = re.compile(rf"\(?\btil\s+(?P<body>{_BODY})\)?\.?$")
_RECOMMENDS_TO = re.compile(
    rf"\b(?:anbefales|anbefaler|indstilles|indstiller)\s+(?:over for\s+|til\s+)(?P<body>{_BODY})"
)
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
        parts = [p.strip(" .") for p in re.split(r",|/|\s[-–]\s|\s+→\s+", text)]
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


def next_bodies(
    *, decision: str | None, outcome: Outcome, decider: str | None, path: Sequence[str],
    points: Sequence[str], case_text: str, ahead: Sequence[str], known: Known,
) -> list[str]:  # fmt: skip
    """Bodies that the case goes to after this one, in order, as printed.

    `ahead` are those that the text on the further course, or a dated route, names as next.
    """
    found: list[str] = []
    if decision:
        found += _from_decision(decision)
    later = _after_here(path, known)
    if not later and outcome == "recommended_onward" and not any(_is_here(b, known) for b in path):
        later = list(path)
    found += later
    found += ahead if outcome not in _STAYS else ()
    higher = (decider and not may_be_same(decider, known.organization)) or False
    if (decider and higher and (outcome == "recommended_onward" or decider in path)) or (
        decider
        and outcome == "recommended_onward"
        and decider not in found
        and fold(decider) != fold(known.organization or "")
    ):
        found.append(decider)
    if not found and outcome in ("recommended_onward",):
        found += [m["body"] for p in points if (m := _PROPOSED.match(p))][:1]
    if not found or not decision or outcome not in ("referred",):
        found += _from_text(case_text)
    return _distinct(found, known)


def _from_decision(text: str) -> list[str]:
    found: list[str] = []
    for sentence in [s for p in text.split("\n") for s in sentence_texts(p)]:
        if hit := _FORWARD.match(sentence):
            found += _bodies(hit["bodies"])
        if hit := _BACK.search(sentence):
            found += [b for b in (hit["via"], hit["to"]) if b]
        elif ahead := stopped_to(sentence):
            found += ahead
        elif hit := _RECOMMENDS_TO.search(sentence) or (
            _TO.search(sentence) if sentence.startswith("(til") else None
        ):
            found.append(hit["body"])
    return found


_NAMES_BODY = re.compile(
    r"udvalg|råd\b|rådet|afdeling|magistrat|bestyrelse|direktion|forvaltning", re.I
)


def _bodies(text: str) -> list[str]:
    """Bodies in a list; "og" inside a name stays where both sides are no bodies of their own."""
    whole: list[str] = []
    for part in re.split(r"\s+og\s+", text.strip(" .,")):
        if whole and not (_NAMES_BODY.search(whole[-1]) and _NAMES_BODY.search(part)):
            whole[-1] = f"{whole[-1]} og {part}"
        else:
            whole.append(part)
    return [part.strip(" .,") for part in whole if part.strip(" .,")]


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


def _from_text(text: str) -> list[str]:
    found: list[str] = []
    for pattern, told in _TELLS_ON:
        if not any(word in text for word in told):
            continue
        for hit in pattern.finditer(text):
            named = [value for value in hit.groupdict().values() if value][:1]
            found += [body for text in named for body in _bodies(text)]
    return found


def _distinct(found: Sequence[str], known: Known) -> list[str]:
    kept: list[str] = []
    for body in (b.strip(" .,") for b in found):
        same = plain_body(body) == plain_body(known.organization or "")
        if (
            body
            and not same
            and plain_body(body) not in map(plain_body, kept)
            and fold(body) not in ("udvalget", "rådet")
        ):
            kept.append(body)
    return kept
