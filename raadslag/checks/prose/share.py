"""Shares in prose: x of y is z per cent, the rest, and shares that must make a hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from raadslag.checks.findings import Flaw, Held, Operand, Verdict
from raadslag.checks.prose.sentence import F, Sentence, of_kind, sentences
from raadslag.checks.registry import rule
from raadslag.checks.tables.linked import HUNDRED, share
from raadslag.checks.view import Part
from raadslag.danish.intervals import Interval, total
from raadslag.danish.numbers import Quantity, show

GAP = r"[^⟦⟧.;:]{0,60}?"
STILL = r"(?:(?!\b(?:fra|mod|end|steget|faldet|stigning|fald)\b)[^⟦⟧.;:]){0,60}?"
"""Words between two figures that tell of no change."""
SHORT = r"(?:(?!\b(?:mod|heraf|hvoraf|fra)\b)[^⟦⟧.;:]){0,15}?"
OF = r"\b(?:ud af|af)\b"
EQUALS = r"(?:\(|=|,?\s*\b(?:svarende til|hvilket svarer til|hvilket er|svarer til|dvs|eller|altså)\b\.?)"
SHARES = (
    re.compile(rf"(?P<x>{F}){STILL}{OF}{STILL}(?P<y>{F}){STILL}{EQUALS}{SHORT}(?P<z>{F})", re.I),
    re.compile(rf"(?P<z>{F})[^⟦⟧.;:]{{0,40}}?{EQUALS}{SHORT}(?P<x>{F}){STILL}{OF}{STILL}(?P<y>{F})", re.I),
    re.compile(rf"\b(?:ud af|af)\b (?:[a-zæøå]+ ){{0,3}}(?P<y>{F}){STILL}(?P<x>{F}){STILL}{EQUALS}{SHORT}(?P<z>{F})", re.I),
    re.compile(rf"(?P<z>{F}) (?:ud )?af{STILL}(?P<y>{F})[^⟦⟧.;:]{{0,30}}?{EQUALS}{SHORT}(?P<x>{F})", re.I),
)  # fmt: skip
BASE = re.compile(rf"^(?:Ud a|A)f (?:de |i alt |alle |kommunens |de i alt )?{GAP}{F}", re.I)
PAIR = re.compile(
    rf"{F}[^⟦⟧.;:()]{{0,40}}?\(\s*(?:svarende til )?{F}\s*\)|{F}[^⟦⟧.;:()]{{0,40}}?,? svarende til {F}"
)
REST = re.compile(rf"\b(?:de |den )?(?:resterende|øvrige)\b[^⟦⟧.;:]{{0,25}}?{F}", re.I)
DISTRIBUTED = re.compile(r"\bfordel(?:er sig|t|ing(?:en)?)\b", re.I)


@rule(
    "tal-206",
    "Procenten passer ikke til de to antal",
    severity="error",
    scope="part",
    source="Andel = del / helhed · 100, efter de trykte cifre.",
)
def share_of_count(part: Part) -> Iterator[Verdict]:
    """ "8 af 55 (15 pct.)": the printed per cent against the two printed counts."""
    for passage in sentences(part):
        for sentence in passage:
            seen: set[tuple[Quantity, ...]] = set()
            for triple in _triples(sentence):
                if triple not in seen:
                    seen.add(triple)
                    yield _share_verdict(sentence, *triple)


def _triples(sentence: Sentence) -> Iterator[tuple[Quantity, Quantity, Quantity]]:
    """Part, whole and share as one sentence states them."""
    found = []
    for pattern in SHARES:
        for match in pattern.finditer(sentence.pattern):
            part, whole, per_cent = (
                sentence.figure(match[name].strip("⟦⟧ ")) for name in ("x", "y", "z")
            )
            of_others = re.match(
                r" (?:[a-zæøå]+ )?(?:ud )?af (?!dem|disse|de )", sentence.pattern[match.end("z") :]
            )
            if not (of_others and match.end("z") == match.end()):
                found.append((part, whole, per_cent))
    base = BASE.search(sentence.pattern)
    if base is not None:
        whole = sentence.figure(base[1])
        for match in PAIR.finditer(sentence.pattern, base.end()):
            first, second = (sentence.figure(g) for g in match.groups() if g)
            found.append((first, whole, second))
    for part, whole, per_cent in found:
        counted = all(not of_kind(q, "pct") and not of_kind(q, "point") for q in (part, whole))
        alike = of_kind(part, "kr") == of_kind(whole, "kr")
        if counted and alike and of_kind(per_cent, "pct") and whole.value > 0:
            yield part, whole, per_cent


def _share_verdict(
    sentence: Sentence, part: Quantity, whole: Quantity, per_cent: Quantity
) -> Verdict:
    operands = tuple(sentence.operand(q) for q in (per_cent, part, whole))
    span = share((part.interval, whole.interval))
    if span is None or span.overlaps(per_cent.interval):
        return Held(operands)
    exact = part.value / whole.value * HUNDRED
    fits = show(exact.quantize(per_cent.step))
    return Flaw(
        severity="error",
        message=f"{part.text} af {whole.text} er {fits} pct., ikke {per_cent.text}",
        operands=operands,
        calculation=f"{show(part.value)} / {show(whole.value)} · 100 = {show(exact)}",
        tolerance=f"{show(span.low)} til {show(span.high)} pct.",
    )


@rule(
    "tal-203",
    "Andelene giver ikke 100 pct.",
    severity="error",
    scope="part",
    source="Andele af et hele og »de resterende« giver 100 inden for afrundingen.",
)
def shares_and_rest(part: Part) -> Iterator[Verdict]:
    """ "83 pct. …, 5 pct. … og de resterende 12 pct." must make a hundred."""
    for passage in sentences(part):
        for number, sentence in enumerate(passage):
            rest = REST.search(sentence.pattern)
            before = passage[number - 1] if number else None
            if rest and of_kind(sentence.figure(rest[1]), "pct"):
                yield from _hundred(sentence, int(rest[1]), before)
            elif DISTRIBUTED.search(sentence.pattern):
                yield from _distribution(sentence)
            else:
                yield from _two_halves(sentence)
                yield from _three_shares(sentence)


def _hundred(sentence: Sentence, rest: int, before: Sentence | None) -> Iterator[Verdict]:
    shares = [q for q in sentence.figures[:rest] if of_kind(q, "pct")]
    operands = [sentence.operand(q) for q in shares]
    if before is not None and not shares:
        shares = [q for q in before.figures if of_kind(q, "pct")]
        operands = [before.operand(q) for q in shares]
    if not shares:
        return
    last = sentence.figures[rest]
    shares, operands = [*shares, last], [*operands, sentence.operand(last)]
    for start in range(len(shares) - 1):
        if _spans_hundred(shares[start:]):
            yield Held(tuple(operands[start:]))
            return
    yield _not_hundred(shares, operands, "error")


def _distribution(sentence: Sentence) -> Iterator[Verdict]:
    shares = [q for q in sentence.figures if of_kind(q, "pct")]
    made = sum((q.value for q in shares), Decimal(0))
    told = re.search(r"\bfordelingen er\b", sentence.text, re.I)
    if len(shares) < (2 if told else 3) or not 80 <= made <= 120:
        return
    operands = [sentence.operand(q) for q in shares]
    if _spans_hundred(shares):
        yield Held(tuple(operands))
    else:
        yield _not_hundred(shares, operands, "warning")


_HALVES = re.compile(
    rf"^[^⟦⟧]{{0,20}}{F} af [^⟦⟧.;:]{{3,60}}? er (?!over|under|mellem|ældre|yngre)[^⟦⟧.;:,]{{3,60}},? og {F} er "
    r"(?!over|under|mellem|ældre|yngre)[^⟦⟧;:]{3,60}$",
    re.I,
)


def _two_halves(sentence: Sentence) -> Iterator[Verdict]:
    """ "80 pct. af borgerne er …, og 20 pct. er …": two kinds of the same that nearly make a hundred."""
    match = _HALVES.search(sentence.pattern)
    if match is None or len(sentence.figures) != 2:
        return
    shares = sentence.figures
    operands = [sentence.operand(q) for q in shares]
    made = sum((q.value for q in shares), Decimal(0))
    if not all(of_kind(q, "pct") for q in shares) or any(q.hedge for q in shares):
        return
    if _spans_hundred(shares):
        yield Held(tuple(operands))
    elif 85 <= made <= 125 or max(q.value for q in shares) >= 100:
        yield _not_hundred(shares, operands, "warning")


_SHARE_OF = rf"{F} (?!i |på |for |hos |blandt |ved |til |mod |af |lavere|højere)[^⟦⟧.;:]{{3,50}}?"
MOST_SHARES = 10
"""Shares that one sentence gives of a whole; with many more the pattern has too many ways to fit."""
_THREE = re.compile(
    rf"^[^⟦⟧]{{0,15}}(?:{F} af [^⟦⟧.;:]{{3,50}}? (?:er|var|svarer|svarede) [^⟦⟧.;:,]{{3,40}}|{_SHARE_OF}),"
    rf" (?:{_SHARE_OF},? )+og {_SHARE_OF}\.?$",
    re.I,
)


def _three_shares(sentence: Sentence) -> Iterator[Verdict]:
    """ "70 pct. var tilfredse, 20 pct. hverken eller og 10 pct. utilfredse": nearly a hundred."""
    shares = sentence.figures
    made = sum((q.value for q in shares), Decimal(0))
    plain = all(of_kind(q, "pct") and q.hedge is None for q in shares)
    if (
        not 3 <= len(shares) <= MOST_SHARES
        or not plain
        or not 88 <= made <= 112
        or not _THREE.search(sentence.pattern)
    ):
        return
    operands = [sentence.operand(q) for q in shares]
    if _spans_hundred(shares):
        yield Held(tuple(operands))
    else:
        yield _not_hundred(shares, operands, "warning")


def _spans_hundred(shares: Sequence[Quantity]) -> bool:
    span = total(q.interval for q in shares)
    return span.contains(HUNDRED)


def _not_hundred(shares: Sequence[Quantity], operands: Sequence[Operand], grave: str) -> Flaw:
    made = sum((q.value for q in shares), Decimal(0))
    span = total(q.interval for q in shares)
    return Flaw(
        severity="error" if grave == "error" else "warning",
        message=f"Andelene giver tilsammen {show(made)} pct., ikke 100 pct.",
        operands=tuple(operands),
        calculation=" + ".join(show(q.value) for q in shares) + f" = {show(made)}",
        tolerance=f"±{show(span.width / 2)} pct.",
    )


@rule(
    "tal-204",
    "»De resterende« er ikke resten",
    severity="error",
    scope="part",
    source="Rest = helhed - dele, efter de trykte cifre.",
)
def rest_of_count(part: Part) -> Iterator[Verdict]:
    """ "Af de 120 er 80 …, mens de resterende 40 …": the rest against the whole and its parts."""
    for passage in sentences(part):
        for number, sentence in enumerate(passage):
            rest = REST.search(sentence.pattern)
            if rest is None or of_kind(sentence.figure(rest[1]), "pct"):
                continue
            last = sentence.figure(rest[1])
            if _rate(last):
                continue
            before = passage[number - 1] if number else None
            whole, parts = _whole_and_parts(sentence, before, int(rest[1]))
            if whole is not None and parts:
                sure = "resterende" in rest[0].lower()
                told = f"{before.pattern if before else ''} {sentence.pattern}"
                if not sure and not re.search(r"\baf (?:de |i alt |alle )*⟦", told, re.I):
                    continue
                yield from _rest_verdict(last, whole, parts, sentence, sure=sure)


_WHOLE = re.compile(rf"\b(?:ud af|af|i alt|samlet|har|er der)\b{GAP}{F}", re.I)


def _whole_and_parts(
    sentence: Sentence, before: Sentence | None, rest: int
) -> tuple[Quantity | None, list[Quantity]]:
    """The whole ("af de 120") and the parts named before the rest, here or one sentence earlier."""
    kind = sentence.figures[rest].unit == "kr"
    here = [q for q in sentence.figures[:rest] if (q.unit == "kr") == kind and not _rate(q)]
    match = _WHOLE.search(sentence.pattern)
    if match and len(here) >= 2 and sentence.figure(match[1]) is here[0]:
        return here[0], here[1:]
    if before is None:
        return None, []
    earlier = [q for q in before.figures if (q.unit == "kr") == kind and not _rate(q)]
    match = _WHOLE.search(before.pattern)
    if (
        match
        and earlier
        and before.figure(match[1]) is earlier[0]
        and len(earlier) + len(here) >= 2
    ):
        return earlier[0], [*earlier[1:], *here]
    return None, []


def _rate(quantity: Quantity) -> bool:
    return quantity.unit in ("pct", "point", "timer", "år", "uger", "måneder", "dage", "minutter")


def _rest_verdict(
    last: Quantity, whole: Quantity, parts: Sequence[Quantity], sentence: Sentence, *, sure: bool
) -> Iterator[Verdict]:
    figures = (last, whole, *parts)
    operands = tuple(sentence.operand(q) for q in figures)
    if any(q.value > whole.value for q in parts):
        return
    span: Interval = whole.interval - total(q.interval for q in parts)
    if span.overlaps(last.interval):
        yield Held(operands)
        return
    made = whole.value - sum((q.value for q in parts), Decimal(0))
    yield Flaw(
        severity="error" if sure else "warning",
        message=f"Der står {last.text} som resten af {whole.text}, men resten er {show(made)}.",
        operands=operands,
        calculation=" - ".join(show(q.value) for q in (whole, *parts)) + f" = {show(made)}",
        tolerance=f"{show(span.low)} til {show(span.high)}",
    )
