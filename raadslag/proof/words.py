"""Words that must go, found however they are written, and taken out of text and of records. Pure.

Words are known by their letters and digits alone, folded: "070761-4285" and "07 07 61 4285" are one. They
are looked for by their shape (which places are digits, which letters) and recognised by a question, so that
a list that holds only keyed hashes of them finds the same places as one who knows them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from raadslag.record.gone import GONE

BETWEEN = r"[\W_]{0,3}"
"""So much may stand between two letters of the same words: a hyphen, blanks, marks without width."""
SHORTEST = 4
DIGIT, LETTER = "0", "a"
CLASSES = {DIGIT: r"\d", LETTER: r"[^\W\d_]"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words to be found: their shapes, and the question whether folded letters are some of them."""

    shapes: tuple[re.Pattern[str], ...]
    are_they: Callable[[str], bool]


@dataclass(slots=True)
class Eraser:
    """Takes words and the mention of files out of plain data. `count` is how many places it found."""

    wanted: Wanted
    files: Collection[str] = ()
    count: int = 0

    def text(self, text: str) -> str:
        """The text without the words."""
        return self._cut(text, places_of(text, self.wanted))

    def data(self, data: Any) -> Any:
        """JSON data without the words: texts, runs of text that belong together, addresses and files."""
        if isinstance(data, str):
            return self.text(data)
        if isinstance(data, list):
            return [self.data(part) for part in data]
        if not isinstance(data, dict):
            return data
        if self._names_a_file(data):
            return self._without_file(data)
        spans = data.get("spans")
        rest = {self.text(key): self.data(value) for key, value in data.items() if key != "spans"}
        if spans is not None:
            rest["spans"] = self._spans(spans)
        return rest

    def _cut(self, text: str, places: Iterable[tuple[int, int]]) -> str:
        made, end = "", 0
        plain = normal(text)
        for begin, until in places:
            made += plain[end:begin] + GONE
            end = until
            self.count += 1
        return made + plain[end:] if end else text

    def _spans(self, spans: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The words may begin in one run and end in another: all runs are then one."""
        whole = "".join(str(span.get("text", "")) for span in spans)
        places = places_of(whole, self.wanted)
        if not places:
            return [self._span(span) for span in spans]
        each = [self._span(span | {"text": self.text(str(span.get("text", "")))}) for span in spans]
        if not places_of("".join(str(span["text"]) for span in each), self.wanted):
            return each
        return [{**dict.fromkeys(spans[0]), "text": self._cut(whole, places)} | {
            name: False for name in ("strong", "emphasis") if name in spans[0]
        }]  # fmt: skip

    def _span(self, span: dict[str, Any]) -> dict[str, Any]:
        href = span.get("href")
        if href and places_of(str(href), self.wanted):
            self.count += 1
            return {**span, "href": None}
        return span

    def _names_a_file(self, data: Mapping[str, Any]) -> bool:
        names = (data.get("sha256"), data.get("file") if data.get("type") == "figure" else None)
        return bool(self.files) and any(name in self.files for name in names if name)

    def _without_file(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """An attachment or a figure whose bytes go: that there was one stays."""
        self.count += 1
        if data.get("type") == "figure":
            return {**data, "file": None, "alt": GONE, "caption": None}
        if "items" in data:  # the record of a meeting whose source goes: its text stays
            kept = {k: self.data(v) for k, v in data.items() if k not in {"sha256", "file"}}
            return {**kept, "sha256": data["sha256"], "file": GONE}
        none = {"sha256", "file_name", "source", "bytes", "media_type"}
        return {**{k: None if k in none else v for k, v in data.items()}, "title": GONE}


def normal(text: str) -> str:
    """The text with every letter in its common form: full-width digits are digits."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def folded(text: str) -> str:
    """Letters and digits alone, small."""
    plain = normal(text).lower()
    return "".join(one for one in plain if one.isalnum())


def shape_of(words: str) -> str:
    """Which places of folded words are digits and which letters."""
    return "".join(DIGIT if one.isdecimal() else LETTER for one in words)


def wanted_words(words: Iterable[str]) -> Wanted:
    """The words themselves, as somebody who knows them wrote them."""
    known = {folded(one) for one in words}
    return wanted_shapes({shape_of(one) for one in known}, known.__contains__)


def wanted_shapes(shapes: Iterable[str], are_they: Callable[[str], bool]) -> Wanted:
    """Words by their shapes alone, with a question that recognises them."""
    return Wanted(
        tuple(_pattern(shape) for shape in sorted(set(shapes), key=len, reverse=True)), are_they
    )


def places_of(text: str, wanted: Wanted) -> list[tuple[int, int]]:
    """Where the words stand in `normal(text)`: (begin, end), in order, none over another."""
    plain, found = normal(text), list[tuple[int, int]]()
    for shape in wanted.shapes:
        for match in shape.finditer(plain):
            if wanted.are_they(folded(match.group(1))):
                found.append(match.span(1))
    apart: list[tuple[int, int]] = []
    for begin, end in sorted(found):
        if not apart or begin >= apart[-1][1]:
            apart.append((begin, end))
    return apart


def _pattern(shape: str) -> re.Pattern[str]:
    """A shape as a pattern that runs along the text once; its ends are ends of a number or a word."""
    before = rf"(?<!{CLASSES[shape[0]]})"
    after = rf"(?!{CLASSES[shape[-1]]})"
    return re.compile(f"(?=({before}{BETWEEN.join(CLASSES[one] for one in shape)}{after}))")
