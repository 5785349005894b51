"""Who was missing or stepped aside at one item: lines at the decision, never those of earlier bodies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from raadslag.reader.fields.outcome import is_formula
from raadslag.reader.fields.people import FULL_NAME, names_in, split_people
from raadslag.reader.lines.line import Line
from raadslag.reader.words import Vocabulary, fold

_ABSENT_LABEL = re.compile(
    r"^(?:afbud(?: fra)?|fraværende(?: med afbud| uden afbud)?|afbud/fraværende|ikke til ?stede|fravær|forfald)\s*(?::|(?=\s[A-ZÆØÅ]))\s*(?P<names>.*)$",
    re.I,
)
_WERE_ABSENT = re.compile(
    r"^(?P<names>[A-ZÆØÅ][^.!?]{2,200}?)\s+(?:var|er|havde)\s+(?:fraværende|ikke til ?stede|meldt (?:afbud|forfald)|forhindret(?:e)?)\b[^.]{0,60}\.?$"
)
_NOT_TAKING_PART = re.compile(
    r"^(?:(?:rådmand|borgmester|viceborgmester|formand|næstformand|byrådsmedlem)\s+)?(?P<names>[A-ZÆØÅ][^.!?:]{2,160}?)\s+(?:deltog ikke|deltager ikke|deltog hverken|medvirkede ikke|har ikke deltaget|"
    r"forlod (?:mødet|lokalet)|var (?:erklæret )?inhabil|erklærede sig inhabil|blev erklæret inhabil|var forhindret i at deltage|fratrådte)\b(?P<rest>.*)$",
    re.I,
)
_LISTED = re.compile(
    r"^(?:følgende(?: medlemmer)? (?:(?P<aside>deltog|deltager) ikke i (?:behandlingen|sagens|punktets|afstemningen)\b[^:]*|(?:deltog|deltager) ikke[^:]*|var (?:fraværende|ikke til stede)[^:]*)"
    r"|afbud(?: fra)?|fraværende(?: med afbud| uden afbud)?|ikke til ?stede|fravær)\s*:$",
    re.I,
)
_NOT_DISQUALIFIED = re.compile(r"\bikke (?:var |er )?inhabil|\bikke inhabil", re.I)
_WHOLE_MEETING = re.compile(
    r"\bi mødet\b|\bi den (?:lukkede|åbne) del\b|\bunder punkterne\b|\bpunkt(?:erne)? \d", re.I
)
_SUBSTITUTE = re.compile(
    r"^(?:stedfortrædere?|suppleant(?:er)?|i stedet(?: for .{3,60}?)? deltog)\s*:?\s*(?P<names>.*)$|(?P<one>[A-ZÆØÅ][^.]{3,80}?)\s+(?:mødte|deltog)\s+som\s+(?:stedfortræder|suppleant)",
    re.I,
)
_TELLS_ASIDE = ("delt", "medvirkede", "forlod", "inhabil", "forhindret", "fratrådte")
"""Words without which no line tells of it: looking for a word is quicker than trying the pattern."""
_THIS_ITEM = re.compile(
    r"\b(?:under|i|ved) (?:punktets?|sagens?|behandlingen|dagsordenspunktets?)\b", re.I
)
_HINDERED = re.compile(r"\bforhindret(?:e)? i at deltage\b", re.I)
LONGEST_NAMES = 300


def is_absence(text: str) -> bool:
    """Whether the line does nothing but name who is absent or stands aside."""
    return bool(
        _ABSENT_LABEL.match(text) or _WERE_ABSENT.match(text) or _NOT_TAKING_PART.match(text)
    )


def _only_names(text: str, words: Vocabulary) -> list[str]:
    """The names of a line that holds nothing else; a decision's words are no name."""
    if len(text) > LONGEST_NAMES or is_formula(text):
        return []
    names = names_in(text, words)
    whole = len(names) == len(split_people(text))
    return names if whole and all(FULL_NAME.match(name) for name in names) else []


@dataclass(slots=True)
class Presence:
    """`lines` are those that are about people only, and so no part of the decision."""

    absent: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    substitutes: list[str] = field(default_factory=list)
    substitute_texts: list[str] = field(default_factory=list)
    absent_texts: list[tuple[str, str]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def take(self, line: Line, words: Vocabulary, *, anywhere: bool) -> bool:
        """Reads the line where it is about presence; True where it is nothing else.

        `anywhere`: a plain sentence ("X var fraværende.") counts too, not only a label.
        """
        text = line.text.strip("•- ")
        if self._label(text, words) or (anywhere and self._sentence(text, words)):
            self.lines.append(line)
            return True
        return False

    def take_listed(self, lines: Sequence[Line], words: Vocabulary) -> list[Line]:
        """The lines without labels that have their names on lines of their own, and those names."""
        kept: list[Line] = []
        into: list[str] | None = None
        for line in lines:
            text = line.text.strip("•- ")
            if label := _LISTED.match(text):
                into = self.aside if label["aside"] else self.absent
            elif into is not None and text:
                names = _only_names(text, words)
                if not names:
                    into = None
                    kept.append(line)
                    continue
                self._add(into, names)
            else:
                kept.append(line)
                continue
            self.lines.append(line)
        return kept

    def take_aside(self, line: Line, words: Vocabulary) -> bool:
        """Reads a line that says who stepped aside from this item; True where it is nothing else."""
        text = line.text.strip("•- ")
        if not _THIS_ITEM.search(text) or not self._aside(text, words):
            return False
        self.lines.append(line)
        return True

    def _label(self, text: str, words: Vocabulary) -> bool:
        if found := _ABSENT_LABEL.match(text):
            rest, _, after = found["names"].partition(" - ")
            names = names_in(rest, words)
            if (
                not names
                and found["names"].strip(" .-")
                and not re.match(r"(?:ingen|nej)\b", found["names"], re.I)
            ):
                return False
            self._add(self.absent, names)
            if names:
                self.absent_texts.append((text, rest))
            if after:
                self._substitute(after, words)
            return True
        return self._substitute(text, words)

    def _substitute(self, text: str, words: Vocabulary) -> bool:
        low = fold(text)
        told = "stedfortr" in low or "suppleant" in low or "deltog" in low
        found = _SUBSTITUTE.match(text) if told else None
        if not found:
            return False
        printed = found["one"] or found["names"] or ""
        self._add(self.substitutes, names_in(printed, words))
        self.substitute_texts.append(printed)
        return True

    def _sentence(self, text: str, words: Vocabulary) -> bool:
        if found := _WERE_ABSENT.match(text):
            names = names_in(found["names"], words)
            if names:
                if _HINDERED.search(text):
                    self._add(self.aside, names)
                else:
                    self._add(self.absent, names)
                    self.absent_texts.append((text, found["names"]))
            return bool(names) and not _HINDERED.search(text)
        return self._aside(text, words)

    def _aside(self, text: str, words: Vocabulary) -> bool:
        low = fold(text)
        told = any(word in low for word in _TELLS_ASIDE)
        found = _NOT_TAKING_PART.match(text) if told else None
        if not found or _NOT_DISQUALIFIED.search(text) or _WHOLE_MEETING.search(found["rest"]):
            return False
        names = names_in(found["names"], words)
        self._add(self.aside, names)
        return bool(names) and not _HINDERED.search(text)

    @staticmethod
    def _add(to: list[str], names: Sequence[str]) -> None:
        to.extend(name for name in names if name not in to)
