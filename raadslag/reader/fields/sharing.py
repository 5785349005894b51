"""People whom only the items name: absent ones and their substitutes join the attendance."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from raadslag.reader.fields.people import read_person, split_people
from raadslag.reader.lines.line import Line
from raadslag.reader.words import Vocabulary, fold
from raadslag.record import Attendee, Presence

_LABEL = re.compile(
    r"^(?P<label>afbud(?: fra)?|fraværende(?: med afbud)?|ikke til ?stede|fravær)\s*:\s*(?P<names>[A-ZÆØÅ].*)$",
    re.I,
)
_FORFEIT = re.compile(r"^(?P<names>[A-ZÆØÅ][^.]{3,80}?) havde meldt (?:forfald|afbud)\b")
_SUBSTITUTES = re.compile(
    r"^stedfortrædere?\s*:\s*(?P<names>.+)$|(?P<one>[A-ZÆØÅ][^.,-]{3,60}?)\s+(?:mødte|deltog)\s+som\s+(?:stedfortræder|suppleant)",
    re.I,
)
_INSTEAD = re.compile(
    r"\bi stedet for (?P<absent>[A-ZÆØÅ][\wæøå]+(?: [A-ZÆØÅ][\wæøå]+)*) deltog (?P<name>[A-ZÆØÅ][\wæøå]+(?: [A-ZÆØÅ][\wæøå]+)*)",
    re.I,
)


def people_of_items(
    listed: Sequence[Attendee], lines: Sequence[Line], words: Vocabulary
) -> list[Attendee]:
    """The header's people, and those that lines of absence name where the header names none of them.

    Nothing is added where the header already has its own list of members: then the lines only repeat.
    """
    people = {fold(one.name): one for one in listed}
    if sum(1 for one in listed if one.status == "present") >= 2:
        return list(people.values())
    for line in lines:
        text = line.text
        if not text or len(text) > 300:
            continue
        if found := _LABEL.match(text):
            apologies = (
                found["label"].casefold().startswith("afbud")
                or "med afbud" in found["label"].casefold()
            )
            rest, _, after = found["names"].partition(" - ")
            _add(people, rest, "apologies" if apologies else "absent", None, line, words)
            text = after
        elif found := _FORFEIT.match(text):
            _add(people, found["names"], "apologies", None, line, words)
        if text and (found := _SUBSTITUTES.search(text)):
            _add(people, found["names"] or found["one"], "present", "stedfortræder", line, words)
        if text and (found := _INSTEAD.search(text)):
            _add(
                people,
                found["name"],
                "present",
                f"stedfortræder for {found['absent']}",
                line,
                words,
            )
    return list(people.values())


def _add(
    people: dict[str, Attendee],
    text: str,
    status: Presence,
    role: str | None,
    line: Line,
    words: Vocabulary,
) -> None:
    for part in split_people(text):
        person = read_person(part, words)
        known = people.get(fold(person.name)) if person else None
        if known and known.status == "absent" and status == "apologies":
            people[fold(known.name)] = replace(known, status="apologies")
        elif person and known is None:
            people[fold(person.name)] = Attendee(
                person.name,
                person.party,
                person.role or role,
                status,
                True,
                person.substitute_for,
                where=line.where,
            )
