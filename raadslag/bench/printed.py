"""Slips in printed minutes, where relations have been annotated by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from raadslag.bench.slips import CHANGES, number

LEVELS = {"L1": "tables", "L2": "prose", "L3": "across", "L4": "structure"}
ANY_CHANGE = ("duplicate-figure", "prose-vs-table", "bilag-count", "count-vs-list")
"""Kinds of which every change of a figure breaks them. Years are no figures, and page numbers of a
contents list break nothing."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A copy of a file's text with one slip."""

    level: str
    kind: str
    slip: str
    text: str


def printed_slips(
    text: str, relations: list[dict[str, Any]], file: str, random: Random
) -> Iterator[Printed]:
    """Copies of the text, one for every slip of every holding relation that it must break."""
    for relation in relations:
        if relation["file"] != file or relation["verdict"] != "holds" or relation["cross_document"]:
            continue
        values = [str(operand["value"] or "") for operand in relation["operands"]]
        for place, operand in enumerate(relation["operands"]):
            if relation["kind"] == "date-weekday":
                yield from _days(text, relation, operand)
            elif re.fullmatch(r"(?!20\d\d$)-?\d+(?:\.\d+)?", values[place]):
                yield from _figures(text, relation, place, values, random)


def _figures(
    text: str, relation: dict[str, Any], place: int, values: list[str], random: Random
) -> Iterator[Printed]:
    operand = relation["operands"][place]
    printed = values[place].replace(".", ",")
    if not re.search(r"[1-9]", printed):
        return
    figures = {str(n): value.replace(".", ",") for n, value in enumerate(values)}
    for slip, change in CHANGES.items():
        changed = change(printed, random, figures)
        if not changed or changed == printed:
            continue
        after = [*values[:place], changed.replace(".", "").replace(",", "."), *values[place + 1 :]]
        if not _breaks(relation, after):
            continue
        copy = _replaced(text, operand, printed, changed)
        if copy is not None:
            yield Printed(LEVELS.get(relation["level"], "across"), relation["kind"], slip, copy)


def _breaks(relation: dict[str, Any], values: list[str]) -> bool:
    """Whether the relation, by its kind, can't hold with these values."""
    kind = relation["kind"]
    if kind in ANY_CHANGE:
        return True
    if not all(re.fullmatch(r"-?\d+(?:\.\d+)?", value) for value in values):
        return False
    numbers = [number(value.replace(".", ",")) for value in values]
    if kind in ("column-sum", "prose-sum"):
        roles = [operand["role"] for operand in relation["operands"]]
        whole = (
            roles.index("total")
            if "total" in roles
            else max(range(len(numbers)), key=numbers.__getitem__)
        )
        return 2 * numbers[whole] != sum(numbers)
    if kind == "share-sum-100":
        return "<=" not in relation["formula"] and abs(sum(numbers, Decimal(0)) - 100) > len(
            numbers
        )
    if kind == "pct-of-total":
        return len(numbers) == 3 and abs(numbers[0] * 100 / (numbers[1] or 1) - numbers[2]) > 1
    return False


def _replaced(text: str, operand: dict[str, Any], printed: str, changed: str) -> str | None:
    """The text with the figure changed on its line; null where the line prints it otherwise."""
    lines = text.split("\n")
    at = operand["line"] - 1
    spot = re.escape(operand["text"])
    match = re.search(spot, lines[at])
    inside = re.search(rf"(?<![\d,.]){re.escape(printed)}(?![\d])", operand["text"])
    if match is None or inside is None:
        return None
    start = match.start() + inside.start()
    lines[at] = lines[at][:start] + changed + lines[at][start + len(printed) :]
    return "\n".join(lines)


def _days(text: str, relation: dict[str, Any], operand: dict[str, Any]) -> Iterator[Printed]:
    """The printed day moved by one, so that the weekday is wrong."""
    on = date.fromisoformat(operand["value"])
    moved = f"{on.day % 28 + 1:02}."
    copy = _replaced(text, operand, f"{on.day:02}", moved.rstrip("."))
    if copy is not None:
        yield Printed("structure", relation["kind"], "digit", copy)
