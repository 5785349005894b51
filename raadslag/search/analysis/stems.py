"""One token for all forms of a word: Snowball Danish, with its known gaps closed."""

from __future__ import annotations

import re
from functools import lru_cache

import Stemmer

from raadslag.search.analysis.letters import normalise
from raadslag.search.analysis.lists import words_of

FUNCTION_WORDS = frozenset(words_of("function_words.txt"))
"""Words that carry grammar only: kept for phrases, left out of queries that ask for any word."""

_MARK = "'"
_CENTRE = re.compile(r"[^aeiouyæøå][bfgkmpsvt]r$|[aeiouyæøå]n?tr$|[aeiouyæøå]mr$|[gks]istr$|nstr$")
_QUALITY = re.compile(r"heder(?:nes?|s)$")  # Snowball leaves virksomhederne beside virksomhed
_SHORT_IG = re.compile(
    r"(\w{2,3}l?ig)(?:e|t|es|s|er|ers|erne|ernes|en|ens|ere|st|ste|hed(?:en|ens|er|erne|s)?)?"
)
"""Snowball cuts ledig, bolig and daglig down to led, bol and dag: too short to mean anything."""
_FINAL_S = re.compile(r"[bcdfghjklmnprtvz]s$")
"""Snowball takes the s off plads, and leaves it in pladsen."""
_stemmer = Stemmer.Stemmer("danish")
_stemmer.maxCacheSize = 0
_stem = _stemmer.stemWord


def token(word: str) -> str:
    """The index token of a normalised word; a function word has a token of its own.

    Without the mark, "sommer" and "møde" would be stemmed into "som" and into its neighbours.
    """
    if word in FUNCTION_WORDS:
        return word + _MARK
    if word.isdigit() or len(word) < 4:
        return word
    short = _SHORT_IG.fullmatch(word)
    if short:
        return short[1]
    stem: str = _stem(_QUALITY.sub("hed", word))
    if len(stem) > 3 and _FINAL_S.search(stem):
        return stem[:-1]
    if stem.endswith("r") and _CENTRE.search(stem):
        return stem[:-1]
    return stem


def is_function(word_token: str) -> bool:
    """Whether a token stands for a function word."""
    return word_token.endswith(_MARK)


@lru_cache(maxsize=4096)
def token_of(raw: str) -> str:
    """The token of a word as typed."""
    return token(normalise(raw))


def relatives(word_token: str) -> list[str]:
    """Tokens of the noun or the verb made from the same root: aktivering, aktiver(e)."""
    for ending in ("ning", "ing"):
        if word_token.endswith(ending) and len(word_token) >= len(ending) + 4:
            root = word_token[: -len(ending)]
            return [token(root), token(root + "e")]
    if len(word_token) >= 4 and word_token.isalpha():
        return [word_token + "ing", word_token + "ning", word_token + "else"]
    return []
