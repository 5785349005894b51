"""How long something lasts against the days or years it runs from and to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from raadslag.checks.findings import Flaw, Held, Operand, Verdict
from raadslag.checks.form.counted import WORDS
from raadslag.checks.registry import rule
from raadslag.checks.time.days import day_spans
from raadslag.checks.view import Part, Passage

_N = rf"(?P<n>\d{{1,2}}|{'|'.join(WORDS[2:])})"
YEARS = re.compile(
    rf"\b{_N}\s(?:år|års)\b[^.;:\d]{{0,25}}?\b(?:fra|i|perioden)\s(?:og med\s)?(?P<a>20\d{{2}})\s?(?:til(?: og med)?|-|–)\s?(?P<b>20\d{{2}})",
    re.IGNORECASE,
)
SPELL = re.compile(rf"\b{_N}\s(?P<unit>dage|uger|måneder)\b", re.IGNORECASE)
LENGTHS = {"dage": (1.0, 1), "uger": (7.0, 6), "måneder": (30.4, 16)}
"""Days of a unit, and how many days a span told in it may be off."""


@rule(
    "tid-112",
    "Varigheden passer ikke til start og slut",
    severity="warning",
    scope="part",
    source="Den gregorianske kalender; første og sidste dag kan være regnet med eller ej.",
)
def length_of_spans(part: Part) -> Iterator[Verdict]:
    """ "tre år fra 2024 til 2026", "12 uger fra 1. januar 2024 til 24. marts 2024"."""
    for passage in part.passages:
        for match in YEARS.finditer(passage.text):
            years = int(match["b"]) - int(match["a"])
            yield _verdict(match[0], _number(match), (years, years + 1), passage, "år")
        for first, last in day_spans(passage.text):
            spells = list(SPELL.finditer(passage.text, max(0, first.start - 40), first.start))
            if len(spells) != 1 or first.on is None or last.on is None:
                continue
            if re.search(r"[.;:]", passage.text[spells[0].end() : first.start].rstrip(" d.")):
                continue
            unit = spells[0]["unit"].lower()
            length, room = LENGTHS[unit]
            days = (last.on - first.on).days
            least, most = int((days - room) / length), int((days + 1 + room) / length) + 1
            told = passage.text[spells[0].start() : last.end]
            yield _verdict(told, _number(spells[0]), (least, most), passage, unit)


def _number(match: re.Match[str]) -> int:
    word = match["n"].lower()
    return int(word) if word.isdigit() else WORDS.index(word)


def _verdict(told: str, said: int, fits: tuple[int, int], passage: Passage, unit: str) -> Verdict:
    operands = (Operand(told, str(said), passage.where),)
    if fits[0] <= said <= fits[1]:
        return Held(operands)
    return Flaw(
        severity="warning",
        message=f"»{told}« er ikke {said} {unit}, men {fits[0]} til {fits[1]}.",
        operands=operands,
        calculation=f"{fits[0]} til {fits[1]} {unit}, ikke {said}",
        tolerance="første og sidste regnet med eller ej",
    )
