"""Products and fractions in prose: so many at a price, a sum a year, half of, doubled, a response rate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from raadslag.checks.findings import Flaw, Held, Verdict
from raadslag.checks.form.counted import WORDS
from raadslag.checks.prose.sentence import F, Sentence, sentences, text_to_sentence
from raadslag.checks.registry import rule
from raadslag.checks.tables.linked import share
from raadslag.checks.view import Part
from raadslag.danish.intervals import Interval
from raadslag.danish.numbers import Quantity, show

_WORDS = "|".join(WORDS[2:])
GAP = r"[^⟦⟧.;:]{0,40}?"
PRICED = re.compile(
    rf"{F} [a-zæøå]+ (?:a|á|à) {F}[^⟦⟧;:]{{0,30}}?\b(?:i alt|svarende til|dvs\.?|altså)\b{GAP}{F}",
    re.I,
)
YEARLY = re.compile(
    rf"{F} (?:årligt|om året|hvert år|pr\. år) i (?:(?P<n>{_WORDS})|{F}) år\b[^⟦⟧;:]{{0,30}}?(?:i alt|svarende til|dvs\.?){GAP}{F}",
    re.I,
)
MONTHLY = re.compile(
    rf"{F} (?:kr\. )?(?:pr\. måned|om måneden|månedligt)[^⟦⟧;:]{{0,25}}?(?:svarende til|dvs\.?|altså|eller|i alt){GAP}{F} (?:kr\. )?(?:om året|årligt|pr\. år)",
    re.I,
)
SPANNED = re.compile(
    rf"{F}{GAP}\bmed {F} (?:årligt|om året|hvert år) i (?:årene )?(?P<a>20\d{{2}}) ?[-–] ?(?P<b>20\d{{2}})",
    re.I,
)
EACH = re.compile(
    rf"\bhver af de {F} [a-zæøå]+ [^⟦⟧;:]{{0,20}}?{F}[^⟦⟧;:]{{0,8}}?,? (?:så|i alt|dvs\.?|altså){GAP}{F}",
    re.I,
)
PER_EACH = re.compile(
    rf"{F} [a-zæøå]+ i hver af de {F} [a-zæøå]+,? (?:i alt|dvs\.?|altså){GAP}{F}", re.I
)
SHARED_OUT = re.compile(
    rf"{F}{GAP}\b(?:deles|fordeles) (?:ligeligt|lige) mellem {GAP}(?:(?P<n>{_WORDS})|{F})[^⟦⟧;:]{{0,40}}?\bhver{GAP}{F}",
    re.I,
)


@rule(
    "tal-214",
    "Antal gange pris giver ikke beløbet",
    severity="warning",
    scope="part",
    source="Beløb = antal · pris, efter de trykte cifre.",
)
def products(part: Part) -> Iterator[Verdict]:
    """ "25 pladser a 120.000 kr., i alt 3,0 mio. kr.", "250.000 kr. årligt i fire år, i alt …"."""
    for passage in sentences(part):
        for sentence in passage:
            for each, times, whole in _factors(sentence):
                yield _product(sentence, each, times, whole)


def _factors(sentence: Sentence) -> Iterator[tuple[Quantity, Decimal, Quantity]]:
    """The price, how many times, and the whole."""
    if match := PRICED.search(sentence.pattern):
        yield sentence.figure(match[2]), sentence.figure(match[1]).value, sentence.figure(match[3])
    if match := YEARLY.search(sentence.pattern):
        yield sentence.figure(match[1]), _times(sentence, match, 3), sentence.figure(match[4])
    if match := MONTHLY.search(sentence.pattern):
        yield sentence.figure(match[1]), Decimal(12), sentence.figure(match[2])
    if match := EACH.search(sentence.pattern):
        yield sentence.figure(match[2]), sentence.figure(match[1]).value, sentence.figure(match[3])
    if match := PER_EACH.search(sentence.pattern):
        yield sentence.figure(match[1]), sentence.figure(match[2]).value, sentence.figure(match[3])
    if match := SPANNED.search(sentence.pattern):
        years = Decimal(int(match["b"]) - int(match["a"]) + 1)
        yield sentence.figure(match[2]), years, sentence.figure(match[1])
    if match := SHARED_OUT.search(sentence.pattern):
        yield sentence.figure(match[4]), _times(sentence, match, 3), sentence.figure(match[1])


def _times(sentence: Sentence, match: re.Match[str], group: int) -> Decimal:
    if match["n"]:
        return Decimal(WORDS.index(match["n"].lower()))
    return sentence.figure(match[group]).value


def _product(sentence: Sentence, each: Quantity, times: Decimal, whole: Quantity) -> Verdict:
    operands = (sentence.operand(whole), sentence.operand(each))
    span: Interval = each.interval.times(times)
    if span.overlaps(whole.interval) or each.hedge or whole.hedge:
        return Held(operands)
    made = each.value * times
    return Flaw(
        severity="warning",
        message=f"{show(times)} gange {each.text} er {show(made)}, ikke {whole.text}.",
        operands=operands,
        calculation=f"{show(times)} · {show(each.value)} = {show(made)}",
        tolerance=f"{show(span.low)} til {show(span.high)}",
    )


FRACTIONS = {
    "halvdelen": Decimal(1) / 2,
    "en tredjedel": Decimal(1) / 3,
    "to tredjedele": Decimal(2) / 3,
    "en fjerdedel": Decimal(1) / 4,
    "tre fjerdedele": Decimal(3) / 4,
    "en femtedel": Decimal(1) / 5,
    "en tiendedel": Decimal(1) / 10,
}
_NAMES = "|".join(FRACTIONS)
OF_WHOLE = re.compile(
    rf"\b(?P<name>{_NAMES}) af {GAP}{F}{GAP}(?:,|\(|svarende til|dvs\.?){GAP}{F}", re.I
)
IN_BRACKETS = re.compile(
    rf"\b(?P<name>{_NAMES}) \( ?{F}[^⟦⟧]{{0,20}}?\b(?:ud )?af (?:de )?{F}", re.I
)
FOLD = {"fordoblet": Decimal(2), "tredoblet": Decimal(3), "halveret": Decimal("0.5")}
FOLDED = re.compile(rf"\b(?P<name>{'|'.join(FOLD)})\b{GAP}\bfra {GAP}{F}{GAP}\btil {GAP}{F}", re.I)
ROOM = Decimal("0.12")
"""How far from the word a figure may lie: a third of 95 may be 30."""


@rule(
    "tal-215",
    "Ordet for brøkdelen passer ikke til tallene",
    severity="warning",
    scope="part",
    source="Halvdelen, en tredjedel, fordoblet, halveret: forholdet mellem de to tal inden for en ottendedel.",
)
def fractions(part: Part) -> Iterator[Verdict]:
    """ "halvdelen af de 84 borgere, 24", "fordoblet fra 40 til 60"."""
    for passage in sentences(part):
        for sentence in passage:
            for name, ratio, small, large in _ratios(sentence):
                yield from _ratio(sentence, name, ratio, (small, large))


def _ratios(sentence: Sentence) -> Iterator[tuple[str, Decimal, Quantity, Quantity]]:
    """The word, its ratio, and the two figures of which the first is the ratio of the second."""
    if match := OF_WHOLE.search(sentence.pattern):
        yield match["name"], FRACTIONS[match["name"].lower()], sentence.figure(match[3]), sentence.figure(match[2])  # fmt: skip
    if match := IN_BRACKETS.search(sentence.pattern):
        yield match["name"], FRACTIONS[match["name"].lower()], sentence.figure(match[2]), sentence.figure(match[3])  # fmt: skip
    if match := FOLDED.search(sentence.pattern):
        yield match["name"], FOLD[match["name"].lower()], sentence.figure(match[3]), sentence.figure(match[2])  # fmt: skip


def _ratio(
    sentence: Sentence, name: str, ratio: Decimal, pair: tuple[Quantity, Quantity]
) -> Iterator[Verdict]:
    part, whole = pair
    if part.unit == "pct" or whole.unit == "pct" or not whole.value:
        return
    operands = (sentence.operand(part), sentence.operand(whole))
    fits = whole.value * ratio
    if abs(part.value - fits) <= fits * ROOM + part.step:
        yield Held(operands)
    else:
        yield Flaw(
            severity="warning",
            message=f"Der står »{name}«, men det ville være {show(fits)} ved {whole.text}, ikke {part.text}.",
            operands=operands,
            calculation=f"{show(whole.value)} · {show(ratio)} = {show(fits)}",
            tolerance="en ottendedel",
        )


RATE = re.compile(
    rf"\b(?:svar|forbrugs|deltager|deltagelses|belægnings)procent(?:en)?\b[^⟦⟧.;]{{0,20}}?{F}", re.I
)
ANSWERED = re.compile(
    r"\b(?:forbrug\w*|brugt|delt\w+|belagt|optaget|svarede|svaret|besvarede|besvaret|svar)\b", re.I
)


@rule(
    "tal-216",
    "Svarprocenten eller forbrugsprocenten passer ikke til de to tal",
    severity="error",
    scope="part",
    source="Svarprocent = svar / adspurgte · 100; forbrugsprocent = forbrug / budget · 100, efter de trykte cifre.",
)
def response_rate(part: Part) -> Iterator[Verdict]:
    """ "1.240 adspurgte, 806 svarede, en svarprocent på 56": here, or with the sentence before."""
    for passage in sentences(part):
        for number, sentence in enumerate(passage):
            if not RATE.search(sentence.pattern):
                continue
            told = sentence
            if len(sentence.figures) == 1 and number:
                told = text_to_sentence(
                    f"{passage[number - 1].text} {sentence.text}", sentence.where
                )
            match = RATE.search(told.pattern)
            if match is None or len(told.figures) != 3 or not ANSWERED.search(told.text):
                continue
            said = told.figure(match[1])
            few, many = sorted((q for q in told.figures if q is not said), key=lambda q: q.value)
            span = share((few.interval, many.interval))
            counts = "pct" not in (few.unit, many.unit) and (few.unit == "kr") == (
                many.unit == "kr"
            )
            if span is None or not counts or said.hedge:
                continue
            operands = tuple(told.operand(q) for q in (said, few, many))
            shown = Interval(said.value - said.step / 2, said.value + said.step / 2)
            if span.overlaps(shown):
                yield Held(operands)
            else:
                exact = few.value / many.value * 100
                yield Flaw(
                    severity="error",
                    message=f"{few.text} af {many.text} er {show(exact.quantize(said.step))} pct., ikke {said.text}.",
                    operands=operands,
                    calculation=f"{show(few.value)} / {show(many.value)} · 100 = {show(exact)}",
                    tolerance=f"{show(span.low)} til {show(span.high)} pct.",
                )
