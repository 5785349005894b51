"""From what a person typed to a plan: quotes, numbers, dates, names, words and words to avoid."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from raadslag.search.analysis.exact import (
    LABELLED,
    dates,
    is_journal_start,
    journal_token,
    journals,
)
from raadslag.search.analysis.letters import clean, normalise, words
from raadslag.search.analysis.stems import is_function, token_of
from raadslag.search.analysis.synonyms import LONGEST
from raadslag.search.engines.base import Vocabulary
from raadslag.search.names import Names
from raadslag.search.plan import (
    RELAX_BELOW,
    Any,
    Exact,
    Filters,
    Is,
    Node,
    Phrase,
    Plan,
    Sort,
    Understood,
    Word,
)
from raadslag.search.words import JOINED, Reader, Reading, meanings

MOST_CHARACTERS = 600
MOST_WORDS = 24
_QUOTED = re.compile(r'(?P<minus>(?<!\S)-)?["“”„»«](?P<inside>[^"“”„»«]+)["“”„»«]')
_LABEL = re.compile(
    r"\b(?:sagsnr|sagsnummer|journalnr|journalnummer|j\.?nr|dok\.?nr)\b[.: ]*", re.I
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_WEEKDAYS = {
    "mandag",
    "tirsdag",
    "onsdag",
    "torsdag",
    "fredag",
    "lørdag",
    "søndag",
    "den",
    "d",
    "d.",
}


@dataclass(slots=True)
class _Draft:
    must: list[Node] = field(default_factory=list)
    must_not: list[Node] = field(default_factory=list)
    should: list[Node] = field(default_factory=list)
    understood: list[Understood] = field(default_factory=list)


class Planner:
    """Makes plans for one index: its vocabulary decides about spelling, its names about places."""

    def __init__(self, vocabulary: Vocabulary, names: Names | None = None) -> None:
        self._reader = Reader(vocabulary)
        self._names = names or Names()

    def plan(
        self,
        query: str,
        *,
        filters: Filters | None = None,
        sort: Sort = "best",
        facets: Iterable[str] = (),
        page: int = 1,
        size: int = 20,
        today: date | None = None,
        relax_below: int = RELAX_BELOW,
    ) -> Plan:
        """The plan for a query in Danish. Anything may be typed; nothing is an error."""
        draft = _Draft()
        rest = _quotes(clean(query)[:MOST_CHARACTERS], draft)
        rest = _numbers(rest, draft)
        self._words(rest, draft)
        return Plan(
            must=tuple(draft.must),
            must_not=tuple(draft.must_not),
            should=tuple(draft.should),
            filters=filters or Filters(),
            sort=sort,
            facets=tuple(facets),
            page=max(1, page),
            size=min(max(1, size), 200),
            relax_below=relax_below,
            today=today,
            understood=tuple(draft.understood),
        )

    def _words(self, text: str, draft: _Draft) -> None:
        wanted: list[str] = []
        for chunk in text.split()[:MOST_WORDS]:
            if chunk.startswith("-") and len(chunk) > 1 and words(chunk):
                tokens = tuple(map(token_of, words(chunk)))
                draft.must_not.append(Phrase(tokens))
            else:
                wanted.extend(words(chunk))
        wanted = wanted[:MOST_WORDS]
        content = [word for word in wanted if not is_function(token_of(word))]
        if not content and not draft.must:
            draft.must.extend(Word(token_of(word)) for word in wanted)
            return
        self._content(content, wanted, draft)

    def _content(self, content: list[str], wanted: list[str], draft: _Draft) -> None:
        readings: list[Reading] = []
        at = 0
        while at < len(content):
            named = self._names.longest([normalise(word) for word in content[at:]])
            if named is None:
                readings.append(self._one(content[at]))
                at += 1
                continue
            size, name, value = named
            typed = content[at : at + size]
            draft.understood.append(Understood(name, " ".join(typed), value))
            draft.must.append(Any((Is(name, value), *self._said(typed))))
            at += size
        self._expressions(readings)
        self._joins(readings, draft)
        draft.must.extend(reading.node() for reading in readings)
        draft.understood.extend(one for reading in readings for one in reading.understood)
        tokens = [token_of(word) for word in wanted]
        if len(tokens) > 1:
            draft.should.append(Phrase(tuple(tokens), 0.5, ("title",)))
        pairs = pairwise(readings)
        draft.should.extend(Phrase((a.token, b.token), 0.3, ("title",)) for a, b in pairs)

    def _said(self, typed: list[str]) -> list[Node]:
        if len(typed) == 1:
            return [self._reader.read(typed[0]).node()]
        return [Phrase(tuple(map(token_of, typed)))]

    def _one(self, raw: str) -> Reading:
        """A word; a year is also the item's own year, one capital letter also a party."""
        if _YEAR.fullmatch(raw):
            return Reading(raw, raw, [Word(raw), Exact(f"y{raw}", weight=0.4)])
        if raw.isdigit():
            number = [Exact(journal_token(raw))] if len(raw) > 4 else []
            return Reading(raw, raw, [Word(raw), *number])
        if len(raw) == 1 and raw.isupper():
            return Reading(raw, token_of(raw), [Word(token_of(raw)), Is("party", raw, 2.0)])
        return self._reader.read(raw)

    def _expressions(self, readings: list[Reading]) -> None:
        """Synonyms of two to four words in a row stand for each of them."""
        tokens = [reading.token for reading in readings]
        for size in range(2, LONGEST + 1):
            for at in range(len(tokens) - size + 1):
                found = meanings(tuple(tokens[at : at + size]))
                for reading in readings[at : at + size]:
                    reading.nodes.extend(found)

    def _joins(self, readings: list[Reading], draft: _Draft) -> None:
        """Two words that the index knows as one: sol celler, solceller."""
        for left, right in pairwise(readings):
            if not (left.raw.isalpha() and right.raw.isalpha()):
                continue
            for link in ("", "s", "e"):
                joined = left.raw + link + right.raw
                stem = token_of(joined)
                if len(joined) > 5 and self._reader.frequency(stem):
                    left.nodes.append(Word(stem, JOINED))
                    right.nodes.append(Word(stem, JOINED))
                    draft.understood.append(
                        Understood("joined", f"{left.raw} {right.raw}", joined.lower())
                    )
                    break


def _quotes(text: str, draft: _Draft) -> str:
    """Take quoted phrases out of the text."""
    for found in _QUOTED.finditer(text):
        tokens = tuple(map(token_of, words(found["inside"])))
        if not tokens:
            continue
        if found["minus"]:
            draft.must_not.append(Phrase(tokens))
        else:
            draft.must.append(Phrase(tokens, 2.0))
            draft.understood.append(Understood("phrase", found.group(), found["inside"]))
    return _QUOTED.sub(" ", text)


def _numbers(text: str, draft: _Draft) -> str:
    """Take journal numbers and dates out of the text."""
    text = _LABEL.sub(" ", text) if not LABELLED.search(text) else text
    taken: list[tuple[int, int]] = []
    for found in dates(text):
        taken.append((found.start, found.end))
        draft.must.append(_day_or_month(found.token))
        kind = "month" if found.token[0] == "m" else "date"
        draft.understood.append(Understood(kind, text[found.start : found.end], found.token[1:]))
    if taken:
        text = " ".join(w for w in _cut(text, taken).split() if w.lower() not in _WEEKDAYS)
    for chunk in text.split():
        if is_journal_start(chunk):
            _journal(chunk, journal_token(chunk), draft)
            text = text.replace(chunk, " ", 1)
    taken = []
    for found in journals(text):
        if not any(start < found.end and found.start < end for start, end in taken):
            taken.append((found.start, found.end))
            _journal(text[found.start : found.end], found.token, draft)
    return _LABEL.sub(" ", _cut(text, taken))


def _journal(typed: str, token: str, draft: _Draft) -> None:
    grows = is_journal_start(typed)
    nodes: tuple[Node, ...] = (Exact(token), Exact(token, prefix=True, weight=0.5))
    draft.must.append(Any(nodes) if grows else Exact(token))
    draft.understood.append(Understood("journal", typed, token[1:]))


def _day_or_month(token: str) -> Node:
    if token[0] == "d":
        return Exact(token)
    return Any((Exact(token), Exact("d" + token[1:], prefix=True, weight=0.3)))


def _cut(text: str, taken: list[tuple[int, int]]) -> str:
    for start, end in sorted(taken, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text
