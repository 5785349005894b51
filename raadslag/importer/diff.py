"""What is different between two records of one meeting, field by field, in Danish. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from raadslag.importer.same import keep_ids
from raadslag.record import Attendee, Item, Meeting, Section, block_to_text
from raadslag.render.asked import money_table

MEETING_FIELDS: tuple[tuple[str, str], ...] = (
    ("kind", "Art"),
    ("municipality", "Kommune"),
    ("organization", "Udvalg"),
    ("date", "Dato"),
    ("start_time", "Begynder"),
    ("end_time", "Slutter"),
    ("location", "Sted"),
)
ITEM_FIELDS: tuple[tuple[str, str], ...] = (
    ("number", "Nummer"),
    ("title", "Titel"),
    ("closed", "Lukket"),
    ("journal_number", "Journalnummer"),
    ("deciding_body", "Beslutningen træffes af"),
    ("recommended_by", "Indstilles af"),
    ("recommendations", "Indstilling"),
    ("absences_noted", "Fraværende"),
    ("not_participating", "Deltog ikke"),
    ("next_bodies", "Videre til"),
    ("links", "Links"),
)
DECISION_FIELDS: tuple[tuple[str, str], ...] = (
    ("text", "Beslutning"),
    ("outcome", "Udfald"),
    ("remarks", "Bemærkninger"),
    ("dissents", "Mindretal"),
    ("reservations", "Forbehold"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs: where it stands and both texts; an empty text is a field not there."""

    place: str
    field: str
    old: str
    new: str


def changes(old: Meeting, new: Meeting) -> list[Change]:
    """Everything that differs in what the two say; how and where it was read does not count."""
    found = list(_fields("Mødet", MEETING_FIELDS, old, new))
    found += _attendance(old.attendance, new.attendance)
    for before, after in _pairs(old, new):
        found += _item(before, after)
    return found


def _fields(
    place: str, fields: Sequence[tuple[str, str]], old: object, new: object
) -> Iterator[Change]:
    for name, label in fields:
        before, after = _text(getattr(old, name)), _text(getattr(new, name))
        if before != after:
            yield Change(place, label, before, after)


def _text(value: object) -> str:
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, tuple):
        return "\n".join(_text(part) for part in value)
    return str(value)


def _attendance(old: Sequence[Attendee], new: Sequence[Attendee]) -> list[Change]:
    before, after = ({person.name: _person(person) for person in people} for people in (old, new))
    return [
        Change("Deltagere", name, before.get(name, ""), after.get(name, ""))
        for name in dict.fromkeys((*before, *after))
        if before.get(name) != after.get(name)
    ]


def _person(person: Attendee) -> str:
    words = {"present": "til stede", "absent": "fraværende", "apologies": "afbud"}
    bounds = [
        f"fra punkt {person.from_item}" if person.from_item else "",
        f"til punkt {person.to_item}" if person.to_item else "",
    ]
    parts = (
        person.party or "",
        person.role or "",
        words[person.status],
        "" if person.is_member else "ikke medlem",
        f"for {person.substitute_for}" if person.substitute_for else "",
        *bounds,
    )
    return ", ".join(part for part in parts if part)


def _pairs(old: Meeting, new: Meeting) -> Iterator[tuple[Item | None, Item | None]]:
    """Items that are the same one, in the new order; then those that are gone."""
    marked = replace(
        old, items=tuple(replace(item, id=f"old-{place}") for place, item in enumerate(old.items))
    )
    before = {item.id: item for item in marked.items}
    for item in keep_ids(new, marked).items:
        yield before.pop(item.id, None), item
    for item in before.values():
        yield item, None


def _item(old: Item | None, new: Item | None) -> Iterator[Change]:
    item = new or old
    assert item
    place = f"Punkt {item.number}" if item.number is not None else (item.title or "Et punkt")
    if old is None or new is None:
        yield Change(
            place,
            "Punktet",
            old.title or "uden titel" if old else "",
            new.title or "uden titel" if new else "",
        )
        return
    yield from _fields(place, ITEM_FIELDS, old, new)
    yield from _decision(place, old, new)
    for heading, before, after in _sections(old.sections, new.sections):
        yield Change(place, heading, before, after)
    before, after = _money(old), _money(new)
    if before != after:
        yield Change(place, "Bevilling", before, after)
    before, after = _attachments(old), _attachments(new)
    if before != after:
        yield Change(place, "Bilag", before, after)
    if len(old.tables) != len(new.tables):
        yield Change(place, "Tabeller", str(len(old.tables)), str(len(new.tables)))


def _money(item: Item) -> str:
    table = money_table(item.appropriations)
    return block_to_text(table) if table else ""


def _decision(place: str, old: Item, new: Item) -> Iterator[Change]:
    yield from _fields(place, DECISION_FIELDS, old.decision, new.decision)
    votes = [
        "\n".join(
            f"for {', '.join(vote.in_favour)}; imod {', '.join(vote.against)}; "
            f"undlod {', '.join(vote.abstained)}"
            + (f"; uden at stemme {', '.join(vote.did_not_vote)}" if vote.did_not_vote else "")
            for vote in item.decision.votes
        )
        for item in (old, new)
    ]
    if votes[0] != votes[1]:
        yield Change(place, "Afstemning", *votes)


def _sections(old: Sequence[Section], new: Sequence[Section]) -> Iterator[tuple[str, str, str]]:
    before, after = _by_heading(old), _by_heading(new)
    for heading in dict.fromkeys((*before, *after)):
        if before.get(heading, "") != after.get(heading, ""):
            yield heading, before.get(heading, ""), after.get(heading, "")


def _by_heading(sections: Sequence[Section]) -> dict[str, str]:
    found: dict[str, str] = {}
    for section in sections:
        name = section.heading or "Tekst uden overskrift"
        found[name] = "\n\n".join(part for part in (found.get(name, ""), section.text) if part)
    return found


def _attachments(item: Item) -> str:
    return "\n".join(part.title for part in item.attachments)
