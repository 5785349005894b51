"""Sums in prose: totals and the parts they are made of, in a sentence or in a list; flows in and out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from raadslag.checks.findings import Flaw, Held, Operand, Severity, Verdict
from raadslag.checks.prose.sentence import F, Sentence, passage_sentences, same_unit, sentences
from raadslag.checks.registry import rule
from raadslag.checks.view import Part, Passage
from raadslag.danish.intervals import Interval, total
from raadslag.danish.numbers import Quantity, show

SUM = "Summen af leddene efter de trykte cifre (XBRL Calculations 1.1)."
SPLIT = re.compile(
    r"\b(?:fordel(?:er (?:[a-zæøå]+ ){0,2}sig|t|es|ing(?:en)? er)|således(?= ?:)|består af|bestående af|sammensat af|udgøres af|opdelt i|nemlig"
    r"|delt (?:op )?(?:på|i)|disponeret med|sammensætter sig af|dækker over|finansiere(?:s|t) (?:med|ved|af|via|gennem))\b",
    re.I,
)
"""Words that promise that what follows makes up the whole."""
OF_WHICH = re.compile(r"\b(?:heraf|hvoraf|deraf|herunder)\b", re.I)
MADE = re.compile(
    rf"\b(?:i alt|tilsammen|sammenlagt|total(?:t|en)?|samlet|ialt)\b[^⟦⟧.;]{{0,40}}?{F}", re.I
)
MADE_AFTER = re.compile(
    rf"(?:altså|dvs\.?|det giver|det er|således)[^⟦⟧.;]{{0,20}}{F} [a-zæøå]+ i alt\b", re.I
)
RATES = {"pct", "point", "år", "timer", "uger", "måneder", "dage", "gange", "minutter", "km"}


@rule("tal-201", "Summen i teksten går ikke op", severity="error", scope="part", source=SUM)
def sums_in_prose(part: Part) -> Iterator[Verdict]:
    """ "220 borgere fordelt på 60, 130 og 30" and "60, 130 og 30, i alt 220"."""
    for passage in sentences(part):
        for number, sentence in enumerate(passage):
            if sentence.heading:
                continue
            if len(sentence.figures) >= 2:
                yield from _split_up(sentence, passage[number - 1] if number else None)
            if len(sentence.figures) >= 3:
                yield from _made_up(sentence)
            if len(sentence.figures) >= 2:
                yield from _of_which(sentence)


def _split_up(sentence: Sentence, earlier: Sentence | None) -> Iterator[Verdict]:
    """The whole first, then a word like "fordelt på", then the parts. The whole may stand as the one
    figure of the sentence before: "Anlægget koster 7,0 mio. kr. Beløbet fordeler sig med …"."""
    word = SPLIT.search(sentence.pattern)
    if word is None or re.search(
        r"\bresten\b|\bøvrige\b|\bblandt andet\b|\bbl\.a\.", sentence.text, re.I
    ):
        return
    first = sentence.pattern[: word.start()].count("⟦")
    before, after = sentence.figures[:first], sentence.figures[first:]
    if not before and earlier is not None and len(earlier.figures) == 1:
        before = earlier.figures
    if not before:
        return
    whole = before[-1]
    parts = [q for q in after if same_unit(q, whole) and q.unit not in RATES]
    groups = len(parts) < len(after) and not all(q.unit in RATES for q in after if q not in parts)
    if whole.unit in RATES or len(parts) < 2 or groups:
        return
    if max(q.value for q in parts) > whole.value * 20:
        return
    yield from _verdict(sentence, whole, parts, "error")


def _made_up(sentence: Sentence) -> Iterator[Verdict]:
    """The parts first, then "i alt" and the whole, or the whole and then "i alt"."""
    for match in (*MADE.finditer(sentence.pattern), *MADE_AFTER.finditer(sentence.pattern)):
        number = int(match[1])
        whole = sentence.figures[number]
        parts = _listed(sentence, number)
        if len(parts) < 2 or whole.unit in RATES or SPLIT.search(sentence.pattern):
            continue
        if any(_fits(whole, parts[start:]) for start in range(1, len(parts) - 1)):
            continue
        if len(parts) == 2 and _multiplied(whole, parts):
            continue
        if whole.value < max(q.value for q in parts) and whole.unit != parts[-1].unit:
            continue
        alike = all(same_unit(part, whole) for part in parts)
        made = sum(part.value for part in parts)
        told_anew = re.search(r"\b(?:er|blev|bliver|har|var)\b", match[0])
        if not alike and (told_anew or not made <= 2 * whole.value <= 4 * made):
            continue
        yield from _verdict(sentence, whole, parts, "error" if alike else "warning")


def _listed(sentence: Sentence, end: int) -> list[Quantity]:
    """The run of figures before the whole that stand as a list: parted by comma, "og", "samt", "plus"."""
    parts: list[Quantity] = []
    for number in range(end - 1, -1, -1):
        figure = sentence.figures[number]
        between = sentence.pattern.split(f"⟦{number}⟧", 1)[1].split("⟦", 1)[0]
        joined = re.search(r",|\bog\b|\bsamt\b|\bplus\b|\+", between)
        closed = re.search(r"[.;:]|\bmod\b|\bfra\b|\bend\b", between)
        if parts and (not joined or closed or len(between) > 80):
            break
        if not _addable(figure, sentence.figures[end]):
            break
        parts.insert(0, figure)
    return parts


def _addable(part: Quantity, whole: Quantity) -> bool:
    """Amounts add to amounts, and counts to counts even of other things: girls and boys to pupils."""
    if part.unit in RATES or (part.unit == "kr") != (whole.unit == "kr"):
        return False
    return same_unit(part, whole) or part.unit != "kr"


def _multiplied(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    return whole.value == parts[0].value * parts[1].value


def _of_which(sentence: Sentence) -> Iterator[Verdict]:
    """ "120, heraf 140": a part larger than its whole."""
    word = OF_WHICH.search(sentence.pattern)
    if word is None:
        return
    first = sentence.pattern[: word.start()].count("⟦")
    if not 0 < first < len(sentence.figures):
        return
    whole, part = sentence.figures[first - 1], sentence.figures[first]
    yield from _too_much(sentence, first)
    if not same_unit(whole, part) or whole.unit in RATES or whole.value < 0 or part.value < 0:
        return
    operands = (sentence.operand(whole), sentence.operand(part))
    if part.interval.low <= whole.interval.high:
        yield Held(operands)
        return
    yield Flaw(
        severity="error",
        message=f"Der står {part.text} som en del af {whole.text}, men en del kan ikke være større.",
        operands=operands,
        calculation=f"{show(part.value)} > {show(whole.value)}",
        tolerance="0",
    )


def _too_much(sentence: Sentence, first: int) -> Iterator[Verdict]:
    """ "120, heraf 80 i job og 60 i uddannelse": parts joined by "og" that make more than the whole."""
    whole, parts = sentence.figures[first - 1], sentence.figures[first:]
    joined = sentence.pattern.split(f"⟦{first}⟧", 1)[1]
    alike = all(same_unit(q, whole) and q.unit not in RATES and q.value >= 0 for q in parts)
    if len(parts) < 2 or not alike or not re.search(r" og (?:[a-zæøå]+ ){0,3} ?⟦", joined):
        return
    made = total(q.interval for q in parts)
    if made.low > whole.interval.high and max(q.value for q in parts) <= whole.value:
        operands = tuple(sentence.operand(q) for q in (whole, *parts))
        yield _sum_flaw(whole, parts, "warning", operands)


def _fits(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    return total(q.interval for q in parts).overlaps(whole.interval)


MORE = re.compile(r"\b(?:mer-?(?:forbrug|udgift)|merudgifter|udgifter|underskud|forøgelse|opjustering|tilvækst)\w*$", re.I)  # fmt: skip
LESS = re.compile(r"\b(?:mindre-?(?:forbrug|udgift)|merindtægt|indtægt|overskud|besparelse|nedjustering|reduktion|fald)\w*$", re.I)  # fmt: skip


def _signs_by_words(
    sentence: Sentence, whole: Quantity, parts: Sequence[Quantity]
) -> list[int] | None:
    """The parts' signs against the whole by their words ("et mindreforbrug på 9 og et merforbrug på
    2"); null where the words give all the same sign, or not every figure has one."""
    signs = [_sign_of(sentence, q) for q in (whole, *parts)]
    if 0 in signs or len(set(signs)) == 1:
        return None
    return [sign * signs[0] for sign in signs[1:]]


def _sign_of(sentence: Sentence, quantity: Quantity) -> int:
    before = sentence.text[: quantity.start].rstrip()
    for _ in range(2):  # "steg med om på 40"
        head, _, last = before.rpartition(" ")
        before = head.rstrip() if last in {"på", "om"} else before
    return 1 if MORE.search(before) else -1 if LESS.search(before) else 0


def _verdict(
    sentence: Sentence, whole: Quantity, parts: Sequence[Quantity], severity: Severity
) -> Iterator[Verdict]:
    operands = tuple(sentence.operand(q) for q in (whole, *parts))
    signs = _signs_by_words(sentence, whole, parts) or [1] * len(parts)
    signed = [_turned(q) if sign < 0 else q for q, sign in zip(parts, signs, strict=True)]
    if _fits(whole, signed):
        yield Held(operands)
        return
    yield _sum_flaw(whole, signed, severity, operands)


def _turned(quantity: Quantity) -> Quantity:
    return replace(quantity, value=-quantity.value, interval=-quantity.interval)


def _sum_flaw(
    whole: Quantity, parts: Sequence[Quantity], severity: Severity, operands: tuple[Operand, ...]
) -> Flaw:
    made = sum((q.value for q in parts), Decimal(0))
    span: Interval = total(q.interval for q in parts)
    return Flaw(
        severity=severity,
        message=f"Der står {whole.text} i alt, men de {len(parts)} led giver {show(made)}.",
        operands=operands,
        calculation=" + ".join(show(q.value) for q in parts) + f" = {show(made)}",
        tolerance=f"{show(span.low)} til {show(span.high)}",
    )


@rule("tal-202", "Listens led giver ikke totalen", severity="error", scope="part", source=SUM)
def itemised_lists(part: Part) -> Iterator[Verdict]:
    """A total in the paragraph before a list, and one figure of its unit in every point."""
    flow = part.flow
    for number, piece in enumerate(flow):
        if not isinstance(piece, Passage):
            continue
        points = _points(flow, number + 1, piece.list_number)
        if len(points) >= 2:
            yield from _itemised(passage_sentences(piece), points)


def _points(flow: Sequence[object], start: int, around: int) -> list[Sentence]:
    """The points of the list that follows; `around` is the list that the paragraph itself stands in."""
    points: list[Sentence] = []
    list_number = 0
    for piece in flow[start:]:
        if not isinstance(piece, Passage) or piece.list_number in (0, around):
            break
        if list_number and piece.list_number != list_number:
            break
        list_number = piece.list_number
        points.extend(s for s in passage_sentences(piece) if s.figures)
    return points


def _itemised(intro: Sequence[Sentence], points: Sequence[Sentence]) -> Iterator[Verdict]:
    cue = " ".join(s.pattern for s in intro[-2:])
    strong = bool(SPLIT.search(cue)) or bool(
        re.search(r"\bi alt\b|\bsamlet|\btilsammen\b", cue, re.I)
    )
    if not strong:
        return
    wholes = [(s, q) for s in intro[-2:] for q in s.figures if q.unit not in RATES]
    broken = []
    for sentence, whole in wholes:
        for pick in (0, -1):
            picked = [_of_unit(point, whole, pick) for point in points]
            parts = [(p, q) for p, q in zip(points, picked, strict=True) if q is not None]
            if len(parts) < 2 or len(parts) * 3 < len(points) * 2:
                continue
            quantities = [q for _, q in parts]
            operands = (sentence.operand(whole), *(p.operand(q) for p, q in parts))
            if _fits(whole, quantities):
                yield Held(operands)
                return
            broken.append((whole, quantities, operands))
    likely = [b for b in broken if _of_a_size(b[0], b[1])]
    if likely and len({b[0] for b in likely}) == 1 and len(points) == len(likely[0][1]):
        grave: Severity = "error" if SPLIT.search(cue) else "warning"
        whole, quantities, operands = likely[0]
        yield _sum_flaw(whole, quantities, grave, operands)


def _of_unit(point: Sentence, whole: Quantity, pick: int) -> Quantity | None:
    alike = [q for q in point.figures if same_unit(q, whole) and q.unit not in RATES]
    return alike[pick] if alike else None


def _of_a_size(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """Of one size, or one figure ten, a hundred or a thousand times too much: a unit slip."""
    made = sum((q.value for q in parts), Decimal(0))
    if whole.value <= 0 or made <= 0:
        return False
    if whole.value / 12 <= made <= whole.value * 12:
        return True
    return any(
        whole.value == made * factor
        or made - q.value + q.value / factor == whole.value
        or whole.value / factor == made
        for factor in (Decimal(10), Decimal(100), Decimal(1000))
        for q in parts
    )
