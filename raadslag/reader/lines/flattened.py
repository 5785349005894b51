"""Text whose lines were lost: broken again before what can only begin a line, then read as usual.

Some sites show a PDF's words as one long run a page, others run number, title, label and text of an
item together ("00.22.02-A26-1-13 Kompetenceudvalg: Byrådet"). Labels with a colon, headings at a
sentence's end, case numbers, dated headings and "Punkt 4:" can only begin a line.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from raadslag.reader.lines.line import Line
from raadslag.reader.lines.shapes import BODY, CASE, DATED
from raadslag.reader.words import Vocabulary
from raadslag.record import Note

SHORTEST = 36
"""Letters from which on a line may be several: shorter ones are one line with its label."""
BREAKS = 2
"""Places in one line where another must begin before it is broken at all."""
SHARE = 0.25
"""Part of the document's letters that must stand in such lines: one long paragraph is no lost page."""
MOST_BREAKS = 2000
"""Places in one line from which on it is no text of minutes."""
LONGEST_HEAD = 10
"""Words of the longest running head of a page."""
LONG = 250
"""Letters from which on a line is no printed line."""
FEW = 60
"""Lines in a document up to which long lines are a sign that lines were lost."""
_BARE_LABELS = (
    "Mødedato", "Mødetidspunkt", "Mødested", "Starttidspunkt", "Sluttidspunkt", "Mødedeltagere", "Medlemmer", "Dato", "Sted"
)  # fmt: skip
"""Labels of the head that are printed without a colon too."""
_PAGE_NUMBER = re.compile(r"^\d{1,3} (?=\S)")
_LAST_NUMBER = re.compile(r"(?<=[.)]) \d{1,3}$")
_SIDE_ALONE = re.compile(r"^(?:Side )?\d{1,3}$|^(?:åben|lukket)$")
_LAST_SIDE = re.compile(rf"\s(?:{BODY}[^.]{{0,30}}\s)?Side \d{{1,3}}$|\s(?:åben|lukket)$")


def unflattened(lines: Sequence[Line], words: Vocabulary) -> list[Line]:
    """The lines, those that hold several broken into them where the document has lost its lines."""
    deciders = _labels_beside(words)
    lines = [part for line in lines for part in _without_glue(line, deciders)]
    runs = [i for i, line in enumerate(lines) if len(line.text) >= SHORTEST and line.table is None]
    if not runs or len(runs) * 4 < sum(1 for line in lines if line.text):
        return list(lines)
    spots = {i: _breaks(lines[i].text, words) for i in runs}
    broken = {i: at for i, at in spots.items() if len(at) >= BREAKS}
    letters = sum(len(line.text) for line in lines)
    if sum(len(lines[i].text) for i in broken) < SHARE * letters:
        return list(lines)
    texts = [lines[i].text for i in broken]
    pages = _numbered_pages(texts)
    head = _running_head(texts) if pages else ""
    found: list[Line] = []
    for i, line in enumerate(lines):
        found += _pieces(line, spots[i], pages, head) if i in spots else [line]
    return found


def _labels_beside(words: Vocabulary) -> re.Pattern[str]:
    """Labels of who decides as they stand behind the case's number on its line."""
    known = [word for word, role in words.headings.items() if role in ("decider", "path")]
    spelt = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    return re.compile(rf"(?<=[\w)])\s(?=(?:{spelt})\s?:\s?\S)", re.I)


def _without_glue(line: Line, deciders: re.Pattern[str]) -> list[Line]:
    """The contents heading without the first title glued to it, the case's number without who decides."""
    text = line.text
    if len(text) < LONG and text.count(":") > 1 and (spot := deciders.search(text)):
        parts = (text[: spot.start()], text[spot.end() :])
        return [replace(line, text=part, spans=()) for part in parts]
    if text[:1] in "Ii" and (glued := _CONTENTS.match(text)):
        return [replace(line, text=glued.group(1)), replace(line, text=glued.group(2))]
    return [line]


_CONTENTS = re.compile(r"^(indholdsfortegnelse)\s?:?\s?(\d.+)$", re.I)


def _numbered_pages(texts: Sequence[str]) -> bool:
    """Nearly every run begins with its page's number (1, 2, 3 …)."""
    first = [int(m.group(0)) for text in texts if (m := _PAGE_NUMBER.match(text))]
    return len(first) > max(1, 0.6 * len(texts)) and first == sorted(set(first))


def _running_head(texts: Sequence[str]) -> str:
    """The words that most pages begin with, after the page's number."""
    starts = [_PAGE_NUMBER.sub("", text).split(" ")[:LONGEST_HEAD] for text in texts]
    head: list[str] = []
    for n in range(LONGEST_HEAD):
        counts = Counter(start[n] for start in starts if start[:n] == head and len(start) > n)
        word, count = counts.most_common(1)[0] if counts else ("", 0)
        if count < max(2, len(texts) // 3):
            break
        head.append(word)
    return " ".join(head) + " " if len(head) > 2 else ""


def _pieces(line: Line, spots: Sequence[int], pages: bool, head: str) -> list[Line]:
    text = line.text
    start = _PAGE_NUMBER.match(text) if pages else None
    if pages and (last := _LAST_NUMBER.search(text)):
        text = text[: last.start()]
    if side := _LAST_SIDE.search(text):
        text = text[: side.start()]
    begin = start.end() if start else 0
    if head and text.startswith(head, begin):
        begin += len(head)
    cuts = [begin, *(at for at in spots if begin < at < len(text)), len(text)]
    parts = [text[a:b].strip() for a, b in pairwise(cuts) if a < b]
    return [
        replace(line, text=part, starts_block=True)
        for part in parts
        if part and not _SIDE_ALONE.match(part)
    ]


def _breaks(text: str, words: Vocabulary) -> list[int]:
    """Where another line begins, in order."""
    found: set[int] = set()
    known = _known(words.spelt_labels, words.spelt_headings)
    for capital in _CAPITAL.finditer(text):
        for phrase, kind in known.get(capital.group(0), ()):
            at, end = capital.start(), capital.start() + len(phrase)
            if text.startswith(phrase, at) and _stands(text, at, end, kind):
                found |= {at} if kind in ("label", "bare") else {at, end}
                break
    if _STARTS_CASE.match(text) or _HAS_SHAPE.search(text):
        for hit in _SHAPES.finditer(text):
            found |= {hit.start(), hit.end()} if hit.lastgroup else {hit.start()}
    if "19" in text or "20" in text or (found and "den " in text):
        for hit in _DATED.finditer(text):
            found |= {hit.start(), hit.end()}
    return sorted(at for at in found if 0 < at < len(text)) if len(found) < MOST_BREAKS else []


def _stands(text: str, at: int, end: int, kind: str) -> bool:
    """Whether a phrase begins a line where it stands: a label by its colon, a heading by the end of a
    sentence before it and the capital after it."""
    rest, before = text[end : end + 2], text[max(0, at - 5) : at]
    if at and text[at - 1] != " ":
        return False
    if kind == "label":
        return rest.lstrip(".")[:1] == ":"
    if kind == "flag":
        return rest[:1] != ":"
    follows = not rest or (
        rest[0] == " " and (rest[1:].isupper() or rest[1:].isdecimal() or rest[1:] == "-")
    )
    if kind == "heading":
        return follows and (at == 0 or bool(_CLOSED.search(before)))
    return follows


_CAPITAL = re.compile(r"[A-ZÆØÅ][\wæøå]*")
_CLOSED = re.compile(r"(?:[.:!?]|\bsag|[a-zæøå)\d]) $")
_SHAPES = re.compile(
    rf"^(?P<case>{CASE})(?=\s\S)"
    r"|(?<=fraværende\.)\s(?=[A-ZÆØÅ])|(?<=[.!?] )(?=[A-ZÆØÅ][^.!?]{2,80} (?:var )?fraværende\.)"
    r"|(?<=[.!?] )(?P<proposal>[A-ZÆØÅ][\wæøå-]{3,40} (?:indstiller|foreslår|anbefaler),? at [^.]{3,200}\.)"
    r"|(?<= )Punkt \d{1,4}:|(?<=[^\d.\s] )(?<!pkt\. )(?<!nr\. )\d{1,3}\. (?=[A-ZÆØÅ])"
)
"""A case number at the start; before and after a sentence of absence; "Punkt 4:"; "4. Budget"."""
_STARTS_CASE = re.compile(CASE)
_HAS_SHAPE = re.compile(r"indstiller|foreslår|anbefaler|fraværende\.|Punkt \d|\d\. [A-ZÆØÅ]")
"""What one of the shapes must hold: quicker to look for."""
_DATED = re.compile(rf"(?:(?<=^)|(?<=[.:!?] )|(?<=\bsag )|(?<=[a-zæøå)\d] )){DATED}")


@lru_cache(maxsize=8)
def _known(labels: tuple[str, ...], headings: tuple[str, ...]) -> dict[str, list[tuple[str, str]]]:
    """Phrases by their first word, the longest first, each with its kind."""
    kinds = {
        "label": labels, "heading": headings, "bare": _BARE_LABELS, "flag": ("Åben sag", "Lukket sag"),
        "contents": ("Indholdsfortegnelse Side", "Indholdsfortegnelse", "INDHOLDSFORTEGNELSE"),
    }  # fmt: skip
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for kind, phrases in kinds.items():
        for phrase in phrases:
            if first := _CAPITAL.match(phrase):
                found[first.group(0)].append((phrase, kind))
    return {word: sorted(ways, key=lambda way: -len(way[0])) for word, ways in found.items()}


def lines_lost(lines: Sequence[Line], headings: int) -> Note | None:
    """A note where nearly all of the text still stands in a few long runs with hardly a heading."""
    filled = [line for line in lines if line.text]
    long = [line for line in filled if len(line.text) > LONG and line.starts_block is None]
    letters = sum(len(line.text) for line in filled)
    if (
        not long
        or len(filled) > FEW
        or headings * 2 > len(long)
        or sum(len(line.text) for line in long) < 0.8 * letters
    ):
        return None
    text = "Teksten har mistet sine linjer, så punkter og overskrifter ikke kan skelnes. Læs den ved siden af kilden."
    return Note("lines-lost", text, long[0].where)
