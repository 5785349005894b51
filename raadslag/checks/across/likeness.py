"""How alike two sentences are, and whether two figures look like one figure and its slip."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from raadslag.danish.moments import MONTH_NAMES
from raadslag.danish.numbers import slip
from raadslag.danish.quantities import Quantity

STOP = {
    "og", "i", "på", "af", "er", "som", "til", "fra", "med", "for", "der", "om", "ved", "har", "mod",
    "blev", "var", "at", "den", "det", "de", "mens", "eller", "en", "et", "sig", "sin", "samt", "ikke",
    "bliver", "vil", "kan", "skal", "også", "denne", "dette", "disse", "ca", "cirka", "pct", "kr",
    "mio", "svarende", "heraf", "alt", "hvor", "dog", "dermed", "herunder", "procent", "været",
    "blevet", "hvilket", "men", "så", "nu", "end", "være",
}  # fmt: skip
POLAR = {
    "inden", "uden", "inde", "ikke", "før", "efter", "mer", "mindre", "over", "under", "højere",
    "lavere", "flere", "færre", "første", "anden", "andet", "tredje", "fjerde", "sidste", "næste",
    "primo", "ultimo", "drift", "anlæg", "indtægter", "udgifter", "tilgang", "afgang", "mænd",
    "kvinder", "piger", "drenge", "merforbrug", "mindreforbrug", "stigning", "fald", "budget",
    "regnskab", "øvrige", "resterende", "private", "offentlige", "nye", "afsluttede", "brutto", "netto",
    "start", "slut", "op", "ned", "forrige", "tidligere", "nuværende", "kommende", "samlet", "årligt",
    "månedligt", "engangs", "varigt", *MONTH_NAMES,
}  # fmt: skip
"""Words that tell one population or moment from another: they must be the same on both sides."""
_WORD = re.compile(r"[a-zæøåé]{2,}", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """The content words of a text, cut to six letters so that endings don't part them."""
    words = (word.lower() for word in _WORD.findall(text))
    return frozenset(word[:6] for word in words if word not in STOP)


@lru_cache(maxsize=4096)
def marks(text: str) -> frozenset[str]:
    """What tells this statement's population and moment: polar words, months and years."""
    words = {word.lower() for word in _WORD.findall(text)}
    return frozenset(words & POLAR) | frozenset(_YEAR.findall(text))


def likeness(first: str, second: str) -> float:
    """Share of the shorter's content words that the longer has too, 0 to 1; 0 under three in common."""
    one, other = stems(first), stems(second)
    common = len(one & other)
    if common < 3:
        return 0.0
    return common / min(len(one), len(other))


def rounded_slip(said: Quantity, exact: Decimal, *, shortest: int = 3) -> bool:
    """Whether a rounded figure is one slip away from the exact number rounded alike."""
    rounded = (abs(exact) / said.step).quantize(Decimal(1)) * said.step
    return slip(abs(said.value), rounded, shortest=shortest)


_NAME = re.compile(r"(?<=[a-zæøå,] )[A-ZÆØÅ][a-zæøå]{3,}")


def other_names(first: str, second: str) -> bool:
    """Whether both speak of a name inside the sentence, and of none in common: two places, not one."""
    mine, theirs = set(_NAME.findall(first)), set(_NAME.findall(second))
    return bool(mine and theirs and not mine & theirs)
