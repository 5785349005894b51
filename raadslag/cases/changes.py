"""What changed between two texts, word by word. Pure, and never slower than the texts are long.

Words that stand once in each text hold them together (patience diff); what lies between two such
words is compared letter for letter where it is short, and shown as taken out and put in where not.
Blanks are no words: a new line break changes nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

from raadslag.record import Block, blocks_to_text

Change = Literal["same", "added", "removed"]
SHORT = 120
"""Words on either side that are compared each with each; the cost grows with their product."""
DEEPEST = 6
"""So often a stretch is cut by the words that stand once in it."""

_WORD = re.compile(r"\S+")
_Run = tuple[bool, int, int, int, int]
"""Are they the same? Then where from and to in the old words, where from and to in the new."""


def word_changes(before: tuple[Block, ...], after: tuple[Block, ...]) -> list[tuple[Change, str]]:
    """The difference between two texts for a page to show as ins and del, in reading order.

    What is the same is given as it stands in the new text, with its own white space.
    """
    return text_changes(blocks_to_text(before), blocks_to_text(after))


def text_changes(before: str, after: str) -> list[tuple[Change, str]]:
    """The same of two plain texts."""
    old, new = list(_WORD.finditer(before)), list(_WORD.finditer(after))
    a, b = [word.group() for word in old], [word.group() for word in new]
    found: list[tuple[Change, str]] = []
    for same, a1, a2, b1, b2 in _joined(_runs(a, b)):
        if not same and a2 > a1:
            _add(found, "removed", _text(before, old, a1, a2))
        if b2 > b1:
            _add(found, "same" if same else "added", _text(after, new, b1, b2))
    return found


def _add(found: list[tuple[Change, str]], kind: Change, text: str) -> None:
    """One more run; the blank after a change is no part of it."""
    words = text if kind == "same" else text.rstrip()
    if found and found[-1][0] == kind == "same":
        found[-1] = ("same", found[-1][1] + words)
    else:
        found.append((kind, words))
    if words != text:
        found.append(("same", text[len(words) :]))


def _text(text: str, words: list[re.Match[str]], first: int, last: int) -> str:
    """The words with the white space after them, so that the runs can be set one after another."""
    end = words[last].start() if last < len(words) else len(text)
    found = text[words[first].start() : end]
    return found if found[-1].isspace() else found + " "


def folded(
    changes: list[tuple[Change, str]], *, words: int = 24
) -> list[tuple[Change | Literal["folded"], str]]:
    """The same changes with the middle of long runs that are the same set apart (`folded`).

    What stands beside a change is kept: `words` of them on either side.
    """
    found: list[tuple[Change | Literal["folded"], str]] = []
    for place, (kind, text) in enumerate(changes):
        marks = list(_WORD.finditer(text)) if kind == "same" else []
        first = words if place else 0
        last = words if place < len(changes) - 1 else 0
        if len(marks) < first + last + words:
            found.append((kind, text))
            continue
        start, end = marks[first].start(), marks[len(marks) - last - 1].end()
        parts = [("same", text[:start]), ("folded", text[start:end]), ("same", text[end:])]
        found += [(kind, part) for kind, part in parts if part]  # type: ignore[misc]
    return found


def _runs(a: list[str], b: list[str], depth: int = 0) -> Iterator[_Run]:
    """The two lists cut into runs that are the same and runs that are not, in order."""
    at_a = at_b = 0
    for anchor_a, anchor_b in [*_anchors(a, b), (len(a), len(b))]:
        between = _between(a[at_a:anchor_a], b[at_b:anchor_b], depth)
        yield from _moved(between, at_a, at_b)
        at_a, at_b = anchor_a, anchor_b


def _moved(runs: Iterator[_Run], by_a: int, by_b: int) -> Iterator[_Run]:
    for same, a1, a2, b1, b2 in runs:
        yield same, a1 + by_a, a2 + by_a, b1 + by_b, b2 + by_b


def _between(a: list[str], b: list[str], depth: int) -> Iterator[_Run]:
    """One stretch between two anchors: equal at both ends, and compared or replaced in the middle."""
    shorter = min(len(a), len(b))
    head = next((n for n in range(shorter) if a[n] != b[n]), shorter)
    left = shorter - head
    tail = next((n for n in range(left) if a[-1 - n] != b[-1 - n]), left)
    end_a, end_b = len(a) - tail, len(b) - tail
    yield True, 0, head, 0, head
    yield from _moved(_middle(a[head:end_a], b[head:end_b], depth), head, head)
    yield True, end_a, len(a), end_b, len(b)


def _middle(a: list[str], b: list[str], depth: int) -> Iterator[_Run]:
    if max(len(a), len(b)) <= SHORT:
        for kind, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
            yield kind == "equal", a1, a2, b1, b2
    elif depth < DEEPEST:
        yield from _runs(a, b, depth + 1)
    else:
        yield False, 0, len(a), 0, len(b)


def _anchors(a: list[str], b: list[str]) -> list[tuple[int, int]]:
    """Places of words that hold the lists together, as many as can be kept in the same order.

    Words that stand once in each; where there are none (rows of figures), those that stand equally
    often, first with first and so on. A word that is common in the whole text may stand once in a
    stretch of it: hence the depth.
    """
    counted_a, counted_b = Counter(a), Counter(b)
    once = {word for word, count in counted_a.items() if count == 1 == counted_b[word]}
    as_often = once or {word for word, count in counted_a.items() if count == counted_b[word]}
    places: dict[str, list[int]] = {word: [] for word in as_often}
    for place, word in enumerate(b):
        if word in places:
            places[word].append(place)
    nth = {word: iter(found) for word, found in places.items()}
    pairs = [(place, next(nth[word])) for place, word in enumerate(a) if word in nth]
    return _longest_rising(pairs)


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose second numbers rise (their first ones do already)."""
    ends: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for place, (_, second) in enumerate(pairs):
        pile = bisect_left(ends, second)
        before.append(piles[pile - 1] if pile else -1)
        if pile == len(ends):
            ends.append(second)
            piles.append(place)
        else:
            ends[pile], piles[pile] = second, place
    chain: list[tuple[int, int]] = []
    place = piles[-1] if piles else -1
    while place >= 0:
        chain.append(pairs[place])
        place = before[place]
    return chain[::-1]


def _joined(runs: Iterator[_Run]) -> Iterator[_Run]:
    """Neighbouring runs of one kind as one; empty ones are gone."""
    held: _Run | None = None
    for run in runs:
        same, a1, a2, b1, b2 = run
        if a1 == a2 and b1 == b2:
            continue
        if held is not None and held[0] == same:
            held = (same, held[1], a2, held[3], b2)
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held
