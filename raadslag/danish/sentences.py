"""Where a sentence ends: the one splitter, for every room that reads prose.

Ask `sentence_texts(text)` for the sentences as printed, `sentences(text)` for their places. A full stop
ends a sentence only where no abbreviation (`abbreviations.toml`), initial or ordinal has it: "hhv.",
"bl.a.", "jf.", "nr." and "inkl." never end one, not even before a capital letter. An empty line, a new
point of a list and a new row of a table (cells parted by tabs) end a sentence too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from raadslag.danish.vocabulary import rows

NEVER_END = frozenset(row["word"] for row in rows("abbreviations") if row["ends"] == "never")
MAY_END = frozenset(row["word"] for row in rows("abbreviations") if row["ends"] == "may")
ABBREVIATIONS = NEVER_END
"""Words before whose full stop a sentence never ends (kr., m.v. and osv. may end one: `MAY_END`)."""

_NEW_LINE = r"\n\s*\n|\n(?=[-•*–] ?\S|\d{1,2}[.)] \S|[^\n\t]{0,300}\t)"
_AFTER = r"['\")\]»«”’]{0,2}(?=\s)"
_STOP = re.compile(rf"[.!?:;]{_AFTER}|{_NEW_LINE}")
_STOP_NO_COLON = re.compile(rf"[.!?]{_AFTER}|{_NEW_LINE}")
_WORD_BEFORE = re.compile(r"[\w.§]{1,12}\Z")
_WORD_AFTER = re.compile(r"\s*[\"'(»”]?(\w+)")
_PARTY_LAST = re.compile(
    r"(?:\b(?:stemte|imod|mod|[Ff]or|[Ll]iste|[Pp]arti)\s+|:\s*|\b[A-ZÆØÅ]{1,2}(?:,\s*|\s+(?:og|samt)\s+))[A-ZÆØÅ]\Z"
)
"""A party's letter ends the sentence ("Imod stemte V."); an initial would stand in a name."""
_BEGINS = frozenset(
    "kommunalbestyrelsen regionsrådet økonomiudvalget magistraten borgerrepræsentationen "
    "der det den de i på af for med ved til om når hvis efter fra samlet heraf udvalget byrådet sagen "
    "administrationen forvaltningen kommunen dermed derfor desuden dette disse dog her herefter men og samt".split()
)
"""Words that begin a sentence after a number ("… fra 10 til 12. Der er"); a noun would be counted
("2. Distrikt", "1. Viceborgmester")."""
_NUMBERED = ("nr.", "nr", "punkt", "pkt.", "side", "bilag", "kl.", "sag", "uge", "stk.", "model")
"""Before a number that is a name and no ordinal: "rykkes op som nr. 48. Skiltene opsættes"."""
_LONGEST_BACK = 40
"""Letters before a stop that are enough to see what it belongs to."""


def sentences(text: str, *, colons: bool = True) -> Iterator[tuple[int, int]]:
    """Start and end of every sentence, in order. `colons`: a colon or semicolon ends one too."""
    start = 0
    for match in (_STOP if colons else _STOP_NO_COLON).finditer(text):
        if match.group()[0] != "." or _ends(text, start, match):
            if text[start : match.end()].strip():
                yield start, match.end()
            start = match.end()
    if text[start:].strip():
        yield start, len(text)


def sentence_texts(text: str) -> list[str]:
    """The sentences as printed, without the space around them; colons end none."""
    return list(_texts(text))


@lru_cache(maxsize=256)
def _texts(text: str) -> tuple[str, ...]:
    """Kept for a moment: several readers ask for the same paragraph one after the other."""
    return tuple(text[a:b].strip() for a, b in sentences(text, colons=False))


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    """A full stop that no abbreviation, initial or ordinal number has."""
    before = text[max(start, stop.start() - _LONGEST_BACK) : stop.start()]
    found = _WORD_BEFORE.search(before[-12:])
    word = found.group().lower().lstrip(".") if found else ""
    following = _WORD_AFTER.match(text, stop.end(), stop.end() + _LONGEST_BACK)
    after = following[1] if following else ""
    if after[:1].islower() or word in NEVER_END:
        return False
    if word in MAY_END:
        return not after[:1].isdecimal() or before[: -len(word)].rstrip()[-1:].isdecimal()
    if len(word) == 1 and word.isalpha():
        return bool(_PARTY_LAST.search(before))
    if word.isdecimal() and len(word) < 3:
        return _counts_nothing(text, stop, after, before[: -len(word)])
    return True


def _counts_nothing(text: str, stop: re.Match[str], after: str, before: str) -> bool:
    """A short number whose stop ends the sentence: it is no list's mark and no ordinal."""
    if not before.strip():
        return False
    numbered = before.rstrip().lower().endswith(_NUMBERED)
    return text[stop.end() : stop.end() + 1] == "\n" or numbered or after.lower() in _BEGINS
