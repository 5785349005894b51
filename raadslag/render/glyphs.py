"""Every letter of a document shown, or replaced by a mark that says which it was: `⟦U+10330⟧`.

Typst sets a cluster (a letter with all that is written on it) in one family, so a cluster is shown
where one family has all of it. The record that lies in the PDF keeps its own letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from raadslag.record.letters import clean
from raadslag.render.fonts import Family, families_in

FEW = 6
"""So many letters in a row are named one by one; of more the first is named, the rest counted."""

_EVERYDAY = re.compile("[^\n\x20-\x7e\xa0-\xac\xae-\xff–—‘’“”„•…€]")
"""Anything else is looked up. Each typeface that a document can be set in has all of these."""
_UNSEEN = frozenset(
    map(
        ord,
        "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u200b\u200c\u200d"
        "\u200e\u200f\u2060\u2061\u2062\u2063\u2064\u3164\uffa0"
        "\n",
    )
) | {*range(0xFE00, 0xFE10), *range(0xE0020, 0xE0080), *range(0xE0100, 0xE01F0)}
"""Nothing is drawn for these (Unicode's Default_Ignorable_Code_Point), whatever the font has."""
_JOINER = "\u200d"
_SKIN = range(0x1F3FB, 0x1F400)
_TAGS = range(0xE0020, 0xE0080)
_REGIONS = range(0x1F1E6, 0x1F200)
_ONCE = "\x01"
"""Stands in front of a missing letter until its run is written out; no clean text holds it."""
_RUN = re.compile(f"(?:{_ONCE}[0-9A-F]+;)+")


class Letters:
    """What the fonts in some folders, and those inside Typst, can show, and what they can't.

    `missing`: the letters that `legible` marked. `used`: the families that it counted on, in the
    order in which Typst is to try them. `upright`: letters that are there in no other style.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        self.folders = tuple(folders)
        self.missing: set[str] = set()
        self.upright: set[str] = set()
        self._used: set[Family] = set()
        self._known: dict[str, str] = {}

    @cached_property
    def families(self) -> tuple[Family, ...]:
        """Read from the fonts when a letter must be looked up; most documents have none."""
        return families_in(self.folders)

    @property
    def used(self) -> list[Family]:
        return [one for one in self.families if one in self._used] if self._used else []

    def legible(self, text: str) -> str:
        """The text as a document can show it, in NFC, a mark for each run of letters it can't."""
        if not _EVERYDAY.search(text):
            return text
        text = clean(text).replace("\t", " ").replace("\r", "")
        text = _alone(unicodedata.normalize("NFC", text))
        if all(letter == " " or ord(letter) in _UNSEEN for letter in text):
            # A heading without a drawn letter has nothing to link to: Typst refuses the whole document.
            return ""
        return _RUN.sub(_mark, "".join(map(self._cluster, clusters(text))))

    def legible_data(self, data: Any) -> Any:
        """JSON data with every text of it legible; names of fields stay."""
        if isinstance(data, str):
            return self.legible(data)
        if isinstance(data, dict):
            return {name: self.legible_data(value) for name, value in data.items()}
        if isinstance(data, list | tuple):
            return [self.legible_data(value) for value in data]
        return data

    def missing_in(self, text: str) -> list[str]:
        """The letters of one text that a document would mark, each once."""
        if not _EVERYDAY.search(text):
            return []
        alone = Letters(self.folders)
        alone.legible(text)
        return sorted(alone.missing)

    def _cluster(self, cluster: str) -> str:
        if cluster not in self._known:
            self._known[cluster] = "".join(self._pieces(cluster))
        return self._known[cluster]

    def _pieces(self, cluster: str) -> Iterator[str]:
        """The cluster, or as much of it as one family has, and a mark for each letter left over."""
        whole = _drawn(cluster)
        if self._has(whole):
            yield cluster
            return
        held: set[int] = set()
        for letter in cluster:
            code = ord(letter)
            if code in _UNSEEN:
                continue
            begins = not _is_written_on(letter)
            if begins and not self._has(held | {code}):
                held = set()
            if (held or begins) and self._has(held | {code}):
                held.add(code)
                yield letter
                continue
            held = set()
            self.missing.add(letter)
            self._has({ord("⟦"), ord("⟧")})
            yield f"{_ONCE}{code:04X};"

    def _has(self, codes: set[int]) -> bool:
        for family in self.families:
            if codes <= family.letters:
                self._used.add(family)
                return True
        return len(codes) == 1 and self._has_upright(*codes)

    def _has_upright(self, code: int) -> bool:
        for family in self.families:
            if code in family.upright:
                self._used.add(family)
                self.upright.add(chr(code))
                return True
        return False


class LatinLetters(Letters):
    """The letters that every typeface has: what is left when a richer choice failed."""

    def __init__(self) -> None:
        super().__init__(())

    @cached_property
    def families(self) -> tuple[Family, ...]:
        everyday = {code for code in range(0x250) if not _EVERYDAY.search(chr(code))}
        return (Family("Libertinus Serif", frozenset(everyday | set(map(ord, "–—‘’“”„•…€")))),)


def clusters(text: str) -> Iterator[str]:
    """Letters with what is written on them, as HarfBuzz keeps them together (after UAX #29)."""
    held = ""
    for letter in text:
        if held and _goes_on(held, letter):
            held += letter
            continue
        if held:
            yield held
        held = letter
    if held:
        yield held


def _goes_on(held: str, letter: str) -> bool:
    code = ord(letter)
    if code < 0x300:
        return False
    if letter == _JOINER or (held[-1] == _JOINER and code > 0x2000):
        return True
    if code in _REGIONS:
        return len(held) == 1 and ord(held) in _REGIONS
    return _is_written_on(letter)


def _is_written_on(letter: str) -> bool:
    """Is it drawn on or beside the letter before it, never alone?"""
    code = ord(letter)
    return (
        code in _SKIN or code in _TAGS or unicodedata.category(letter) in {"Mn", "Me", "Mc"}
    ) and code >= 0x300


def _alone(text: str) -> str:
    """The text so that it joins nothing that a document puts before or after it."""
    text = text.strip(_JOINER)
    if text and _is_written_on(text[0]):
        return ("\u2060" if ord(text[0]) > 0xFFFF else "\u25cc") + text
    return text


def _drawn(cluster: str) -> set[int]:
    return {ord(letter) for letter in cluster} - _UNSEEN


def _mark(run: re.Match[str]) -> str:
    codes = run.group().replace(_ONCE, "").rstrip(";").split(";")
    if len(codes) > FEW:
        return f"⟦U+{codes[0]} og {len(codes) - 1} tegn mere⟧"
    return "⟦" + " ".join(f"U+{code}" for code in codes) + "⟧"
