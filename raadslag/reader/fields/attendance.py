"""Who was there: from the header's lists, and from what the items say of coming, leaving and staying away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from raadslag.danish.attending import Fact, label_of_people, sentences_in, told_in
from raadslag.danish.parties import is_outside, is_party
from raadslag.danish.person_names import role_at
from raadslag.danish.persons import Named, evident, is_list, is_official, is_political, people_in
from raadslag.danish.presence_facts import stand_ins
from raadslag.danish.presence_words import kinds_in, words_of
from raadslag.danish.tokens import Printed
from raadslag.reader.fields.header_lists import AWAY, LONGEST_ROLE, label_at, parted, rows_under
from raadslag.reader.fields.presence import Presence
from raadslag.reader.lines.layout import wrap_width
from raadslag.reader.lines.line import Line
from raadslag.reader.words import Vocabulary, danish, fold
from raadslag.record import Attendee, Convention, Item, Where


@dataclass(slots=True)
class People:
    """Everybody told of, in print order, each once: what is told later is laid over what was told before."""

    known: dict[str, Attendee] = field(default_factory=dict)

    def add(self, one: Attendee) -> None:
        """A person whose absence is told anywhere is not present; apologies say more than absence."""
        key = _key(one.name)
        old = self.known.get(key)
        if old is None:
            self.known[key] = one
            return
        status = old.status if one.status == "present" or old.status == "apologies" else one.status
        self.known[key] = replace(
            old, status=status, party=old.party or one.party, role=old.role or one.role,
            substitute_for=old.substitute_for or one.substitute_for, from_item=old.from_item or one.from_item,
            to_item=old.to_item or one.to_item, arrived_at=old.arrived_at or one.arrived_at, left_at=old.left_at or one.left_at,
        )  # fmt: skip

    def has(self, name: str) -> bool:
        return _key(name) in self.known

    def whole(self, name: str | None) -> str | None:
        """The name in full of somebody whom the page calls by one name only."""
        if name is None or " " in name:
            return name
        full = [
            one.name
            for one in self.known.values()
            if name in (one.name.split()[0], one.name.split()[-1])
        ]
        return full[0] if len(full) == 1 else name

    def all(self) -> list[Attendee]:
        return list(self.known.values())


def _key(name: str) -> str:
    return fold(name.replace("-", " ").replace(".", ""))


def read_attendance(lines: Sequence[Line], words: Vocabulary) -> list[Attendee]:
    """People from the header in print order: lists under labels, and sentences."""
    people = People()
    lines = parted(lines)
    width = wrap_width(lines)
    i = 0
    while i < len(lines):
        label = label_at(lines[i])
        if label is None:
            _sentence(lines[i], people)
            i += 1
            continue
        rows, i = rows_under(lines, i, label, words, width)
        _list(rows, label[0], people)
    return people.all()


def people_listed(lines: Sequence[Line]) -> list[Attendee]:
    """Everybody in lines of which it is known that they list who took part."""
    people = People()
    rows = parted(lines)
    plain = [(row.text, row.where) for row in rows if label_of_people(row.text) is None]
    _list(plain, "people", people)
    labelled = [row for row in rows if label_of_people(row.text) is not None]
    for one in read_attendance(labelled, danish()) if labelled else ():
        people.add(one)
    return people.all()


def people_told(lines: Sequence[Line]) -> list[Attendee]:
    """Everybody of whom sentences tell ("Bo Lund forlod mødet efter punkt 5.")."""
    return read_attendance(lines, danish())


def _list(rows: Sequence[tuple[str, Where]], kind: str, people: People) -> None:
    """The rows under one label. A party alone above names is theirs; a role or party alone under one is that one's."""
    party: str | None = None
    last: Named | None = None
    for row, where in rows:
        text = row.replace("\t", ", ")
        telling = told_in(text, in_item=False)
        role = role_at(Printed(text), 0)
        if is_party(text) or (role and role[1] == len(Printed(text)) and last):
            if is_party(text) and (last is None or party):
                party = text
            elif last is not None:
                known = people.known[_key(last.name)]
                one = replace(last, party=text) if is_party(text) else replace(last, role=text)
                people.known[_key(last.name)] = replace(known, party=one.party, role=one.role)
        elif telling.facts and not is_list(text):
            _mixed(text, kind, where, people)
        else:
            for last in evident(people_in(text), text):
                _with_stand_ins(replace(last, party=last.party or party), kind, where, people)


def _mixed(text: str, kind: str, where: Where, people: People) -> None:
    """A row that holds sentences beside its list: "Ida Kær. Som stedfortræder deltog Bo Lund"."""
    for part in (p for s in sentences_in(text) for p in _parts(s)):
        facts = told_in(
            f"{_OF_LIST[kind]}: {part}" if kind in _OF_LIST else part, in_item=False
        ).facts
        if is_list(part):
            for one in people_in(part):
                _with_stand_ins(one, kind, where, people)
        elif own := told_in(part, in_item=False).facts:
            # Where the row begins with its list, what follows a comma is told of the last one only.
            for fact in facts if len(facts) > len(own) or kind == "people" else own:
                _tell(fact, where, people)


def _parts(sentence: str) -> list[str]:
    """The sentence at its dashes; whole where what follows tells who came instead."""
    return [sentence] if kinds_in(sentence) & {"in_place", "replaced"} else _DASH.split(sentence)


_DASH = re.compile(r" [-–] (?=[a-zæøå])")
_OF_LIST = {"people": "Til stede"}


def _with_stand_ins(one: Named, kind: str, where: Where, people: People) -> None:
    """ "Rie Sand (suppleant: Ole Friis)": somebody of a list, and who came in her place."""
    others, gone = stand_ins(one, away=kind in AWAY or _status(one.status or "", kind) in AWAY)
    if gone and kind not in AWAY:
        one = replace(one, status=one.status or ("afbud" if gone == "apologies" else "fravær"))
    people.add(_listed(one, kind, where))
    for other in others:
        people.add(_listed(other, "people", where))


def _sentence(line: Line, people: People) -> None:
    telling = told_in(line.text, in_item=False) if line.text else None
    for fact in telling.facts if telling and telling.only else ():
        _tell(fact, line.where, people)
    head, colon, rest = line.text.partition(":")
    role = role_at(Printed(head), 0) if colon and len(head) < LONGEST_ROLE else None
    if role and role[1] == len(Printed(head)) and is_political(head) and is_list(rest):
        for one in people_in(rest):  # "Formand: Ida Kær"
            people.add(_listed(replace(one, role=one.role or head), "people", line.where))


def _listed(one: Named, kind: str, where: Where) -> Attendee:
    status = _status(one.status or "", "present" if kind not in AWAY else kind)
    first = last = at = left = None
    for text in one.told:
        for fact in told_in(f"Ida Kær {text}", in_item=False).facts or told_in(f"Ida Kær deltog {text}", in_item=False).facts:  # fmt: skip
            first, last = fact.first, fact.last
            at, left = (fact.at, None) if fact.kind == "late" else (None, fact.at)
            status = "present" if fact.kind in ("late", "left") else status
    if status == "present" and {w for text in one.told for w in text.casefold().split()} & words_of(
        "away"
    ):
        status = "absent"
    role = one.role
    if kind == "substitutes" and not role:
        role = "stedfortræder"
    return Attendee(
        one.name, one.party, role, status, _is_member(one, guest=kind == "guests"), one.substitute_for, first, last,  # type: ignore[arg-type]
        where, at, left,
    )  # fmt: skip


def _status(word: str, usual: str) -> str:
    """The status that the word after a name tells ("- Afbud", "deltog ikke"); the list's own without one."""
    if not word:
        return usual
    facts = (
        told_in(f"Ida Kær {word}", in_item=False).facts
        or told_in(f"{word}: Ida Kær", in_item=False).facts
    )
    return next((fact.kind for fact in facts if fact.kind in AWAY), "present")


def _is_member(one: Named, *, guest: bool) -> bool:
    if one.party is not None:
        return True
    if guest or (one.role and is_official(one.role)):
        return False
    return one.role is None or is_political(one.role) or is_outside(one.role)


def _tell(fact: Fact, where: Where, people: People, *, in_item: bool = False) -> None:
    """A fact of the whole meeting joins the people; one of a single item only touches those known."""
    one = replace(fact.named, name=people.whole(fact.named.name) or "", substitute_for=people.whole(fact.named.substitute_for))  # fmt: skip
    if (
        fact.kind == "aside"
        or (" " not in one.name and not people.has(one.name) and one.party is None)
        or (fact.weak and people.has(one.name))
    ):
        return
    partial = fact.kind in ("late", "left")
    status = fact.kind if fact.kind in AWAY else _status(one.status or "", "present")
    guest = one.role is not None and is_official(one.role) and one.party is None
    stands_in = one.substitute_for is not None or (one.role is not None and is_political(one.role))
    only_here = fact.kind == "present" and fact.first is not None and not stands_in
    if in_item and status == "present" and not people.has(one.name) and (only_here or guest):
        return
    at = (fact.at, None) if fact.kind == "late" else (None, fact.at) if partial else (None, None)
    member = _is_member(one, guest=fact.guest)
    people.add(Attendee(one.name, one.party, one.role, status, member, one.substitute_for, fact.first, fact.last, where, *at))  # type: ignore[arg-type]  # fmt: skip


def joined(
    listed: Sequence[Attendee], told: Sequence[Presence]
) -> tuple[list[Attendee], Convention | None]:
    """(everybody, how the page tells absence): the header's people and those whom the items tell of.

    Where every decision tells anew who is missing, one whom the header lists as present and who is missing
    from the first or the last ones only was there for the others.
    """
    people = People({_key(one.name): one for one in listed})
    convention = _convention(told)
    here = {_key(one.name) for one in listed if one.status == "present"}
    spans = _spans(told) if convention == "per_decision" else {}
    spans = {key: span for key, span in spans.items() if key in here}
    moving = {_key(f.named.name) for p in told for f, _ in p.facts if f.kind in ("late", "left")}
    for key in moving & people.known.keys():
        # Who comes late is listed as absent at the opening, and who has left is missing from the rest.
        people.known[key] = replace(people.known[key], status="present")
    for presence in told:
        for fact, line in presence.facts:
            if fact.kind in AWAY and _key(fact.named.name) in moving:
                continue
            span = spans.get(_key(fact.named.name)) if fact.kind in AWAY else None
            if span is None:
                _tell(fact, line.where, people, in_item=True)
            else:
                one = fact.named
                people.add(
                    Attendee(
                        one.name, one.party, one.role, "present", True, None, *span, line.where
                    )
                )
    return people.all(), convention


def _convention(told: Sequence[Presence]) -> Convention | None:
    away = [presence for presence in told if presence.absent]
    moving = any(fact.kind in ("late", "left") for presence in told for fact, _ in presence.facts)
    if len(away) > 1:
        return "per_decision"
    if moving:
        return "cumulative"
    return "opening" if away else None


def _spans(told: Sequence[Presence]) -> dict[str, tuple[int | None, int | None]]:
    """First and last item of those who are named missing at the beginning or at the end only."""
    tells = [p for p in told if p.number is not None and p.absent]
    numbers = [p.number or 0 for p in tells]
    missing: dict[str, list[int]] = {}
    for presence in tells:
        for name in presence.absent:
            missing.setdefault(_key(name), []).append(presence.number or 0)
    spans: dict[str, tuple[int | None, int | None]] = {}
    for name, away in missing.items():
        here = [number for number in numbers if number not in away]
        if here and max(away) < min(here):
            spans[name] = (max(away) + 1, None)
        elif here and min(away) > max(here):
            spans[name] = (None, min(away) - 1)
    return spans


def with_whole_names(items: Sequence[Item], people: Sequence[Attendee]) -> list[Item]:
    """The items with the names in full of those whom they call by one name only ("Ole var fraværende")."""
    known = People({_key(one.name): one for one in people})
    return [
        replace(
            item,
            absences_noted=tuple(known.whole(name) or name for name in item.absences_noted),
            not_participating=tuple(known.whole(name) or name for name in item.not_participating),
        )
        if any(" " not in name for name in (*item.absences_noted, *item.not_participating))
        else item
        for item in items
    ]


def laid_over(listed: Sequence[Attendee], others: Iterable[Attendee]) -> tuple[Attendee, ...]:
    """The listed people, with what else was read of them and of others."""
    people = People({_key(one.name): one for one in listed})
    for one in others:
        people.add(one)
    return tuple(people.all())
