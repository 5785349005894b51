"""Word's list numbers: they are not in the text, but counted out from the list's definition."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from raadslag.reader.formats.office.docx_styles import child, children, value_of
from raadslag.reader.formats.web.html import list_mark

_PLACE = re.compile(r"%([1-9])")
_STYLES = {
    "decimal": "1",
    "decimalZero": "1",
    "upperLetter": "A",
    "lowerLetter": "a",
    "upperRoman": "I",
    "lowerRoman": "i",
}


@dataclass(slots=True)
class _Level:
    format: str
    text: str
    start: int


class Numbering:
    """Counts the document's lists as they go by."""

    def __init__(self, tree: etree._Element | None) -> None:
        self._kinds = {value_of(k, "abstractNumId"): k for k in children(tree, "abstractNum")}
        self._lists = {value_of(found, "numId"): found for found in children(tree, "num")}
        self._counts: dict[str, list[int]] = {}
        self._levels: dict[tuple[str, int], _Level] = {}

    def next_mark(self, place: tuple[str, int] | None) -> tuple[str | None, int]:
        """The mark of the list's next point ("1.", "a)", "-") and its level from 1; null outside lists."""
        if place is None:
            return None, 0
        number, depth = place
        depth = min(depth, 8)
        level = self._level(number, depth)
        if level.format in ("bullet", "none", ""):
            return "-" if level.format != "none" else None, depth + 1
        counts = self._counts.setdefault(self._counter(number), [])
        while len(counts) <= depth:
            counts.append(self._level(number, len(counts)).start - 1)
        counts[depth] += 1
        del counts[depth + 1 :]
        return self._printed(number, level, counts), depth + 1

    def _counter(self, number: str) -> str:
        """Lists of one kind count on together, unless a list says that it starts anew."""
        found = self._lists.get(number)
        if found is None or child(found, "lvlOverride") is not None:
            return f"own {number}"
        return f"kind {value_of(child(found, 'abstractNumId'))}"

    def _printed(self, number: str, level: _Level, counts: list[int]) -> str:
        def at(place: re.Match[str]) -> str:
            depth = int(place[1]) - 1
            count = counts[depth] if depth < len(counts) else 1
            style = _STYLES.get(self._level(number, depth).format, "1")
            return list_mark(style, count).rstrip(".")

        return _PLACE.sub(at, level.text).strip() or f"{counts[-1]}."

    def _level(self, number: str, depth: int) -> _Level:
        key = (number, depth)
        if key not in self._levels:
            self._levels[key] = self._read_level(number, depth)
        return self._levels[key]

    def _read_level(self, number: str, depth: int) -> _Level:
        found = self._lists.get(number)
        kind = self._kinds.get(value_of(child(found, "abstractNumId")))
        override = _at_depth(found, "lvlOverride", depth)
        level = child(override, "lvl")
        if level is None:
            level = _at_depth(kind, "lvl", depth)
        start = value_of(child(override, "startOverride")) or value_of(child(level, "start"))
        return _Level(
            format=value_of(child(level, "numFmt")) or "bullet",
            text=value_of(child(level, "lvlText")),
            start=int(start) if start.isdecimal() and len(start) < 6 else 1,
        )


def _at_depth(element: etree._Element | None, name: str, depth: int) -> etree._Element | None:
    return next(
        (part for part in children(element, name) if value_of(part, "ilvl") == str(depth)), None
    )
