"""Parties as minutes print them: a letter, a short name, a name in full, a local list, or none at all."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

LONGEST = 60
"""Letters of the longest party's name; what is longer is a sentence."""


@cache
def _rows() -> dict[str, dict[str, str]]:
    text = (Path(__file__).parent / "parties.toml").read_text("utf-8")
    rows: dict[str, dict[str, str]] = tomllib.loads(text)
    return rows


@cache
def _listed(kind: str, key: str = "names") -> frozenset[str]:
    value = _rows()[kind][key]
    parts = value.split("|") if "|" in value or "\n" in value else value.split()
    return frozenset(name for row in parts for part in row.split("\n") if (name := part.strip()))


def is_letter(text: str) -> bool:
    """A ballot letter ("A", "Ø") or a short name in capitals ("SF", "UFP")."""
    return text in _listed("letters") or text in _listed("short")


def is_outside(text: str) -> bool:
    """A member of no party: "Løsgænger", "Uden for parti"."""
    return " ".join(text.casefold().split()) in _listed("outside")


@cache
def _first_words() -> frozenset[str]:
    names = (name.split()[0] for name in _listed("names"))
    return frozenset(names) | _listed("local", "words")


def begins_party(word: str) -> bool:
    """The word may begin a party's name in full: "Dansk", "Liste", "Nordbylisten"."""
    low = word.casefold()
    local = len(low) > 6 and low.endswith(tuple(_listed("local", "endings")))
    return word[:1].isupper() and (local or low in _first_words())


def is_party(text: str) -> bool:
    """A letter, a name in full, a local list's name, or that there is no party; as printed alone."""
    plain = " ".join(text.split()).strip(" .")
    if not plain or len(plain) > LONGEST:
        return False
    low = plain.casefold()
    if is_letter(plain) or low in _listed("names") or is_outside(plain):
        return True
    words = low.split()
    if (
        not plain[0].isupper()
        or len(words) > 5
        or not all(word[0].isupper() or word == "-" for word in plain.split()[1:])
    ):
        return False
    if words[-1].endswith(tuple(_listed("local", "endings"))) and len(words[-1]) > 6:
        return True
    return words[0] in _listed("local", "words") or (len(words[0]) == 1 and words[1:2] == ["-"])


def opens_with_party(text: str) -> bool:
    """Whether the sentence's subject is a party, several, or a minority: "A og Venstre ønsker …"."""
    return _opening().match(text) is not None


@cache
def _opening() -> re.Pattern[str]:
    names = sorted(_listed("names"), key=len, reverse=True)
    short = sorted((_listed("letters") | _listed("short")) - {"I"}, key=len, reverse=True)
    name = rf"(?:(?i:{'|'.join(map(re.escape, names))})s?|(?:{'|'.join(map(re.escape, short))})(?![\w/.-]))(?: \([A-ZÆØÅ]\))?"
    minority = r"(?i:(?:et |en )?(?:mindretal|mindretallet|gruppe|liste)\b(?: [A-ZÆØÅ]\b)?)"
    first = rf"(?:(?i:og|samt|men|idet|mens|dog) )?(?:{minority}|{name}(?:(?:,| og| samt) {name}){{0,9}})"
    return re.compile(rf"{first}(?= [a-zæøå(])(?! [a-zæøå]*udvalg)")
