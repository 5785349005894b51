"""The result that a sentence draws from its own figures: what is left, how many more, the parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from raadslag.checks.across.likeness import slip
from raadslag.checks.findings import Flaw, Held, Verdict
from raadslag.checks.prose.sentence import F, Sentence, sentences, text_to_sentence
from raadslag.checks.prose.sums import OF_WHICH, RATES
from raadslag.checks.registry import rule
from raadslag.checks.view import Part
from raadslag.danish.intervals import Interval, total
from raadslag.danish.numbers import Quantity, show

LEFT = (
    re.compile(
        rf"{F}(?: (?!end\b)[a-zæøå.]+){{0,2}}? (?:tilbage|tilovers|flere|færre|for meget|for lidt|mere|mindre|under målet|over målet)\b(?! og\b)",
        re.I,
    ),
    re.compile(rf"{F} (?:ledige|tomme|ubrugte|uforbrugte|manglende)\b", re.I),
    re.compile(
        rf"\b(?:(?:altså|dvs\.?|så|hvilket|giver|det|svarende til)\b[^⟦⟧.;]{{0,30}}\b)?(?:netto\w*|forskel(?:len)?|difference(?:n)?|mindreforbrug|merforbrug|overskud|underskud)\b[^⟦⟧.;]{{0,20}}?{F}",
        re.I,
    ),
)
"""A figure that is what two others leave between them."""
WANTING = re.compile(
    rf"\b(?:mangler|resterer|restbeløb\w*|restbudget\w*)(?: der| således| dermed| derfor| fortsat| endnu| stadig)* {F}",
    re.I,
)
DRAWN = re.compile(rf"\b(?:så|altså|dermed|således|i alt)\b[^⟦⟧.;]{{0,45}}?{F}[^⟦⟧]*$", re.I)
"""The last figure of a sentence, drawn from two amounts before it by plus or by minus."""
SINCE = re.compile(
    rf"\b(?:steget|faldet|vokset|stigning(?:en)?|fald(?:et)?) (?:med |på )?{F} siden\b", re.I
)
MADE = re.compile(rf"\b(?:i alt|ialt|tilsammen|sammenlagt)\b[^⟦⟧.;]{{0,25}}?{F}", re.I)
ONLY_SOME = re.compile(
    r"\b(?:blandt andet|bl\.a\.|primært|især|hovedsageligt|herunder|fx|f\.eks\.|resten|øvrige)\b",
    re.I,
)
PARTS = (
    re.compile(rf"{F}(?: [a-zæøå]+){{0,3}}?:(?P<parts> [^:()]*)$", re.I),
    re.compile(rf"{F}(?: [a-zæøå]+){{0,3}}? \((?P<parts>[^()]*\bog\b[^()]*)\)", re.I),
    re.compile(rf"{F} [a-zæøå]+, (?P<parts>⟦\d+⟧ [a-zæøå]+(?:, ⟦\d+⟧ [a-zæøå]+)* og ⟦\d+⟧ [a-zæøå]+)\.?$", re.I),
    re.compile(rf"{F} (?:[a-zæøå.]+ )?skyldes(?P<parts>[^:()]*\bog\b[^:()]*)$", re.I),
)  # fmt: skip
"""A whole and its parts: after a colon, in brackets, behind a comma, or as its causes."""


@rule(
    "tal-212",
    "Regnestykket i sætningen går ikke op",
    severity="warning",
    scope="part",
    source="Rest = helhed - dele og sum = dele, efter de trykte cifre; kun det, der er én slåfejl fra at passe.",
)
def result_of_sentence(part: Part) -> Iterator[Verdict]:
    """ "800.000 kr., heraf 650.000 kr. brugt, så der er 510.000 kr. tilbage": one slip from right."""
    for passage in sentences(part):
        for number, sentence in enumerate(passage):
            if len(sentence.figures) >= 3 and not sentence.heading:
                yield from _left(sentence)
                yield from _together(sentence)
            elif number and _draws(sentence, passage[number - 1]):
                both = f"{passage[number - 1].text} {sentence.text}"
                yield from _left(text_to_sentence(both, sentence.where))


def _draws(sentence: Sentence, before: Sentence) -> bool:
    """Whether the sentence draws a result and needs the figures of the one before for it."""
    if len(sentence.figures) + len(before.figures) != 3 or not sentence.figures:
        return False
    return any(p.search(sentence.pattern) for p in (*LEFT, WANTING))


def _left(sentence: Sentence) -> Iterator[Verdict]:
    for pattern in (*LEFT, WANTING, SINCE):
        for match in pattern.finditer(sentence.pattern):
            result = sentence.figure(match[1])
            before = sentence.pattern[: sentence.pattern.index(f"⟦{match[1]}⟧")].split("⟧")[-1]
            last = result is sentence.figures[-1] or pattern in (WANTING, SINCE)
            if not last or OF_WHICH.search(before):
                continue
            others = [q for q in _fellows(sentence, result) if q is not result]
            if len(others) == 2 or (len(others) > 2 and pattern is SINCE):
                begin, end = others[0], others[-1]
                span = (end.interval - begin.interval).magnitude()
                yield from _near(sentence, result, (begin, end), span)
                return
    drawn = DRAWN.search(sentence.pattern)
    if drawn is not None and len(sentence.figures) == 3:
        a, b, result = sentence.figures
        plus = a.interval + b.interval
        if int(drawn[1]) == 2 and _kind(result) == "kr" and len(_fellows(sentence, result)) == 3:
            minus = (b.interval - a.interval).magnitude()
            if not plus.overlaps(result.interval) and not _slipped(result.value, a.value + b.value):
                yield from _near(sentence, result, (a, b), minus)
            elif result.value * 2 >= max(a.value, b.value):
                yield from _sum(sentence, result, (a, b))


def _fellows(sentence: Sentence, result: Quantity) -> list[Quantity]:
    """The figures that can stand in one sum with the result; none where one is hedged."""
    kind = _kind(result)
    found = [q for q in sentence.figures if _kind(q) == kind]
    return [] if kind == "rate" or any(q.hedge or q.value < 0 for q in found) else found


def _kind(quantity: Quantity) -> str:
    if quantity.unit in ("pct", "point"):
        return "pct"
    if quantity.unit in RATES:
        return "rate"
    return "kr" if quantity.unit == "kr" else "count"


def _near(
    sentence: Sentence, result: Quantity, others: Sequence[Quantity], span: Interval
) -> Iterator[Verdict]:
    """Held, or a flaw where one slip in one of the figures would make it right."""
    operands = tuple(sentence.operand(q) for q in (result, *others))
    if span.overlaps(result.interval):
        yield Held(operands)
        return
    a, b, r = (q.value for q in (*others, result))
    fitting = ((r, abs(a - b)), (a, b + r), (a, b - r), (b, a + r), (b, a - r))
    if any(_slipped(said, fits) for said, fits in fitting):
        yield Flaw(
            severity="warning",
            message=f"Der står {result.text}, men mellem {others[0].text} og {others[1].text} er der {show(abs(a - b))}.",
            operands=operands,
            calculation=f"{show(max(a, b))} - {show(min(a, b))} = {show(abs(a - b))}",
            tolerance=f"{show(span.low)} til {show(span.high)}",
        )


def _slipped(said: Decimal, fits: Decimal) -> bool:
    return fits > 0 and slip(said, fits, shortest=2)


def _together(sentence: Sentence) -> Iterator[Verdict]:
    """Parts and their whole, where a slip in one of them would explain that they don't agree."""
    if ONLY_SOME.search(sentence.text):
        return
    for pattern in PARTS:
        match = pattern.search(sentence.pattern)
        if match is not None:
            whole = sentence.figure(match[1])
            inside = [sentence.figure(n) for n in re.findall(r"⟦(\d+)⟧", match["parts"])]
            parts = [q for q in inside if _kind(q) == _kind(whole)]
            if len(parts) == len(inside):
                yield from _sum(sentence, whole, parts)
                return
    made = MADE.search(sentence.pattern)
    if made is not None:
        whole = sentence.figure(made[1])
        before = sentence.figures[: int(made[1])]
        runs = [before[start:] for start in range(len(before) - 1)]
        if whole.unit == "kr" or not runs or any(_kind(q) != "count" for q in before):
            return
        fits = (r for r in runs if total(q.interval for q in r).overlaps(whole.interval))
        yield from _sum(sentence, whole, next(fits, before))


def _sum(sentence: Sentence, whole: Quantity, parts: Sequence[Quantity]) -> Iterator[Verdict]:
    figures = (whole, *parts)
    plain = not any(q.hedge or q.value <= 0 for q in figures)
    if len(parts) < 2 or _kind(whole) in ("rate", "pct") or not plain:
        return
    operands = tuple(sentence.operand(q) for q in figures)
    span, made = total(q.interval for q in parts), sum((q.value for q in parts), Decimal(0))
    if span.overlaps(whole.interval):
        yield Held(operands)
    elif _slipped(whole.value, made) or any(
        _slipped(q.value, whole.value - made + q.value) for q in parts
    ):
        yield Flaw(
            severity="warning",
            message=f"Der står {whole.text}, men delene giver tilsammen {show(made)}.",
            operands=operands,
            calculation=" + ".join(show(q.value) for q in parts) + f" = {show(made)}",
            tolerance=f"{show(span.low)} til {show(span.high)}",
        )


ORDER = re.compile(
    rf"\b(?P<y>(?:19|20)\d{{2}})\b[^⟦⟧]{{0,40}}{F}[^⟦⟧]{{0,40}}\b(?P<z>(?:19|20)\d{{2}})\b[^⟦⟧]{{0,40}}{F}[^⟦⟧]{{0,40}}"
    rf"{F}(?: [a-zæøå.]+){{0,2}}? (?P<word>flere|færre)\b(?! end)",
    re.I,
)


@rule(
    "tal-213",
    "»Flere« eller »færre« modsiger de to år",
    severity="warning",
    scope="part",
    source="»Flere« kræver et større tal i det sidste år, »færre« et mindre.",
)
def more_or_fewer(part: Part) -> Iterator[Verdict]:
    """ "I 2023 var der 310, og i 2024 var der 355, altså 45 færre"."""
    for passage in sentences(part):
        for sentence in passage:
            match = ORDER.search(sentence.pattern)
            if match is None or OF_WHICH.search(match[0]):
                continue
            old, new = sentence.figure(match[2]), sentence.figure(match[4])
            if match["y"] > match["z"]:
                old, new = new, old
            operands = (sentence.operand(old), sentence.operand(new))
            more = match["word"].lower() == "flere"
            if (new.value >= old.value) == more or new.value == old.value:
                yield Held(operands)
            else:
                fits = "færre" if more else "flere"
                yield Flaw(
                    severity="warning",
                    message=f"Der står »{match['word']}«, men fra {old.text} til {new.text} er det {fits}.",
                    operands=operands,
                    calculation=f"{show(new.value)} - {show(old.value)} = {show(new.value - old.value)}",
                    tolerance="0",
                )
