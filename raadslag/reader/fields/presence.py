"""What an item's own lines tell of who was there: taken out of the text where they tell nothing else.

Only this meeting's own pieces are asked; the absences of earlier bodies belong to nobody here. Under a
decision or a list of attachments every such paragraph goes; in the case text only labels with their
names, and what stands at the end of a part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from raadslag.danish.attending import (
    Fact,
    Label,
    Telling,
    is_approval,
    label_of_people,
    tells,
    told_in,
)
from raadslag.danish.bodies import bodies_in, may_be_same
from raadslag.danish.moments import dates_in
from raadslag.danish.persons import is_list, people_in
from raadslag.reader.cut.pieces import Known, Piece
from raadslag.reader.lines.blocks import join
from raadslag.reader.lines.layout import runs_on
from raadslag.reader.lines.line import Line
from raadslag.reader.words import fold
from raadslag.record import Item

NOT_OURS = ("earlier", "prior")
PROPOSED = ("recommendation", "proposer", "alternative")
"""Parts where earlier bodies' answers stand with their absences (layouts.md 8, P4)."""
TAKEN_WHOLE = ("decision", "both", "attachments", "lead")
MOST_LINES = 12
"""Lines of the longest wrapped paragraph that is put together to be asked."""
_NOBODY = frozenset(("ingen", "ingen.", "-", ".", "–", "nej", "intet", "0"))
_KINDS = {"absent": "absent", "apologies": "apologies", "aside": "aside"}
_AWAY = ("absent", "apologies")


@dataclass(slots=True)
class Presence:
    """`facts` with the line that tells each; `lines` those that were about people only."""

    number: int | None
    facts: list[tuple[Fact, Line]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def absent(self) -> list[str]:
        """Who the item says was not at the meeting."""
        return _names(fact for fact, _ in self.facts if fact.kind in _AWAY)

    @property
    def aside(self) -> list[str]:
        """Who was there, but not for this item."""
        return self.aside_at(self.number)

    def aside_at(self, number: int | None) -> list[str]:
        """Who, by what this item says, stood aside from the item of that number."""
        return _names(
            fact
            for fact, _ in self.facts
            if fact.kind == "aside" and _covers(fact, number, self.number)
        )

    def add(self, facts: Sequence[Fact], line: Line) -> None:
        self.facts += [(fact, line) for fact in facts]


def _covers(fact: Fact, number: int | None, here: int | None) -> bool:
    if fact.first is None or fact.last is None or number is None:
        return number == here
    return fact.first <= number <= fact.last


def _names(facts: Iterator[Fact]) -> list[str]:
    return list(dict.fromkeys(fact.named.name for fact in facts))


def take_presence(
    pieces: Sequence[Piece], known: Known, width: float | None, number: int | None, title: str | None,
    away: frozenset[str] = frozenset(),
) -> Presence:  # fmt: skip
    """What the pieces tell; the lines that tell nothing else are gone from them. `away`: folded names of
    those whom the header tells absent; a line that holds nothing but their names tells it again."""
    presence = Presence(number)
    decided = any(piece.role in ("decision", "both") for piece in pieces)
    for piece in pieces:
        if piece.role in NOT_OURS or (decided and piece.role in PROPOSED):
            continue
        taken = _Taken(piece, presence, known, width)
        heading = piece.mark.heading if piece.mark else ""
        taken.under(heading) or taken.under(title or "")
        taken.away = away | {fold(name) for name in presence.absent}
        taken.read()
        piece.lines = taken.kept
    return presence


def with_asides(items: Sequence[Item], told: Sequence[Presence]) -> list[Item]:
    """The items, those too whose absentees are told elsewhere ("deltog ikke under punkt 4-6", in item 1)."""
    elsewhere = [
        p for p in told if any(f.kind == "aside" and f.first != p.number for f, _ in p.facts)
    ]
    return [_with_aside(item, elsewhere) for item in items] if elsewhere else list(items)


def _with_aside(item: Item, told: Sequence[Presence]) -> Item:
    if item.number is None:
        return item
    names = [name for presence in told for name in presence.aside_at(item.number)]
    whole = tuple(dict.fromkeys([*item.not_participating, *names]))
    return replace(item, not_participating=whole)


class _Taken:
    """One piece read line by line; `kept` is what is left of it."""

    def __init__(self, piece: Piece, presence: Presence, known: Known, width: float | None) -> None:
        self.lines, self.width = piece.lines, width
        self.presence, self.known = presence, known
        self.whole = piece.role in TAKEN_WHOLE
        self.kept: list[Line] = []
        self.label: Label | None = None
        self.away: frozenset[str] = frozenset()
        self.end = max((n for n, line in enumerate(piece.lines) if line.text), default=-1)

    def under(self, heading: str) -> bool:
        """The piece stands under a heading or title that is a label of absence ("1. Fraværende")."""
        found = label_of_people(_without_body(heading)) if heading else None
        if found is None or found[0] not in _KINDS or found[1] or not self._is_ours(heading):
            return False
        self.label = found[0]
        return True

    def read(self) -> None:
        i = 0
        while i < len(self.lines):
            i = self._row(i)

    def _row(self, i: int) -> int:
        line, text = self.lines[i], _plain(self.lines[i])
        if not text or line.table:
            self.kept.append(line)
        elif self.label and is_list(text):
            self._listed(self.label, i)
        elif self._follows_taken(i) and is_approval(text):
            self.presence.lines.append(line)
        elif not tells(text) and self._names_away(text):
            self._listed("absent", i)
        elif not (tells(text) or self._tells_on(i)) or not self._is_ours(text):
            self.kept.append(line)
        else:
            return self._told(i, text)
        return i + 1

    def _tells_on(self, i: int) -> bool:
        """The margin cut the sentence before its word of presence: "Ida Kær og Bo Lund" / "var fraværende."."""
        after = self.lines[i + 1] if i + 1 < len(self.lines) else None
        if after is None or not after.text or not tells(after.text):
            return False
        return runs_on(self.lines[i], after, self.width) or _cut_inside(
            self.lines[i].text, after.text
        )

    def _follows_taken(self, i: int) -> bool:
        taken = self.presence.lines
        return bool(taken) and i > 0 and taken[-1] is self.lines[i - 1]

    def _told(self, i: int, text: str) -> int:
        """A paragraph, or a label and the names under it, in which a word of presence stands; the line after."""
        below = self._names_below(i, text)
        if below > i:
            return below
        after, whole = self._paragraph(i)
        telling = told_in(whole, self.presence.number, day=self.known.day)
        facts = telling.facts
        if telling.only and (self.whole or self._may_go(after, whole, telling)):
            self.presence.lines += self.lines[i:after]
        else:
            known = telling.only or self.whole
            facts = [fact for fact in facts if known and fact.kind != "present"]
            self.kept += self.lines[i:after]
        self.presence.add(facts, self.lines[i])
        return after

    def _names_away(self, text: str) -> bool:
        """Nothing but names of people who are known to be absent."""
        people = people_in(text) if self.away and len(text) < 300 and is_list(text) else []
        return bool(people) and all(fold(one.name) in self.away for one in people)

    def _may_go(self, after: int, text: str, telling: Telling) -> bool:
        """In the case text: a label with its names, or the part's last lines after other text."""
        if all(fact.kind == "present" for fact in telling.facts):
            return False
        last = after > self.end - 1 and any(line.text for line in self.kept)
        return last or label_of_people(text) is not None

    def _paragraph(self, i: int) -> tuple[int, str]:
        """The lines that the margin broke out of one paragraph, put together."""
        text, after = _plain(self.lines[i]), i + 1
        while after < len(self.lines) and after - i < MOST_LINES:
            before, line = self.lines[after - 1], self.lines[after]
            wrapped = runs_on(before, line, self.width) or _cut_inside(before.text, line.text)
            if not line.text or line.table or not wrapped:
                break
            text = join(text, line.text)
            after += 1
        return after, text

    def _names_below(self, i: int, text: str) -> int:
        """A label alone and the persons on the lines under it; the line after them, i where it is none."""
        label = self._label(text)
        if label is None:
            return i
        at = i + 1
        after, found = i, False
        while at < len(self.lines):
            row = self.lines[at]
            plain = _plain(row)
            if plain.casefold() in _NOBODY and not found:
                after, found = at + 1, True
                break
            if plain and not is_list(plain):
                break
            at += 1
            if plain:
                after, found = at, True
        if not found:
            return i
        ours = self._is_ours(text)
        self.presence.lines += self.lines[i:after]
        for n in range(i + 1, after):
            if ours and self.lines[n].text:
                self._listed(label, n)
        return after

    def _label(self, text: str) -> Label | None:
        found = label_of_people(_without_body(text))
        if found is None or found[1]:
            return None
        if found[0] in ("people", "guests") and (
            "medlem" in text.casefold() or not text.endswith(":")
        ):
            return None
        return found[0]

    def _is_ours(self, text: str) -> bool:
        """ "Fraværende i Økonomiudvalget, 24. maj:" under an item of the council is another meeting's."""
        head = text.partition(":")[0]
        days = [day for _, _, day in dates_in(head)]
        if days and self.known.day:
            return self.known.day in days
        body = head.partition(" i ")[2] if label_of_people(head.partition(" i ")[0]) else head
        if not self.known.organization or not bodies_in(body) or ":" not in text:
            return True
        return may_be_same(body, self.known.organization)

    def _listed(self, label: Label, i: int) -> None:
        line = self.lines[i]
        kind = _KINDS.get(label, "present")
        for one in people_in(_plain(line)):
            if label == "substitutes":
                one = replace(one, role=one.role or "stedfortræder")
            here = self.presence.number if kind == "aside" else None
            self.presence.add([Fact(one, kind, here, here, guest=label == "guests")], line)  # type: ignore[arg-type]
        if line not in self.presence.lines:
            self.presence.lines.append(line)


def _without_body(text: str) -> str:
    """ "Fraværende i Nordby Byråd, 31. maj 2022:" as the label it is."""
    head, at, tail = text.partition(" i ")
    return (
        f"{head}:" if at and tail.endswith(":") and len(head) < 40 and tail[:1].isupper() else text
    )


def _plain(line: Line) -> str:
    return line.text.strip("•*- \t")


def _cut_inside(text: str, after: str) -> bool:
    """The margin cut a sentence: a double name ("Ida Lindegren-", "Holm"), a list at its comma, or before a
    small letter."""
    if (text.endswith("-") and after[:1].isupper()) or text.endswith((",", " og")):
        return bool(after)
    return after[:1].islower() and text[-1:] not in ".:;"
