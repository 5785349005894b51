"""A figure or a name that is told again with one slip: other words around it, but the same thing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from raadslag.checks.across.likeness import marks, other_names, stems
from raadslag.checks.across.statements import counts_of, spoken_of
from raadslag.checks.findings import Flaw, Held, Operand, Verdict
from raadslag.checks.prose.sentence import Sentence
from raadslag.checks.registry import rule
from raadslag.checks.view import ItemView
from raadslag.danish.numbers import show, slip
from raadslag.danish.quantities import Quantity

REACH = 70
"""Letters on either side of a figure that tell what it counts."""
COMMON = 5
"""A word in more sentences than this tells the item's subject, not the figure's."""
MOST_OF_A_WORD = 40
"""Figures around one word; with more it stands in a table in prose."""
_YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with the words and the marks of moment around it."""

    sentence: Sentence
    quantity: Quantity
    around: frozenset[str]
    marks: frozenset[str]
    place: int


@rule("tal-304")
def figure_with_a_slip(item: ItemView) -> Iterator[Verdict]:
    """ "bevilling på 1.316.000 kr." and "1.136.000 kr. til ejendomme": words shared, a slip apart."""
    spoken = spoken_of(item)
    counted = counts_of(item, spoken)
    for group in _by_unit([sentence for _, sentence in spoken]).values():
        for first, second in _sharing(group):
            if first.place == second.place or not _one_thing(first, second):
                continue
            a, b = first.quantity, second.quantity
            operands = (first.sentence.operand(a), second.sentence.operand(b))
            if a.value == b.value:
                yield Held(operands)
            elif min(counted[abs(a.value)], counted[abs(b.value)]) == 1 and _slipped(first, second):
                yield Flaw(
                    severity="warning",
                    message=f"{a.text} og {b.text} ser ud til at være samme tal; de bør være ens.",
                    operands=operands,
                    calculation=f"{show(a.value)} over for {show(b.value)}",
                    tolerance="efter de trykte cifre",
                )


def _sharing(group: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """The pairs that share a rare word, each once: a word stands in `COMMON` sentences at most, so that
    the work grows with the text and not with its square."""
    holding: dict[str, list[int]] = defaultdict(list)
    for number, told in enumerate(group):
        for word in told.around:
            holding[word].append(number)
    rare = (numbers for numbers in holding.values() if len(numbers) <= MOST_OF_A_WORD)
    pairs = {pair for numbers in rare for pair in combinations(numbers, 2)}
    yield from ((group[a], group[b]) for a, b in sorted(pairs))


def _by_unit(spoken: Sequence[Sentence]) -> dict[str, list[Told]]:
    """Figures of two digits that count in their unit, by unit; hedged and ranged ones are left out."""
    frequent = Counter(stem for sentence in spoken for stem in stems(sentence.text))
    groups: dict[str, list[Told]] = defaultdict(list)
    for place, sentence in enumerate(spoken):
        for q in sentence.figures:
            unit = q.unit if q.unit in ("kr", "pct") else q.noun[:5]
            if not unit or q.hedge or q.unit == "point" or _digits(q) < 2:
                continue
            near = sentence.text[max(0, q.start - REACH) : q.end + REACH]
            words = frozenset(stem for stem in stems(near) if frequent[stem] <= COMMON)
            groups[unit].append(Told(sentence, q, words - {q.noun[:6]}, marks(near), place))
    return groups


def _digits(quantity: Quantity) -> int:
    """Digits that carry the number: 1.316.000 has four, 9,3 two."""
    return len(f"{abs(quantity.value).normalize():f}".replace(".", "").strip("0"))


def _one_thing(first: Told, second: Told) -> bool:
    """Whether the words around both tell one thing: enough shared words, and no other moment."""
    short = min(_digits(first.quantity), _digits(second.quantity)) < 3
    least = (5 if first.quantity.unit == "pct" else 3) if short else 2
    if len(first.around & second.around) < least or _apart(first.marks, second.marks):
        return False
    return not other_names(first.sentence.text, second.sentence.text)


def _apart(first: frozenset[str], second: frozenset[str]) -> bool:
    """Both tell a moment or population, and not the same."""
    mine, theirs = (frozenset(m for m in marks if _YEAR.fullmatch(m)) for marks in (first, second))
    if mine and theirs and mine != theirs:
        return True
    polar, other = first - mine, second - theirs
    return polar != other and bool(polar and other)


def _slipped(first: Told, second: Told) -> bool:
    a, b = first.quantity, second.quantity
    if a.interval.overlaps(b.interval) or a.signed != b.signed:
        return False
    return slip(a.value, b.value, shortest=2)


KINDS = (
    "model|modellen|scenarie|scenariet|scenarium|spor|fase|etape|tema|indsatsområde|fokusområde|pejlemærke"
    "|pulje|delmål|mål|alternativ|løsning|variant|trin|pakke|forslag|princip|strategispor|delprojekt"
)
_NAMED = re.compile(
    rf"\b(?P<kind>{KINDS})\s(?P<number>\d{{1,2}}|[A-H])\s?(?::|,|–|-|\()\s?[»”\"]?"
    r"(?P<name>[A-ZÆØÅ][\wæøåÆØÅ-]{3,}(?:\s[a-zæøå][\wæøå-]+){0,2})",
    re.IGNORECASE,
)


@rule("tal-305")
def one_number_for_a_name(item: ItemView) -> Iterator[Verdict]:
    """ "model 2: Ungehuset" in the case and "model 3: Ungehuset" in the recommendation."""
    first: dict[tuple[str, str], Operand] = {}
    for part in item.parts:
        for passage in part.passages:
            for match in _NAMED.finditer(passage.text):
                name = match["name"].lower().split()[0][:12]
                if not match["name"][0].isupper():
                    continue
                operand = Operand(match[0], match["number"].upper(), passage.where)
                known = first.setdefault((match["kind"].lower()[:5], name), operand)
                if known is operand:
                    continue
                if known.value == operand.value:
                    yield Held((known, operand))
                else:
                    yield Flaw(
                        severity="warning",
                        message=f"»{known.text}« har et andet nummer i »{operand.text}«; nummeret bør være ens.",
                        operands=(known, operand),
                        calculation=f"{known.value} ≠ {operand.value}",
                        tolerance="0",
                    )
