"""Money in prose: budget, spent and the word for the difference; one amount in two units; ranks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from raadslag.checks.findings import Flaw, Held, Operand, Verdict
from raadslag.checks.prose.sentence import F, Sentence, sentences, text_to_sentence
from raadslag.checks.registry import rule
from raadslag.checks.view import Part
from raadslag.danish.numbers import Quantity, show

GAP = r"[^⟦⟧.;]{0,60}?"
BUDGET = re.compile(rf"\b(?:budget(?:tet|teret)?|budgetramme|bevilling(?:en)?|ramme(?:n)?|budgetlagt|afsat)\b{GAP}{F}", re.I)  # fmt: skip
SPENT = re.compile(rf"\b(?:regnskab(?:et)?|forbrug(?:et)?|forbrugt|brugt|udgift(?:en|er|erne)?|regnskabsresultat(?:et)?)\b{GAP}{F}", re.I)  # fmt: skip
OVER = re.compile(rf"\b(?P<word>mer-?forbrug|mindre-?forbrug|merudgift|mindreudgift|overskridelse|underforbrug)\w*\b[^⟦⟧.;]{{0,30}}?{F}", re.I)  # fmt: skip
MORE = re.compile(r"^(?:mer|over)", re.I)


@rule(
    "tal-209",
    "Mer- eller mindreforbrug passer ikke til budget og regnskab",
    severity="error",
    scope="part",
    source="Merforbrug = regnskab - budget > 0; mindreforbrug er det modsatte "
    "(Budget- og regnskabssystem for kommuner).",
)
def over_and_under(part: Part) -> Iterator[Verdict]:
    """The amount and the word against the budget and the spending that stand beside them."""
    for passage in sentences(part):
        for sentence in _with_levels(passage):
            word = OVER.search(sentence.pattern)
            budget, spent = BUDGET.search(sentence.pattern), SPENT.search(sentence.pattern)
            if not (word and budget and spent):
                continue
            said = sentence.figure(word[2])
            levels = sentence.figure(budget[1]), sentence.figure(spent[1])
            if len({word[2], budget[1], spent[1]}) == 3 and _money(said, *levels):
                yield from _spending(sentence, word["word"], said, *levels)


def _with_levels(passage: tuple[Sentence, ...]) -> Iterator[Sentence]:
    """Sentences that tell of over- or underspending; the one before is read with them where the
    levels stand there."""
    for number, sentence in enumerate(passage):
        if not OVER.search(sentence.pattern):
            continue
        levels = BUDGET.search(sentence.pattern) and SPENT.search(sentence.pattern)
        before = passage[number - 1] if number else None
        if levels or before is None or len(sentence.figures) > 1:
            yield sentence
        else:
            yield text_to_sentence(f"{before.text} {sentence.text}", sentence.where)


def _money(*quantities: Quantity) -> bool:
    return all(q.unit == "kr" for q in quantities)


def _spending(
    sentence: Sentence, word: str, said: Quantity, budget: Quantity, spent: Quantity
) -> Iterator[Verdict]:
    operands = tuple(sentence.operand(q) for q in (said, budget, spent))
    gap = spent.interval - budget.interval
    if not gap.magnitude().overlaps(said.interval.magnitude()):
        made = abs(spent.value - budget.value)
        yield Flaw(
            severity="error",
            message=f"Der står {word} på {said.text}, men regnskab og budget ligger {show(made)} kr. fra hinanden.",
            operands=operands,
            calculation=f"{show(spent.value)} - {show(budget.value)} = {show(spent.value - budget.value)}",
            tolerance=f"{show(gap.low)} til {show(gap.high)} kr.",
        )
        return
    more = bool(MORE.match(word))
    if (gap.high < 0 and more) or (gap.low > 0 and not more):
        fits = "mindreforbrug" if more else "merforbrug"
        yield Flaw(
            severity="error",
            message=f"Der står »{word}«, men efter budget og regnskab er det et {fits}.",
            operands=(Operand(word, word.lower(), sentence.where), *operands[1:]),
            calculation=f"{show(spent.value)} - {show(budget.value)} = {show(spent.value - budget.value)}",
            tolerance="0",
        )
        return
    yield Held(operands)


TWICE = re.compile(
    rf"{F}\s*(?P<how>\(\s*(?:svarende til |i alt |dvs\.? |præcist |nærmere bestemt )?)"
    rf"{F}(?P<tail>\s*\)|\s*[.,]|$)"
)


@rule(
    "tal-211",
    "Samme beløb i to enheder er ikke ens",
    severity="error",
    scope="part",
    source="1 mio. kr. = 1.000.000 kr.; efter de trykte cifre.",
)
def one_amount_twice(part: Part) -> Iterator[Verdict]:
    """ "1,2 mio. kr. (1.234.000 kr.)": both must be roundings of one amount."""
    for passage in sentences(part):
        for sentence in passage:
            for match in TWICE.finditer(sentence.pattern):
                first, second = sentence.figure(match[1]), sentence.figure(match[3])
                if not _money(first, second) or first.step == second.step:
                    continue
                operands = (sentence.operand(first), sentence.operand(second))
                if first.interval.overlaps(second.interval):
                    yield Held(operands)
                else:
                    yield Flaw(
                        severity="error",
                        message=f"{first.text} og {second.text} er ikke samme beløb.",
                        operands=operands,
                        calculation=f"{show(first.value)} kr. over for {show(second.value)} kr.",
                        tolerance=f"{show(first.interval.low)} til {show(first.interval.high)} kr.",
                    )


RANK = re.compile(r"\b(?:en |nr\. ?|som nummer |nummer )?(\d{1,3})\. ?plads\b|\bplacering(?:en)? som nr\. ?(\d{1,3})\b", re.I)  # fmt: skip
FIELD = re.compile(
    r"\b(?:ud )?af (?:de |landets |alle |i alt )*(\d{2,3}) (?:kommuner|deltag)", re.I
)
MUNICIPALITIES = 98
"""Danish municipalities since 1 January 2007 (lov nr. 540 af 24. juni 2005)."""
RANK_MOVE = re.compile(
    r"\bfra (?:en |nr\. ?)?(\d{1,3})\.? ?(?:plads)?[^.;\d]{0,40}?\btil (?:[a-zæøå]+ ){0,2}?(?:en |nr\. ?)?(\d{1,3})\. ?plads",
    re.I,
)
BETTER = re.compile(r"\b(?:fremgang|forbedr\w+|rykket (?:frem|op)|avanceret|rykker (?:frem|op)|steget)\b", re.I)  # fmt: skip
WORSE = re.compile(r"\b(?:tilbagegang|forværr\w+|rykket (?:tilbage|ned)|rykker (?:tilbage|ned)|faldet)\b", re.I)  # fmt: skip


@rule(
    "tal-210",
    "Placeringen kan ikke passe",
    severity="error",
    scope="part",
    source="En placering ligger mellem 1 og antallet; en fremgang er en lavere placering.",
)
def ranks(part: Part) -> Iterator[Verdict]:
    """A rank beyond the field, and a step forward that goes backward."""
    for passage in part.passages:
        field = FIELD.search(passage.text)
        bound = int(field[1]) if field else MUNICIPALITIES
        if not (field or re.search(r"\bkommune", passage.text, re.I)):
            continue
        for match in RANK.finditer(passage.text):
            rank = int(next(g for g in match.groups() if g))
            operand = Operand(match[0], str(rank), passage.where)
            if 1 <= rank <= bound:
                yield Held((operand,))
            else:
                yield Flaw(
                    severity="error",
                    message=f"Placeringen {rank} findes ikke blandt {bound}.",
                    operands=(
                        operand,
                        *((Operand(field[0], field[1], passage.where),) if field else ()),
                    ),
                    calculation=f"{rank} > {bound}" if rank > bound else "0 < 1",
                    tolerance="0",
                )
    for found in sentences(part):
        for sentence in found:
            yield from _rank_move(sentence)


def _rank_move(sentence: Sentence) -> Iterator[Verdict]:
    match = RANK_MOVE.search(sentence.text)
    if match is None:
        return
    old, new = int(match[1]), int(match[2])
    better, worse = BETTER.search(sentence.text), WORSE.search(sentence.text)
    if old == new or bool(better) == bool(worse):
        return
    word = (better or worse or match)[0]
    operands = (
        Operand(word, word.lower(), sentence.where),
        Operand(match[0], f"{old} → {new}", sentence.where),
    )
    if (new < old) == bool(better):
        yield Held(operands)
        return
    fits = "en tilbagegang" if better else "en fremgang"
    yield Flaw(
        severity="warning",
        message=f"Der står »{word}«, men fra plads {old} til plads {new} er {fits}.",
        operands=operands,
        calculation=f"{old} → {new}; plads 1 er bedst",
        tolerance="0",
    )
