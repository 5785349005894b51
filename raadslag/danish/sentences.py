"""Where a sentence ends: a full stop is one only where no abbreviation or number has it."""

from __future__ import annotations

import re
from collections.abc import Iterator

ABBREVIATIONS = frozenset(
    "bl.a f.eks hhv jf jvf nr inkl ekskl pr ca evt dvs tlf hr frk dr st kl pkt vedr ang iht cvr cpr kap afd lok "
    "maks min p.t sml j.nr ift ifm mht skt fhv cand adj adv kand lic prof div art litr stk".split()
)
"""Words before whose full stop a sentence seldom ends (kr., m.v. and th. may end one). Source: Dansk Sprognævn, »Forkortelser«."""
_STOP = re.compile(r"[.!?:;]['\")»”]?(?=\s)|\n\s*\n|\n(?=[-•*–] ?\S|[^\n\t]{0,300}\t)")
_WORD_BEFORE = re.compile(r"[\w.§]{1,12}\Z")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every sentence of a folded text, in order; an empty line, a new
    point of a list and a new row of a table (cells parted by tabs) end one too."""
    start = 0
    for match in _STOP.finditer(text):
        if match.group()[0] != "." or _ends(text, match):
            if text[start : match.end()].strip():
                yield start, match.end()
            start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _ends(text: str, stop: re.Match[str]) -> bool:
    """A full stop that no abbreviation, initial or ordinal number has."""
    found = _WORD_BEFORE.search(text[max(0, stop.start() - 12) : stop.start()])
    word = found.group().lower() if found else ""
    following = text[stop.end() : stop.end() + 3].strip()[:1]
    if following.islower():
        return False
    if word in ABBREVIATIONS or (len(word) == 1 and word.isalpha()):
        return False
    # 4. maj goes on in a small letter; 2. th. and 3. Distrikt are no ends, 2024. is one.
    return not (word.isdigit() and len(word) < 3 and text[stop.end() : stop.end() + 1] != "\n")
