"""The rules on figures in prose: each takes the relations of its kind that `danish.relations` reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from raadslag.checks.findings import Flaw, Held, Operand, Severity, Verdict
from raadslag.checks.prose.sentence import Sentence, passage_sentences
from raadslag.checks.registry import rule
from raadslag.checks.view import Part, Passage
from raadslag.danish.numbers import show
from raadslag.danish.relations import CONTRAST, SIGNED, Relation, itemised, relations_in
from raadslag.danish.statements import Said

WINDOW = 3
"""Sentences in a row that may state one relation: "Primo … . Tilgangen … . Ultimo …"."""


@dataclass(frozen=True, slots=True)
class Told:
    """A relation and the sentences it was read in."""

    relation: Relation
    sentences: tuple[Sentence, ...]
    listed: bool = False

    def operand(self, said: Said) -> Operand:
        return self.sentences[said.sentence].operand(said.quantity)

    @property
    def operands(self) -> tuple[Operand, ...]:
        return tuple(self.operand(said) for said in (self.relation.result, *self.relation.operands))

    @property
    def place(self) -> tuple[int, int]:
        """Where the result stands: its passage's place in the section, and in it."""
        sentence = self.sentences[self.relation.result.sentence]
        return sentence.passage.offset, sentence.start + self.relation.result.quantity.start


@lru_cache(maxsize=64)
def told_in(part: Part) -> tuple[Told, ...]:
    """The relations that the part states, passage by passage, and those of its lists.

    What holds in one window is not spoken against by a window that sees less.
    """
    found = [told for passage in part.passages for told in _windows(passage_sentences(passage))]
    found += _lists(part)
    right = {
        told.place for told in found if told.relation.holds and told.relation.kind not in SIGNED
    }
    kept: dict[tuple[str, tuple[int, int]], Told] = {}
    for told in found:
        one = told.relation
        if one.holds or one.kind in SIGNED or told.place not in right:
            kept.setdefault((one.kind, told.place), told)
    return tuple(kept.values())


def _windows(row: tuple[Sentence, ...]) -> Iterator[Told]:
    if any(sentence.passage.heading for sentence in row):
        return
    for first in range(len(row)):
        for last in range(first + 1, min(first + WINDOW, len(row)) + 1):
            window = row[first:last]
            for relation in relations_in(tuple(sentence.text for sentence in window)):
                spread = {one.sentence for one in (relation.result, *relation.operands)}
                if last - first == 1 or len(spread) > 1:
                    yield Told(relation, window)


def _lists(part: Part) -> list[Told]:
    """A total in the sentences before a list against one figure in each of its points."""
    found = []
    for number, piece in enumerate(part.flow):
        if not isinstance(piece, Passage):
            continue
        points = points_after(part, number)
        if len(points) >= 2:
            window = (*passage_sentences(piece)[-2:], *points)
            intro = len(window) - len(points)
            relation = itemised(tuple(one.text for one in window), intro)
            if relation is not None:
                found.append(Told(relation, window, listed=True))
    return found


def points_after(part: Part, number: int) -> list[Sentence]:
    """The first sentences with figures of the points of the list that follows a passage."""
    intro = part.flow[number]
    around = intro.list_number if isinstance(intro, Passage) else 0
    points: list[Sentence] = []
    listed = 0
    for piece in part.flow[number + 1 :]:
        if not isinstance(piece, Passage) or piece.list_number in (0, around):
            break
        if listed and piece.list_number != listed:
            break
        listed = piece.list_number
        points.extend(one for one in passage_sentences(piece) if one.figures)
    return points


REST_WORDS = ("resterende", "resterer", "øvrige", "andre", "resten")
_UNITS = {"kr": " kr.", "pct": " pct.", "point": " procentpoint"}


def rule_of(told: Told) -> str:
    """The id of the rule that a relation belongs to."""
    one = told.relation
    if one.kind == "sum":
        return "tal-202" if told.listed else "tal-201" if one.sure else "tal-212"
    if one.kind == "rest":
        return "tal-204" if one.word in REST_WORDS else "tal-212"
    if one.kind == "change":
        return "tal-205" if one.sure and one.ordered else "tal-212"
    if one.kind == "share":
        return "tal-216" if "procent" in " ".join(one.result.before.split()[-3:]) else "tal-206"
    if one.kind == "direction":
        return "tal-213" if one.word in ("flere", "færre") else "tal-207"
    return BY_KIND[one.kind]


BY_KIND = {
    "part": "tal-201", "hundred": "tal-203", "flow": "tal-208", "balance": "tal-209", "twice": "tal-211",
    "mean": "tal-212", "product": "tal-214", "fraction": "tal-215", "beyond": "tal-215", "length": "tid-112",
}  # fmt: skip
ERRORS = {
    "tal-201",
    "tal-202",
    "tal-203",
    "tal-204",
    "tal-205",
    "tal-206",
    "tal-207",
    "tal-208",
    "tal-209",
    "tal-211",
    "tal-216",
}


def _verdicts(rule_id: str) -> Callable[[Part], Iterator[Verdict]]:
    def run(part: Part) -> Iterator[Verdict]:
        for told in told_in(part):
            if rule_of(told) == rule_id:
                yield Held(told.operands) if told.relation.holds else _flaw(told, rule_id)

    return run


def _flaw(told: Told, rule_id: str) -> Flaw:
    one = told.relation
    hedged = any(said.quantity.hedge for said in (one.result, *one.operands))
    of_list = one.kind == "share" and len(one.operands) > 2
    certain = one.sure and not hedged and not of_list and one.word != CONTRAST
    certain = certain and not _may_be_rounded(one)
    grave: Severity = "error" if rule_id in ERRORS and certain else "warning"
    return Flaw(
        severity=grave,
        message=_message(one, told.listed),
        operands=told.operands,
        calculation=_calculation(one),
        tolerance=f"{show(one.makes.low)} til {show(one.makes.high)}"
        if one.kind not in ("direction", "beyond")
        else "0",
    )


def _may_be_rounded(one: Relation) -> bool:
    """Whether a change that is wrong as printed can be right of figures that were rounded."""
    if one.kind != "change" or len(one.operands) != 2 or one.result.kind == "pct":
        return False
    gap = (one.operands[0].span - one.operands[1].span).magnitude()
    return gap.overlaps(one.result.span)


def _calculation(one: Relation) -> str:
    if one.kind == "direction":
        return one.shown
    if one.kind == "beyond":
        return f"{one.shown} = {_edge(one)}, ikke {show(one.result.quantity.value)}"
    return f"{one.shown} = {_fits(one)}, ikke {show(one.result.quantity.value)}"


def _fits(one: Relation) -> str:
    """What the operands come to, with as many decimals as the result is printed with."""
    step = one.result.quantity.step
    scale = one.result.quantity.scale
    return (
        show((one.middle / scale).quantize(step / scale) * scale)
        if step / scale < 1 or one.kind in ("share", "change")
        else show(one.middle)
    )


def _message(one: Relation, listed: bool) -> str:
    said, fits = one.result.quantity.text, _fits(one) + _UNITS.get(one.result.kind, "")
    first = one.operands[0].quantity.text
    last = one.operands[-1].quantity.text
    made = show(sum((said.quantity.value for said in (one.result, *one.operands)), Decimal(0)))
    shown = "Listens" if listed else "De"
    texts = {
        "sum": f"Der står {said} i alt, men {shown.lower()} {len(one.operands)} led giver {fits}",
        "part": f"Der står {said} som en del af {first}, men en del kan ikke være større",
        "rest": f"Der står {said} som resten af {first}, men resten er {fits}",
        "hundred": f"Andelene giver tilsammen {made} pct., ikke 100 pct.",
        "change": f"Fra {first} til {last} er en ændring på {fits}, ikke {said}",
        "share": f"{first} af {last} er {fits}, ikke {said}",
        "flow": f"Der står {said}, men tilgang og afgang giver {fits}",
        "twice": f"{first} og {said} er ikke samme beløb",
        "product": f"Der står {said}, men {one.shown} er {fits}",
        "fraction": f"Der står »{one.word or said}« ved {said}, men tallene ved siden af giver {fits}",
        "length": f"Der står {said}, men {first} er {_length(one)}",
        "mean": f"Der står {said}, men gennemsnittet er {fits}",
    }
    if one.kind == "balance":
        return _balance(one)
    if one.kind == "beyond":
        return f"Der står »{one.word}« ved {said}, men {one.shown} er {_edge(one)}"
    return _way(one) if one.kind == "direction" else texts[one.kind]


def _edge(one: Relation) -> str:
    """The figure that "mere end" goes beyond."""
    return show(min(one.makes.low, one.makes.high, key=abs))


def _length(one: Relation) -> str:
    low, high = (show(value.quantize(Decimal("0.1"))) for value in (one.makes.low, one.makes.high))
    return low if low == high else f"{low} til {high}"


def _way(one: Relation) -> str:
    first, last = one.operands[0].quantity.text, one.result.quantity.text
    fits = (
        "et fald" if one.result.quantity.value < one.operands[0].quantity.value else "en stigning"
    )
    return f"Der står »{one.word}«, men fra {first} til {last} er {fits}"


def _balance(one: Relation) -> str:
    spent, budget = one.operands
    gap = abs(spent.quantity.value - budget.quantity.value)
    if one.makes.high >= 0:
        return f"Der står {one.word} på {one.result.quantity.text}, men de to beløb ligger {show(gap)} kr. fra hinanden"
    more = spent.quantity.value > budget.quantity.value
    return f"Der står »{one.word}«, men {spent.quantity.text} er {'mere' if more else 'mindre'} end {budget.quantity.text}"


for _id in sorted({*ERRORS, *BY_KIND.values(), "tal-213"}):
    rule(_id)(_verdicts(_id))
