"""A document as streams of tokens, the only thing an engine gets to see of its text.

title, core, meta, body   tokens in order (core is decision and recommendation)
ptitle, parts             parts of the compounds in the title, and in the rest
joins                     neighbours written together, where a word may have been torn
own                       exact tokens of the item itself: journal numbers, date, month, year
cited                     exact tokens that the texts mention
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from raadslag.search.analysis.compounds import lexicon, parts, pieces
from raadslag.search.analysis.exact import dates, journal_token, journals
from raadslag.search.analysis.letters import clean, normalise, words
from raadslag.search.analysis.stems import is_function, token
from raadslag.search.document import Document

ORDERED = ("title", "core", "meta", "body")
LOOSE = ("ptitle", "parts", "joins")
EXACT = ("own", "cited")
_MEMORY = 400_000
_GAP = "|"
_DIGIT = re.compile(r"\d\d")


@dataclass(frozen=True, slots=True)
class Streams:
    """Token streams of one document, by the names above; repeated tokens are kept."""

    title: list[str]
    core: list[str]
    meta: list[str]
    body: list[str]
    ptitle: list[str]
    parts: list[str]
    joins: list[str]
    own: list[str]
    cited: list[str]


Seen = tuple[str, tuple[str, ...], bool]


class Chain:
    """The analysis with a bounded memory of words already seen. One for each process."""

    def __init__(self) -> None:
        self._seen: dict[str, Seen] = {}

    def word(self, raw: str) -> tuple[str, tuple[str, ...]]:
        """Token of a raw word, and the tokens of its parts (empty for a simple word)."""
        found = self._seen.get(raw) or self._fresh(raw)
        return found[0], found[1]

    def _fresh(self, raw: str) -> Seen:
        """Analyse a word; the last value tells if it may be a piece of a torn word."""
        word = normalise(raw)
        whole = token(word)
        inner = [token(part) for part in (*parts(word), *pieces(word))]
        torn = word.isalpha() and not inner and not is_function(whole) and not lexicon().known(word)
        found = whole, tuple(dict.fromkeys(part for part in inner if part != whole)), torn
        if len(self._seen) >= _MEMORY:
            self._seen.clear()
        self._seen[raw] = found
        return found

    def streams(self, document: Document) -> Streams:
        """Analyse every text of a document."""
        title, body = clean(document.title), clean(document.body)
        decision, recommendation = clean(document.decision), clean(document.recommendation)
        loose: list[str] = []
        title_parts: list[str] = []
        joins: list[str] = []
        title_tokens = self._tokens(words(title), title_parts, joins)
        core = self._tokens(words(decision), loose, joins)
        if recommendation:
            core += [_GAP, *self._tokens(words(recommendation), loose, joins)]
        body_tokens = self._tokens(words(body), loose, joins)
        named = (document.municipality, document.organization, *document.people)
        meta = self._tokens(words(clean(" ".join(named))), loose, [])
        cited = dict.fromkeys(_mentioned((title, decision, recommendation, body)))
        own = list(dict.fromkeys(own_tokens(document)))
        return Streams(
            title_tokens, core, meta, body_tokens, title_parts, loose, joins, own, list(cited)
        )

    def _tokens(self, raw: list[str], loose: list[str], joins: list[str]) -> list[str]:
        """Tokens in order; parts go to `loose`, and neighbours that may be one word to `joins`.

        Neighbours are joined when they make a listed word, or when one is no word by itself.
        """
        found: list[str] = []
        seen, fresh, listed = self._seen, self._fresh, lexicon().words
        left, left_torn = "", False
        for one in raw:
            whole, inner, torn = seen.get(one) or fresh(one)
            found.append(whole)
            if inner:
                loose.extend(inner)
            if left and (torn or left_torn or left.lower() + one in listed):
                self._join(left, one, joins, surely=not (torn or left_torn))
            left, left_torn = one, torn
        return found

    def _join(self, left: str, right: str, joins: list[str], *, surely: bool) -> None:
        if not right.islower() or len(left) + len(right) < 6:
            return
        if surely or (left.isalpha() and len(right) > 2 and not self._grammar(left, right)):
            joins.append(self.word(left.lower() + right)[0])

    def _grammar(self, left: str, right: str) -> bool:
        return is_function(self.word(left)[0]) or is_function(self.word(right)[0])


def own_tokens(document: Document) -> Iterable[str]:
    """Exact tokens for what the item is: its journal numbers and its day, month and year."""
    for number in document.journal_numbers:
        found = [one.token for one in journals(number)]
        yield from found or [journal_token(number)]
    if document.date is not None:
        yield f"d{document.date:%Y%m%d}"
        yield f"m{document.date:%Y%m}"
        yield f"y{document.date:%Y}"


def _mentioned(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        if _DIGIT.search(text):
            for found in journals(text):
                yield found.token
            for found in dates(text):
                yield found.token
