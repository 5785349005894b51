"""Names as printed, made comparable: committees and persons of Danish municipalities. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache

"""Letters to what stands for them in addresses."""
SMALL_WORDS = frozenset(("og", "for", "af", "i", "på", "samt", "med", "til", "under", "den", "det"))
"""Words that carry no subject in a committee's name."""
BODY_NOUNS = ("udvalg", "byråd", "råd", "bestyrelse", "repræsentation", "magistrat", "nævn")
"""What kind of body it is; they stand alone, last in a compound, definite and in the genitive."""
ABBREVIATIONS = {
    "kb": "Kommunalbestyrelsen",
    "øu": "Økonomiudvalget",
    "br": "Borgerrepræsentationen",
    "rr": "Regionsrådet",
}
"""Abbreviations that mean the same everywhere; others are read from the names at hand."""
COUNCILS = frozenset(("kommunalbestyrelse", "byråd", "borgerrepræsentation", "regionsråd"))
FINANCE = frozenset(("økonomiudvalg", "magistrat", "forretningsudvalg"))

_YEARS = re.compile(r"\b(?:19|20)?\d\d\s*[-–/]\s*(?:19|20)?\d\d\b")
_NOT_LETTERS = re.compile(r"[^\w§]+")


def tidy(text: str) -> str:
    """The name as one would print it: NFC, runs of white space folded."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold(text: str) -> str:
    """Case, punctuation and white space taken away; `&` is `og`."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("&", " og ")
    return " ".join(_NOT_LETTERS.sub(" ", plain).replace("_", " ").split())


def loose(text: str) -> str:
    """`fold`, and aa/å, ae/æ, oe/ø and accents made one: close, yet not proof of being the same."""
    plain = fold(text)
    for letter, written in (("æ", "ae"), ("ø", "oe"), ("å", "aa")):
        plain = plain.replace(letter, written)
    return unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()


@lru_cache(maxsize=20_000)
def likeness(one: str, other: str) -> float:
    """0..1: how much of the letters the two share, in order."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


@lru_cache(maxsize=20_000)
def committee_key(printed: str, municipality: str = "") -> str:
    """What makes a committee's name that name: without years, municipality, definite and genitive.

    >>> committee_key("09-13 Udvalget for Børns") == committee_key("Udvalg for Børns")
    True
    """
    words = [_base(word) for word in fold(_YEARS.sub(" ", printed)).split()]
    place = _place_words(municipality)
    kept = [word for word in words if word not in place] or words
    return " ".join(kept)


@lru_cache(maxsize=20_000)
def subjects(printed: str, municipality: str = "") -> Mapping[str, str]:
    """What a committee deals with: stem to the word itself (skol → skole)."""
    found = {}
    for word in committee_key(printed, municipality).split():
        noun = next((noun for noun in BODY_NOUNS if word.endswith(noun)), "")
        subject = word.removesuffix(noun)
        if subject and subject not in SMALL_WORDS:
            plain = subject.removesuffix("s") if len(subject) > 4 else subject
            found[plain.removesuffix("e") if len(plain) > 4 else plain] = plain
    return found


@lru_cache(maxsize=20_000)
def initials(name: str) -> frozenset[str]:
    """The abbreviations that a committee's name may go by, in lower case: ebu, beu.

    >>> "ebu" in initials("Erhvervs- og Beskæftigelsesudvalget")
    True
    """
    key = committee_key(name).split()
    words = [word for word in key if word not in SMALL_WORDS and not word.startswith("§")]
    letters = "".join(word[0] for word in words)
    last = next((n for n in BODY_NOUNS if words and words[-1].endswith(n) and words[-1] != n), "")
    found = {letters, letters + last[:1]}
    if words and words[0] in BODY_NOUNS:
        found.add(letters[1:] + letters[:1])
    return frozenset(found)


def _base(word: str) -> str:
    for noun in BODY_NOUNS:
        for ending in ("ets", "ens", "ns", "et", "en", "n", "s"):
            if word.endswith(noun + ending):
                return word.removesuffix(ending)
    return word


def _place_words(municipality: str) -> frozenset[str]:
    words = [word for word in fold(municipality).split() if word not in SMALL_WORDS]
    return frozenset(words) | frozenset(f"{word}s" for word in words)
