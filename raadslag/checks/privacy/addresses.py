"""Street, number, floor and door: a place where somebody lives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from raadslag.checks.privacy.words import rows

STREET_ENDS = tuple(row.word.strip("*") for row in rows("places", "street"))
_NUMBER = re.compile(r" (?P<number>[0-9]{1,3})(?: ?[A-ZÆ](?![\wæøå]))?(?![\d%]|[.,]\d)")
_UNIT = re.compile(
    r",? ?(?:\d{1,2}\.?|st\.?|kl\.?|stuen)(?:[ ,]{0,2}(?:sal))?[ ,.]{0,2}(?:tv|th|mf|dør \d{1,3})(?!\w)\.?"
    r"|, ?(?:\d{1,2}\. sal|st\.|kld?\.|stuen)",
    re.IGNORECASE,
)
_TOWN = re.compile(r",? \d{4} [A-ZÆØÅ]\w{1,30}")
_STREET = re.compile(
    r"(?<!\w)(?:[A-ZÆØÅ][\w.]{0,30} ){0,2}[A-ZÆØÅ][\w.]{0,30}\Z|(?<!\w)[A-ZÆØÅ][\w.]{0,30} (?:på|ved|i|den) [\w.]{1,30}\Z"
)
_LONGEST = 70


@dataclass(frozen=True, slots=True)
class Address:
    """An address at `start:end` of a folded text; `has_unit` with floor or door: a dwelling's."""

    start: int
    end: int
    has_unit: bool


def addresses(text: str) -> Iterator[Address]:
    """Every street with a house number, in order."""
    for match in _NUMBER.finditer(text):
        before = text[max(0, match.start() - _LONGEST) : match.start()]
        if not before[-12:].lower().endswith(STREET_ENDS):
            continue
        street = _STREET.search(before.rsplit("\n", 1)[-1])
        if street:
            unit = _UNIT.match(text, match.end())
            end = unit.end() if unit else match.end()
            town = _TOWN.match(text, end)
            yield Address(
                match.start() - len(street.group()), town.end() if town else end, unit is not None
            )
