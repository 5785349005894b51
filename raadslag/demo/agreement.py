"""How well a record that was read agrees with the record that was written, field by field.

Every field is a bag of facts (tuples of text); precision, recall and F1 come from the bags' overlap.
Texts are compared without case, runs of white space and a final full stop. What a format does not
print (`UNPRINTED`) is left out of the gold and of the reading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from raadslag.record import Attachment, Attendee, Decision, Item, Meeting

UNPRINTED: dict[str, frozenset[str]] = {
    "pdf": frozenset({"end_time"}),
    "text": frozenset({"end_time"}),
    "html": frozenset({"end_time"}),
    "json": frozenset({"end_time", "attendance", "attendance.detail", "attendance.partial"}),
    "edoc": frozenset(
        {
            "end_time",
            "location",
            "attendance",
            "attendance.detail",
            "attendance.partial",
            "declared",
            "absences",
            "not_participating",
        }
    ),
    "edagsorden": frozenset({"declared", "absences", "not_participating"}),
    "docx": frozenset(),
}
"""Fields that a format has no place for. eDoc and eDagsorden print who was away from an item but
not why: there only `away` counts."""


_ADDED = re.compile(r"\s*\((?:påført|tilføjet|eftersendt)[^)]*\)$")


@dataclass(slots=True)
class Tally:
    """Facts that agree, facts read, facts written."""

    right: float = 0
    read: float = 0
    written: float = 0
    missing: list[tuple[str, ...]] = field(default_factory=list)
    extra: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Take in another tally."""
        self.right += other.right
        self.read += other.read
        self.written += other.written
        self.missing += other.missing
        self.extra += other.extra

    @property
    def f1(self) -> float | None:
        """0 to 1; null where there was nothing to read and nothing was."""
        total = self.read + self.written
        return 2 * self.right / total if total else None


def agreement(written: Meeting, read: Meeting, format: str) -> dict[str, Tally]:
    """Field to tally for one meeting in one format."""
    found = {}
    for name, facts in FIELDS.items():
        if name not in UNPRINTED.get(format, frozenset()):
            compare = _compare_loosely if name == "commitments" else _compare
            found[name] = compare(facts(written), facts(read))
    return found


def _compare_loosely(gold: Iterable[tuple[str, ...]], got: Iterable[tuple[str, ...]]) -> Tally:
    """Quotes of the same item agree when one shares four of five words with the other."""
    a, b = list(gold), list(got)
    tally = Tally(0, len(b), len(a))
    for fact in a:
        twin = next(
            (other for other in b if other[0] == fact[0] and _alike(fact[1], other[1])), None
        )
        if twin is None:
            tally.missing.append(fact)
        else:
            b.remove(twin)
            tally.right += 1
    tally.extra = b
    return tally


def _alike(one: str, other: str) -> bool:
    a, b = Counter(one.split()), Counter(other.split())
    return (a & b).total() >= 0.8 * min(a.total(), b.total())


def _compare(gold: Iterable[tuple[str, ...]], got: Iterable[tuple[str, ...]]) -> Tally:
    a, b = Counter(gold), Counter(got)
    both = sum((a & b).values())
    return Tally(both, b.total(), a.total(), list((a - b).elements()), list((b - a).elements()))


def loose(text: object) -> str:
    """Text for comparison; empty for null."""
    return " ".join(str(text).split()).casefold().rstrip(" .") if text not in (None, "") else ""


Facts = list[tuple[str, ...]]


def _one(value: object) -> Facts:
    return [(loose(value),)] if loose(value) else []


def _items(meeting: Meeting, values: Callable[[Item], Iterable[object]]) -> Facts:
    """`(item number, value)` for every value that is there; a tuple value is several texts."""
    facts: Facts = []
    for item in meeting.items:
        for value in values(item):
            parts = value if isinstance(value, tuple) else (value,)
            texts = tuple(loose(part) for part in parts)
            if any(texts):
                facts.append((str(item.number), *texts))
    return facts


def _title(item: Item) -> list[object]:
    return [loose(item.title).removeprefix("lukket: ")]


def _sections(item: Item) -> list[object]:
    return [(s.heading, s.level) for s in item.sections if s.heading]


def _words(meeting: Meeting) -> Facts:
    """Every word of the case text under its section of level 1, so that order matters little."""
    return [
        (str(item.number), loose(section.heading), word.strip(".,:;"))
        for item in meeting.items
        for section in item.sections
        if section.level == 1
        for word in loose(section.text).split()
    ]


def _decision(values: Callable[[Decision], Iterable[object]]) -> Callable[[Meeting], Facts]:
    return lambda meeting: _items(meeting, lambda item: values(item.decision))


def _votes(decision: Decision) -> list[object]:
    return [
        (
            "; ".join(sorted(vote.in_favour)),
            "; ".join(sorted(vote.against)),
            "; ".join(sorted(vote.abstained)),
        )
        for vote in decision.votes
        if vote.basis == "stated"
    ]


def _cells(meeting: Meeting) -> Facts:
    facts: Facts = []
    for item in meeting.items:
        for index, table in enumerate(item.tables):
            rows = [table.columns, *table.rows] if table.columns else list(table.rows)
            for y, row in enumerate(rows):
                facts += [
                    (str(item.number), str(index), str(y), str(x), loose(cell))
                    for x, cell in enumerate(row)
                    if loose(cell)
                ]
    return facts


def _role(who: Attendee) -> str | None:
    """The role without "stedfortræder for …": as printed it may be kept beside the field for it."""
    stands_in = who.substitute_for and who.role and who.role.endswith(who.substitute_for)
    return None if stands_in else who.role


def _remarks(decision: Decision) -> list[str]:
    """Remarks that are not dissents or reservations too: minutes do not tell them apart."""
    protests = {*decision.dissents, *decision.reservations}
    return [text for text in decision.remarks if text not in protests]


def _attachment(file: Attachment) -> tuple[str, bool]:
    """Title and recommendation; the day that is printed into a later file's title is left out."""
    return _ADDED.sub("", file.title), file.recommended


def _person(meeting: Meeting) -> Facts:
    return [
        tuple(
            loose(part)
            for part in (
                who.name,
                who.party,
                _role(who),
                who.status,
                who.substitute_for,
                who.is_member,
            )
        )
        for who in meeting.attendance
    ]


def _partial(meeting: Meeting) -> Facts:
    return [
        (loose(who.name), str(who.from_item or 1), str(who.to_item or ""))
        for who in meeting.attendance
        if (who.from_item or 1) > 1 or who.to_item
    ]


def _away(meeting: Meeting) -> Facts:
    """Who was away from an open item, absence without apologies apart: few formats repeat that."""
    silent = {who.name for who in meeting.attendance if who.status == "absent"}
    return _items(
        meeting,
        lambda item: (
            [] if item.closed else sorted({*item.absences_noted, *item.not_participating} - silent)
        ),
    )


def _by_item(values: Callable[[Item], Iterable[object]]) -> Callable[[Meeting], Facts]:
    return lambda meeting: _items(meeting, values)


FIELDS: dict[str, Callable[[Meeting], Facts]] = {
    "organization": lambda m: _one(m.organization),
    "date": lambda m: _one(m.date),
    "start_time": lambda m: _one(m.start_time),
    "end_time": lambda m: _one(m.end_time),
    "location": lambda m: _one(m.location),
    "attendance": lambda m: [(loose(who.name),) for who in m.attendance],
    "attendance.detail": _person,
    "attendance.partial": _partial,
    "titles": _by_item(_title),
    "closed": _by_item(lambda i: ["ja"] if i.closed else []),
    "journal_number": _by_item(lambda i: [i.journal_number]),
    "previous_treatment": _by_item(
        lambda i: [(p.organization, p.date, p.item) for p in i.previous_treatment]
    ),
    "sections": _by_item(_sections),
    "sections.words": _words,
    "deciding_body": _by_item(lambda i: [i.deciding_body]),
    "recommended_by": _by_item(lambda i: [i.recommended_by]),
    "recommendations": _by_item(lambda i: i.recommendations),
    "decision.text": _decision(lambda d: [d.text]),
    "decision.outcome": _by_item(lambda i: [] if i.closed else [i.decision.outcome]),
    "decision.remarks": _decision(_remarks),
    "decision.votes": _decision(_votes),
    "decision.dissents": _decision(lambda d: [*d.dissents, *d.reservations]),
    "decision.stopped_by": _decision(lambda d: [d.stopped_by]),
    "attachments": _by_item(lambda i: map(_attachment, i.attachments)),
    "declared": _by_item(
        lambda i: (
            [(i.attachments_declared.total, i.attachments_declared.recommended or 0)]
            if i.attachments_declared
            else []
        )
    ),
    "absences": _by_item(lambda i: i.absences_noted),
    "not_participating": _by_item(lambda i: i.not_participating),
    "away": _away,
    "extra_participants": _by_item(
        lambda i: [(g.name, g.title, g.org) for g in i.extra_participants]
    ),
    "tables": lambda m: _items(m, lambda i: [("tabel", n) for n in range(len(i.tables))]),
    "tables.cells": _cells,
    "tables.caption": _by_item(lambda i: [t.caption for t in i.tables]),
    "next_bodies": _by_item(lambda i: i.next_bodies),
    "commitments": _by_item(lambda i: [c.text for c in i.commitments if c.source == "decision"]),
    "links": _by_item(lambda i: i.links),
}
"""Name of a field to the facts it holds."""


def macro(tallies: dict[str, Tally]) -> float:
    """Mean F1 over the fields that hold facts."""
    values = [tally.f1 for tally in tallies.values() if tally.f1 is not None]
    return sum(values) / len(values) if values else 0.0
