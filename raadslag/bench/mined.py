"""Slips in minutes that nobody annotated: relations mined by plain comparison, knowing no rule.

Two sentences of an item that print the same figure or day and share several long words, a sentence
and the table row that it names, a number word before a list of that length, and the numbers,
counts and weekdays of the structure. One of the two printed things is changed in a copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import combinations
from random import Random
from typing import Any

from raadslag.bench.slips import CHANGES, number
from raadslag.danish.quantities import figures_in
from raadslag.record import BulletList, Item, Meeting, Table, blocks_to_text

KINDS = ("digit", "transposition", "dropped-digit")
LEAST = 3
"""Long words that two sentences must share to be taken for one statement."""
COUNTS = ("nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti")
_SENTENCE = re.compile(r"(?<=[a-zæøå)0-9]{2}[.!?])\s+(?=[A-ZÆØÅ])|\n+")
_DAY = re.compile(r"\b(\d{1,2})(\. [a-z]{3,9} 20\d{2})\b")
_WEEKDAY = re.compile(r"\b(mandag|tirsdag|onsdag|torsdag|fredag) (den |d\. )?\d{1,2}\. [a-z]{3,9} 20\d{2}")  # fmt: skip
_NEXT = {"mandag": "tirsdag", "tirsdag": "onsdag", "onsdag": "torsdag", "torsdag": "fredag", "fredag": "mandag"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mined:
    """A copy with one slip. `told` says what was changed, for a person to look at."""

    level: str
    kind: str
    slip: str
    told: str
    meeting: Meeting


def mined_slips(meeting: Meeting, random: Random) -> Iterator[Mined]:
    for place, item in enumerate(meeting.items):
        for level, kind, slip, old, new in _changes(item, random):
            copy = changed(item, old, new)
            if copy is not None:
                items = (*meeting.items[:place], copy, *meeting.items[place + 1 :])
                yield Mined(level, kind, slip, f"{old} → {new}", replace(meeting, items=items))
    yield from _numbers(meeting, random)


Change = tuple[str, str, str, str, str]
"""Level, kind, slip, the sentence, and the sentence with one slip."""


def _changes(item: Item, random: Random) -> Iterator[Change]:
    said = list(dict.fromkeys(_sentences(item)))
    for first, second in combinations(said, 2):
        if len(_long(first) & _long(second)) >= LEAST:
            yield from _repeated(first, second, random)
            yield from _days(first, second)
    for table in item.tables:
        yield from _rows(table, said, random)
    yield from _lists(item)
    for sentence in said:
        if match := _WEEKDAY.search(sentence):
            wrong = sentence.replace(match[1], _NEXT[match[1]], 1)
            yield "structure", "weekday", "word", sentence, wrong


def _sentences(item: Item) -> Iterator[str]:
    """Sentences of prose; rows of tables are left out."""
    for section in item.sections:
        prose = [block for block in section.blocks if not isinstance(block, Table)]
        text = blocks_to_text(prose) if section.blocks else section.text
        yield from (piece.strip() for piece in _SENTENCE.split(text) if "\t" not in piece)
    for text in (*item.recommendations, item.decision.text or ""):
        yield from (piece.strip() for piece in _SENTENCE.split(text))


def _long(sentence: str) -> set[str]:
    return {word.lower()[:7] for word in re.findall(r"[A-Za-zÆØÅæøå]{5,}", sentence)}


def _repeated(first: str, second: str, random: Random) -> Iterator[Change]:
    """A figure of two digits or more that both sentences print once, with the same unit."""
    for mine in figures_in(first):
        twins = [q for q in figures_in(second) if q.value == mine.value and q.unit == mine.unit]
        printed = re.search(r"\d[\d.,]*\d", mine.text)
        if len(twins) == 1 and printed and mine.hedge is None:
            yield from _slips("repeated", second, twins[0].text, random)


def _rows(table: Table, said: list[str], random: Random) -> Iterator[Change]:
    """A figure of three digits or more in a sentence that has every long word of the row's label."""
    for row in table.rows:
        label = _long(row[0]) if row else set()
        for sentence in said:
            if label and label <= _long(sentence):
                for q in figures_in(sentence):
                    cells = [c for c in row[1:] if re.fullmatch(r"-?[\d.]*\d(?:,\d+)?", c)]
                    hit = any(abs(number(c)) == abs(q.value) for c in cells)
                    if hit and abs(q.value) >= 100 and q.hedge is None:
                        yield from _slips("prose-table", sentence, q.text, random)


def _slips(kind: str, sentence: str, text: str, random: Random) -> Iterator[Change]:
    printed = re.search(r"\d[\d.]*(?:,\d+)?", text)
    if printed is None or sentence.count(text) != 1:
        return
    for slip in KINDS:
        wrong = CHANGES[slip](printed[0].rstrip("."), random, {})
        if wrong and number(wrong) != number(printed[0].rstrip(".")):
            told = text.replace(printed[0].rstrip("."), wrong, 1)
            yield "across", kind, slip, sentence, sentence.replace(text, told, 1)


def _days(first: str, second: str) -> Iterator[Change]:
    """A day that both sentences print, and no other."""
    mine, theirs = _DAY.findall(first), _DAY.findall(second)
    if len(mine) == len(theirs) == 1 and mine == theirs:
        day = int(mine[0][0])
        wrong = f"{day % 28 + 1}{mine[0][1]}"
        yield "across", "day", "digit", second, second.replace("".join(mine[0]), wrong, 1)


def _lists(item: Item) -> Iterator[Change]:
    """ "… fire spor:" before a list of four."""
    for section in item.sections:
        for before, block in zip(section.blocks, section.blocks[1:], strict=False):
            text = blocks_to_text([before]).strip()
            if isinstance(block, BulletList) and 2 <= len(block.items) < 10 and text.endswith(":"):
                word = COUNTS[len(block.items)]
                if re.search(rf"\b{word}\b", text) and not isinstance(before, Table):
                    start = [m.start() for m in re.finditer(rf"\b{word}\b", text)][-1]
                    wrong = text[:start] + COUNTS[len(block.items) + 1] + text[start + len(word) :]
                    yield "structure", "counted-list", "word", text, wrong


def _numbers(meeting: Meeting, random: Random) -> Iterator[Mined]:
    """The number of an item, and the declared count of attachments."""
    for place, item in enumerate(meeting.items):
        if place and item.number is not None and meeting.items[place - 1].number == item.number - 1:
            wrong = replace(item, number=item.number - 1)
            yield _with(meeting, place, wrong, "numbering", f"{item.number} → {wrong.number}")
        told = item.attachments_declared
        if told is not None and told.total == len(item.attachments) > 0:
            more = replace(told, total=told.total + random.choice((1, 2)))
            wrong = replace(item, attachments_declared=more)
            yield _with(meeting, place, wrong, "attachments", f"{told.total} → {more.total}")


def _with(meeting: Meeting, place: int, item: Item, kind: str, told: str) -> Mined:
    items = (*meeting.items[:place], item, *meeting.items[place + 1 :])
    return Mined("structure", kind, "digit", told, replace(meeting, items=items))


def changed(item: Item, old: str, new: str) -> Item | None:
    """The item with a sentence replaced in its blocks, recommendations or decision, where it stands
    once; null where it stands in several places or across several spans."""
    sections = tuple(replace(s, text="") if s.blocks else s for s in item.sections)
    bare = replace(item, sections=sections, tables=())
    copy, count = _swapped(bare, old, new)
    return copy if count == 1 else None


def _swapped(node: Any, old: str, new: str) -> tuple[Any, int]:
    if isinstance(node, str):
        return node.replace(old, new), node.count(old)
    if isinstance(node, tuple):
        pairs = [_swapped(part, old, new) for part in node]
        return tuple(part for part, _ in pairs), sum(count for _, count in pairs)
    if not is_dataclass(node) or isinstance(node, type):
        return node, 0
    values = {f.name: _swapped(getattr(node, f.name), old, new) for f in fields(node) if f.init}
    count = sum(n for _, n in values.values())
    if not count:
        return node, 0
    return replace(node, **{name: value for name, (value, n) in values.items() if n}), count
