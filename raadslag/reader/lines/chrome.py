"""Print and web around the document's own text: told by pattern and repetition, and kept aside.

What is taken away may still tell of the meeting (a path "Forside > Politik > Skoleudvalget", a
running head with body and date), so that it is handed on and not thrown away.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from raadslag.reader.lines.line import Line
from raadslag.reader.lines.normalise import clean
from raadslag.reader.words import Vocabulary, fold

_OF = r"(?:\s*(?:/|af|of)\s*\d{1,4})?"
_PAGE = re.compile(rf"^(?:(?:side|page)\s+)?-?\s*\d{{1,4}}\s*-?{_OF}$", re.I)
_SIDE = re.compile(rf"^side\s+\d{{1,4}}{_OF}$|.\bSide \d{{1,4}}\s?(?:af|/)\s?\d{{1,4}}$", re.I)
_HEAD_SIDE = re.compile(r"(?:[\d|•] ?\s*Side|[|•–-] ?side) \d{1,4}$|\d{4}\s+Side \d{1,4}$", re.I)
_DIGITS = re.compile(r"\d+")
EDGE = 3
"""Lines from a page's top or bottom among which running heads are looked for."""
MIN_PAGES = 3
TOP = 40
"""Lines at a web page's top among which its path and its cookie notice stand."""
LONGEST = 120
"""Letters up to which a line may be a button, a path or a footer."""
_TOGGLE = re.compile(r"(?:^|\s)klik her for at folde ud\b", re.I)
_PATH = re.compile(r"\s[>»›→|/]\s")
_PATH_BEGINS = re.compile(r"(?:forside|hjem|home|start|du er her|politik|kommune)", re.I)
"""The first step of a path whose steps are parted by bars or strokes, as cells and dates are too."""
_CONTACT = re.compile(
    r"\b\d{4} [A-ZÆØÅ][a-zæøå]+|\b(?:tlf|telefon|cvr|ean)\b|@|\bkommune\b.*\d|åbningstider", re.I
)
_RULE = re.compile(r"[\s*=_~–—-]{4,}$")
"""A line drawn across the page: "-------", "*****"."""
_TOKENS = re.compile(r"[\s/•·,.:!()\"”’|–-]+")
_ITEM_OR_CASE = re.compile(r"^(?:punkt|pkt\.?|sag|sagsnr)\b|^[\dA-Z.]+-[\dA-Z]+-\d|^\d+[.)] ", re.I)


def tidy(lines: Sequence[Line], words: Vocabulary) -> tuple[list[Line], list[Line]]:
    """(the document's own lines, what the page printed around them), both with their places."""
    kept = [_cleaned(line, words) for line in lines]
    aside: list[Line] = []
    # The PDF reader has dropped running heads by their place on the page, which is surer than by
    # their words: a line of absences at the end of every page is none.
    if not any(line.size is not None for line in kept):
        if all(line.page is None for line in kept):
            kept = _without_heads_of_lost_pages(kept, words, aside)
        kept = _without_running_heads(kept, words, aside)
    return _without_web(kept, words, aside), aside


def _cleaned(line: Line, words: Vocabulary) -> Line:
    text = clean(line.text)
    if text and line.table is None and not (len(text) < 60 and is_button(fold(text), words)):
        text = _unglued(text, words)
    return line if text is line.text or text == line.text else replace(line, text=text)


def _unglued(text: str, words: Vocabulary) -> str:
    """A title without the button that a screen reader's text glues to it."""
    low = text.casefold()
    if "klik her" in low and (found := _TOGGLE.search(text)):
        text, low = text[: found.start()], low[: found.start()]
    for glued in words.glued:
        if low.startswith(glued) and text[len(glued) : len(glued) + 1] in (" ", ":"):
            return text[len(glued) :].lstrip(" :")
        if low.endswith(glued) and low[: -len(glued)].strip():
            return text[: -len(glued)].rstrip()
    return text


def _in_cells(line: Line) -> Line:
    """Bars and dots part cells ("Sted | Sal B", "Beslutning · Godkendt."); a dot in front is a list's mark."""
    if "|" in line.text:
        return replace(line, text=_cells(line.text, "|"))
    if _DOT in line.text and len(line.text) <= LONGEST and line.text[0] != "•" and not line.spans:
        return replace(line, text=_cells(line.text, _DOT))
    return line


_DOT = " • "


def _cells(text: str, sign: str) -> str:
    """Cells parted by a sign: one at the end goes, "at | planen godkendes" is one text."""
    parts = [part.strip() for part in text.strip(f"{sign} ").split(sign)]
    if not any(part.strip("-: ") for part in parts):
        return ""
    return (" " if fold(parts[0]) in ("at", "ad", "-") else "\t").join(parts)


def _without_running_heads(lines: list[Line], words: Vocabulary, aside: list[Line]) -> list[Line]:
    """Without lines that come again, figures aside, at the same edge of most pages, and page numbers."""
    pages: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if line.page is not None and line.text:
            pages[line.page].append(i)
    edges: dict[int, tuple[int, str]] = {}
    outer: set[int] = set()
    if len(pages) > 1:
        for at in pages.values():
            outer |= {at[0], at[-1]}
            top, bottom = enumerate(at[:EDGE]), enumerate(at[: -EDGE - 1 : -1], start=1)
            for place, i in [*top, *((-n, i) for n, i in bottom)]:
                edges.setdefault(i, (place, _DIGITS.sub("#", fold(lines[i].text))))
    counts = Counter(edges.values())
    need = max(MIN_PAGES, len(pages) // 2)
    kept: list[Line] = []
    for i, line in enumerate(lines):
        again = i in edges and counts[edges[i]] >= need and not _is_content(line, words)
        number = i in outer and _PAGE.match(line.text)
        (aside if again or number or _is_footer(line.text) else kept).append(line)
    return kept


def _without_heads_of_lost_pages(
    lines: list[Line], words: Vocabulary, aside: list[Line]
) -> list[Line]:
    """Where nothing tells the pages apart any more: a line that comes again beside a number that rises is
    a running head, and so is the document's first where it has the day and comes again."""
    filled = [i for i, line in enumerate(lines) if line.text]
    places: dict[str, list[int]] = defaultdict(list)
    for n, i in enumerate(filled):
        if len(lines[i].text) <= LONGEST and not _is_content(lines[i], words):
            places[fold(lines[i].text)].append(n)
    gone: set[int] = set()
    for text, found in places.items():
        if len(found) < MIN_PAGES:
            continue
        beside = [m for n in found if (m := _number_beside(lines, filled, n)) is not None]
        numbers = [int(_DIGITS.findall(lines[filled[m]].text)[0]) for m in beside]
        most = len(numbers) >= max(MIN_PAGES - 1, MOST_BESIDE * len(found))
        if most and numbers == sorted(set(numbers)) and not _ANSWER.match(text):
            gone |= {filled[n] for n in (*found, *beside)}
        elif found[0] == 0 and _DIGITS.search(text) and not _answered(lines, filled, found[1:]):
            gone |= {filled[n] for n in found[1:]}
    aside += [lines[i] for i in sorted(gone)]
    return [line for i, line in enumerate(lines) if i not in gone]


def _number_beside(lines: Sequence[Line], filled: Sequence[int], n: int) -> int | None:
    """The line after or before that is nothing but a page's number: "7", "Side 7 af 12"."""
    near = (m for m in (n + 1, n - 1) if 0 <= m < len(filled))
    return next((m for m in near if _PAGE_ALONE.fullmatch(lines[filled[m]].text)), None)


_PAGE_ALONE = re.compile(rf"\d{{1,4}}|side \d{{1,4}}{_OF}", re.I)
MOST_BESIDE = 0.5
"""Share of a running head's places that have a page's number beside them; its first and last may have none."""
_ANSWER = re.compile(
    r"(?:(?:enstemmigt|indstillingen|forslaget|sagen|dagsordenen|blev) ){0,3}"
    r"(?:godkendt|anbefal|tiltrådt|udsat|taget|til efterretning|drøftet|vedtaget|afvist|oversend)",
    re.I,
)


def _answered(lines: Sequence[Line], filled: Sequence[int], found: Sequence[int]) -> bool:
    """Most have an answer under them: "Byrådet 23-06-2031" heads decisions too."""
    below = [lines[filled[n + 1]].text for n in found if n + 1 < len(filled)]
    return 2 * sum(bool(_ANSWER.match(text)) for text in below) > len(below)


def _is_content(line: Line, words: Vocabulary) -> bool:
    """Headings and item numbers come again too, but never only because a page begins."""
    if line.table is not None or line.heading is not None or words.role(line.text):
        return True
    return bool(_ITEM_OR_CASE.match(line.text))


def _is_footer(text: str) -> bool:
    if len(text) > LONGEST or "ide" not in text.lower():
        return False
    return bool(_SIDE.search(text) or _HEAD_SIDE.search(text))


def _without_web(lines: list[Line], words: Vocabulary, aside: list[Line]) -> list[Line]:
    kept: list[Line] = []
    for i, line in enumerate(lines):
        folded = fold(line.text) if line.text and len(line.text) < LONGEST else ""
        if folded and kept and folded.startswith(words.tails) and len(kept) > len(lines) // 2:
            aside.append(line)
            break
        # A full stop ends a sentence ("Se bilag."), and no button.
        button = folded and not line.text.endswith(".") and is_button(folded, words)
        if _RULE.match(line.text):
            kept.append(replace(line, text="", spans=()))
        elif button or (i < TOP and _is_top(line.text)):
            aside.append(line)
        else:
            kept.append(_in_cells(line))
    while kept and kept[-1].table is None and (not kept[-1].text or _is_contact(kept[-1])):
        aside.append(kept.pop())
    address = _address_at_end(kept)
    aside += kept[len(kept) - address :]
    return kept[: len(kept) - address]


def is_button(folded: str, words: Vocabulary) -> bool:
    """A line of nothing but a page's own words ("• Kopiér link til punkt 4")."""
    if folded in words.noise or not folded.strip("_ "):
        return True
    if folded in words.headings or len(folded) > 60:
        return False
    tokens = [t for t in _TOKENS.split(folded.replace("é", "e")) if t]
    return (
        bool(tokens)
        and any(t in words.actions for t in tokens)
        and all(t in words.actions or t in words.fillers or t.isdecimal() for t in tokens)
    )


def _is_top(text: str) -> bool:
    """A cookie notice, or the path of a page (at least two steps, all short)."""
    if "ookie" in text:
        return True
    steps = _PATH.split(text) if len(text) <= LONGEST else []
    if len(steps) < 3 or not all(0 < len(step) < 60 for step in steps) or "\t" in text:
        return False
    return re.search(r" [>»›→] ", text) is not None or bool(_PATH_BEGINS.match(steps[0]))


def _address_at_end(lines: Sequence[Line]) -> int:
    """How many lines at the end are the municipality's address: name, street, town, each on a line."""
    last = list(takewhile(_may_be_of_address, reversed(lines)))
    if len(last) == len(lines) or not 1 < len(last) <= LONGEST_ADDRESS:
        return 0
    texts = [line.text for line in last]
    named = any("ommune" in text for text in texts)
    return len(last) if named and any(map(_CONTACT.search, texts)) else 0


LONGEST_ADDRESS = 10


def _may_be_of_address(line: Line) -> bool:
    text = line.text
    return line.table is None and 0 < len(text) < SHORT and text[-1] not in ".,:;"


SHORT = 50
"""Letters of the longest line of an address."""


def _is_contact(line: Line) -> bool:
    return (
        len(line.text) < LONGEST
        and line.table is None
        and line.text[-1:] not in ".:"
        and bool(_CONTACT.search(line.text))
        and ("ommune" in line.text or "@" in line.text or "lf" in line.text)
    )
