"""Formulas printed in the heads of columns: `(2)+(3)+(4)=(5)`, `5 = 3 - 4`, `C=A+B`, `(kol. 1 - 2)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from raadslag.checks.tables.grid import Line
from raadslag.checks.tables.linked import Link, signed_sum

_REF = r"\(?\s{0,3}(?:kol(?:onne)?\.?\s{0,3})?(\d{1,2}|[A-K])\s{0,3}\)?"
_CHAIN = rf"{_REF}(?:\s{{0,3}}[-+–−]\s{{0,3}}{_REF})+"
FORMULA = re.compile(
    rf"(?<![\w,.])(?:(?P<left>{_REF})\s{{0,3}}=\s{{0,3}})?(?P<chain>{_CHAIN})(?:\s{{0,3}}=\s{{0,3}}(?P<right>{_REF}))?(?![\w,.%]|\s?år)"
)
OWN = re.compile(
    r"^\s*\(?(\d{1,2}|[A-K])[).:]\s|\((\d{1,2}|[A-K])\)\s*\*{0,2}\)?\s*$"
    r"|^\s*\(?(\d{1,2}|[A-K])\)?\s*$|\s([A-K]|\d)$"
)
_TERM = re.compile(rf"([-+–−]?)\s{{0,3}}{_REF}")


@dataclass(frozen=True, slots=True)
class Formula:
    """`target` names a column, null where the column itself is meant; `terms` are sign and name."""

    target: str | None
    terms: tuple[tuple[int, str], ...]
    text: str


def head_to_formula(head: str) -> Formula | None:
    """The formula that a head prints, or null. Spans of years and ages are none."""
    match = FORMULA.search(head)
    if match is None:
        return None
    chain = match.group("chain")
    bracketed = "(" in chain or match.group("left") or match.group("right")
    lettered = not any(sign.isdecimal() for sign in chain)
    spaced = re.fullmatch(r"\s*\d+\s*[-–]\s*\d+\s*", chain) is None
    if not (bracketed or lettered or (spaced and "+" in chain) or "kol" in head.lower()):
        return None
    side = match.group("left") or match.group("right")
    target = re.sub(r"[()\s]|kol(?:onne)?\.?", "", side) if side else None
    terms = tuple(
        (-1 if sign in "-–−" and sign else 1, name) for sign, name in _TERM.findall(chain)
    )
    return Formula(target, terms, match.group().strip())


def formula_links(lines: Sequence[Line], result: int) -> Iterator[tuple[Link, Formula]]:
    """The links that the head of a line can mean, likeliest first: by printed names, by place
    among the columns of figures, by place among all columns."""
    formula = head_to_formula(lines[result].label)
    if formula is None:
        return
    for names in _namings(lines):
        target = result if formula.target is None else names.get(formula.target, result)
        numbers = [names.get(name) for _, name in formula.terms]
        if None in numbers or target in numbers:
            continue
        operands = tuple(n for n in numbers if n is not None)
        signs = tuple(sign for sign, _ in formula.terms)
        yield Link(target, operands, signed_sum(signs), _shown(signs)), formula


def _shown(signs: Sequence[int]) -> str:
    parts = [f"{'-' if s < 0 else '+'} {{{n}}}" for n, s in enumerate(signs)]
    return " ".join(parts).removeprefix("+ ")


def _namings(lines: Sequence[Line]) -> Iterator[dict[str, int]]:
    printed: dict[str, int] = {}
    for number, line in enumerate(lines):
        name = _own_name(line.label)
        if name:
            printed.setdefault(name, number)
    if printed:
        yield printed
    for first in (1, 2):
        numbered = {str(n): i for i, n in enumerate(range(first, len(lines) + first))}
        lettered = {chr(ord("A") + int(n) - 1): i for n, i in numbered.items() if int(n) <= 11}
        yield numbered | lettered


def _own_name(head: str) -> str | None:
    """The name a column gives itself: "(3)" in its head, or the side of its formula that stands alone."""
    formula = head_to_formula(head)
    if formula is not None:
        return formula.target
    match = OWN.search(head.strip())
    return next((group for group in match.groups() if group), None) if match else None
