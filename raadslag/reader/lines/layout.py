"""Print and web taken away: running heads, page numbers, menus, footers, words broken at line ends."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from raadslag.reader.lines.line import Line
from raadslag.reader.lines.normalise import clean
from raadslag.reader.words import Vocabulary, fold

_PAGE = re.compile(r"^(?:(?:side|page)\s+)?-?\s*\d{1,4}\s*-?(?:\s*(?:/|af|of)\s*\d{1,4})?$", re.I)
_SIDE = re.compile(
    r"^side\s+\d{1,4}(?:\s*(?:/|af|of)\s*\d{1,4})?$|.\bSide \d{1,4} (?:af|/) \d{1,4}$", re.I
)
_HEAD_SIDE = re.compile(r"[\d|•–-] ?\s*Side \d{1,4}$")
_DIGITS = re.compile(r"\d+")
EDGE = 3
"""Lines from a page's top or bottom among which running heads are looked for."""
MIN_PAGES = 3
_PARAGRAPH_GAP = 0.25
"""Blank space above a line, in line heights beyond the usual, from which a paragraph begins."""
TOGGLE = re.compile(r"\s*(?:klik her for at folde ud(?: og læse mere om .*)?|fold ud)$", re.I)


def tidy(lines: Sequence[Line], words: Vocabulary) -> list[Line]:
    """The lines without what is not the document's own text; places are kept."""
    kept = [_cleaned(line) for line in lines]
    # The PDF reader has dropped running heads by their place on the page, which is surer than by
    # their words: a line of absences at the end of every page is none.
    if not any(line.size is not None for line in kept):
        kept = _without_running_heads(kept, words)
    return _without_web_noise(kept, words)


def _cleaned(line: Line) -> Line:
    text = clean(line.text)
    if text.endswith("ud") or "Klik her" in text:
        text = TOGGLE.sub("", text)
    return line if text is line.text or text == line.text else replace(line, text=text)


def _without_running_heads(lines: list[Line], words: Vocabulary) -> list[Line]:
    """Drops lines that come again, figures aside, at the same edge of most pages, and page numbers."""
    pages: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if line.page is not None and line.text:
            pages[line.page].append(i)
    if len(pages) < 2:
        return [line for line in lines if not _is_page_footer(line.text)]
    edges: dict[int, tuple[int, str]] = {}
    for at in pages.values():
        for place, i in [
            *enumerate(at[:EDGE]),
            *((-n, i) for n, i in enumerate(at[: -EDGE - 1 : -1], start=1)),
        ]:
            edges.setdefault(i, (place, _DIGITS.sub("#", fold(lines[i].text))))
    outer = {i for at in pages.values() for i in (at[0], at[-1])}
    counts = Counter(edges.values())
    need = max(MIN_PAGES, len(pages) // 2)
    return [
        line
        for i, line in enumerate(lines)
        if not (
            (i in edges and counts[edges[i]] >= need and not _is_content(line, words))
            or (i in outer and _PAGE.match(line.text))
            or _is_page_footer(line.text)
        )
    ]


def _is_content(line: Line, words: Vocabulary) -> bool:
    """Headings and item numbers come again too, but never only because a page begins."""
    if line.table is not None or line.heading is not None or words.role(line.text):
        return True
    return bool(_ITEM_OR_CASE.match(line.text))


_ITEM_OR_CASE = re.compile(r"^(?:punkt|pkt\.?|sag|sagsnr)\b|^[\dA-Z.]+-[\dA-Z]+-\d|^\d+[.)] ", re.I)


def _is_page_footer(text: str) -> bool:
    if len(text) > 120 or "ide" not in text.lower():
        return False
    return bool(_SIDE.search(text) or _HEAD_SIDE.search(text))


def _without_web_noise(lines: list[Line], words: Vocabulary) -> list[Line]:
    kept: list[Line] = []
    for line in lines:
        folded = fold(line.text) if line.text and len(line.text) < 120 else ""
        if folded and folded in words.noise:
            continue
        if folded and kept and folded.startswith(words.tails) and len(kept) > len(lines) // 2:
            break
        kept.append(line)
    return kept


def wrap_width(lines: Sequence[Line]) -> float | None:
    """The width, in letters (or points where lines know their edges), at which the text is wrapped.

    Null where lines are whole paragraphs. Wrapped text shows in many lines that end close to the
    longest ones.
    """
    if any(line.right is not None for line in lines[:400]):
        return _point_width(lines)
    lengths = sorted(len(line.text) for line in lines if len(line.text) > 20 and not line.table)
    if len(lengths) < 20:
        return None
    widest = lengths[int(len(lengths) * 0.97)]
    if widest > 180 or widest < 50:
        return None
    near = sum(1 for length in lengths if length >= widest * 0.85)
    return float(widest) if near >= len(lengths) * 0.3 else None


def _point_width(lines: Sequence[Line]) -> float | None:
    rights = sorted(line.right for line in lines if line.right is not None and len(line.text) > 20)
    if len(rights) < 5:
        return None
    return rights[int(len(rights) * 0.95)]


def runs_on(line: Line, after: Line, width: float | None) -> bool:
    """True where the next line's first word would not have fitted: the break is the margin's."""
    if (
        width is None
        or after.starts_block
        or line.table
        or after.table
        or not after.text.strip(" .-")
    ):
        return False
    if after.gap is not None and after.gap > _PARAGRAPH_GAP:
        return False
    first = after.text.split(" ", 1)[0] if after.text else ""
    # Letters differ in width, so that a line may be full well before the widest one; but where a
    # sentence ends and another begins, only a really full line tells of a margin.
    closed = line.text[-1:] in ".:;?!" and (first[:1].isupper() or first[:1].isdigit())
    if line.right is not None and line.left is not None:
        letter = (line.right - line.left) / max(1, len(line.text))
        return line.right + letter * (len(first) + 1) > width - letter * (1 if closed else 4)
    return len(line.text) + 1 + len(first) > width * (1.0 if closed else 0.85)
