"""The triple: a result, the relation it is said to have, and the operands it is worked out from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from raadslag.danish.numbers import Interval, show, slip, total
from raadslag.danish.statements import Said, lead

ZERO, HUNDRED, FAR = Decimal(0), Decimal(100), Decimal("1e14")
LOOSE = Decimal("0.125")
"""How far a share in words may be from the numbers: "en tredjedel" of 90 is said of 27 to 33."""


SURE_DIGITS = 3
"""Digits of an operand of which one changed tells a slip; of two, every fifth number is one slip away."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One triple. `kind` names its sort, `makes` what the operands come to by their printed digits,
    `form` the calculation with {0}, {1} … for the operands, `word` the word that claims it.

    `sure`: the words leave no other reading. `loose`: said in words. `ordered`: of two levels it is
    told which is the older.
    """

    kind: str
    result: Said
    operands: tuple[Said, ...]
    makes: Interval
    form: str
    word: str = ""
    sure: bool = True
    loose: bool = False
    ordered: bool = True

    @property
    def holds(self) -> bool:
        if not self.loose:
            return self.makes.overlaps(self.result.span)
        room = abs(self.makes.high) * LOOSE + self.result.quantity.step
        return Interval(self.makes.low - room, self.makes.high + room).overlaps(self.result.span)

    @property
    def places(self) -> frozenset[int]:
        return frozenset((self.result.place, *(one.place for one in self.operands)))

    @property
    def middle(self) -> Decimal:
        return (self.makes.low + self.makes.high) / 2

    @property
    def shown(self) -> str:
        return self.form.format(*(show(one.value) for one in self.operands))

    @property
    def slipped(self) -> bool:
        """Whether one slip of the pen in one of the figures explains that it doesn't hold."""
        off = self.result.value - self.middle
        alike = [one.value for one in self.operands if one.kind == self.result.kind]
        alike = [
            value for value in alike if len(f"{value.normalize():f}".strip("0.")) >= SURE_DIGITS
        ]
        return slip(self.result.value, self.middle, shortest=2) or any(
            slip(value, value + turned, shortest=2) for value in alike for turned in (off, -off)
        )


Finder = Callable[[Sequence[Said]], Iterator[Relation]]
SIGNED = ("direction", "balance")
"""Relations of a word with two levels: that the size fits does not speak for them."""


def summed(parts: Sequence[Said]) -> Interval:
    return total(one.span for one in parts)


def signs(count: int, sign: str, start: int = 0) -> str:
    """ "{0} + {1} + {2}" for three operands."""
    return f" {sign} ".join(f"{{{number}}}" for number in range(start, start + count))


def addable(first: Said, second: Said) -> bool:
    """Whether two may be parts of one whole: amounts, counts (of girls and boys too), per cents."""
    return first.kind == second.kind and first.kind in ("kr", "count", "pct")


def alike(first: Said, second: Said) -> bool:
    """Whether two can be compared: of one kind, spells of time in one unit."""
    units = first.quantity.unit[:3], second.quantity.unit[:3]
    return first.kind == second.kind and (
        first.kind != "time" or not units[0] or units[0] == units[1]
    )


def same_thing(part: Said, whole: Said) -> bool:
    a, b = part.quantity.noun, whole.quantity.noun
    return part.kind == "kr" or not a or not b or a[:4] == b[:4]


def concluded(said: Said) -> bool:
    """Said as what the figures before it come to: "svarende til", "dvs.", "(", "= "."""
    return bool(lead(said, "equals", 4)) or said.before.rstrip().endswith(("(", "="))
