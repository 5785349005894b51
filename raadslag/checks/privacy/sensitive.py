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
    is_told,
    matter_of,
)
from raadslag.checks.privacy.words import of
from raadslag.danish import fold
from raadslag.danish.late import Late
from raadslag.danish.names import TOLD_OF, Name, is_first, names_in, of_a_body
from raadslag.danish.sentences import sentences

_CAP = r"[A-ZÆØÅÖÜ][a-zæøåéèöüäáíóçñ]{1,24}"
_CANDIDATE = Late(
    lambda: re.compile(
        rf"[A-ZÆØÅÖÜ][\w.-]{{0,24}},? (?:van |von |de |den |el |al )?(?:[A-ZÆØÅÖÜ]|(?:{TOLD_OF})(?!\w))"
    )
)
"""Where a name may stand: most of a text is passed over by this alone."""
_KIN = Late(lambda: re.compile(of("sensitive", "kin") + r" \Z"))
_ROLE = of("sensitive", "role")
_ROLE_BEFORE = Late(
    lambda: re.compile(
        rf"{_ROLE}(?: (?:for|af|i|ved|fra|på|hos) [\wæøå-]{{1,30}}){{0,2}}(?: ved| v/)?[:,]? ?\Z"
    )
)
_ROLE_AFTER = Late(lambda: re.compile(rf"(?:, | \(| - )(?:[\wæøå-]{{1,24}} ){{0,2}}{_ROLE}"))
_ATTENDING = Late(lambda: re.compile(of("sensitive", "attending")))
_PARTY = re.compile(
    r" ?\((?:[A-ZÆØÅ]{1,2}|[^()\n]{0,24}(?:parti|liste|venstre|radikale|løsg|konservativ)[^()\n]{0,16})\)",
    re.I,
)
_FROM = re.compile(r",? (?:fra|ved|hos|i) [A-ZÆØÅ]|, [A-ZÆØÅ][\wæøå.]{1,20} ?[A-ZÆØÅa-z]")
_VERB = re.compile(rf" (?:{TOLD_OF})(?![\wæøå])")
"""What no genitive has behind it: "Anna Friis er …"."""
_PERSON = Late(lambda: re.compile(of("sensitive", "person")))
_FORM = Late(lambda: re.compile(of("sensitive", "form") + r" ?[:\t] ?\Z"))
_CALLED = Late(lambda: re.compile(of("sensitive", "called") + r"[:]? (?:[a-zæøå]{1,12} ){0,2}\Z"))
MANY = 3
"""Names in one sentence from which it is a list of who came or sat, and no story of one."""
_BEFORE = 44
"""Signs before a name in which a title stands."""
_LONGEST = 700
"""Signs of a sentence that are looked at; what is longer is no sentence."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence of `text` at `start:end` and the names in it; `before` and `after` stand beside it."""

    text: str
    start: int
    end: int
    names: tuple[Name, ...]

    @property
    def plain(self) -> str:
        return _small(self.text[self.start : self.end])

    def of_person(self, *, near: int) -> str | None:
        """A fact of him or her (the applicant, the family), who is named beside this sentence."""
        sentence = self.plain.strip()
        person = _PERSON.search(sentence[: near + 20])
        if not person or person.start() > near:
            return None
        return fact_in(sentence[: person.start()] + ME + sentence[person.end() :])

    def marked(self, name: Name) -> str:
        """The sentence in small letters, with the person and the others as one sign each."""
        parts: list[str] = []
        at = self.start
        for other in self.names:
            genitive = (
                other.words
                and other.text.split()[-1] == f"{other.words[-1]}s"
                and not _VERB.match(self.text, other.end)
            )
            sign = ME if other.start == name.start else OTHER
            parts += [self.text[at : other.start], sign, "s" if genitive else ""]
            at = other.end
        return _small("".join([*parts, self.text[at : self.end]]))

    def fact(self, name: Name, before: _Told | None, after: _Told | None) -> str | None:
        """The word that makes it sensitive, "" where no word is known to; null where nothing is told
        of this person."""
        sentence, said = self.marked(name), self.text[self.start : name.start].lower()
        after = after if after and not after.names else None
        if _PARTY.match(self.text, name.end):
            return None
        if is_direct(sentence):
            return fact_in(sentence)
        if after and _FORM.search(said):
            return fact_of_field(after.plain)
        is_kin = bool(_KIN.search(said[-16:]))
        if not is_kin and (len(self.names) >= MANY or self._has_role(name, said)):
            return None
        if is_actor(sentence):
            return None
        if word := fact_in(sentence) or (after and after.of_person(near=40)):
            return word
        is_called = before and not before.names and _CALLED.search(said)
        word = (before.of_person(near=_LONGEST) if before and is_called else None) or matter_of(
            sentence
        )
        return word or ("" if _is_sure(name) and is_told(sentence) else None)

    def _has_role(self, name: Name, said: str) -> bool:
        """A title beside the name, what the person comes from, or a list of who took part."""
        if _ATTENDING.search(said) or _ROLE_BEFORE.search(said[-2 * _BEFORE :]):
            return True
        after = self.text[name.end : name.end + 2 * _BEFORE]
        return bool(_FROM.match(after) or _ROLE_AFTER.match(after.lower()))


def _small(text: str) -> str:
    """In small letters, every gap one space; the tabs between a table's cells stay."""
    return re.sub(r"[ \n]+", " ", text.lower())


@on_folded
def find_sensitive(text: str, known: Iterable[str] = ()) -> Iterator[Hit]:
    """Every named person about whom something sensitive is said.

    `known` are the names of members, officials and authors, who are not asked about.
    """
    if not _CANDIDATE.search(text):
        return
    found = list(_told_of(text, _people(tuple(sorted({fold(name).text for name in known})))))
    wholes: dict[tuple[str, str], list[str]] = {}
    for hit in found:
        wholes.setdefault((hit.text, hit.about), []).append(hit.whole)
    for hit in found:
        yield replace(hit, whole="\n".join([hit.text, *wholes[hit.text, hit.about]]))


def _told_of(text: str, people: Sequence[frozenset[str]]) -> Iterator[Hit]:
    """A hit for each name in each sentence that tells something of it; `whole` is what was told, so that
    an answer holds for those words alone."""
    places = [(a, b) for a, b in sentences(text, colons=False) if b - a <= _LONGEST]
    told = [_Told(text, a, b, _names(text, a, b)) for a, b in places]
    for at, here in enumerate(told):
        before = told[at - 1] if at else None
        after = told[at + 1] if at + 1 < len(told) else None
        if before and text[before.end : here.start].count("\n") > 2:
            before = None
        for name in here.names:
            if _is_known(name, people):
                continue
            word = here.fact(name, before, after)
            if word is not None:
                said = " ".join(one.plain for one in _story(told, at))
                yield Hit("sensitive", "ask", name.text, name.start, name.end, word, said)


def _story(told: Sequence[_Told], at: int) -> Iterator[_Told]:
    """The sentence at `at`, and those around it that name nobody and tell of him or her; after it also
    whatever goes on in its paragraph. What stands before it may be the house's own ("Punktet udgår.")."""
    first = at
    while first and not told[first - 1].names and told[first - 1].of_person(near=_LONGEST):
        first -= 1
    yield from told[first : at + 1]
    while at + 1 < len(told) and _goes_on(told[at], told[at + 1]):
        at += 1
        yield told[at]


def _goes_on(one: _Told, after: _Told) -> bool:
    """Does the sentence after, which names nobody, still tell of the same?"""
    words, more = one.text[one.start : after.start], one.text[after.start : after.end]
    gap = words[len(words.rstrip()) :] + more[: len(more) - len(more.lstrip())]
    return not after.names and (gap.count("\n") < 2 or bool(after.of_person(near=_LONGEST)))


def _names(text: str, start: int, end: int) -> tuple[Name, ...]:
    """The names in a sentence: of two words or more, and first names where a fact or kin stands beside."""
    if not _CANDIDATE.search(text, start, end):
        return ()
    sentence = _with_small_letters(text[start:end])
    found = [*names_in(sentence)]
    taken = {place for name in found for place in range(name.start, name.end)}
    for name in (*_turned(sentence), *_alone(sentence)):
        if not taken & set(range(name.start, name.end)):
            taken |= set(range(name.start, name.end))
            found.append(name)
    placed = (replace(n, start=n.start + start, end=n.end + start) for n in found)
    return tuple(sorted(placed, key=lambda name: name.start))


def _with_small_letters(sentence: str) -> str:
    """Words in capitals as names are written; where all of it is in capitals, only what can be a name."""
    letters = sum(map(str.isalpha, sentence))
    if letters < SHORTEST_SHOUT or sum(map(str.isupper, sentence)) < SHOUTED * letters:
        return _CAPITALS.sub(lambda word: word.group().capitalize(), sentence)
    begins = _SHOUTED_NAME.match(sentence)
    parts = [sentence[: begins.end()].title() if begins else ""]
    told = ""  # the word before, where it is a name's
    for word in _WORDS.findall(sentence, begins.end() if begins else 0):
        plain, small = word.capitalize(), word.lower()
        follows = told and len(word) > 2 and not _NO_NAME.match(small) and not of_a_body(plain)
        is_name = word[:1].isalpha() and (is_first(plain) or follows)
        told = told if word == " " else (plain if is_name else "")
        written = plain if is_name else small
        parts.append(written if len(written) == len(word) else word)
    return "".join(parts)


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


SHORTEST_SHOUT, SHOUTED = 12, 0.9
"""Letters from which a sentence can be told to be in capitals, and the part of them that are."""
_WORDS = re.compile(r"\w+(?:-\w+)*|\W")
_SHOUTED_NAME = Late(
    lambda: re.compile(
        rf"[A-ZÆØÅÖÜ-]{{3,25}}(?: [A-ZÆØÅÖÜ-]{{3,25}}){{1,3}}(?= (?:{TOLD_OF.upper()})(?!\w))"
    )
)
"""Who something is told of, at the head of a sentence."""
_NO_NAME = Late(
    lambda: re.compile(
        of("sensitive", "actor", "have", "state", "attending")
        + rf"|(?:{TOLD_OF}|og|at|som|der|ikke)(?!\w)"
    )
)
"""Words that go on after a name."""
_CAPITALS = re.compile(
    r"(?<![\w-])(?:[A-ZÆØÅÖÜ]{3,25}|[A-ZÆØÅÖÜ]{2}(?=,? [A-ZÆØÅÖÜ]{2})|(?<=[A-ZÆØÅÖÜ]{2} )[A-ZÆØÅÖÜ]{2})(?!\w)"
)
"""Words in capitals, as a form or a heading has a name: TOVE RINDOM, BO IB HOLM."""
_LAST_FIRST = Late(
    lambda: re.compile(
        rf"(?<![\w-])(?P<name>(?P<last>{_CAP}(?:-{_CAP})?), (?P<first>{_CAP}(?:[ -]{_CAP}){{0,2}}))(?![\w-])"
        rf"(?P<told>,? (?:{TOLD_OF})(?!\w))?"
    )
)
_SINGLE = Late(
    lambda: re.compile(rf"(?<![\w-])(?P<name>{_CAP})(?![\w-])(?P<verb> (?:{TOLD_OF})(?!\w))?")
)


def _is_sure(name: Name) -> bool:
    """Surely a person: a first name and a last one, or a title; no body that looks like a name."""
    first = name.words[:1]
    return name.titled or (
        len(name.words) > 1 and all(map(is_first, first)) and not any(map(of_a_body, name.words))
    )


@lru_cache(maxsize=64)
def _people(names: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(re.findall(r"[\w-]{2,}", name)) for name in names)


def _is_known(name: Name, people: Sequence[frozenset[str]]) -> bool:
    """One of those whose work it is: all words of the shorter name are in the longer."""
    words = frozenset(name.words)
    return any(words <= person or (len(person) > 1 and person <= words) for person in people)
