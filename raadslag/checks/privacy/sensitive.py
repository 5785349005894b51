"""A sensitive fact about a named person, in one sentence or in two beside each other: somebody asks.

Ill, pensioned early, dismissed, placed in care, sentenced, in debt, on benefits: the words are rows
in `words/sensitive.toml`. A fact needs a person, a word and a link between them (is, has got, is
granted to); that a name and a word stand in one sentence is not enough, since politicians and
officials speak of such things all day. Who is a member, an official or an author is told by the
caller, by a party's letter and by a title beside the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from raadslag.checks.privacy.hits import Hit, on_folded
from raadslag.checks.privacy.sensitive_facts import (
    ME,
    OTHER,
    fact_in,
    fact_of_field,
    is_actor,
    is_direct,
)
from raadslag.checks.privacy.words import of
from raadslag.danish import fold
from raadslag.danish.names import TOLD_OF, Name, is_first, names_in, of_a_body
from raadslag.danish.sentences import sentences

_CAP = r"[A-ZÆØÅÖÜ][a-zæøåéèöüäáíóçñ]{1,24}"
_CANDIDATE = re.compile(
    rf"[A-ZÆØÅÖÜ][\w.-]{{0,24}},? (?:van |von |de |den |el |al )?(?:[A-ZÆØÅÖÜ]|(?:{TOLD_OF})(?!\w))"
)
"""Where a name may stand: most of a text is passed over by this alone."""
_KIN = re.compile(of("sensitive", "kin") + r" \Z")
_ROLE = of("sensitive", "role")
_ROLE_BEFORE = re.compile(
    rf"{_ROLE}(?: (?:for|af|i|ved|fra|på|hos) [\wæøå-]{{1,30}}){{0,2}}(?: ved| v/)?[:,]? ?\Z"
)
_ROLE_AFTER = re.compile(rf"(?:, | \(| - )(?:[\wæøå-]{{1,24}} ){{0,2}}{_ROLE}")
_ATTENDING = re.compile(of("sensitive", "attending"))
_PARTY = re.compile(
    r" ?\((?:[A-ZÆØÅ]{1,2}|[^()\n]{0,24}(?:parti|liste|venstre|radikale|løsg|konservativ)[^()\n]{0,16})\)",
    re.I,
)
_FROM = re.compile(r",? (?:fra|ved|hos|i) [A-ZÆØÅ]|, [A-ZÆØÅ][\wæøå.]{1,20} ?[A-ZÆØÅa-z]")
_PERSON = re.compile(of("sensitive", "person"))
_FORM = re.compile(of("sensitive", "form") + r" ?[:\t] ?\Z")
_CALLED = re.compile(of("sensitive", "called") + r"[:]? (?:[a-zæøå]{1,12} ){0,2}\Z")
MANY = 3
"""Names in one sentence from which it is a list of who came or sat, and no story of one."""
_BEFORE = 44
"""Signs before a name in which a title stands."""
_LONGEST = 700
"""Signs of a sentence that are looked at; what is longer is no sentence."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence at `start:end` and the names in it."""

    start: int
    end: int
    names: tuple[Name, ...]


@on_folded
def find_sensitive(text: str, known: Iterable[str] = ()) -> Iterator[Hit]:
    """Every named person about whom something sensitive is said.

    `known` are the names of members, officials and authors, who are not asked about.
    """
    if not _CANDIDATE.search(text):
        return
    people = _people(tuple(sorted({fold(name).text for name in known})))
    told: list[_Told] = []
    for start, end in sentences(text, colons=False):
        if end - start <= _LONGEST:
            told.append(_Told(start, end, _names(text, start, end)))
    for place, one in enumerate(told):
        for name in one.names:
            if not _is_known(name, people):
                before = (
                    told[place - 1]
                    if place and text[told[place - 1].end : one.start].count("\n") < 3
                    else None
                )
                after = told[place + 1] if place + 1 < len(told) else None
                word = _fact(text, name, one, before, after)
                if word:
                    yield Hit("sensitive", "ask", name.text, name.start, name.end, word)


def _names(text: str, start: int, end: int) -> tuple[Name, ...]:
    """The names in a sentence: of two words or more, and first names where a fact or kin stands beside."""
    if not _CANDIDATE.search(text, start, end):
        return ()
    sentence = _CAPITALS.sub(lambda word: word.group().capitalize(), text[start:end])
    found = [*names_in(sentence)]
    taken = {place for name in found for place in range(name.start, name.end)}
    for name in (*_turned(sentence), *_alone(sentence)):
        if not taken & set(range(name.start, name.end)):
            taken |= set(range(name.start, name.end))
            found.append(name)
    placed = (replace(n, start=n.start + start, end=n.end + start) for n in found)
    return tuple(sorted(placed, key=lambda name: name.start))


def _turned(sentence: str) -> Iterator[Name]:
    """The last name first, as lists have it: "Rindom, Tove: …"."""
    for match in _LAST_FIRST.finditer(sentence):
        last, first = match["last"], match["first"]
        is_told = match["told"] and match.start() == 0 and not of_a_body(first)
        if (is_first(first) or is_told) and not is_first(last) and not of_a_body(last):
            yield Name(match["name"], *match.span("name"), (*first.split(), last))


def _alone(sentence: str) -> Iterator[Name]:
    """One name where kin or a role in a case stands before, or a first name of which something is told."""
    for match in _SINGLE.finditer(sentence):
        word = match["name"]
        kin = _KIN.search(sentence[max(0, match.start() - 16) : match.start()].lower())
        if len(word) > 2 and (
            (is_first(word) and (kin or match["verb"])) or (kin and not of_a_body(word))
        ):
            plain = word[:-1] if word.endswith("s") and is_first(word[:-1]) else word
            yield Name(word, *match.span("name"), (plain,))


_CAPITALS = re.compile(
    r"(?<![\w-])(?:[A-ZÆØÅÖÜ]{3,25}|[A-ZÆØÅÖÜ]{2}(?=,? [A-ZÆØÅÖÜ]{2})|(?<=[A-ZÆØÅÖÜ]{2} )[A-ZÆØÅÖÜ]{2})(?!\w)"
)
"""Words in capitals, as a form or a heading has a name: TOVE RINDOM, BO IB HOLM."""
_LAST_FIRST = re.compile(
    rf"(?<![\w-])(?P<name>(?P<last>{_CAP}(?:-{_CAP})?), (?P<first>{_CAP}(?:[ -]{_CAP}){{0,2}}))(?![\w-])"
    rf"(?P<told>,? (?:{TOLD_OF})(?!\w))?"
)
_SINGLE = re.compile(rf"(?<![\w-])(?P<name>{_CAP})(?![\w-])(?P<verb> (?:{TOLD_OF})(?!\w))?")


@lru_cache(maxsize=64)
def _people(names: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(re.findall(r"[\w-]{2,}", name)) for name in names)


def _is_known(name: Name, people: Sequence[frozenset[str]]) -> bool:
    """One of those whose work it is: all words of the shorter name are in the longer."""
    words = frozenset(name.words)
    return any(words <= person or (len(person) > 1 and person <= words) for person in people)


def _fact(
    text: str, name: Name, here: _Told, before: _Told | None, after: _Told | None
) -> str | None:
    """The word that makes it sensitive; null where nothing is told of this person."""
    sentence = _marked(text, here, name)
    if _PARTY.match(text, name.end):
        return None
    if is_direct(sentence):
        return fact_in(sentence)
    if after and not after.names and _FORM.search(text[here.start : name.start].lower()):
        return fact_of_field(_small(text[after.start : after.end]))
    is_kin = bool(_KIN.search(text[max(here.start, name.start - 16) : name.start].lower()))
    if not is_kin and (len(here.names) >= MANY or _has_role(text, name, here)):
        return None
    if is_actor(sentence):
        return None
    return fact_in(sentence) or _beside(text, name, here, before, after)


def _beside(
    text: str, name: Name, here: _Told, before: _Told | None, after: _Told | None
) -> str | None:
    """A fact in the next sentence about him or her, or in the one before about somebody named here."""
    if after and not after.names and (word := _of_person(text, after, near=40)):
        return word
    called = _CALLED.search(text[here.start : name.start].lower())
    if before and called and not before.names:
        return _of_person(text, before, near=_LONGEST)
    return None


def _of_person(text: str, told: _Told, *, near: int) -> str | None:
    sentence = " ".join(text[told.start : told.end].lower().split())
    person = _PERSON.search(sentence[: near + 20])
    if not person or person.start() > near:
        return None
    return fact_in(sentence[: person.start()] + ME + sentence[person.end() :])


def _has_role(text: str, name: Name, here: _Told) -> bool:
    """A title beside the name, what the person comes from, or a list of who took part."""
    before = text[here.start : name.start].lower()
    if _ATTENDING.search(before) or _ROLE_BEFORE.search(before[-2 * _BEFORE :]):
        return True
    after = text[name.end : name.end + 2 * _BEFORE]
    return bool(_FROM.match(after) or _ROLE_AFTER.match(after.lower()))


def _marked(text: str, told: _Told, name: Name) -> str:
    """The sentence in small letters, with the person and the others as one sign each."""
    parts: list[str] = []
    at = told.start
    for other in told.names:
        parts += [text[at : other.start].lower(), ME if other.start == name.start else OTHER]
        if other.words and other.text.endswith("s") and other.text.split()[-1] != other.words[-1]:
            parts.append("s")
        at = other.end
    parts.append(text[at : told.end].lower())
    return _small("".join(parts))


def _small(text: str) -> str:
    """In small letters, every gap one space; the tabs between a table's cells stay."""
    return re.sub(r"[ \n]+", " ", text.lower())
