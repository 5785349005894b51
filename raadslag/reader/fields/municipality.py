"""Which municipality a document is of, where its text says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from raadslag.reader.lines.line import Line
from raadslag.reader.words import places


def municipality_of(
    lines: Sequence[Line], head: Sequence[Line], around: Sequence[str] = (), own: str | None = None
) -> str | None:
    """The municipality by how often and where it is named; null where the text does not say. `around`:
    what the page prints around the text, and its title. `own`: the one that is known beforehand, which
    decides only where the text names it and no other more."""
    names = places().names
    votes: Counter[str] = Counter()
    said: set[str] = set()
    pattern = _municipality_pattern()
    for line in lines:
        if "ommune" in line.text or "Byråd" in line.text or "Rådhus" in line.text:
            for hit in pattern.finditer(line.text):
                votes[names[hit.group(1)]] += 3 if hit.group(2) else 1
                said |= {names[hit.group(1)]} if hit.group(2) else set()
    for line in head[:LOOK]:
        if line.text.isupper() and "KOMMUNE" in line.text:
            line = replace(line, text=line.text.title())
        for hit in pattern.finditer(line.text):
            votes[names[hit.group(1)]] += 6
            if line.text == hit.group(0):
                said.add(names[hit.group(1)])
    return _settled(votes, said, own) if votes else _unknown(head, around)


def _settled(votes: Counter[str], said: set[str], own: str | None) -> str | None:
    ranked = votes.most_common(2)
    if own and votes[own] == ranked[0][1]:
        return own
    if len(ranked) > 1 and ranked[0][1] < ranked[1][1] * 1.2:
        return None
    # A town is named for many reasons; only "X Kommune", "X Rådhus" and the like name an authority.
    return ranked[0][0] if ranked[0][0] in said else None


def _unknown(head: Sequence[Line], around: Sequence[str]) -> str | None:
    """A municipality that no list has (an older one, one of another country): it stands alone on its line,
    or is the only one that the head, the page's title and what stands around the text name."""
    texts = [line.text.title() if line.text.isupper() else line.text for line in head[:LOOK]]
    if alone := next((text for text in texts if _ALONE.fullmatch(text)), None):
        return alone
    short = [text for text in (*texts, *around) if len(text) < LONGEST]
    named = {hit.group(0) for text in short for hit in _NAMED.finditer(text)}
    return named.pop() if len(named) == 1 else None


LOOK = 60
LONGEST = 200
_NAMED = re.compile(r"\b[A-ZÆØÅ][a-zæøå]{2,25}(?:-[A-ZÆØÅ][a-zæøå]{2,25})? Kommune\b")
_ALONE = re.compile(r"[A-ZÆØÅ][\wæøå-]{1,30}(?:[ -][A-ZÆØÅ][\wæøå-]{1,30})? Kommune")


@cache
def _municipality_pattern() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, places().names), key=len, reverse=True))
    return re.compile(
        rf"\b({words})(s?\s+(?:Kommunes?|Byråds?|Rådhus|Kommunalbestyrelses?|Regionskommune)\b)?(?![a-zæøå-])"
    )


def municipality_in_name(name: str) -> str | None:
    """The one municipality that a file's name tells ("referat_herning_2017.txt", æ as ae and so on)."""
    words = set(re.split(r"[\W_\d]+", _plain(name.casefold())))
    found = {
        official for spelt, official in places().names.items() if _plain(spelt.casefold()) in words
    }
    return found.pop() if len(found) == 1 else None


def _plain(text: str) -> str:
    return text.replace("æ", "ae").replace("ø", "oe").replace("å", "aa").replace("é", "e")
