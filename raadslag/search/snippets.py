"""Where in a text the hits are: spans with marks, made from the stored text of the shown hits."""

from __future__ import annotations

from collections.abc import Iterable

from raadslag.search.analysis.chain import Chain
from raadslag.search.analysis.exact import dates, journals
from raadslag.search.analysis.letters import clean, spans
from raadslag.search.analysis.stems import is_function
from raadslag.search.plan import Any, Every, Exact, Node, Phrase, Plan, Word

Span = tuple[str, bool]
"""A stretch of text, and whether it's a hit. The spans of a snippet make its text in order."""

_WIDTH = 240
_BREAK = " \n\t"


class Marker:
    """Marks the hits of one plan in any number of texts."""

    def __init__(self, plan: Plan, chain: Chain | None = None) -> None:
        self._chain = chain or Chain()
        self._words: dict[str, float] = {}
        self._exact: list[Exact] = []
        for node in plan.must:
            self._learn(node, 1.0)

    def _learn(self, node: Node, weight: float) -> None:
        match node:
            case Word():
                self._wanted(node.token, weight * node.weight)
            case Phrase():
                for token in node.tokens:
                    self._wanted(token, weight * node.weight)
            case Exact():
                self._exact.append(node)
            case Every() | Any():
                for inner in node.nodes:
                    self._learn(inner, weight * node.weight)
            case _:
                pass

    def _wanted(self, token: str, weight: float) -> None:
        if not is_function(token):
            self._words[token] = max(weight, self._words.get(token, 0.0))

    def mark(self, text: str) -> list[Span]:
        """The whole text, cleaned, with its hits marked."""
        text = clean(text)
        return _cut(text, 0, len(text), [(start, end) for start, end, _ in self._hits(text)])

    def snippet(self, text: str, *, width: int = _WIDTH) -> list[Span]:
        """About `width` characters around the best hits; the beginning where there are none."""
        text = clean(text)
        hits = self._hits(text)
        start = _best_window(hits, width)
        start = max(0, min(start - width // 5, len(text) - width))
        end = min(len(text), start + width)
        start, end = _at_words(text, start, end)
        found = _cut(text, start, end, [(a, b) for a, b, _ in hits])
        if start > 0:
            found.insert(0, ("… ", False))
        if end < len(text):
            found.append((" …", False))
        return found

    def _hits(self, text: str) -> list[tuple[int, int, float]]:
        found: list[tuple[int, int, float]] = []
        if self._words:
            for start, end, raw in spans(text):
                whole, inner = self._chain.word(raw)
                weight = max(
                    (self._words.get(token, 0.0) for token in (whole, *inner)), default=0.0
                )
                if weight:
                    found.append((start, end, weight))
        if self._exact:
            found.extend(
                (one.start, one.end, 2.0)
                for one in (*journals(text), *dates(text))
                if any(_meets(one.token, wanted) for wanted in self._exact)
            )
        return sorted(found)


def _meets(token: str, wanted: Exact) -> bool:
    return token.startswith(wanted.token) if wanted.prefix else token == wanted.token


def _best_window(hits: list[tuple[int, int, float]], width: int) -> int:
    best, at = 0.0, 0
    for index, (start, _, _) in enumerate(hits):
        inside = (one for one in hits[index : index + 40] if one[1] <= start + width * 4 // 5)
        weight = sum(one[2] for one in inside)
        if weight > best:
            best, at = weight, start
    return at


def _at_words(text: str, start: int, end: int) -> tuple[int, int]:
    while 0 < start < end and text[start - 1] not in _BREAK:
        start += 1
    while start < end < len(text) and text[end] not in _BREAK:
        end -= 1
    return start, end


def _cut(text: str, start: int, end: int, hits: Iterable[tuple[int, int]]) -> list[Span]:
    found: list[Span] = []
    at = start
    for first, last in hits:
        if first < at or last > end:
            continue
        if first > at:
            found.append((text[at:first], False))
        found.append((text[first:last], True))
        at = last
    if at < end:
        found.append((text[at:end], False))
    return found
