"""Flows in prose: what came, what went, and the levels before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from raadslag.checks.findings import Flaw, Held, Verdict
from raadslag.checks.prose.sentence import F, Sentence, passage_sentences
from raadslag.checks.prose.sums import RATES
from raadslag.checks.registry import rule
from raadslag.checks.view import Part
from raadslag.danish.intervals import Interval
from raadslag.danish.numbers import Quantity, show

IN = re.compile(rf"\b(?:tilgang(?:en)?|tilflyttede|tilkomne|nye sager)\b[^⟦⟧.;]{{0,40}}?{F}|{F} (?:\w+ )?(?:er kommet til|tilgange)\b", re.I)  # fmt: skip
OUT = re.compile(rf"\b(?:afgang(?:en)?|fraflyttede|afsluttede sager)\b[^⟦⟧.;]{{0,40}}?{F}", re.I)
NET = re.compile(rf"\b(?:netto\w*|nettotilgang|nettoafgang|forskel|stigning|fald|forøgelse|reduktion)\b[^⟦⟧.;]{{0,40}}?{F}", re.I)  # fmt: skip
START = re.compile(rf"\b(?:primo|ved (?:årets|kvartalets|månedens|periodens) (?:start|begyndelse)|indgangen til)\b[^⟦⟧.;]{{0,50}}?{F}", re.I)  # fmt: skip
END = re.compile(rf"\b(?:ultimo|ved (?:årets|kvartalets|månedens|periodens) (?:slutning|udgang|afslutning)|udgangen af)\b[^⟦⟧.;]{{0,50}}?{F}", re.I)  # fmt: skip


@rule(
    "tal-208",
    "Tilgang og afgang passer ikke til resultatet",
    severity="error",
    scope="part",
    source="Netto = tilgang - afgang; ultimo = primo + tilgang - afgang.",
)
def flows(part: Part) -> Iterator[Verdict]:
    """Inflow and outflow against the net, and against the levels before and after."""
    for passage in part.passages:
        found = passage_sentences(passage)
        came, went = _first(found, IN), _first(found, OUT)
        if came is None or went is None:
            continue
        start, end, net = _first(found, START), _first(found, END), _first(found, NET)
        known = {came[1], went[1]}
        if start and end and not {start[1], end[1]} & known:
            span = start[1].interval + came[1].interval - went[1].interval
            yield _flow_verdict(span, end, (start, came, went), "primo + tilgang - afgang")
        elif net and net[1] not in known and net[1].unit not in RATES:
            span = (came[1].interval - went[1].interval).magnitude()
            yield _flow_verdict(span, net, (came, went), "tilgang - afgang")


Spoken = tuple[Sentence, Quantity]


def _first(found: Sequence[Sentence], pattern: re.Pattern[str]) -> Spoken | None:
    for sentence in found:
        match = pattern.search(sentence.pattern)
        if match:
            return sentence, sentence.figure(next(g for g in match.groups() if g))
    return None


def _flow_verdict(span: Interval, said: Spoken, parts: Sequence[Spoken], form: str) -> Verdict:
    operands = tuple(sentence.operand(q) for sentence, q in (said, *parts))
    if span.overlaps(said[1].interval.magnitude()):
        return Held(operands)
    made = show((span.low + span.high) / 2)
    return Flaw(
        severity="error",
        message=f"Der står {said[1].text}, men {form} giver {made}.",
        operands=operands,
        calculation=f"{form}: " + ", ".join(show(q.value) for _, q in parts) + f" → {made}",
        tolerance=f"{show(span.low)} til {show(span.high)}",
    )
