"""A document as streams of tokens, the only thing an engine gets to see of its text.

title, core, meta, body   tokens in order (core is decision and recommendation)
ptitle, parts             parts of the compounds in the title, and in the rest
joins                     neighbours written together, where a word may have been torn
own                       exact tokens of the item itself: journal numbers, date, month, year
cited                     exact tokens that the texts mention
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from raadslag.search.analysis.compounds import lexicon, parts, pieces
from raadslag.search.analysis.exact import dates, journal_token, journals
from raadslag.search.analysis.letters import clean, normalise, words
from raadslag.search.analysis.stems import FUNCTION_WORDS, token
from raadslag.search.document import Document

ORDERED = ("title", "core", "meta", "body")
LOOSE = ("ptitle", "parts", "joins")
EXACT = ("own", "cited")
_MEMORY = 400_000
_GAP = "|"


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


class Chain:
    """The analysis with a bounded memory of words already seen. One for each process."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[str, tuple[str, ...]]] = {}

    def word(self, raw: str) -> tuple[str, tuple[str, ...]]:
        """Token of a raw word, and the tokens of its parts (empty for a simple word)."""
        found = self._seen.get(raw)
        if found is None:
            found = self._fresh(raw)
            if len(self._seen) >= _MEMORY:
                self._seen.clear()
            self._seen[raw] = found
        return found

    def _fresh(self, raw: str) -> tuple[str, tuple[str, ...]]:
        word = normalise(raw)
        whole = token(word)
        inner = [token(part) for part in (*parts(word), *pieces(word))]
        return whole, tuple(dict.fromkeys(part for part in inner if part != whole))

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
        found: list[str] = []
        seen, word = self._seen, self.word
        for one in raw:
            whole, inner = seen.get(one) or word(one)
            found.append(whole)
            if inner:
                loose.extend(inner)
        self._join(raw, joins)
        return found

    def _join(self, raw: list[str], joins: list[str]) -> None:
        """Neighbours that make a listed word together, or of which one is no word alone."""
        listed = lexicon().words
        left = ""
        for right in raw:
            if left and right.islower() and len(left) + len(right) > 5:
                both = left.lower() + right
                if both in listed or (
                    len(right) > 2
                    and left not in FUNCTION_WORDS
                    and right not in FUNCTION_WORDS
                    and left.isalpha()
                    and not (self._is_word(left) and self._is_word(right))
                ):
                    joins.append(self.word(both)[0])
            left = right

    def _is_word(self, raw: str) -> bool:
        word = normalise(raw)
        return bool(self.word(raw)[1]) or lexicon().known(word)


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
        if any(map(str.isdigit, text)):
            for found in journals(text):
                yield found.token
            for found in dates(text):
                yield found.token
