"""Thin lines drawn on a PDF page: the walls of its tables."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Rule:
    """A thin line: `at` on its own axis, from `start` to `end` on the other."""

    at: float
    start: float
    end: float


_THIN = 2.5
"""Points: a drawn box no thicker than this is a line."""


def box_to_rules(
    left: float, bottom: float, right: float, top: float, across: list[Rule], down: list[Rule]
) -> None:
    wide, high = right - left, top - bottom
    if high <= _THIN and wide > 3 * _THIN:
        across.append(Rule((top + bottom) / 2, left, right))
    elif wide <= _THIN and high > 3 * _THIN:
        down.append(Rule((left + right) / 2, bottom, top))
    elif wide > 3 * _THIN and high > 3 * _THIN:
        across += [Rule(bottom, left, right), Rule(top, left, right)]
        down += [Rule(left, bottom, top), Rule(right, bottom, top)]


def turn_point(x: float, y: float, turn: int, size: tuple[float, float]) -> tuple[float, float]:
    """A point of the unturned page, on the page as it is read (`size` is of the turned page)."""
    wide, high = size
    if turn == 1:
        return y, high - x
    if turn == 2:
        return wide - x, high - y
    return wide - y, x


def turned_rules(
    across: list[Rule], down: list[Rule], turn: int, size: tuple[float, float]
) -> tuple[list[Rule], list[Rule]]:
    flat: list[Rule] = []
    tall: list[Rule] = []
    boxes = [(rule.start, rule.at, rule.end, rule.at) for rule in across]
    boxes += [(rule.at, rule.start, rule.at, rule.end) for rule in down]
    for left, bottom, right, top in boxes:
        one, two = turn_point(left, bottom, turn, size), turn_point(right, top, turn, size)
        low, high = (
            (min(one[0], two[0]), min(one[1], two[1])),
            (max(one[0], two[0]), max(one[1], two[1])),
        )
        box_to_rules(*low, *high, flat, tall)
    return flat, tall
