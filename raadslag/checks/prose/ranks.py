"""Ranks: a place beyond the field, and a step forward that goes backward."""

from __future__ import annotations

import re
from collections.abc import Iterator

from raadslag.checks.findings import Flaw, Held, Operand, Verdict
from raadslag.checks.prose.sentence import Sentence, sentences
from raadslag.checks.registry import rule
from raadslag.checks.view import Part

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


@rule("tal-210")
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
