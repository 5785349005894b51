"""How often something recurs: "kvartalsvist", "hver tredje måned", "to gange om året", "på hvert møde".

Ask `rhythms_in(text)`; `per_year` is 12 for monthly, 0.5 for every other year, 0 where only "løbende" is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from raadslag.danish.sought import Sought

MEETINGS_A_YEAR = 11
"""A committee meets each month but July (the issue's domain notes)."""
COUNTS = {
    "et": 1.0, "en": 1.0, "én": 1.0, "to": 2.0, "et par": 2.0, "nogle": 3.0, "tre": 3.0, "fire": 4.0, "fem": 5.0, "seks": 6.0, "syv": 7.0,
    "otte": 8.0, "ni": 9.0, "ti": 10.0, "tolv": 12.0, "fjorten": 14.0, "tyve": 20.0, "tredive": 30.0, "halvandet": 1.5, "1½": 1.5,
    "et halvt": 0.5, "et halv": 0.5, "halve": 0.5, "halvt": 0.5, "½": 0.5, "et kvart": 0.25,
}  # fmt: skip
NUMBER = rf"(?:\d{{1,2}}(?!\d|½)|{'|'.join(sorted(COUNTS, key=len, reverse=True))})"
"""A small number in figures or words, as a pattern's choice; read it with `count`."""
_PER_YEAR = {
    "år": 1.0, "halvår": 2.0, "kvartal": 4.0, "måned": 12.0, "uge": 52.0, "dag": 365.0, "forår": 1.0, "efterår": 1.0, "sommer": 1.0, "vinter": 1.0,
    "januar": 1.0, "skoleår": 1.0, "sæson": 1.0,
}  # fmt: skip
_ADVERBS = {"måned": 12.0, "kvartal": 4.0, "halvår": 2.0, "år": 1.0, "ugentlig": 52.0, "uge": 52.0}
_EVERY = {
    "anden": 2,
    "andet": 2,
    "tredje": 3,
    "fjerde": 4,
    "femte": 5,
    "sjette": 6,
    "ottende": 8,
    "tiende": 10,
}
_UNIT = r"(?P<unit>halvår|forår|efterår|skoleår|år|måned|kvartal|uge|dag|sommer|vinter|sæson)"
_TIMES = Sought(
    rf"\b(?:{NUMBER}(?:\s?[-–]\s?|\s(?:til|eller)\s))?(?P<n>{NUMBER}) gang(?:e)? (?:(?P<yearly>årligt|årlig)"
    rf"|(?:hvert|hver|om|i|pr\.?|per) {_UNIT}(?:et|en)?)\b",
    re.I,
)
_EACH = Sought(
    rf"\bhver(?:t)? (?:(?P<every>{'|'.join(_EVERY)}|\d{{1,2}}\.) |(?P<half>halve )|(?:enkelt |eneste ))?{_UNIT}\b",
    re.I,
)
_ADVERB = Sought(r"\b(?P<unit>måned|kvartal|halvår|år|uge)(?:(?:nt)?lig|svis|vis)(?:e|t)?\b", re.I)
_AT_MEETINGS = Sought(
    r"\b(?:på|ved|til|i) (?:hvert|alle) (?:enkelt |af )?(?:de |udvalgets |rådets )?(?:kommende |ordinære )?(?:[a-zæøå]{2,16})?møder?(?:ne)?\b"
    r"|\b(?P<second>(?:på|ved) hvert andet (?:[a-zæøå]{2,16})?møde)\b|\bfra møde til møde\b",
    re.I,
)
_ONGOING = Sought(
    r"\b(?:løbende|jævnligt|regelmæssigt|med jævne mellemrum|med faste mellemrum|fast punkt|fremover|fremadrettet)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A phrase at `start:end` that tells how often."""

    start: int
    end: int
    per_year: float


def rhythms_in(text: str) -> Iterator[Rhythm]:
    """Every phrase that tells how often, "løbende" last."""
    low = text.lower()
    if " gang" in low:
        for match in _TIMES.finditer(text):
            unit = (match["unit"] or "år").lower()
            yield Rhythm(*match.span(), count(match["n"]) * _PER_YEAR[unit])
    if "hver" in low:
        for match in _EACH.finditer(text):
            yield Rhythm(*match.span(), _each(match))
    if "lig" in low or "vis" in low:
        for match in _ADVERB.finditer(text):
            yield Rhythm(*match.span(), _ADVERBS[match["unit"].lower()])
    if "møde" in low:
        for match in _AT_MEETINGS.finditer(text):
            yield Rhythm(*match.span(), MEETINGS_A_YEAR / (2 if match["second"] else 1))
    for match in _ONGOING.finditer(text):
        yield Rhythm(*match.span(), 0)


def _each(match: re.Match[str]) -> float:
    per_year = _PER_YEAR[match["unit"].lower()] * (2 if match["half"] else 1)
    every = (match["every"] or "").lower().rstrip(".")
    return per_year / (int(every) or 1 if every.isdecimal() else _EVERY.get(every, 1))


def count(word: str) -> float:
    """A small number as printed: "3", "tre", "halvandet"."""
    low = word.lower()
    return float(low) if low.isdecimal() else COUNTS[low]
