"""The fields of gold minutes and of a reading, side by side as comparable values.

Three states of a gold field: a value; null or empty, by which any reading is wrong; and left out, by
which the field is not judged. `X_alt` lists further right answers, `optional` marks what may be read.
Values are compared without case and runs of white space.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Gold:
    """`must`: for each value its accepted spellings; `may`: values that are neither asked nor wrong."""

    must: tuple[frozenset[str], ...]
    may: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """One field at one place: what is right and what was read."""

    field: str
    gold: Gold
    read: tuple[str, ...]


def loose(value: object) -> str:
    """Text without case and runs of white space; empty for null."""
    return "" if value is None else " ".join(str(value).split()).casefold()


def accepted(entry: Data, key: str) -> frozenset[str]:
    """Every right answer to a key; empty where nothing is there."""
    values = [entry.get(key), *_rows(entry.get(f"{key}_alt"))]
    return frozenset(text for text in map(loose, values) if text)


def _rows(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _texts(values: object) -> tuple[str, ...]:
    return tuple(text for text in map(loose, _rows(values)) if text)


def _one(name: str, gold: Data, read: Data, key: str) -> Iterator[Answers]:
    if key in gold:
        right = accepted(gold, key)
        yield Answers(name, Gold((right,) if right else ()), _texts(read.get(key)))


HEADER = {
    "udvalg": "organization", "kommune": "municipality", "slags": "kind", "dato": "date",
    "mødets start": "start_time", "sted": "location",
}  # fmt: skip
PERSON = {"parti": "party", "rolle": "role", "til stede": "status"}


def fields_of_meeting(gold: Data, read: Data) -> Iterator[Answers]:
    """Header and attendance."""
    for name, key in HEADER.items():
        yield from _one(name, gold, read, key)
    if "attendance" not in gold:
        return
    people, seen = _rows(gold["attendance"]), _rows(read.get("attendance"))
    yield Answers("deltagere", _entries(people, "name"), _texts([one.get("name") for one in seen]))
    by_name = {loose(one.get("name")): one for one in seen}
    for person in people:
        partner = next((by_name[n] for n in accepted(person, "name") if n in by_name), None)
        if partner is None or person.get("optional"):
            continue
        for name, key in PERSON.items():
            yield from _one(f"deltager: {name}", person, partner, key)


def _entries(entries: Sequence[Data], key: str) -> Gold:
    must = tuple(accepted(e, key) for e in entries if not e.get("optional") and accepted(e, key))
    may = tuple(accepted(e, key) for e in entries if e.get("optional") and accepted(e, key))
    return Gold(must, may)


PLAIN = {
    "nummer": "number", "titel": "title", "sagsnummer": "journal_number", "beslutter": "deciding_body",
    "indstiller": "recommended_by",
}  # fmt: skip
LISTS = {
    "indstillinger": "recommendations", "fraværende ved punkt": "absences_noted",
    "deltog ikke": "not_participating", "links": "links",
}  # fmt: skip
ENTRIES = {"bilag": ("attachments", "title"), "gæster": ("extra_participants", "name")}


def fields_of_item(gold: Data, read: Data) -> Iterator[Answers]:
    """Everything that one item is judged by."""
    for name, key in PLAIN.items():
        yield from _one(f"punkt: {name}" if name in ("nummer", "titel") else name, gold, read, key)
    for name, key in LISTS.items():
        if key in gold:
            yield Answers(name, _plain(gold, key), _texts(_names(read.get(key))))
    for name, (key, inner) in ENTRIES.items():
        if key in gold:
            entries = [e if isinstance(e, dict) else {inner: e} for e in _rows(gold[key])]
            yield Answers(name, _entries(entries, inner), _texts(_names(read.get(key), inner)))
    if "previous_treatment" in gold:
        yield _prior(gold, read)
    yield from _decision(gold, read)
    if "next_bodies" in gold:
        yield _next(gold, read)
    if "commitments" in gold:
        yield _promises(gold, read)


def _names(values: object, key: str = "name") -> list[Any]:
    return [value.get(key) if isinstance(value, dict) else value for value in _rows(values)]


def _plain(gold: Data, key: str) -> Gold:
    must = tuple(frozenset({text}) for text in _texts(_names(gold[key])))
    may = tuple(frozenset({text}) for text in _texts(gold.get(f"{key}_optional")))
    return Gold(must, may)


def _prior(gold: Data, read: Data) -> Answers:
    def one(entry: Data) -> str:
        return "/".join(loose(entry.get(key)) for key in ("organization", "date", "item"))

    entries = _rows(gold["previous_treatment"])
    must = tuple(frozenset({one(e)}) for e in entries if not e.get("optional"))
    may = tuple(frozenset({one(e)}) for e in entries if e.get("optional"))
    found = tuple(one(e) for e in _rows(read.get("previous_treatment")))
    return Answers("tidligere behandling", Gold(must, may), found)


def _decision(gold: Data, read: Data) -> Iterator[Answers]:
    right, found = gold.get("decision"), read.get("decision") or {}
    if not isinstance(right, dict):
        return
    yield from _one("beslutning", right, found, "text")
    if "outcome" in right:
        codes = accepted(right, "outcome") | frozenset(_texts(gold.get("outcome_alternatives")))
        yield Answers("udfald", Gold((codes,)), _texts(found.get("outcome") or "none"))
    if "remarks" in right:
        yield Answers("bemærkninger", _plain(right, "remarks"), _texts(found.get("remarks")))
    if "votes" in right:
        ballots = tuple(map(_ballot, _rows(found.get("votes"))))
        must = tuple(frozenset({_ballot(vote)}) for vote in _rows(right["votes"]))
        yield Answers("afstemninger", Gold(must), ballots)


def _ballot(vote: Data) -> str:
    """For, against and abstained as one value; the order of names does not count."""
    sides = (vote.get("for"), vote.get("against"), vote.get("abstained"))
    return " / ".join("; ".join(sorted(_texts(side))) for side in sides)


def _next(gold: Data, read: Data) -> Answers:
    """Bodies that get the case after this one; those that get it at the same time are left out."""

    def names(values: object, kind: str) -> tuple[str, ...]:
        rows = [v if isinstance(v, dict) else {"name": v} for v in _rows(values)]
        return _texts([v.get("name") for v in rows if v.get("kind", "next") == kind])

    must = tuple(frozenset({name}) for name in names(gold["next_bodies"], "next"))
    may = tuple(frozenset({name}) for name in _texts(_names(gold.get("next_bodies_optional"))))
    return Answers("næste udvalg", Gold(must, may), names(read.get("next_bodies"), "next"))


ALIKE = 0.8
"""Share of the shorter quote's words that must stand in the longer one for both to be one promise."""


def _promises(gold: Data, read: Data) -> Answers:
    """Quotes are one when the shorter lies within the longer, so a reading takes its gold's words."""
    entries = [c if isinstance(c, dict) else {"text": c} for c in _rows(gold["commitments"])]
    free = {id(entry) for entry in entries}
    found = []
    for text in _texts(_names(read.get("commitments"), "text")):
        twin = next((e for e in entries if id(e) in free and _within(loose(e.get("text")), text)), None)  # fmt: skip
        if twin is not None:
            free.discard(id(twin))
        found.append(loose(twin.get("text")) if twin else text)
    return Answers("løfter", _entries(entries, "text"), tuple(found))


def _within(one: str, other: str) -> bool:
    short, long = sorted((one.split(), other.split()), key=len)
    if len(short) < 4:
        return short == long
    words = list(long)
    shared = 0
    for word in short:
        if word in words:
            words.remove(word)
            shared += 1
    return shared >= ALIKE * len(short)
