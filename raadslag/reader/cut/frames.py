"""Numbers of items in whatever form a house prints them: "01/47", "[+] 3. Title", "Emne nr. IV - Title".

A line's beginning is a frame (what stands around the number) and one or two numbers. No frame is known
beforehand: one whose numbers rise by one from line to line, wherever they begin, is the document's own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

LONGEST = 250
"""Letters of the longest line that is looked at."""
_SIGN = r"(?:[^\w\s]|_)"
_LEAD = rf"{_SIGN}{{0,4}}\s?(?:[^\W\d_]{{1,20}}[.:]?[ -]{{1,2}}){{0,3}}?{_SIGN}{{0,3}}\s?"
_NUMBER = r"\d{1,4}(?:\s?[./–-]\s?\d{1,4})?|[IVXLC]{1,8}|[A-ZÆØÅ](?:[.-]?\d{1,3})?"
_CLOSE = rf"{_SIGN}{{0,4}}(?:\s{_SIGN}{{1,4}})?"
_FRAMED = re.compile(
    rf"(?P<lead>{_LEAD})(?P<number>{_NUMBER})(?P<close>{_CLOSE})(?:\s(?P<title>\S.*))?"
)
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_WORTH = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_TITLE_BEGINS = re.compile(r"[^\W_a-zæøå]|[\"”'»(]\w")


@dataclass(frozen=True, slots=True)
class Framed:
    """One reading of a line's beginning: `number` in its `frame`, and the `title` after it, empty where
    the number stands alone."""

    frame: str
    number: int
    title: str


def title_of(text: str) -> str:
    """The text without the number it begins with, in whatever frame; the whole where there is none."""
    found = _FRAMED.fullmatch(text) if len(text) <= LONGEST else None
    bare = found is not None and not any(map(str.isalpha, found["lead"]))
    titled = bare and found is not None and _titled(found["title"] or "", found["close"])
    return found["title"] if titled and found is not None else text


def _titled(title: str, close: str) -> bool:
    return len(title) > 2 and bool(close or title[0].isupper()) and bool(_TITLE_BEGINS.match(title))


def framed(text: str) -> Iterator[Framed]:
    """Every way the line's beginning may be a number in a frame; none for most lines."""
    found = _FRAMED.fullmatch(text) if len(text) <= LONGEST else None
    if found is None:
        return
    lead, number, close, title = (
        found["lead"],
        found["number"],
        found["close"],
        found["title"] or "",
    )
    if title and not _titled(title, close or lead.strip()):
        return
    end = f"{close.strip()}{'T' if title else ''}"
    if not any(map(str.isdecimal, number)):
        if not (lead.strip() or close or not title):
            return
        if _ROMAN.fullmatch(number):
            yield Framed(f"{lead.strip()}{{I}}{end}".casefold(), _roman(number), title)
        if len(number) == 1:
            yield Framed(f"{lead.strip()}{{A}}{end}".casefold(), ord(number) - 64, title)
        return
    shape = _DIGITS.sub("#", number)
    if shape[0].isalpha():
        shape = f"@{shape[1:]}"  # "A.1", "B.2": the letter is the group's
    for n, digits in enumerate(_DIGITS.findall(number)):
        yield Framed(f"{lead.strip()}{shape}{end}{n}".casefold(), int(digits), title)


def _roman(text: str) -> int:
    worth = [_WORTH[letter] for letter in text]
    return sum(-a if a < b else a for a, b in pairwise([*worth, 0]))


def rising(lines: Iterable[tuple[int, str]]) -> dict[str, list[tuple[int, Framed]]]:
    """Frame to its lines, (line, reading), for the frames whose numbers rise by one: `lines` are (line,
    text) in print order."""
    frames: dict[str, list[tuple[int, Framed]]] = defaultdict(list)
    for i, text in lines:
        for one in framed(text):
            frames[one.frame].append((i, one))
    kept: dict[str, list[tuple[int, Framed]]] = {}
    for frame, found in frames.items():
        if len(found) > 1 and steadiness([one.number for _, one in found]) >= STEADY:
            kept.setdefault(frame, found)
    return _without_twins(kept)


STEADY = 0.6
"""Share of the steps between a frame's numbers that must be just one."""


def steadiness(numbers: Sequence[int]) -> float:
    """How many of the steps from number to number are one up; a heading printed twice is no step."""
    steps = [b - a for a, b in pairwise(numbers) if a != b]
    return sum(step == 1 for step in steps) / len(steps) if steps else 0.0


def _without_twins(
    frames: Mapping[str, list[tuple[int, Framed]]],
) -> dict[str, list[tuple[int, Framed]]]:
    """Of two numbers that rise together ("01/47") the first; of two readings of one letter the first."""
    seen: set[tuple[int, ...]] = set()
    kept = {}
    for frame, found in frames.items():
        places = tuple(i for i, _ in found)
        if places not in seen:
            kept[frame] = found
        seen.add(places)
    return kept
