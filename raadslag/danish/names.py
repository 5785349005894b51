"""Names of persons in Danish text: first names and last names as data, and how they stand together.

Source of the names: Danmarks Statistik (see `names.toml`). A name is found by its look and its
words; who bears it is for others to know.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_UPPER, _LOWER = "A-ZÆØÅÉÖÜÄ", "a-zæøåéèëáàâíîïóöôúüñçščžđ"
WORD = re.compile(rf"[{_UPPER}][{_LOWER}]{{1,24}}(?:-[{_UPPER}][{_LOWER}]{{1,24}})?|[{_UPPER}]\.")
"""One word of a name, or an initial."""
_PARTICLE = re.compile(
    r"(?:van|von|der|den|de|el|al|af|bin|ibn|abu|la|zu) (?=[A-ZÆØÅ])|(?:al|el)-(?=[A-Z])"
)
_TITLE = re.compile(
    r"(?<!\w)(?:(?:[Ee]nke)?[Ff]ru|[Ff]r[kø]?\.?|[Hh]r\.?|[Hh]err|[Ff]røken|[Ff]amilien|[Ææ]gteparret|[Pp]arret) \Z"
)
_PLACE = re.compile(
    r"(?:s)?[ -](?:Vej|Gade|Allé|Alle|Boulevard|Plads|Torv|Vænge|Stræde|Park|Parken|Skole|Skolen|Fond|Fonden|"
    r"Fondens|Legat|Legatet|Hus|Huset|Minde|Have|Haven|Kirke|Kirken|Bro|Bakke|Eng|Mark|Skov|Kommune|"
    r"Stiftelse|Museum|Museet|Center|Centret|Centeret|Gård|Kollegium|Kollegiet|Bibliotek|Børnehave|"
    r"A/S|ApS|I/S|IVS|P/S|K/S|Holding|Group|Ejendomme|Arkitekter|Rådgivere|Entreprise|Consult|"
    r"& [A-ZÆØÅ]|og [A-ZÆØÅ]\w{1,20} (?:A/S|ApS|I/S|Arkitekter|Advokater))(?![a-zæøå])"
)
"""What follows a name that is a street's, a school's or a firm's."""


TOLD_OF = "er|var|blev|bliver|har|fik|får|bor|lider|modtager|skylder|lever|afsoner"
"""Verbs, as a pattern's choices, by which something is told of the person before them."""
_SAID_OF = re.compile(rf" (?:{TOLD_OF})(?![\wæøå])")
"""What follows a name of which something is told, whatever the name is: "Oluwaseun Adeyemi er syg"."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name at `start:end` of a folded text. `words` without a genitive's s; `titled` after fru, familien."""

    text: str
    start: int
    end: int
    words: tuple[str, ...]
    titled: bool = False


@cache
def _words(kind: str) -> frozenset[str]:
    data = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))
    return frozenset(data[kind]["names"].split())


@cache
def is_first(word: str) -> bool:
    """A first name, or its genitive (Karlas)."""
    first = _words("first")
    return word in first or (word.endswith("s") and word[:-1] in first) or _parts_are(word, first)


@cache
def is_last(word: str) -> bool:
    """A last name, or a word with a last name's ending (-sen, -gaard, -strup)."""
    plain = word.removesuffix("s") if word not in _words("last") else word
    if plain in _words("last"):
        return True
    return len(plain) > 4 and plain.lower().endswith(tuple(_words("endings")))


def _parts_are(word: str, first: frozenset[str]) -> bool:
    parts = word.split("-")
    return len(parts) == 2 and parts[0] in first


def names_in(text: str) -> Iterator[Name]:
    """Every person's name of two words or more, and a last name after a title (fru Holm), in order.

    A street, school or firm that is called after somebody is none.
    """
    at = 0
    while match := WORD.search(text, at):
        start = match.start()
        if start and (text[start - 1].isalnum() or text[start - 1] in "-@/_"):
            at = match.end()
            continue
        run, end = _run(text, match)
        at = end
        name = _person(text, run)
        if name and not any(_is_place(text, end) for *_, end in run):
            yield name


def _is_place(text: str, end: int) -> bool:
    """A street's, a school's or a firm's word follows: "Kjeld Abells Plads" is nobody, whole or in part."""
    return bool(_PLACE.match(text, end) or _PLACE.match(text, end - 1))


def _run(text: str, match: re.Match[str]) -> tuple[list[tuple[str, int, int]], int]:
    """The words in capitals that follow each other, parted by one space or a particle."""
    run = [(match.group(), *match.span())]
    while len(run) < 6:
        end = run[-1][2]
        if text[end : end + 1] != " ":
            break
        particle = _PARTICLE.match(text, end + 1)
        following = WORD.match(text, particle.end() if particle else end + 1)
        if not following:
            break
        run.append((following.group(), *following.span()))
    return run, run[-1][2]


def _person(text: str, run: list[tuple[str, int, int]]) -> Name | None:
    """The person's name within a run of words in capitals, or none."""
    titled = bool(_TITLE.search(text[max(0, run[0][1] - 12) : run[0][1]]))
    if len(run) > 1 and _TITLE.search(run[0][0] + " "):
        run, titled = run[1:], True
    for place, (word, start, _) in enumerate(run):
        rest = run[place:]
        if is_first(word) and len(rest) > 1:
            return _name(text, start, rest, titled and place == 0)
    if titled and not of_a_body(run[0][0]):
        return _name(text, run[0][1], run[:1], True)
    if len(run) > 1 and len(run[0][0]) == 2 and is_last(run[-1][0]):
        return _name(text, run[0][1], run, titled)  # K. Holm
    if (
        2 <= len(run) <= 4
        and _SAID_OF.match(text, run[-1][2])
        and not any(of_a_body(word) for word, *_ in run if word[1:] != ".")
    ):
        return _name(text, run[0][1], run, titled)
    return None


def of_a_body(word: str) -> bool:
    """A word that stands in the names of bodies, firms and places, and in no person's."""
    plain = word.lower().removesuffix("s")
    bodies = _words("bodies")
    return len(word) < 3 or word.lower() in bodies or plain.endswith(tuple(_words("body_endings")))


def _name(text: str, start: int, run: list[tuple[str, int, int]], titled: bool) -> Name:
    end = run[-1][2]
    words = tuple(_nominative(word) for word, *_ in run if len(word) > 2)
    return Name(text[start:end], start, end, words, titled)


def _nominative(word: str) -> str:
    known = _words("first") | _words("last")
    return word[:-1] if word.endswith("s") and word not in known and word[:-1] else word
