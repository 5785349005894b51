"""Which family of minutes a document is: scored by its marks, plain below the floor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from raadslag.reader.cut.contents import Contents
from raadslag.reader.lines.line import Line

FLOOR = 2.0
"""A dialect below this score is not believed: the document is called plain, with a note."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """`name` of the family and how well it fits (0 to 1)."""

    name: str
    score: float


_SIGNS: tuple[tuple[str, tuple[tuple[str, float], ...]], ...] = (
    ("firstagenda", ((r"^Mødedato\s", 1.0), (r"^Mødested\s", 0.5), (r"^Indholdsfortegnelse$", 0.5), (r"^Punkt \d+: ", 2.0), (r"^REFERAT .+ d\. \d\d-\d\d-\d{4}", 1.0))),
    ("firstagenda-web", ((r"^AFBUD/FRAVÆRENDE$", 1.5), (r"- Deltog$", 1.0), (r"^Download samlet dokument", 1.0), (r"^Beslutningen træffes af$", 0.5), (r"^Hent som PDF$", 1.5))),
    ("sbsys", ((r"^(?:Åbent|Lukket) - ", 1.5), (r"^STARTTIDSPUNKT$", 1.5), (r"^Forventet sagsgang$", 1.0), (r"^Sagsgang og sagstype$", 1.0), (r"^Sager \d+ - \d+", 1.5))),
    ("acadre", ((r"Dok\.nr\.: \d+", 1.5), (r"Sagsid\.: ", 1.0), (r"Initialer: ", 1.0), (r"^Acadre ", 1.5))),
    ("edoc", ((r"s? beslutning den .+ Punkt \d+", 1.5), (r"^Følgende deltog ikke i behandlingen", 1.5), (r"^Sagsnr\.: \d{4}-\d+", 1.0), (r", pkt\. \d+:?$", 1.0))),
    ("fics", ((r"^Sagsnr\.: ?\d{3}-\d{4}-\d+", 2.0), (r"Dok\.nr\.: ?\d{3}-\d{4}-\d+", 1.0))),
)  # fmt: skip
_COMPILED = tuple((name, tuple((re.compile(p), w) for p, w in signs)) for name, signs in _SIGNS)
LOOKED_AT = 400
"""Lines at the start of the document that are enough to tell."""


def dialect_of(lines: Sequence[Line], contents: Contents, style: str) -> Dialect:
    """The family whose signs weigh most; `plain` below the floor."""
    texts = [line.text for line in lines[:LOOKED_AT] if line.text and len(line.text) < 200]
    best = Dialect("plain", 0.0)
    for name, signs in _COMPILED:
        total = sum(weight for pattern, weight in signs if any(map(pattern.search, texts)))
        if total > best.score:
            best = Dialect(name, total)
    if contents.entries and best.name == "firstagenda":
        best = Dialect(best.name, best.score + 0.5)
    if best.score < FLOOR:
        return Dialect("plain", min(1.0, best.score / FLOOR))
    if style == "lost" and best.name == "firstagenda":
        best = Dialect("firstagenda-web", best.score)
    return Dialect(best.name, min(1.0, best.score / 4.0))
