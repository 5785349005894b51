"""Names in addresses: a committee, a person or a municipality as plain small letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

LETTERS = {"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}

RESERVED = frozenset(
    "arbejde bilag drift fil indlaes log-ind log-ud moede om punkt soeg statisk sund".split()
)
"""First words of our own addresses: no municipality may be called so."""
RESERVED_IN_BODY = frozenset({"sag", "person", "udvalg"})
"""Second words of our own addresses: no organization may be called so."""


def slug(text: str, *, longest: int = 80) -> str:
    """The name in an address: a-z, digits and hyphens; `x` where nothing is left."""
    plain = "".join(LETTERS.get(letter, letter) for letter in text.casefold())
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].rstrip("-") or "x"


def free_slug(name: str, taken: Collection[str]) -> str:
    """The name in an address, counted up where another has it."""
    wanted = found = slug(name)
    count = 1
    while found in taken:
        count += 1
        found = f"{wanted}-{count}"
    return found
