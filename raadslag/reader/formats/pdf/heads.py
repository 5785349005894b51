"""Running heads, footers and page numbers: what stands at the same place on many pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from raadslag.reader.formats.pdf.pieces import Piece

_EDGE = 0.12
"""The part of the page's height, above and below, where running heads live."""
_DEEPEST = 8
"""At most this many pieces from the edge can be running."""
_SAME_PLACE = 3.0
"""Points that a running line may sway between pages."""
_SHARE = 0.4
"""Part of the pages that a running line without a page number stands on: two sides may differ."""
_DIGITS = re.compile(r"\d+")
_NUMBER_ONLY = re.compile(
    r"(?<!\s)\s*(?:side\s*)?(?:[-–—(]\s*)?\d{1,4}(?:\s*[-–—)])?(?:\s*(?:af|/|of)\s*\d{1,4})?\s*",
    re.IGNORECASE,
)


_PAGE_NUMBER = re.compile(
    r"\b(?:side|page|s\.)\s*\d|\d\s*(?:/|af|of)\s*\d+\s*$|\d\s*[-–—)|]?\s*$|^\s*\d+\s*[|•–-]",
    re.IGNORECASE,
)
_TELLS_PAGE = re.compile(
    r"(?:(?:^|[\s–|·•,;(-])(?:side|page) ?:? ?\d{1,4}|(?:^|\s)\d{1,4} ?(?:/|af|of) ?\d{1,4})"
    r"(?: ?(?:af|/|of) ?\d{1,4})? ?\)?$|^(?:side|page) ?\d{1,4}\b",
    re.IGNORECASE,
)
"""A line that names the page it stands on: "Teknikudvalget, 3. maj 2031 – side 1", "1/3"."""
_FULL_NUMBER = re.compile(r"(?:side|page) ?\d{1,4}(?: ?(?:af|/|of) ?\d{1,4})?", re.IGNORECASE)
_FOOTNOTE = re.compile(r"[\d*†¹²³]{1,2}[ .)]|.*[.!?]$")
_APART, _FAR = 1.9, 4.0
"""Letter heights from the text above from which a last line stands apart, and from which it stands far away."""
_SMALLER = 0.92
"""Times the page's usual letters below which print is small."""
_ITEM = re.compile(r"(?:dagsordens?)?(?:punkt|pkt|sag)\b", re.IGNORECASE)


def drop_running(pages: list[list[Piece]], heights: Sequence[float]) -> list[list[Piece]]:
    """The pages without running lines. A running line with words stays where it stands first."""
    edges = [_edges(pieces, height) for pieces, height in zip(pages, heights, strict=True)]
    exact: Counter[tuple[str, int, str]] = Counter()
    counting: dict[tuple[str, int, str], list[tuple[int, list[int]]]] = defaultdict(list)
    for page, (top, bottom) in enumerate(edges):
        for side, pieces in (("top", top), ("bottom", bottom)):
            for piece in pieces:
                exact[_key(side, piece, piece.text)] += 1
                if _PAGE_NUMBER.search(piece.text) and not _ITEM.match(piece.text):
                    numbers = [int(digits[:9]) for digits in _DIGITS.findall(piece.text)]
                    counting[_key(side, piece, _DIGITS.sub("#", piece.text))].append(
                        (page, numbers)
                    )
    enough = 2 if len(pages) < 4 else 3
    often = max(enough, round(len(pages) * _SHARE))
    running = {key for key, seen in exact.items() if seen >= often}
    numbered = {key for key, seen in counting.items() if _counts_pages(seen, enough)}
    kept_once: set[str] = set()
    for index, (top, bottom) in enumerate(edges):
        alone = {id(piece) for piece in top if _FULL_NUMBER.fullmatch(piece.text)}
        alone |= _own_footer(pages[index], bottom)
        if alone:
            pages[index] = [piece for piece in pages[index] if id(piece) not in alone]
    return [
        _without(pieces, ends, running, numbered, kept_once)
        for pieces, ends in zip(pages, edges, strict=True)
    ]


def _own_footer(pieces: list[Piece], bottom: list[Piece]) -> set[int]:
    """The page's last row where it is known for a footer on this page alone, by place, print and pattern."""
    if not bottom:
        return set()
    low = bottom[0]
    row = [piece for piece in bottom if abs(piece.base - low.base) < 2]
    above = [piece for piece in pieces if piece.base > low.base + 2]
    if not above:
        return set()
    gap = min(piece.base for piece in above) - low.base
    sizes: Counter[float] = Counter()
    for piece in above:
        sizes[piece.size] += len(piece.text)
    small = max(piece.size for piece in row) < _SMALLER * sizes.most_common(1)[0][0]
    text = " ".join(piece.text for piece in row)
    if any(_TELLS_PAGE.search(piece.text) for piece in row) and not _ITEM.match(text):
        furniture = small or gap > _APART * low.size
    else:
        furniture = small and gap > _FAR * low.size and not _FOOTNOTE.match(text)
    return {id(piece) for piece in row} if furniture else set()


def _edges(pieces: list[Piece], height: float) -> tuple[list[Piece], list[Piece]]:
    """The lines nearest the page's upper and lower edge, the nearest first."""
    top = sorted((p for p in pieces if p.bottom > height * (1 - _EDGE)), key=lambda p: -p.base)
    bottom = sorted((p for p in pieces if p.top < height * _EDGE), key=lambda p: p.base)
    return top[:_DEEPEST], bottom[:_DEEPEST]


def _key(side: str, piece: Piece, text: str) -> tuple[str, int, str]:
    return side, round(piece.base / (2 * _SAME_PLACE)), text


def _counts_pages(seen: list[tuple[int, list[int]]], enough: int) -> bool:
    """True when a number in the line goes up by one with each page."""
    if len(seen) < 2 or not seen[0][1]:
        return False
    for place in range(len(seen[0][1])):
        steps = Counter(numbers[place] - page for page, numbers in seen if place < len(numbers))
        if steps and steps.most_common(1)[0][1] >= max(min(enough, 3), 0.8 * len(seen)):
            return True
    return False


def _without(
    pieces: list[Piece],
    ends: tuple[list[Piece], list[Piece]],
    running: set[tuple[str, int, str]],
    numbered: set[tuple[str, int, str]],
    kept_once: set[str],
) -> list[Piece]:
    """The page's pieces without the unbroken rows of running lines at its edges."""
    gone: set[int] = set()
    for side, end in zip(("top", "bottom"), ends, strict=True):
        for piece in _running_from_edge(side, end, running, numbered):
            words = _NUMBER_ONLY.sub("", piece.text).strip()
            if side == "top" and words and words not in kept_once:
                kept_once.add(words)
                continue
            gone.add(id(piece))
    return [piece for piece in pieces if id(piece) not in gone] if gone else pieces


def _running_from_edge(
    side: str,
    end: list[Piece],
    running: set[tuple[str, int, str]],
    numbered: set[tuple[str, int, str]],
) -> Iterator[Piece]:
    for depth, (_, pieces) in enumerate(groupby(end, key=lambda piece: round(piece.base))):
        row = list(pieces)
        alone = side == "bottom" and depth == 0 and len(row) == 1
        for piece in row:
            counts = _key(side, piece, _DIGITS.sub("#", piece.text)) in numbered
            repeats = _key(side, piece, piece.text) in running
            if not (counts or repeats or (alone and _NUMBER_ONLY.fullmatch(piece.text))):
                return
        yield from row
